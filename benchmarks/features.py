"""Features against the usual way: ``python -m benchmarks.features [--json]``.

Everything is measured in one run on one machine, so the ratios hold even where the absolute numbers are those of a
busy one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.features import basic
from engine.features.stream import BasicStream

STEP = Timeframe("15m").ms


def walk(count: int, seed: int = 0, symbol: str = "BTC") -> CandleSeries:
    chance = np.random.default_rng(seed)
    close = 100.0 * np.exp(np.cumsum(chance.normal(0.0, 0.002, count)))
    opened = np.concatenate(([100.0], close[:-1]))
    high = np.maximum(opened, close) * (1.0 + np.abs(chance.normal(0.0, 0.001, count)))
    low = np.minimum(opened, close) * (1.0 - np.abs(chance.normal(0.0, 0.001, count)))
    times = 1_700_000_100_000 + np.arange(count, dtype=np.int64) * STEP
    volume = chance.gamma(2.0, 10.0, count)
    return CandleSeries("bench", Symbol(symbol), Timeframe("15m"), times, opened, high, low, close, volume)


def timed(work: Callable[[], Any], repeat: int) -> float:
    """Median seconds a call, after two calls to warm up."""
    work(), work()
    spans = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return statistics.median(spans)


def usual_features(frame: Any) -> Any:
    """The fourteen as most programs compute them on each candle: a DataFrame and pandas-ta."""
    import pandas_ta_classic as peer

    close, volume = frame["close"], frame["volume"]
    for length in (10, 20, 50):
        frame[f"SMA_{length}"] = peer.sma(close, length, talib=False)
    frame["RSI_14"] = peer.rsi(close, length=14, talib=False)
    macd = peer.macd(close, 12, 26, 9, talib=False)
    frame["MACD"], frame["MACD_signal"] = macd.iloc[:, 0], macd.iloc[:, 2]
    bands = peer.bbands(close, length=20, std=2, talib=False)
    frame["BB_upper"], frame["BB_lower"] = bands.iloc[:, 2], bands.iloc[:, 0]
    frame["volume_sma_ratio"] = volume / peer.sma(volume, 20, talib=False)
    return frame


def frame_of(series: CandleSeries) -> Any:
    import pandas as pd

    return pd.DataFrame({name: getattr(series, name) for name in ("open", "high", "low", "close", "volume")})


def measure() -> dict[str, float]:
    series = walk(30_000, seed=1)
    candles = iter(series.candles()[500:])
    stream = BasicStream(series[:500])
    one = timed(lambda: stream.update(next(candles)), 20_000)
    tail = series[:500]
    opening = timed(lambda: BasicStream(tail), 200)
    million = walk(1_000_000, seed=2)
    whole = timed(lambda: basic.batch(million), 7)
    values = basic.batch(million)
    seen = timed(lambda: basic.inputs(values), 5)
    frame = frame_of(series[:52])
    usual = timed(lambda: usual_features(frame.copy()), 60)
    many = frame_of(million[:200_000])
    usual_batch = timed(lambda: usual_features(many.copy()), 3)
    return {
        "one_candle_us": one * 1e6,
        "open_stream_500_us": opening * 1e6,
        "usual_one_candle_us": usual * 1e6,
        "one_candle_ratio": usual / one,
        "batch_ns_per_row": whole * 1e3,
        "inputs_ns_per_row": seen * 1e3,
        "usual_batch_ns_per_row": usual_batch / 200_000 * 1e9,
        "batch_ratio": usual_batch / 200_000 / (whole / 1e6),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    found = {name: round(value, 2) for name, value in measure().items()}
    print(json.dumps({"benchmark": "features", **found}))
    if wanted.json:
        return
    lines = (
        ("14 features and inputs, 1 candle", "one_candle_us", "usual_one_candle_us", "one_candle_ratio", "us"),
        ("14 features, batch, one row", "batch_ns_per_row", "usual_batch_ns_per_row", "batch_ratio", "ns"),
    )
    print(f"{'':34}{'here':>12}{'usual way':>12}{'ratio':>8}")
    for title, here, usual, ratio, unit in lines:
        print(f"{title:34}{found[here]:>9.1f} {unit}{found[usual]:>9.0f} {unit}{found[ratio]:>7.0f}x")
    print(f"{'inputs, batch, one row':34}{found['inputs_ns_per_row']:>9.1f} ns")
    print(f"{'open a stream on 500 candles':34}{found['open_stream_500_us']:>9.1f} us")


if __name__ == "__main__":
    main()
