"""Longer candles made of shorter ones, closed ones only.

A longer candle exists when the last shorter candle inside it has closed, and only if all of them were seen: a
candle with a hole in it would tell a wrong high, low and volume. The stream and the batch give the same bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.candles import Candle
from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.timeframes import Timeframe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def ratio_of(shorter: Timeframe, longer: Timeframe) -> int:
    """How many shorter candles make a longer one; InvalidInput (``err-market-aggregate``) when they do not fit."""
    if longer.ms < shorter.ms or longer.ms % shorter.ms:
        raise InvalidInput("err-market-aggregate", shorter=str(shorter), longer=str(longer))
    return longer.ms // shorter.ms


class Aggregator:
    """Candle by candle, in constant time."""

    __slots__ = ("_count", "_longer", "_open", "_parts", "_ratio")

    def __init__(self, shorter: Timeframe, longer: Timeframe) -> None:
        self._ratio = ratio_of(shorter, longer)
        self._longer = longer
        self._open = -1
        self._count = 0
        self._parts: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    def update(self, candle: Candle) -> Candle | None:
        """Take the next shorter candle; the longer one when this closed it."""
        opened = self._longer.open_of(candle.timestamp)
        if opened != self._open:
            self._open, self._count = opened, 0
            self._parts = (candle.open, candle.high, candle.low, candle.volume)
        else:
            first, high, low, volume = self._parts
            self._parts = (first, max(high, candle.high), min(low, candle.low), volume + candle.volume)
        self._count += 1
        if self._count != self._ratio or candle.closed_at != opened + self._longer.ms:
            return None
        first, high, low, volume = self._parts
        return Candle(candle.source, candle.symbol, self._longer, opened, first, high, low, candle.close, volume)


def aggregate(series: CandleSeries, longer: Timeframe) -> CandleSeries:
    """The whole longer candles inside ``series``."""
    import numpy as np

    ratio = ratio_of(series.timeframe, longer)
    opened = series.timestamp - series.timestamp % longer.ms
    starts = np.flatnonzero(np.diff(opened, prepend=-1) != 0)
    sizes = np.diff(starts, append=len(opened))
    starts = starts[sizes == ratio]
    rows = starts[:, None] + np.arange(ratio)[None, :]
    return CandleSeries(
        series.source, series.symbol, longer, opened[starts], series.open[starts], series.high[rows].max(axis=1),
        series.low[rows].min(axis=1), series.close[starts + ratio - 1], _sums(series.volume[rows]),
    )  # fmt: skip


def _sums(volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    # Left to right, as the stream adds; numpy's own sum pairs terms and differs in the last bits.
    total = volumes[:, 0].copy()
    for column in range(1, volumes.shape[1]):
        total += volumes[:, column]
    return total
