"""The demo market: five coins (and any pair that is added), seeded, simulated, faster than real time.

What can be known about it and how well is planted on purpose; ``engine.market.demo_model`` states the law, and
``ceiling()`` the best possible accuracy. The same seed gives the same candles bit for bit, whatever the speed, the
moment of start and the pieces in which they are asked for. Simulated time begins at the epoch of 2024-01-01; a new
market stands ``history_candles`` after it, and one that is opened again goes on where it stopped (``resume_after``).

Each timeframe is a market of its own: longer candles of the market that is followed come from
``engine.market.aggregate``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Final

from engine.core.candles import Candle, Tick, Ticker
from engine.core.instruments import Instrument
from engine.core.modes import Connection
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of
from engine.market.demo_model import Ceiling, ceiling
from engine.market.demo_tape import EPOCH, DemoTape
from engine.market.feed import FeedItem, FeedStatus

__all__ = ["EPOCH", "Ceiling", "DemoFeed", "ceiling"]

PAGE: Final = 1_000
_DAY_MS: Final = 86_400_000

Sleep = Callable[[float], Awaitable[object]]


class DemoFeed:
    """A ``Feed``. ``resume_after`` is the market moment up to which everything is known already: the close of the last
    stored candle, or a later tick."""

    def __init__(
        self,
        seed: int = 7,
        speed: float = 300.0,
        history_candles: int = 5_000,
        resume_after: int | None = None,
        *,
        source: str = "demo",
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.source = source
        self._seed = seed
        self._speed = speed
        self._history_candles = history_candles
        self._resume_after = resume_after
        self._sleep = sleep
        self._monotonic = monotonic
        self._symbols: list[Symbol] = []
        self._timeframe = Timeframe("15m")
        self._now = EPOCH if resume_after is None else resume_after
        self._tapes: dict[tuple[Symbol, Timeframe], DemoTape] = {}
        self._changed = 0
        self._closed = asyncio.Event()

    async def open(self, symbols: Sequence[Symbol], timeframe: Timeframe) -> None:
        """Stand at the market's present; a long history is made off the event loop."""
        self._timeframe = timeframe
        if self._resume_after is None:
            self._now = EPOCH + self._history_candles * timeframe.ms
        for symbol in symbols:
            await self.add(symbol)

    def now(self) -> int:
        """Simulated market time: that of the last item."""
        return self._now

    def instrument(self, symbol: Symbol) -> Instrument:
        """Steps and limits of any pair."""
        return coin_of(symbol).instrument

    async def history(
        self, symbol: Symbol, timeframe: Timeframe, start_ms: int, end_ms: int | None = None
    ) -> AsyncIterator[CandleSeries]:
        """Closed candles, in pages of a thousand."""
        end = self._now if end_ms is None else min(self._now, end_ms + timeframe.ms - 1)
        first = max(0, -(-(start_ms - EPOCH) // timeframe.ms))
        last = max(first, (end - EPOCH) // timeframe.ms)
        tape = self._tape(symbol, timeframe)
        for start in range(first, last, PAGE):
            yield await asyncio.to_thread(tape.series, start, min(start + PAGE, last))

    async def items(self) -> AsyncIterator[FeedItem]:
        """Ticks and closed candles in the order of market time, then of name; candles before ticks."""
        yield FeedStatus(Connection.OK, self._now)
        due = self._monotonic()
        number = (self._now - EPOCH) // self._timeframe.ms
        while not self._closed.is_set():
            changed = self._changed
            for moment, item in self._events(number):
                if moment > self._now:
                    due = await self._pace(due, moment - self._now)
                    if self._closed.is_set() or changed != self._changed:
                        break
                self._now = moment
                yield item
            else:
                number += 1
                if not self._symbols:
                    due = await self._pace(due, self._timeframe.ms)
                    self._now = max(self._now, EPOCH + number * self._timeframe.ms)

    def _events(self, number: int) -> list[tuple[int, Tick | Candle]]:
        """What is still to come of one candle of all pairs."""
        found: list[tuple[int, int, Symbol, Tick | Candle]] = []
        for symbol in self._symbols:
            tape = self._tape(symbol, self._timeframe)
            candle = tape.candle(number)
            found.append((candle.closed_at, 0, symbol, candle))
            found.extend((tick.timestamp, 1, symbol, tick) for tick in tape.ticks(number))
        found.sort(key=lambda event: event[:3])
        return [(moment, item) for moment, _, _, item in found if moment > self._now]

    async def _pace(self, due: float, market_ms: int) -> float:
        """Wait for ``market_ms`` of market time; returns when it was due. Lateness is made up, but never in a burst."""
        due += market_ms / 1_000.0 / self._speed
        now = self._monotonic()
        if now - due > 1.0:
            due = now
        await self._sleep(max(0.0, due - now))
        return due

    async def add(self, symbol: Symbol) -> None:
        """Follow one more pair; any name exists here."""
        if symbol in self._symbols:
            return
        tape = self._tape(symbol, self._timeframe)
        await asyncio.to_thread(tape.series, self._number(), self._number() + 1)
        self._symbols.append(symbol)
        self._changed += 1

    async def remove(self, symbol: Symbol) -> None:
        """Stop following a pair."""
        if symbol in self._symbols:
            self._symbols.remove(symbol)
            self._changed += 1

    async def tickers(self) -> list[Ticker]:
        """24 hours up to now, from closed candles, and the price of the moment."""
        return [self._ticker(symbol) for symbol in self._symbols]

    def _ticker(self, symbol: Symbol) -> Ticker:
        last = max(1, self._number())
        tape = self._tape(symbol, self._timeframe)
        day = tape.series(max(0, last - max(1, _DAY_MS // self._timeframe.ms)), last)
        seen = [tick.price for tick in tape.ticks(last) if tick.timestamp <= self._now]
        price = seen[-1] if seen else float(day.close[-1])
        return Ticker(
            symbol=symbol,
            price=price,
            change_pct=(price / float(day.open[0]) - 1.0) * 100.0,
            high=max(float(day.high.max()), *seen, price),
            low=min(float(day.low.min()), *seen, price),
            quote_volume=float((day.volume * day.close).sum()),
            timestamp=self._now,
        )

    async def close(self) -> None:
        """End ``items``."""
        self._closed.set()

    def _number(self) -> int:
        return max(0, (self._now - EPOCH) // self._timeframe.ms)

    def _tape(self, symbol: Symbol, timeframe: Timeframe) -> DemoTape:
        key = (symbol, timeframe)
        if key not in self._tapes:
            self._tapes[key] = DemoTape(self.source, self._seed, coin_of(symbol), timeframe)
        return self._tapes[key]
