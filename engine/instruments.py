"""Steps and limits of pairs, remembered over restarts: an engine with open positions must start without the network."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.core.errors import HaiDangError, Operational
from engine.core.instruments import Instrument
from engine.core.symbols import Symbol
from engine.market.feed import Feed
from engine.store.state import get_state, set_state

if TYPE_CHECKING:
    from engine.store.store import Store

_NAME = "instruments"


class Instruments:
    """``instruments(symbol)`` answers from the market, or from what the market said last."""

    def __init__(self, feed: Feed, store: Store, mode: str) -> None:
        self._feed, self._store, self._mode = feed, store, mode
        kept: dict[str, Any] = store.read(lambda conn: get_state(conn, feed.source, mode, _NAME, {}))
        self._known = {Symbol(symbol): _of(Symbol(symbol), facts) for symbol, facts in kept.items()}

    def __call__(self, symbol: Symbol) -> Instrument:
        """The instrument of a watched pair; raises Operational when neither market nor memory knows it."""
        found = self._known.get(symbol)
        if found is None:
            try:
                found = self._known[symbol] = self._feed.instrument(symbol)
            except (HaiDangError, KeyError) as error:
                raise Operational("err-instrument-unknown", symbol=symbol) from error
        return found

    async def look_up(self, symbol: Symbol) -> Instrument:
        """The instrument of a pair that is not watched yet; InvalidInput when the market has no such pair."""
        await self._feed.add(symbol)
        return self._feed.instrument(symbol)

    async def remember(self, symbols: Sequence[Symbol]) -> None:
        """Ask the market and keep what it says; a market that is out of reach changes nothing."""
        for symbol in symbols:
            with contextlib.suppress(HaiDangError):
                self._known[symbol] = self._feed.instrument(symbol)
        facts = {str(symbol): _facts(instrument) for symbol, instrument in self._known.items()}
        source, mode = self._feed.source, self._mode
        await self._store.write(lambda conn: set_state(conn, source, mode, _NAME, facts))


class KeptInstruments:
    """What a recording remembers of its pairs."""

    def __init__(self, store: Store, source: str, mode: str) -> None:
        kept: dict[str, Any] = store.read(lambda conn: get_state(conn, source, mode, _NAME, {}))
        self._known = {Symbol(symbol): _of(Symbol(symbol), facts) for symbol, facts in kept.items()}

    def __call__(self, symbol: Symbol) -> Instrument:
        """The instrument of a recorded pair."""
        if symbol not in self._known:
            raise Operational("err-instrument-unknown", symbol=symbol)
        return self._known[symbol]


def _facts(instrument: Instrument) -> dict[str, Any]:
    return {
        "tick": str(instrument.tick_size),
        "lot": str(instrument.lot_size),
        "min_notional": str(instrument.min_notional),
        "min_lots": instrument.min_lots,
    }


def _of(symbol: Symbol, facts: dict[str, Any]) -> Instrument:
    steps = (Decimal(facts["tick"]), Decimal(facts["lot"]), Decimal(facts["min_notional"]))
    return Instrument(symbol, *steps, int(facts["min_lots"]))
