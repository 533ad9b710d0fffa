"""A burst passes, a flood waits, and is told once."""

from hypothesis import given
from hypothesis import strategies as st

from bots.common.limits import BURST, PER_SECOND, PICTURE, Cooldowns
from engine.core.clocks import MarketClock


def test_a_burst_passes_and_then_one_waits_and_is_told_once() -> None:
    clock = MarketClock(1_000)
    limits = Cooldowns(clock)
    assert [limits.take("discord", 42) for _ in range(int(BURST))] == [None] * int(BURST)
    first, second = limits.take("discord", 42), limits.take("discord", 42)
    assert first is not None
    assert second is not None
    assert (first.first, second.first) == (True, False)
    assert first.ms == round(1_000 / PER_SECOND)
    clock.advance(1_000 + first.ms)
    assert limits.take("discord", 42) is None


def test_people_do_not_wait_for_each_other() -> None:
    limits = Cooldowns(MarketClock(0))
    for _ in range(20):
        limits.take("discord", 42)
    assert limits.take("discord", 43) is None
    assert limits.take("telegram", 42) is None


def test_pictures_cost_more() -> None:
    limits = Cooldowns(MarketClock(0))
    passed = 0
    while limits.take("telegram", 1, PICTURE) is None:
        passed += 1
    assert passed == BURST / PICTURE


@given(st.lists(st.integers(0, 5_000), max_size=60))
def test_in_the_long_run_nobody_asks_faster_than_the_bucket_fills(pauses: list[int]) -> None:
    clock, passed = MarketClock(0), 0
    limits = Cooldowns(clock)
    for pause in pauses:
        clock.advance(clock.now() + pause)
        passed += limits.take("discord", 1) is None
    assert passed <= BURST + clock.now() / 1000 * PER_SECOND + 1e-9
