"""Candles to rows that can be learnt from: inputs as models see them, the label, and when each was known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.timeframes import Timeframe
from engine.features import basic
from engine.learning.labels import UNKNOWN, direction_labels

LEAST_ROWS: Final = 400
"""Fewer labelled rows cannot be cut into train, calibrate and test."""
LEAST_OF_CLASS: Final = 20


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Rows in the order of time (and of the symbols given, where times are equal). ``symbol`` numbers the series."""

    inputs: NDArray[np.float32]
    label: NDArray[np.int8]
    timestamp: NDArray[np.int64]
    made: NDArray[np.int64]
    due: NDArray[np.int64]
    symbol: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.label)

    def latest(self, rows: int) -> Samples:
        """The last ``rows``."""
        part = slice(max(0, len(self) - rows), None)
        return Samples(*(getattr(self, name)[part] for name in self.__slots__))


def samples_of(series: Sequence[CandleSeries], horizon: Timeframe) -> Samples:
    """The rows of all ``series`` together; raises InvalidInput where they cannot be learnt from."""
    if not series:
        raise InvalidInput("err-training-request", field="symbols")
    parts = [_rows_of(one, horizon, number) for number, one in enumerate(series)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.argsort(columns[2], kind="stable")
    samples = Samples(*(column[order] for column in columns))
    _check(samples, series)
    return samples


def _rows_of(series: CandleSeries, horizon: Timeframe, number: int) -> tuple[NDArray[np.generic], ...]:
    _check_candles(series)
    labels = direction_labels(series, horizon)
    seen = basic.inputs(basic.batch(series))
    # A short history is used as it is; a long one spares the bars whose indicators still feel where it began.
    warm = basic.SETTLED if len(series) >= 5 * basic.SETTLED else basic.LEAST
    keep = (labels.value != UNKNOWN) & np.isfinite(seen).all(axis=1) & (basic.candles_since_gap(series) >= warm)
    columns = (seen, labels.value, series.timestamp, labels.made, labels.due, np.full(len(series), number))
    return tuple(column[keep] for column in columns)


def _check_candles(series: CandleSeries) -> None:
    about = {"symbol": str(series.symbol), "timeframe": str(series.timeframe)}
    if len(series) < basic.LEAST:
        raise InvalidInput("err-training-few-candles", **about, candles=len(series), least=LEAST_ROWS + basic.LEAST)
    prices = np.array([series.open, series.high, series.low, series.close])
    if not (np.isfinite(prices).all() and (prices > 0).all() and np.isfinite(series.volume).all()):
        raise InvalidInput("err-training-bad-candles", **about)
    if (np.diff(series.timestamp) <= 0).any():
        raise InvalidInput("err-training-unordered", **about)
    if (series.close == series.close[0]).all():
        raise InvalidInput("err-training-constant-price", **about)


def _check(samples: Samples, series: Sequence[CandleSeries]) -> None:
    about = {"symbol": ", ".join(str(one.symbol) for one in series[:5]), "timeframe": str(series[0].timeframe)}
    if len(samples) < LEAST_ROWS:
        candles = sum(len(one) for one in series)
        raise InvalidInput("err-training-few-rows", **about, candles=candles, rows=len(samples), least=LEAST_ROWS)
    ups = int(samples.label.sum())
    if min(ups, len(samples) - ups) < LEAST_OF_CLASS:
        raise InvalidInput("err-training-one-class", ups=ups, rows=len(samples))
