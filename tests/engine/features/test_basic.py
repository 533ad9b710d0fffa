from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as some

from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.features import basic
from tests.engine.features.markets import START, STEP, flat, joined, walk


def test_the_fourteen_have_their_names_and_order():
    assert basic.NAMES == (
        "open", "high", "low", "close", "volume", "SMA_10", "SMA_20", "SMA_50", "RSI_14", "MACD", "MACD_signal",
        "BB_upper", "BB_lower", "volume_sma_ratio",
    )  # fmt: skip
    assert len(set(basic.INPUTS)) == len(basic.INPUTS)


def test_they_equal_pandas_ta_once_settled():
    import pandas as pd
    import pandas_ta_classic as peer

    series = walk(1000, seed=3)
    close, volume = pd.Series(series.close), pd.Series(series.volume)
    macd = peer.macd(close, 12, 26, 9, talib=False)
    bands = peer.bbands(close, length=20, std=2, ddof=0, talib=False)
    expected = {
        "SMA_10": peer.sma(close, 10, talib=False),
        "SMA_20": peer.sma(close, 20, talib=False),
        "SMA_50": peer.sma(close, 50, talib=False),
        "RSI_14": peer.rsi(close, length=14, talib=False),
        "MACD": macd.iloc[:, 0],
        "MACD_signal": macd.iloc[:, 2],
        "BB_lower": bands.iloc[:, 0],
        "BB_upper": bands.iloc[:, 2],
        "volume_sma_ratio": volume / peer.sma(volume, 20, talib=False),
    }
    columns = dict(zip(basic.NAMES[5:], basic._indicators(series.close, series.volume), strict=True))
    for name, column in expected.items():
        gap = np.abs(columns[name][-200:] - column.to_numpy()[-200:]).max()
        assert gap <= 1e-9, (name, gap)
    ours = basic.batch(series)[-200:]
    for place, name in enumerate(basic.NAMES[5:], start=5):
        assert np.array_equal(ours[:, place], columns[name][-200:].astype(np.float32)), name


def test_the_future_changes_nothing_bit_by_bit():
    series = walk(900, seed=1)
    before = basic.batch(series)[:600].tobytes()
    seen = basic.inputs(basic.batch(series))[:600].tobytes()
    for name in ("open", "high", "low", "close", "volume"):
        getattr(series, name)[600:] = np.random.default_rng(9).uniform(1e-3, 1e6, 300)
    assert basic.batch(series)[:600].tobytes() == before
    assert basic.inputs(basic.batch(series))[:600].tobytes() == seen


def test_one_row_gives_the_same_bits_as_many():
    values = basic.batch(walk(20_000, seed=2))
    together = basic.inputs(values)
    for place in (60, 61, 8_191, 8_192, 12_345, 19_999):
        assert basic.inputs(values[place : place + 1]).tobytes() == together[place].tobytes()
        one = basic.scaled(values[place].tolist(), basic.over_one, basic.clip_one)
        assert np.array(one, np.float32).tobytes() == together[place].tobytes()
    assert basic.inputs(values[100:163]).tobytes() == together[100:163].tobytes()


def test_inputs_do_not_depend_on_the_size_of_the_price():
    cheap, dear = walk(600, price=2.0**-20), walk(600, price=2.0**16)
    small, large = basic.inputs(basic.batch(cheap))[-1], basic.inputs(basic.batch(dear))[-1]
    np.testing.assert_allclose(small, large, atol=2e-5)


def test_a_hole_in_time_starts_the_warm_up_anew():
    first, second = walk(300, seed=4), walk(300, seed=5)
    both = joined(first, second, pause=3)
    values = basic.batch(both)
    assert values[300:].tobytes() == basic.batch(second).tobytes()
    assert basic.candles_since_gap(both).tolist() == [*range(1, 301), *range(1, 301)]


@pytest.mark.parametrize("count", [0, 1, 2, 13, 51, 52])
def test_short_series_are_nan_where_too_little_is_known(count: int):
    values = basic.batch(walk(count) if count else walk(1)[:0])
    assert values.shape == (count, 14)
    assert np.isnan(values[:, 5:][: min(count, 9)]).all()
    assert np.isfinite(basic.inputs(values)[basic.LEAST - 1 :]).all()


def test_a_market_that_stands_still_is_neither_up_nor_down():
    values = basic.batch(flat(600, price=0.1, volume=0.0))
    row = dict(zip(basic.NAMES, values[-1].tolist(), strict=True))
    assert row["RSI_14"] == 50.0
    assert row["volume_sma_ratio"] == 1.0
    seen = basic.inputs(values)[basic.LEAST - 1 :]
    assert np.abs(seen).max() < 1e-5


def test_a_market_that_only_falls_keeps_its_rsi_of_zero():
    series = walk(100)
    series.close[:] = np.linspace(200.0, 100.0, 100)
    assert basic.batch(series)[-1, 8] == 0.0


@pytest.mark.parametrize("broken", [np.nan, np.inf, -1.0, 1e31])
def test_broken_candles_are_refused(broken: float):
    series = walk(100)
    series.close[70] = broken
    with pytest.raises(InvalidInput) as caught:
        basic.batch(series)
    assert caught.value.key == "err-features-broken-candle"


prices = some.floats(1e-9, 1e12)


@effort(max_examples=60, deadline=None)
@given(
    some.lists(
        some.tuples(prices, prices, prices, prices, some.one_of(some.just(0.0), some.floats(0, 1e15))),
        min_size=1, max_size=20,
    ),
    some.integers(52, 140),
)  # fmt: skip
def test_inputs_are_always_finite_and_bounded(pattern: list[tuple[float, ...]], count: int):
    made = [(START + place * STEP, *pattern[place % len(pattern)]) for place in range(count)]
    rows = [(at, o, max(o, h, low, c), min(o, h, low, c), c, volume) for at, o, h, low, c, volume in made]
    seen = basic.inputs(basic.batch(CandleSeries.of("test", Symbol("BTC"), Timeframe("15m"), rows)))
    assert np.isfinite(seen[basic.LEAST - 1 :]).all()
    assert np.abs(seen[basic.LEAST - 1 :]).max() <= 4.0


def test_talib_comes_without_pandas_and_gives_it_back():
    code = (
        "import sys; from engine.features import basic; basic.talib(); "
        "assert 'pandas' not in sys.modules and 'polars' not in sys.modules; import pandas; "
        "assert pandas.Series([1.0]).sum() == 1.0; print('fine')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "fine", done.stderr


def test_importing_features_is_light():
    heavy = ["pandas", "polars", "talib", "sklearn", "onnxruntime", "scipy", "sqlalchemy"]
    code = f"import sys, engine.features.stream; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
