"""What all replays share: the clock, the pace, and history up to now."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Final

from engine.core.candles import Ticker
from engine.core.errors import InvalidInput
from engine.core.instruments import Instrument
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of

PAGE: Final = 10_000
_DAY_MS: Final = 86_400_000

Sleep = Callable[[float], Awaitable[object]]


class Replay:
    """The part of a ``Feed`` that does not depend on where the history lies."""

    def __init__(
        self,
        source: str,
        speed: float,
        sleep: Sleep,
        monotonic: Callable[[], float],
        instruments: Mapping[Symbol, Instrument] | None,
    ) -> None:
        self.source = source
        self._speed = speed
        self._sleep = sleep
        self._monotonic = monotonic
        self._instruments = dict(instruments or {})
        self._now = 0
        self._due = 0.0
        self._given = 0
        self._closed = False
        self._symbols: list[Symbol] = []
        self._timeframe = Timeframe("15m")

    def now(self) -> int:
        """Market time: that of the last item."""
        return self._now

    def instrument(self, symbol: Symbol) -> Instrument:
        """Steps as given; otherwise the finest that the recorded numbers use, or a likely guess."""
        known = self._instruments.get(symbol)
        return known or coin_of(symbol).instrument

    async def add(self, symbol: Symbol) -> None:
        """Follow one more pair of the recording."""
        if not self._has(symbol):
            raise InvalidInput("err-symbol-unlisted", symbol=str(symbol), source=self.source)
        if symbol not in self._symbols:
            self._symbols.append(symbol)

    async def remove(self, symbol: Symbol) -> None:
        """Stop following a pair."""
        if symbol in self._symbols:
            self._symbols.remove(symbol)

    async def close(self) -> None:
        """End ``items``."""
        self._closed = True

    async def tickers(self) -> list[Ticker]:
        """24 hours up to now."""
        found = []
        for symbol in self._symbols:
            day = self._past(symbol, self._timeframe, self._now - _DAY_MS, None)
            if len(day):
                price = float(day.close[-1])
                change = (price / float(day.open[0]) - 1.0) * 100.0
                volume = float((day.volume * day.close).sum())
                extremes = float(day.high.max()), float(day.low.min())
                found.append(Ticker(symbol, price, change, *extremes, volume, self._now))
        return found

    async def history(
        self, symbol: Symbol, timeframe: Timeframe, start_ms: int, end_ms: int | None = None
    ) -> AsyncIterator[CandleSeries]:
        """Candles that have closed by now, in pages."""
        past = self._past(symbol, timeframe, start_ms, end_ms)
        for start in range(0, len(past), PAGE):
            yield past[start : start + PAGE]

    def _has(self, symbol: Symbol) -> bool:
        raise NotImplementedError

    def _series(self, symbol: Symbol, timeframe: Timeframe, start: int, end: int) -> CandleSeries:
        raise NotImplementedError

    def _past(self, symbol: Symbol, timeframe: Timeframe, start: int, end: int | None) -> CandleSeries:
        latest = self._now - timeframe.ms + 1
        return self._series(symbol, timeframe, start, latest if end is None else min(end, latest))

    async def _reach(self, moment: int) -> None:
        """Let market time come to ``moment``, at the speed that was asked for."""
        if moment > self._now:
            if self._speed > 0.0 and self._now:
                present = self._monotonic()
                self._due = max(self._due, present - 1.0) + (moment - self._now) / 1_000.0 / self._speed
                await self._sleep(max(0.0, self._due - present))
            self._now = moment
        self._given += 1
        if self._given % 256 == 0:
            await asyncio.sleep(0)  # as fast as it goes, but not alone on the loop
