"""Made-up candles for tests: a seeded random walk, consistent as a real market's."""

from __future__ import annotations

import numpy as np

from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe

STEP = Timeframe("15m").ms
START = 1_700_000_100_000 // STEP * STEP


def walk(count: int, seed: int = 0, *, symbol: str = "BTC", price: float = 100.0, source: str = "test") -> CandleSeries:
    chance = np.random.default_rng(seed)
    close = price * np.exp(np.cumsum(chance.normal(0.0, 0.002, count)))
    opened = np.concatenate(([price], close[:-1]))[:count]
    high = np.maximum(opened, close) * (1.0 + np.abs(chance.normal(0.0, 0.001, count)))
    low = np.minimum(opened, close) * (1.0 - np.abs(chance.normal(0.0, 0.001, count)))
    times = START + np.arange(count, dtype=np.int64) * STEP
    volume = chance.gamma(2.0, 10.0, count)
    return CandleSeries(source, Symbol(symbol), Timeframe("15m"), times, opened, high, low, close, volume)


def flat(count: int, price: float = 0.1, volume: float = 0.0) -> CandleSeries:
    times = START + np.arange(count, dtype=np.int64) * STEP
    same = np.full(count, price)
    return CandleSeries(
        "test", Symbol("BTC"), Timeframe("15m"), times, same, same, same, same, np.full(count, volume)
    )  # fmt: skip


def joined(first: CandleSeries, second: CandleSeries, pause: int) -> CandleSeries:
    """``second`` after ``first`` with ``pause`` candles missing in between."""
    shift = int(first.timestamp[-1]) + (pause + 1) * STEP - int(second.timestamp[0])
    columns = ("open", "high", "low", "close", "volume")
    return CandleSeries(
        first.source, first.symbol, first.timeframe, np.concatenate((first.timestamp, second.timestamp + shift)),
        *(np.concatenate((getattr(first, name), getattr(second, name))) for name in columns),
    )  # fmt: skip
