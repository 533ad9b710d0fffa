"""What the past turned into: the direction of each candle's close over the horizon, and when that was known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.timeframes import Timeframe

UNKNOWN: Final = -1
DOWN: Final = 0
UP: Final = 1


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A label a candle, in the series' order.

    ``value`` is 1 (up), 0 (down) or -1: not yet known, spoilt by a gap, or a price that did not move.
    ``made`` is when a forecast on that candle could have been made (its close), ``due`` when its answer was known; a
    label is learnt from prices in ``[made, due]``, which is what a purge has to keep apart.
    """

    value: NDArray[np.int8]
    made: NDArray[np.int64]
    due: NDArray[np.int64]


def horizon_bars(timeframe: Timeframe, horizon: Timeframe) -> int:
    """How many candles ahead; raises InvalidInput when the horizon is not a whole number of candles."""
    if horizon.ms < timeframe.ms or horizon.ms % timeframe.ms:
        raise InvalidInput("err-training-horizon", horizon=str(horizon), timeframe=str(timeframe))
    return timeframe.bars(horizon)


def stretches(series: CandleSeries) -> list[slice]:
    """The parts between gaps, in order. Features and labels are computed inside one part and never across."""
    if not len(series):
        return []
    breaks = np.flatnonzero(np.diff(series.timestamp) != series.timeframe.ms) + 1
    edges = [0, *breaks.tolist(), len(series)]
    return [slice(start, end) for start, end in pairwise(edges)]


def direction_labels(series: CandleSeries, horizon: Timeframe) -> Labels:
    """The sign of ``close[t + h] / close[t] - 1`` where both closes are known and no candle between is missing."""
    bars, step = horizon_bars(series.timeframe, horizon), series.timeframe.ms
    made = series.timestamp + step
    value = np.full(len(series), UNKNOWN, np.int8)
    if len(series) > bars:
        now, later = series.close[:-bars], series.close[bars:]
        whole = (series.timestamp[bars:] - series.timestamp[:-bars]) == bars * step
        # NaN and infinity compare false both ways or are refused here, so they stay unknown.
        sound = whole & np.isfinite(now) & np.isfinite(later) & (now > 0) & (later > 0)
        value[:-bars][sound & (later > now)] = UP
        value[:-bars][sound & (later < now)] = DOWN
    return Labels(value, made, made + bars * step)
