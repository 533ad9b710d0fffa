"""From numbers to a ``FeatureRow``, the same for live candles and for whole histories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

import numpy as np

from engine.core.forecasts import FeatureRow
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.features.basic import FEATURE_SET, LEAST, SETTLED, batch, candles_since_gap, inputs

DIGEST_LENGTH: Final = 16


def digest_prefix(symbol: Symbol, timeframe: Timeframe) -> bytes:
    """What, besides the numbers and the time, tells one row from another.

    The source is not part of it: a recorded market replayed under another name has the same features.
    """
    return f"{FEATURE_SET}|{symbol}|{timeframe}|".encode()


def row_digest(prefix: bytes, timestamp: int, values: bytes) -> str:
    """A short SHA-256 over the float32 bytes and what they belong to."""
    return hashlib.sha256(b"%b%d|%b" % (prefix, timestamp, values)).hexdigest()[:DIGEST_LENGTH]


def rows(series: CandleSeries, *, start: int | None = None) -> Iterator[FeatureRow]:
    """The row of every candle that may produce a forecast, as a stream opened on the series' first candle gives them.

    ``start`` leaves out rows of candles before that opening time; the candles still serve as warm-up.
    """
    values = batch(series)
    seen = inputs(values)
    values.setflags(write=False)
    seen.setflags(write=False)
    runs = candles_since_gap(series)
    usable = runs >= LEAST
    if start is not None:
        usable &= series.timestamp >= start
    prefix = digest_prefix(series.symbol, series.timeframe)
    step = series.timeframe.ms
    for place in np.flatnonzero(usable).tolist():
        timestamp, run = int(series.timestamp[place]), int(runs[place])
        yield FeatureRow(
            series.source, series.symbol, series.timeframe, timestamp, float(series.close[place]), FEATURE_SET,
            values[place], seen[place], run >= SETTLED, timestamp - (run - 1) * step,
            row_digest(prefix, timestamp, values[place].tobytes()),
        )  # fmt: skip
