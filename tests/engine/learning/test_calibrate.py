import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.forecast.calibration import log_odds, sigmoid
from engine.learning.calibrate import cautious_calibration, overlap_of


def truth(rows: int, slope: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Members' means, and directions that follow ``slope`` times their log-odds."""
    random = np.random.default_rng(seed)
    score = random.normal(0.0, 0.4, rows)
    return sigmoid(score), (random.random(rows) < sigmoid(slope * score)).astype(np.int8)


def test_a_real_slope_is_found_and_drawn_towards_zero() -> None:
    mean, up = truth(20_000, 1.5, 1)
    free = cautious_calibration(mean, up, witness=1.0, label_witness=1.0)
    assert 1.3 < free.slope < 1.6
    thin = cautious_calibration(mean, up, witness=200.0, label_witness=16.0)
    assert 0.0 <= thin.slope < free.slope


def test_noise_is_silent_and_so_is_a_model_that_points_the_wrong_way() -> None:
    loud = [cautious_calibration(*truth(2_000, 0.0, n), witness=4.0, label_witness=16.0).slope > 0 for n in range(200)]
    assert sum(loud) <= 10, "far less than one in twenty, for chance has to look four times as strong"
    wrong = cautious_calibration(*truth(5_000, -2.0, 3), witness=1.0, label_witness=1.0)
    assert (wrong.slope, wrong.intercept) == (0.0, 0.0)
    one_way = cautious_calibration(np.full(50, 0.6), np.ones(50, np.int8), witness=1.0, label_witness=1.0)
    assert one_way.slope == 0.0


@given(st.integers(0, 50))
def test_what_is_claimed_comes_true(seed: int) -> None:
    mean, up = truth(4_000, 2.0, seed)
    fitted = cautious_calibration(mean[:2_000], up[:2_000], witness=2.0, label_witness=8.0)
    chance = fitted.apply(mean[2_000:])
    sure = np.maximum(chance, 1 - chance) >= 0.65
    right = (chance > 0.5) == (up[2_000:] > 0)
    if sure.sum() >= 200:
        assert right[sure].mean() > np.maximum(chance, 1 - chance)[sure].mean() - 0.09


def test_witnesses_are_counted_by_how_long_scores_stay_alike() -> None:
    random = np.random.default_rng(2)
    fast = random.standard_normal(4_000)
    slow = np.convolve(random.standard_normal(4_200), np.ones(200), "valid")
    assert overlap_of([fast], 16) == pytest.approx(1.0, abs=0.4)
    assert overlap_of([slow], 16) > 11
    assert overlap_of([slow[:2_000], slow[2_000:]], 16) <= 16
    assert overlap_of([fast], 1) == 1.0
    assert overlap_of([log_odds(np.full(50, 0.5))], 16) == 16.0
