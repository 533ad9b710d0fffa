"""Small made-up markets for the tests of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence

from engine.core.candles import Candle, Ticker
from engine.core.errors import InvalidInput, Temporary
from engine.core.instruments import Instrument
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of
from engine.market.feed import FeedItem

BTC, ETH = Symbol("BTC"), Symbol("ETH")
M1 = Timeframe("1m")


def candle(number: int, symbol: Symbol = BTC, timeframe: Timeframe = M1, **changes: float) -> Candle:
    """Candle ``number`` since 1970, with numbers that tell it from the others."""
    price = 100.0 + number % 50
    row = {"open": price, "high": price + 1.0, "low": price - 1.0, "close": price + 0.5, "volume": 10.0} | changes
    return Candle("made", symbol, timeframe, number * timeframe.ms, **row)


def series(numbers: Iterable[int], symbol: Symbol = BTC, timeframe: Timeframe = M1) -> CandleSeries:
    """Those candles as columns."""
    candles = [candle(number, symbol, timeframe) for number in numbers]
    rows = [(c.timestamp, c.open, c.high, c.low, c.close, c.volume) for c in candles]
    return CandleSeries.of("made", symbol, timeframe, rows)


class ScriptedFeed:
    """Yields what it is told to, and knows in ``kept`` what history can still be had."""

    def __init__(self, script: Sequence[object], kept: dict[Symbol, set[int]], now: int) -> None:
        self.source = "made"
        self.script = list(script)
        self.kept = kept
        self.present = now
        self.asked: list[tuple[Symbol, int, int | None]] = []
        self.down: set[Symbol] = set()
        self.timeframe = M1

    async def open(self, symbols: Sequence[Symbol], timeframe: Timeframe) -> None:
        self.timeframe = timeframe

    def now(self) -> int:
        return self.present

    def instrument(self, symbol: Symbol) -> Instrument:
        return coin_of(symbol).instrument

    async def history(
        self, symbol: Symbol, timeframe: Timeframe, start_ms: int, end_ms: int | None = None
    ) -> AsyncIterator[CandleSeries]:
        self.asked.append((symbol, start_ms, end_ms))
        if symbol in self.down:
            raise Temporary("err-made-down")
        end = self.present if end_ms is None else min(end_ms, self.present)
        numbers = sorted(n for n in self.kept.get(symbol, ()) if start_ms <= n * timeframe.ms < end)
        for start in range(0, len(numbers), 7):
            yield series(numbers[start : start + 7], symbol, timeframe)

    async def items(self) -> AsyncIterator[FeedItem]:
        for item in self.script:
            if callable(item):
                await item()
                continue
            if isinstance(item, int):
                self.present = item
                continue
            yield item  # type: ignore[misc]

    async def add(self, symbol: Symbol) -> None:
        if symbol not in self.kept:
            raise InvalidInput("err-symbol-unlisted", symbol=symbol, source=self.source)

    async def remove(self, symbol: Symbol) -> None:
        return None

    async def tickers(self) -> list[Ticker]:
        return []

    async def close(self) -> None:
        return None
