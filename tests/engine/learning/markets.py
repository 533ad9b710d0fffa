"""Markets with a known answer: a martingale, and one whose moves repeat their direction inside a marked regime."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe

M15 = Timeframe("15m")
START = 1_700_000_100_000 // M15.ms * M15.ms


def candles(returns: NDArray[np.float64], seed: int, symbol: str = "BTC") -> CandleSeries:
    random = np.random.default_rng(seed + 1_000)
    close = 100.0 * np.exp(np.cumsum(returns))
    opened = np.concatenate(([100.0], close[:-1]))
    wick = np.abs(random.normal(0.0, 0.0005, (2, len(close))))
    high, low = np.maximum(opened, close) * (1 + wick[0]), np.minimum(opened, close) * (1 - wick[1])
    times = START + np.arange(len(close), dtype=np.int64) * M15.ms
    volume = random.gamma(4.0, 5.0, len(close))
    return CandleSeries("test", Symbol(symbol), M15, times, opened, high, low, close, volume)


def martingale(count: int, seed: int = 0) -> CandleSeries:
    """Volatility clusters, direction is a coin."""
    random = np.random.default_rng(seed)
    size, returns = 1.0, np.empty(count)
    for place, noise in enumerate(random.standard_normal(count)):
        returns[place] = noise * np.sqrt(size)
        size = 0.05 + 0.10 * returns[place] ** 2 + 0.85 * size
    return candles(returns * 0.002, seed)


def regime(count: int, seed: int = 0, stay: float = 0.75, share: float = 0.5, symbol: str = "BTC") -> CandleSeries:
    """In a regime moves are three times as large and repeat their direction with probability ``stay``."""
    random = np.random.default_rng(seed)
    inside, sign, returns = False, 1.0, np.empty(count)
    for place in range(count):
        inside = random.random() < (0.99 if inside else 0.01 * share / (1 - share))
        sign = sign if random.random() < (stay if inside else 0.5) else -sign
        returns[place] = sign * abs(random.standard_normal()) * (3.0 if inside else 1.0)
    return candles(returns * 0.002, seed, symbol)
