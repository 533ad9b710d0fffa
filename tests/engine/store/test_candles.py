"""Candles: the first closed version wins, and what comes back is what went in, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.candles import Candle
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.store import candles
from engine.store.store import Store

BTC, M15 = Symbol("BTC"), Timeframe("15m")


def series(n: int, *, first: int = 0, source: str = "demo", symbol: Symbol = BTC) -> CandleSeries:
    random = np.random.default_rng(n)
    close = 100 + random.normal(size=n).cumsum() * 0.01
    stamps = (first + np.arange(n, dtype=np.int64)) * M15.ms
    return CandleSeries(source, symbol, M15, stamps, close, close + 1, close - 1, close, random.random(n) * 10)


def columns(found: CandleSeries) -> np.ndarray:
    return np.stack([found.timestamp, found.open, found.high, found.low, found.close, found.volume])


@pytest.mark.parametrize("n", [0, 1, 20, 5_000])
def test_a_series_comes_back_bit_for_bit(store: Store, n: int) -> None:
    wanted = series(n)
    assert store.write_sync(lambda c: candles.save_candles(c, wanted)) == n
    found = store.read(lambda c: candles.load_series(c, "demo", "btcusdt", "M15"))
    np.testing.assert_array_equal(columns(found), columns(wanted))
    assert found.timestamp.dtype == np.int64
    assert found.close.dtype == np.float64
    assert (found.source, found.symbol, found.timeframe) == ("demo", BTC, M15)


@pytest.mark.parametrize("n", [10, 200])
def test_the_first_closed_version_wins(store: Store, n: int) -> None:
    first = series(n)
    store.write_sync(lambda c: candles.save_candles(c, first))
    changed = series(n + 5)
    changed.close[:n] += 1
    assert store.write_sync(lambda c: candles.save_candles(c, changed)) == 5
    found = store.read(lambda c: candles.load_series(c, "demo", BTC, M15))
    np.testing.assert_array_equal(found.close[:n], first.close)
    assert len(found) == n + 5


@pytest.mark.parametrize("n", [3, 100])
def test_single_candles_of_several_pairs(store: Store, n: int) -> None:
    mixed: list[Candle] = []
    for pair in zip(series(n).candles(), series(n, symbol=Symbol("ETH")).candles(), strict=True):
        mixed.extend(pair)
    assert store.write_sync(lambda c: candles.save_candles(c, mixed)) == 2 * n
    assert store.write_sync(lambda c: candles.save_candles(c, mixed)) == 0
    found = store.read(lambda c: candles.pairs(c))
    assert found == [("demo", BTC, M15), ("demo", Symbol("ETH"), M15)]
    assert store.read(lambda c: candles.load_series(c, "demo", BTC, M15)).candles() == series(n).candles()


def test_ranges_and_last(store: Store) -> None:
    everything = series(100, first=50)
    store.write_sync(lambda c: candles.save_candles(c, everything))

    def opening(**what: int) -> list[int]:
        found = store.read(lambda c: candles.load_series(c, "demo", BTC, M15, **what))
        return [int(stamp) // M15.ms for stamp in found.timestamp]

    assert opening(start=60 * M15.ms, end=63 * M15.ms) == [60, 61, 62]
    assert opening(last=3) == [147, 148, 149]
    assert opening(last=2, end=60 * M15.ms) == [58, 59]
    assert opening(last=0) == []
    assert store.read(lambda c: candles.count(c, "demo", BTC, M15)) == 100
    assert store.read(lambda c: candles.latest_timestamp(c, "demo", BTC, M15)) == 149 * M15.ms
    assert store.read(lambda c: candles.earliest_timestamp(c, "demo", BTC, M15)) == 50 * M15.ms


def test_nothing_kept(store: Store) -> None:
    assert store.read(lambda c: candles.latest_timestamp(c, "demo", BTC, M15)) is None
    assert store.read(lambda c: candles.count(c, "demo", BTC, M15)) == 0
    assert len(store.read(lambda c: candles.load_series(c, "demo", BTC, M15, last=5))) == 0


def test_sources_do_not_mix(store: Store) -> None:
    store.write_sync(lambda c: candles.save_candles(c, series(5, source="demo")))
    assert len(store.read(lambda c: candles.load_series(c, "binance", BTC, M15))) == 0
