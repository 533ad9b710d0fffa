"""An explanation is exact: its parts are the member's opinion, in log-odds and in points."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.forecast.explain import Contribution, Explanation, explain_logistic
from engine.forecast.registry import ModelRegistry
from tests.engine.forecast.test_forecaster import champion, row_of
from tests.engine.forecast.trained import H4, M15, key_of

PART = st.floats(-6, 6)


def explanation(base: float, parts: list[float]) -> Explanation:
    return Explanation("logistic", base, tuple(Contribution(f"x{n}", 0.0, part) for n, part in enumerate(parts)))


def chance(log_odds: float) -> float:
    return float(1.0 / (1.0 + np.exp(-log_odds)))


@example(0.2, [3.0, -3.0])
@example(0.2, [3.0, -3.0 + 1e-4])
@example(0.2, [3.0, -3.0 + 9.9e-5])
@example(-40.0, [80.0])
@given(PART, st.lists(PART, min_size=1, max_size=17))
def test_all_points_together_are_the_probability_less_its_base(base: float, parts: list[float]) -> None:
    told = explanation(base, parts)
    assert abs(sum(told.points()) - (chance(told.log_odds) - chance(base))) < 1e-9
    assert told.base_probability == pytest.approx(chance(base), abs=1e-12)


@given(PART, st.lists(PART, min_size=1, max_size=17))
def test_points_have_the_sign_and_the_order_of_their_parts(base: float, parts: list[float]) -> None:
    told = explanation(base, parts)
    points = told.points()
    assert np.sign(points).tolist() == np.sign(parts).tolist()
    assert np.argsort(np.abs(points), kind="stable").tolist() == np.argsort(np.abs(parts), kind="stable").tolist()


def test_parts_that_cancel_out_still_have_their_points() -> None:
    up, down = explanation(0.0, [2.0, -2.0]).points()
    assert (up, down) == pytest.approx((0.5, -0.5))


def test_the_points_of_a_model_make_its_own_vote(tmp_path) -> None:
    champion(tmp_path, key_of())
    row = row_of("BTC")
    model = ModelRegistry(tmp_path).peek("test", row.symbol, M15, H4)
    assert model is not None
    told = explain_logistic(model, row)
    vote = model.trio.votes(row.inputs[np.newaxis])[0, 2]
    assert abs(told.base_probability + sum(told.points()) - vote) < 1e-9
    at_mean = model.trio.scaler.mean.astype(np.float64)[np.newaxis]
    middle = model.trio.logistic.probability_up((at_mean - model.trio.scaler.mean) / model.trio.scaler.scale)[0]
    assert told.base_probability == pytest.approx(middle, abs=1e-12)
