from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.core.errors import InvalidInput, Operational
from engine.learning.splits import Fold, Shares, check_purged, known_before, walk_forward

STEP = 900_000


@st.composite
def histories(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Several symbols together, with gaps, as rows in order of time."""
    symbols = draw(st.integers(1, 3))
    bars = draw(st.integers(1, 20))
    made = np.concatenate(
        [np.flatnonzero(np.random.default_rng(draw(st.integers(0, 99))).random(400) < 0.9) for _ in range(symbols)]
    )
    made = np.sort(made).astype(np.int64) * STEP
    return made, made + bars * STEP


@given(histories(), st.integers(1, 5), st.integers(0, 10))
def test_no_answer_touches_a_later_block(history: tuple[np.ndarray, np.ndarray], folds: int, embargo: int) -> None:
    made, due = history
    try:
        rounds = walk_forward(made, due, folds=folds, embargo=embargo * STEP)
    except InvalidInput:
        assume(False)
    assert len(rounds) == folds
    for fold in rounds:
        check_purged(fold, made, due)
        assert due[fold.train].max() + embargo * STEP < made[fold.tune].min()
        assert due[fold.tune].max() + embargo * STEP < made[fold.test].min()
        assert len(set(np.concatenate(fold.blocks))) == sum(map(len, fold.blocks)), "no row twice"
    for before, after in pairwise(rounds):
        assert len(after.train) >= len(before.train)
        assert made[before.test].max() < made[after.test].min()
    assert rounds[-1].test[-1] == len(made) - 1, "the last round is tested up to the present"


def test_the_purge_is_as_wide_as_the_horizon_and_no_wider() -> None:
    made = np.arange(1_000, dtype=np.int64) * STEP
    due = made + 16 * STEP
    first = walk_forward(made, due, folds=2, shares=Shares(test=0.5, tune=0.1))[0]
    assert (first.train[-1], first.tune[0], first.tune[-1], first.test[0]) == (383, 400, 483, 500)
    wider = walk_forward(made, due, folds=2, embargo=5 * STEP, shares=Shares(test=0.5, tune=0.1))[0]
    assert wider.train[-1] == 378


def test_a_leak_is_found() -> None:
    made = np.arange(100, dtype=np.int64)
    due = made + 3
    with pytest.raises(Operational) as found:
        check_purged(Fold(np.arange(0, 48), np.arange(50, 60), np.arange(70, 100)), made, due)
    assert found.value.key == "err-training-leak"
    check_purged(Fold(np.arange(0, 46), np.arange(50, 60), np.arange(70, 100)), made, due)


@pytest.mark.parametrize(("rows", "folds"), [(0, 3), (10, 3), (500, 0), (60, 4)])
def test_too_little_to_cut(rows: int, folds: int) -> None:
    made = np.arange(rows, dtype=np.int64)
    with pytest.raises(InvalidInput):
        walk_forward(made, made + 16, folds=folds)


def test_what_was_known_before() -> None:
    due = np.array([5, 6, 7], np.int64)
    assert known_before(np.array([0, 1, 2]), due, 7).tolist() == [True, True, False]
