"""The recent closed candles of one pair, in a ring: what charts show and feature streams open on."""

from __future__ import annotations

from collections import deque

from engine.core.candles import Candle
from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe


class CandleBuffer:
    """Keeps the last ``limit`` candles; the oldest leave by themselves."""

    __slots__ = ("_candles", "source", "symbol", "timeframe")

    def __init__(self, source: str, symbol: Symbol, timeframe: Timeframe, limit: int = 1_000) -> None:
        self.source = source
        self.symbol = symbol
        self.timeframe = timeframe
        self._candles: deque[Candle] = deque(maxlen=limit)

    def __len__(self) -> int:
        return len(self._candles)

    @property
    def last(self) -> Candle | None:
        """The newest candle."""
        return self._candles[-1] if self._candles else None

    def append(self, candle: Candle) -> None:
        """Add the next closed candle; one that does not come after the last is a fault of the caller."""
        if self._candles and candle.timestamp <= self._candles[-1].timestamp:
            raise InvalidInput("err-market-buffer-order", symbol=str(candle.symbol))
        self._candles.append(candle)

    def fill(self, series: CandleSeries) -> None:
        """Start anew with the tail of ``series``."""
        self._candles.clear()
        self._candles.extend(series[-(self._candles.maxlen or len(series)) :].candles())

    def series(self) -> CandleSeries:
        """All kept candles as columns."""
        rows = ((c.timestamp, c.open, c.high, c.low, c.close, c.volume) for c in self._candles)
        return CandleSeries.of(self.source, self.symbol, self.timeframe, rows)

    def contiguous(self) -> int:
        """How many candles follow one another without a hole, up to the newest."""
        count = 0
        expected: int | None = None
        for candle in reversed(self._candles):
            if expected is not None and candle.timestamp != expected:
                break
            count += 1
            expected = candle.timestamp - self.timeframe.ms
        return count

    def progress(self, least: int) -> tuple[int, int]:
        """How far the pair is from its first forecast, as in "12/52": what is there, and what is needed."""
        return min(self.contiguous(), least), least
