from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as some

from engine.forecast import scores
from engine.forecast.calibration import Calibration, fit_platt, sigmoid


def test_platt_finds_the_line_that_made_the_data():
    chance = np.random.default_rng(1)
    score = chance.normal(0.3, 2.0, 40_000)
    up = chance.random(40_000) < sigmoid(0.7 * score - 0.4)
    slope, intercept, error = fit_platt(score, up)
    assert slope == pytest.approx(0.7, abs=4 * error)
    assert intercept == pytest.approx(-0.4, abs=0.05)
    assert 0.0 < error < 0.02


def test_platt_equals_scikit_learn():
    from sklearn.calibration import _SigmoidCalibration

    chance = np.random.default_rng(2)
    score = chance.normal(0.0, 1.5, 3_000)
    up = chance.random(3_000) < sigmoid(1.3 * score + 0.2)
    peer = _SigmoidCalibration().fit(score, up.astype(float))
    slope, intercept, _ = fit_platt(score, up)
    assert slope == pytest.approx(-peer.a_, abs=1e-4)
    assert intercept == pytest.approx(-peer.b_, abs=1e-4)


@pytest.mark.parametrize("up", [[1] * 50, [0] * 50, []])
def test_one_class_teaches_nothing(up: list[int]):
    assert fit_platt(np.linspace(-1.0, 1.0, len(up)), up) == (0.0, 0.0, float("inf"))


def test_a_constant_ensemble_teaches_no_slope():
    slope, _, _ = fit_platt(np.full(100, 0.6), [1, 0] * 50)
    assert abs(slope) < 1e-6


@effort(max_examples=80, deadline=None)
@given(some.lists(some.floats(0, 1), min_size=1, max_size=60), some.floats(0, 100), some.floats(-100, 100))
def test_whatever_it_is_told_it_stays_a_probability(said: list[float], slope: float, intercept: float):
    mean = np.array(said)
    out = Calibration(slope, intercept).apply(mean)
    assert ((out >= 0.0) & (out <= 1.0)).all()
    assert (np.diff(out[np.argsort(mean, kind="stable")]) >= 0.0).all()


def test_calibration_is_kept_as_json():
    made = Calibration(1.25, -0.5)
    assert Calibration.parse(b'{"intercept": -0.5, "slope": 1.25}') == made


@pytest.mark.parametrize(
    "junk",
    [b"", b"[]", b"{}", b'{"slope": -1, "intercept": 0}', b'{"slope": NaN, "intercept": 0}', b'{"slope": 1}'],
)
def test_a_calibration_that_is_none_is_refused(junk: bytes):
    with pytest.raises(ValueError):  # noqa: PT011  # JSON says it in its own words
        Calibration.parse(junk)


def test_scores_of_known_cases():
    assert scores.accuracy([0.9, 0.1, 0.5, 0.6], [1, 0, 1, 0]) == 0.625
    assert scores.log_loss([0.5, 0.5], [1, 0]) == pytest.approx(np.log(2))
    assert scores.brier([0.5, 1.0], [1, 0]) == pytest.approx(0.625)
    assert scores.log_loss([1.0], [0]) < 30.0
    assert scores.calibration_error([0.8] * 10, [1] * 8 + [0] * 2) == pytest.approx(0.0)
    assert scores.calibration_error([0.9] * 10, [1] * 5 + [0] * 5) == pytest.approx(0.4)
    assert [part.count for part in scores.reliability([0.05, 0.07, 1.0], [0, 0, 1])] == [2, 1]
    assert scores.log_loss([], []) == scores.brier([], []) == scores.calibration_error([], []) == 0.0


def test_scores_equal_scikit_learn():
    from sklearn.metrics import brier_score_loss, log_loss

    chance = np.random.default_rng(6)
    said, up = chance.random(500), chance.random(500) < 0.5
    assert scores.log_loss(said, up) == pytest.approx(log_loss(up, said))
    assert scores.brier(said, up) == pytest.approx(brier_score_loss(up, said))


def test_bands_count_confidence_on_both_sides():
    counted = scores.bands([0.66, 0.34, 0.34, 0.95, 0.5], [1, 0, 1, 1, 0])
    found = {band.floor: (band.count, band.correct) for band in counted}
    assert found[0.65] == (3, 2)
    assert found[0.9] == (1, 1)
    assert found[0.5][0] == 1
    assert sum(count for count, _ in found.values()) == 5


def test_wilson_bounds():
    low, high = scores.wilson(65, 100)
    assert (low, high) == (pytest.approx(0.5525, abs=1e-3), pytest.approx(0.7364, abs=1e-3))
    assert scores.wilson(0, 0) == (0.0, 1.0)
    assert scores.wilson(0, 10)[0] == 0.0
    assert scores.wilson(10, 10)[1] == pytest.approx(1.0)
