import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.candles import Candle
from engine.core.series import CandleSeries
from engine.market.validation import FAULTS, TOLERANCE_MS, check_candle, check_rows, sound
from tests.engine.market.makers import BTC, M1, candle, series

NOW = 1_000 * M1.ms


@pytest.mark.parametrize(
    ("broken", "key"),
    [
        (candle(5, close=math.nan), "candle-not-finite"),
        (candle(5, volume=math.inf), "candle-not-finite"),
        (candle(5, low=0.0), "candle-not-positive"),
        (candle(5, volume=-1.0), "candle-volume-negative"),
        (candle(5, high=105.2), "candle-inconsistent"),
        (candle(5, low=105.2), "candle-inconsistent"),
        (replace(candle(5), timestamp=5 * M1.ms + 1), "candle-off-grid"),
        (candle(1_000), "candle-from-future"),
        (candle(4), "candle-out-of-order"),
        (candle(3), "candle-out-of-order"),
    ],
)
def test_each_fault_is_named(broken: Candle, key: str) -> None:
    fault = check_candle(broken, 4 * M1.ms, NOW)
    assert fault is not None
    assert (fault.key, fault.params["symbol"]) == (key, "BTC/USDT")


def test_a_sound_candle_passes() -> None:
    assert check_candle(candle(5), 4 * M1.ms, NOW) is None
    assert check_candle(candle(5, volume=0.0), None, NOW) is None
    assert check_candle(candle(5), None, 6 * M1.ms - TOLERANCE_MS) is None


floats = st.one_of(st.floats(-2, 5), st.sampled_from([math.nan, math.inf, -math.inf, 0.0]))
rows = st.lists(
    st.tuples(st.integers(-2, 12).map(lambda n: n * 30_000), floats, floats, floats, floats, floats), max_size=25
)


@given(rows, st.one_of(st.none(), st.integers(0, 5).map(lambda n: n * M1.ms)))
def test_rows_are_judged_as_single_candles_are(made: list[tuple[int, ...]], previous: int | None) -> None:
    columns = CandleSeries.of("made", BTC, M1, made)
    now, last, expected = 4 * M1.ms, previous, []
    for one in columns.candles():
        fault = check_candle(one, last, now)
        expected.append(0 if fault is None else FAULTS.index(fault.key) + 1)
        if fault is None:
            last = one.timestamp
    assert check_rows(columns, previous, now).tolist() == expected
    kept, counts = sound(columns, previous, now)
    assert len(kept) == expected.count(0)
    assert sum(counts.values()) == len(made) - len(kept)


def test_sound_keeps_a_clean_series_as_it_is() -> None:
    clean = series(range(10))
    assert sound(clean, None, NOW) == (clean, {})
