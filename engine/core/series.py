"""Many closed candles of one pair, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.core.candles import Candle
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class CandleSeries:
    """Columns of closed candles in ascending order. ``timestamp`` is int64, the rest float64."""

    source: str
    symbol: Symbol
    timeframe: Timeframe
    timestamp: NDArray[np.int64]
    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.timestamp)

    def __getitem__(self, part: slice) -> CandleSeries:
        return CandleSeries(
            self.source, self.symbol, self.timeframe, self.timestamp[part], self.open[part], self.high[part],
            self.low[part], self.close[part], self.volume[part],
        )  # fmt: skip

    def candles(self) -> list[Candle]:
        """The same as single candles."""
        columns = (self.timestamp, self.open, self.high, self.low, self.close, self.volume)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [Candle(self.source, self.symbol, self.timeframe, *row) for row in rows]

    @classmethod
    def of(
        cls,
        source: str,
        symbol: Symbol,
        timeframe: Timeframe,
        rows: Iterable[tuple[int, float, float, float, float, float]],
    ) -> CandleSeries:
        """From ``(timestamp, open, high, low, close, volume)`` rows."""
        import numpy as np

        columns = list(zip(*rows, strict=True)) or [()] * 6
        return cls(
            source,
            symbol,
            timeframe,
            np.asarray(columns[0], np.int64),
            *(np.asarray(c, np.float64) for c in columns[1:]),
        )

    @classmethod
    def of_candles(cls, candles: list[Candle]) -> CandleSeries:
        """From at least one candle."""
        first = candles[0]
        rows = ((c.timestamp, c.open, c.high, c.low, c.close, c.volume) for c in candles)
        return cls.of(first.source, first.symbol, first.timeframe, rows)

    def contiguous_tail(self) -> CandleSeries:
        """The part after the last gap: features never span a hole."""
        import numpy as np

        breaks = np.flatnonzero(np.diff(self.timestamp) != self.timeframe.ms)
        return self[int(breaks[-1]) + 1 :] if len(breaks) else self
