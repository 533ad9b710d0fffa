import numpy as np

from engine.learning.triggers import WEEK_MS, Standing, Trigger, promise_z, trigger_of, worse_than_claimed


def test_missing_then_promise_then_labels_then_age() -> None:
    assert trigger_of(Standing(None, new_labels=5_000), 0) is Trigger.MISSING
    broken = Standing(0, new_labels=1_000, claimed=[0.7] * 500, correct=[True, False] * 250)
    assert trigger_of(broken, WEEK_MS) is Trigger.BROKEN_PROMISE
    assert trigger_of(Standing(0, new_labels=1_000), WEEK_MS) is Trigger.NEW_LABELS
    assert trigger_of(Standing(0, new_labels=999), WEEK_MS) is Trigger.WEEKLY
    assert trigger_of(Standing(1, new_labels=999), WEEK_MS) is None


def test_few_signals_prove_nothing() -> None:
    assert not worse_than_claimed([0.9] * 499, [False] * 499)
    assert worse_than_claimed([0.9] * 500, [False] * 500)


def test_the_deviation_from_what_was_claimed() -> None:
    assert promise_z([], []) == 0.0
    assert promise_z([1.0], [True]) == 0.0
    assert promise_z([0.5] * 100, [True] * 40 + [False] * 60) == -2.0
    assert promise_z([0.5] * 100, [True] * 40 + [False] * 60, overlap=4) == -1.0


def test_a_model_that_keeps_its_word_is_left_alone() -> None:
    """Checked after every signal from the 500th to the 1,000th, an honest 58 % model is rarely accused."""
    random, accused = np.random.default_rng(1), 0
    for _ in range(400):
        hits = random.random(1_000) < 0.58
        z = (np.cumsum(hits) - 0.58 * np.arange(1, 1_001)) / np.sqrt(0.58 * 0.42 * np.arange(1, 1_001))
        accused += bool((z[499:] < -2.33).any())
    assert accused / 400 <= 0.05
