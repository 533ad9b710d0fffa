"""Decides a recorded run anew and compares: the same candles, ticks and commands must give the same ledger.

The recording is a store; its tape gives the order of everything that moved the engine. The run is repeated into a
scratch store through the very pipeline that ran live, with the models that had spoken then.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from engine.core.candles import Candle, Tick
from engine.core.clocks import MarketClock
from engine.core.errors import InvalidInput
from engine.core.modes import Mode
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.decision.rules import Rules
from engine.forecast.forecaster import Forecaster
from engine.forecast.pinned import PinnedRegistry
from engine.instruments import KeptInstruments
from engine.pipeline import Pipeline
from engine.pipeline.commands import Commands
from engine.pipeline.entries import Flags
from engine.store.candles import load_series
from engine.store.sql import run
from engine.store.tape import TapeEntry, read_tape
from engine.trading.desk import TradingDesk
from engine.trading.ledger import ledger_hash
from engine.trading.paper import PaperBroker

if TYPE_CHECKING:
    from engine.store.store import Store

_PAGE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both ledgers' hashes, the decisions that differ, and how much was retraced."""

    recorded: str
    retraced: str
    candles: int
    decisions: int
    different: int

    @property
    def equal(self) -> bool:
        """Whether the run came out the same, entry for entry and decision for decision."""
        return self.recorded == self.retraced and not self.different


class Retrace:
    """One recorded run of ``source`` and ``mode``, decided again into ``scratch``."""

    def __init__(
        self, recording: Store, scratch: Store, models_dir: Path, rules: Rules, source: str, mode: Mode
    ) -> None:
        self._recording, self._scratch, self._source, self._mode = recording, scratch, source, mode
        self._timeframe: Timeframe = rules.timeframe
        self._models = PinnedRegistry(models_dir)
        instruments = KeptInstruments(recording, source, mode.value)
        self._desk = TradingDesk(scratch, PaperBroker(rules, instruments), rules, instruments, source, mode)
        clock = MarketClock()
        self.pipeline = Pipeline(
            source=source,
            mode=mode,
            store=scratch,
            forecaster=Forecaster(self._models, rules.horizon),
            desk=self._desk,
            rules=rules,
            instrument=instruments,
            clock=clock,
        )
        self._commands = Commands(scratch, self._desk, rules, source, mode, clock, instruments)
        self.pipeline.commands = self._commands

    async def compare(self) -> Comparison:
        """Retrace everything and compare ledgers and decisions."""
        self._desk.open_purse(self._first_deposit(), now=0)
        self._desk.load()
        await self._desk.resume(0)
        try:
            async for entry in self._entries():
                await self._take(entry)
        finally:
            self.pipeline.shut_down()
        hashes = [
            store.read(lambda conn: ledger_hash(conn, self._source, self._mode))
            for store in (self._recording, self._scratch)
        ]
        recorded, retraced = (self._decisions(store) for store in (self._recording, self._scratch))
        different = sum(retraced.get(key) != facts for key, facts in recorded.items())
        different += len(retraced.keys() - recorded.keys())
        return Comparison(hashes[0], hashes[1], self.pipeline.candles_seen, len(recorded), different)

    def _first_deposit(self) -> Decimal:
        query = "SELECT delta FROM ledger WHERE source = ? AND mode = ? ORDER BY id LIMIT 1"
        values = (self._source, self._mode.value)
        found = self._recording.read(lambda conn: run(conn, query, values).scalar_one_or_none())
        if found is None:
            raise InvalidInput("err-replay-no-tape", source=self._source, mode=self._mode.value)
        return Decimal(found)

    async def _entries(self) -> AsyncIterator[TapeEntry]:
        after = 0
        while True:
            page = self._recording.read(
                lambda conn, a=after: read_tape(conn, self._source, self._mode.value, after_id=a, limit=_PAGE)  # type: ignore[misc]
            )
            if not page:
                return
            for entry in page:
                after = entry.id
                yield entry

    async def _take(self, entry: TapeEntry) -> None:
        facts: dict[str, Any] = entry.payload or {}
        symbol = Symbol(entry.symbol) if entry.symbol and "/" in entry.symbol else None
        if entry.kind == "candle" and symbol is not None:
            self._models.pin(self._source, symbol, self._timeframe, self._version_at(symbol, entry.timestamp))
            flags = Flags(bool(facts.get("late")), bool(facts.get("expired")))
            await self.pipeline.on_candle(self._candle(symbol, entry.timestamp), flags)
        elif entry.kind == "tick" and symbol is not None and entry.price is not None:
            await self.pipeline.on_tick(Tick(self._source, symbol, entry.timestamp, entry.price))
        elif entry.kind == "open" and symbol is not None:
            start, until = facts["warmup_from"], facts["until"]
            end = 0 if until is None else until + 1
            series = self._recording.read(
                lambda conn: load_series(conn, self._source, symbol, self._timeframe, start=start or 0, end=end)
            )
            await self.pipeline.open(symbol, series)
        elif entry.kind == "command":
            await self.pipeline.repeat(facts["id"], facts["arguments"], entry.timestamp)

    def _candle(self, symbol: Symbol, timestamp: int) -> Candle:
        series = self._recording.read(
            lambda conn: load_series(conn, self._source, symbol, self._timeframe, start=timestamp, end=timestamp + 1)
        )
        if not len(series):
            raise InvalidInput("err-replay-candle-missing", symbol=symbol, timestamp=timestamp)
        return series.candles()[0]

    def _version_at(self, symbol: Symbol, timestamp: int) -> tuple[str, str] | None:
        """Horizon and version of the model that spoke on a candle; None when none did."""
        query = (
            "SELECT horizon, model_version FROM direction_predictions "
            "WHERE source = ? AND mode = ? AND symbol = ? AND timestamp = ?"
        )
        values = (self._source, self._mode.value, str(symbol), timestamp)
        found = self._recording.read(lambda conn: run(conn, query, values).first())
        return (found[0], found[1]) if found is not None else None

    def _decisions(self, store: Store) -> dict[str, tuple[Any, ...]]:
        query = (
            "SELECT id, timestamp, features_digest, votes, probability, floor, weight, advice, spoken, trades, reason, "
            "reason_params FROM decisions WHERE source = ? AND mode = ?"
        )
        rows = store.read(lambda conn: run(conn, query, (self._source, self._mode.value)).all())
        return {row[0]: tuple(row[1:]) for row in rows}
