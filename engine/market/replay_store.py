"""What an earlier run consumed, in its order: candles, the prices that acted, and marks for the pipeline."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from engine.core.candles import Candle, Tick
from engine.core.errors import InvalidInput
from engine.core.instruments import Instrument
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.replay_base import PAGE, Replay, Sleep

MARKS: Final = ("open", "models", "command")


@dataclass(frozen=True, slots=True)
class TapeMark:
    """Something that moved the engine besides the market: ``kind`` is one of ``MARKS``."""

    kind: str
    timestamp: int
    symbol: Symbol | None
    timeframe: Timeframe | None
    payload: Mapping[str, Any]


class StoreReplay(Replay):
    """A ``Feed`` over the tape of an earlier run: a database's path or address, or an open store.

    ``recorded_source`` is the market that the run had followed; its candles keep that name, so that ids and hashes
    come out as they did.
    """

    def __init__(
        self,
        store: Any,
        *,
        recorded_source: str,
        mode: str = "paper",
        start: int | None = None,
        end: int | None = None,
        speed: float = 0.0,
        instruments: Mapping[Symbol, Instrument] | None = None,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(recorded_source, speed, sleep, monotonic, instruments)
        self._given_store = store
        self._store: Any = None
        self._mode = mode
        self._start = start
        self._end = end

    async def open(self, symbols: Sequence[Symbol], timeframe: Timeframe) -> None:
        """Open the recording read-only; ``symbols`` empty means every pair on the tape."""
        self._store = await asyncio.to_thread(self._opened)
        self._timeframe = timeframe
        first = await asyncio.to_thread(self._page, 0, 1)
        if not first:
            raise InvalidInput("err-replay-no-tape", source=self.source, mode=self._mode)
        self._now = max(first[0].timestamp, self._start or 0)
        self._symbols = list(symbols)

    def _opened(self) -> Any:
        from engine.store.store import Store

        if not isinstance(self._given_store, str | Path):
            return self._given_store
        text = str(self._given_store)
        if "://" in text:
            return Store.open(text, readonly=True)
        if not Path(text).is_file():
            raise InvalidInput("err-candles-missing", file=text)
        return Store.open(f"sqlite:///{Path(text).resolve()}", readonly=True)

    def _page(self, after: int, limit: int) -> list[Any]:
        from engine.store.tape import read_tape

        entries: list[Any] = self._store.read(
            lambda connection: read_tape(connection, self.source, self._mode, after_id=after, limit=limit)
        )
        return entries

    def _has(self, symbol: Symbol) -> bool:
        return True

    def _series(self, symbol: Symbol, timeframe: Timeframe, start: int, end: int) -> CandleSeries:
        from engine.store.candles import load_series

        series: CandleSeries = self._store.read(
            lambda connection: load_series(connection, self.source, symbol, timeframe, start=start, end=end)
        )
        return series

    async def items(self) -> AsyncIterator[Any]:
        """Candle, Tick and TapeMark, as they were recorded."""
        after = 0
        while not self._closed:
            entries = await asyncio.to_thread(self._page, after, PAGE)
            if not entries:
                return
            candles = await asyncio.to_thread(self._candles, entries)
            for entry in entries:
                after = entry.id
                if self._ended(entry.timestamp):
                    return
                item = self._item(entry, candles)
                if item is None or (self._start is not None and entry.timestamp < self._start):
                    continue
                await self._reach(item.closed_at if isinstance(item, Candle) else entry.timestamp)
                yield item

    def _ended(self, moment: int) -> bool:
        return self._closed or (self._end is not None and moment > self._end)

    def _candles(self, entries: Sequence[Any]) -> dict[tuple[str, str, int], Candle]:
        """The candles that a page of the tape names, pair by pair in one reading."""
        spans: dict[tuple[str, str], tuple[int, int]] = {}
        for entry in entries:
            if entry.kind == "candle":
                pair = entry.symbol, entry.timeframe
                low, high = spans.get(pair, (entry.timestamp, entry.timestamp))
                spans[pair] = min(low, entry.timestamp), max(high, entry.timestamp)
        found = {}
        for (symbol, timeframe), (low, high) in spans.items():
            for candle in self._series(Symbol(symbol), Timeframe(timeframe), low, high + 1).candles():
                found[symbol, timeframe, candle.timestamp] = candle
        return found

    def _item(self, entry: Any, candles: Mapping[tuple[str, str, int], Candle]) -> Candle | Tick | TapeMark | None:
        symbol = None if entry.symbol is None else Symbol(entry.symbol)
        if symbol is not None and self._symbols and symbol not in self._symbols:
            return None
        if entry.kind == "candle":
            candle = candles.get((entry.symbol, entry.timeframe, entry.timestamp))
            if candle is None:
                raise InvalidInput("err-replay-candle-missing", symbol=str(symbol))
            return candle
        if entry.kind == "tick" and symbol is not None:
            return Tick(self.source, symbol, entry.timestamp, float(entry.price))
        timeframe = None if entry.timeframe is None else Timeframe(entry.timeframe)
        return TapeMark(entry.kind, entry.timestamp, symbol, timeframe, entry.payload or {})

    async def close(self) -> None:
        """End ``items``; a store that was opened here is closed here."""
        await super().close()
        if self._store is not None and self._store is not self._given_store:
            await asyncio.to_thread(self._store.close)
            self._store = None
