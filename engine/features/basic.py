"""The ``basic`` feature set: fourteen numbers a candle, and what models see of them.

``batch`` computes them for a whole series, ``engine.features.stream`` one candle at a time, both with TA-Lib and bit
for bit alike. Models never see prices: ``inputs`` scales a row by its own close, its own volatility (the Bollinger
band) and its own history (the averages). The formulas use only + - * /, which IEEE 754 rounds the same everywhere, so
one row, many rows and another machine give the same bits; a logarithm would not.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.features.talib_light import talib

FEATURE_SET: Final = "basic/1"
NAMES: Final = (
    "open", "high", "low", "close", "volume", "SMA_10", "SMA_20", "SMA_50", "RSI_14", "MACD", "MACD_signal", "BB_upper",
    "BB_lower", "volume_sma_ratio",
)  # fmt: skip
INPUTS: Final = (
    "open_to_close", "high_to_close", "low_to_close", "close_in_range", "SMA_10_to_close", "SMA_20_to_close",
    "SMA_50_to_close", "trend_in_bands", "RSI_14", "MACD_to_close", "MACD_signal_to_close", "MACD_hist_in_bands",
    "BB_upper_to_close", "BB_lower_to_close", "BB_width", "close_in_bands", "volume_ratio",
)  # fmt: skip
LEAST: Final = 52
"""Closed candles without which there is no forecast."""
SETTLED: Final = 500
"""Closed candles from which on, as float32, the first bar no longer matters."""
MOST_RATIO: Final = 20.0
"""A volume is at most twenty times the average of twenty it is part of; more is rounding left in a running sum."""
LARGEST: Final = 1e30
"""Prices and volumes beyond it would leave float32."""

_BLOCK: Final = 8_192
# Below a millionth of the price a band is rounding, not volatility.
_FLAT: Final = 1e-6


def batch(series: CandleSeries) -> NDArray[np.float32]:
    """The features of every candle, ``[n, 14]``; NaN in the warm-up. A hole in time starts it anew."""
    # Feature by feature in memory: written into rows, the fourteen columns would be a third of the time.
    out = np.empty((len(NAMES), len(series)), np.float32).T
    borders = [0, *(np.flatnonzero(np.diff(series.timestamp) != series.timeframe.ms) + 1).tolist(), len(series)]
    for start, end in pairwise(borders):
        if end > start:
            _fill(out[start:end], series[start:end])
    return out


def candles_since_gap(series: CandleSeries) -> NDArray[np.int64]:
    """For each candle how many follow one another up to it, itself included: ``>= SETTLED`` is settled."""
    place = np.arange(len(series), dtype=np.int64)
    first = np.zeros_like(place)
    first[1:] = np.where(np.diff(series.timestamp) != series.timeframe.ms, place[1:], 0)
    counted: NDArray[np.int64] = place - np.maximum.accumulate(first) + 1
    return counted


def inputs(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """What models see of ``[n, 14]`` features: ``[n, len(INPUTS)]``. Each row depends on itself alone."""
    out = np.empty((len(values), len(INPUTS)), np.float32)
    for start in range(0, len(values), _BLOCK):
        columns = values[start : start + _BLOCK].T.astype(np.float64)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            out[start : start + _BLOCK] = np.array(scaled(columns, over_many, clip_many), np.float32).T
    return out


def scaled(row: Any, over: Callable[..., Any], clip: Callable[..., Any]) -> tuple[Any, ...]:
    """The formulas of ``INPUTS``, for columns or for single floats; ``row`` holds float32 values as float64."""
    opened, high, low, close, _, sma10, sma20, sma50, rsi, macd, signal, upper, lower, ratio = row
    band = upper - lower
    flat = _FLAT * close
    return (
        clip(over(opened - close, close, 0.0), 1.0),
        clip(over(high - close, close, 0.0), 1.0),
        clip(over(low - close, close, 0.0), 1.0),
        clip(over(close - low - (high - close), high - low, 0.0), 1.0),
        clip(over(sma10 - close, close, 0.0), 1.0),
        clip(over(sma20 - close, close, 0.0), 1.0),
        clip(over(sma50 - close, close, 0.0), 1.0),
        clip(over(sma10 - sma50, band, flat), 4.0),
        clip(rsi / 100.0 - 0.5, 0.5),
        clip(over(macd, close, 0.0), 1.0),
        clip(over(signal, close, 0.0), 1.0),
        clip(over(macd - signal, band, flat), 2.0),
        clip(over(upper - close, close, 0.0), 1.0),
        clip(over(lower - close, close, 0.0), 1.0),
        clip(over(band, close, 0.0), 1.0),
        clip(over(close - sma20, band, flat), 2.0),
        clip((ratio - 1.0) / (ratio + 1.0), 1.0),
    )


def over_many(above: NDArray[np.float64], below: NDArray[np.float64], least: Any) -> NDArray[np.float64]:
    """``above / below``, zero where ``below`` says nothing; NaN stays NaN."""
    return np.where(below <= least, 0.0, above / below)


def clip_many(values: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """``values`` within ``most`` of zero; NaN stays NaN."""
    return np.clip(values, -most, most)


def over_one(above: float, below: float, least: float) -> float:
    """``over_many`` for one row."""
    return 0.0 if below <= least else above / below


def clip_one(value: float, most: float) -> float:
    """``clip_many`` for one row."""
    return -most if value < -most else most if value > most else value


def _fill(out: NDArray[np.float32], series: CandleSeries) -> None:
    prices = (series.open, series.high, series.low, series.close, series.volume)
    # A comparison with NaN is false, so this also finds what is not a number.
    if not all(column.min() >= 0.0 and column.max() <= LARGEST for column in prices):
        raise InvalidInput("err-features-broken-candle", symbol=str(series.symbol), timeframe=str(series.timeframe))
    close = np.ascontiguousarray(series.close, np.float64)
    volume = np.ascontiguousarray(series.volume, np.float64)
    columns = (*prices, *_indicators(close, volume))
    for place, column in enumerate(columns):
        out[:, place] = column
    # TA-Lib says RSI 0 where nothing moved at all, which reads as "fell without a pause".
    still = (out[:, 8] == 0.0) & (out[:, 3] == out[:, 6])
    out[still, 8] = 50.0


def _indicators(close: NDArray[np.float64], volume: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    ta = talib()
    macd, signal, _ = ta.MACD(close, 12, 26, 9)
    upper, _, lower = ta.BBANDS(close, 20, 2.0, 2.0, 0)
    usual = ta.SMA(volume, 20)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(usual <= 0.0, 1.0, volume / usual)
    np.clip(ratio, 0.0, MOST_RATIO, out=ratio)
    return ta.SMA(close, 10), ta.SMA(close, 20), ta.SMA(close, 50), ta.RSI(close, 14), macd, signal, upper, lower, ratio
