import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.timeframes import Timeframe
from engine.learning.labels import DOWN, UNKNOWN, UP, direction_labels, horizon_bars
from tests.engine.learning.markets import M15, START, candles, martingale

H1 = Timeframe("1h")


def series(close: list[float], missing: frozenset[int] = frozenset()) -> CandleSeries:
    rows = [(START + n * M15.ms, c, c, c, c, 1.0) for n, c in enumerate(close) if n not in missing]
    return CandleSeries.of("test", candles(np.zeros(2), 0).symbol, M15, rows)


def test_the_direction_over_the_horizon_and_when_it_was_known() -> None:
    labels = direction_labels(series([1, 2, 3, 4, 0.5, 3, 3]), H1)
    assert labels.value.tolist() == [DOWN, UP, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]
    assert labels.made[0] == START + M15.ms
    assert labels.due[0] == labels.made[0] + H1.ms


def test_no_label_spans_a_gap_and_none_is_made_of_what_is_no_price() -> None:
    labels = direction_labels(series([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], frozenset({4})), H1)
    assert labels.value.tolist() == [UNKNOWN] * 4 + [UP, *[UNKNOWN] * 4]
    strange = direction_labels(series([1, float("nan"), 3, float("inf"), 2, 2, -1, 2]), H1)
    assert strange.value.tolist() == [UP, *[UNKNOWN] * 7]


def test_short_and_empty_series() -> None:
    assert direction_labels(series([1, 2]), H1).value.tolist() == [UNKNOWN, UNKNOWN]
    assert len(direction_labels(CandleSeries.of("test", martingale(2).symbol, M15, []), H1).value) == 0


@pytest.mark.parametrize(("timeframe", "horizon"), [("4h", "15m"), ("12h", "1d"), ("15m", "15m"), ("4h", "6h")])
def test_a_horizon_is_whole_candles(timeframe: str, horizon: str) -> None:
    if Timeframe(horizon).ms % Timeframe(timeframe).ms:
        with pytest.raises(InvalidInput):
            horizon_bars(Timeframe(timeframe), Timeframe(horizon))
    else:
        assert horizon_bars(Timeframe(timeframe), Timeframe(horizon)) * Timeframe(timeframe).ms == Timeframe(horizon).ms


@given(st.integers(20, 80), st.sets(st.integers(0, 79), max_size=10), st.integers(1, 79))
def test_equal_to_the_plain_definition_and_blind_to_the_future(count: int, missing: set[int], cut: int) -> None:
    whole = series(np.random.default_rng(count).integers(1, 6, count).astype(float).tolist(), frozenset(missing))
    labels = direction_labels(whole, H1)
    at = {int(time): n for n, time in enumerate(whole.timestamp)}
    for n, time in enumerate(whole.timestamp.tolist()):
        steps = [at.get(time + k * M15.ms) for k in range(5)]
        later = whole.close[steps[4]] if None not in steps and steps[4] is not None else whole.close[n]
        expected = UNKNOWN if later == whole.close[n] else UP if later > whole.close[n] else DOWN
        assert labels.value[n] == expected
    past = direction_labels(whole[:cut], H1)
    known = past.value != UNKNOWN
    assert (past.value[known] == labels.value[:cut][known]).all()
