"""Asking again, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import HaiDangError, InvalidInput, Operational, Temporary
from engine.market.retry import Backoff, Breaker, Budget, Retry, Throttled


class VirtualTime:
    def __init__(self) -> None:
        self.at = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def failing(*errors: HaiDangError) -> Callable[[], Awaitable[str]]:
    left = list(errors)

    async def work() -> str:
        if left:
            raise left.pop(0)
        return "answer"

    return work


def retry_on(clock: VirtualTime, **more: object) -> Retry:
    options = {"random": lambda: 0.5, "backoff": Backoff(1.0, 8.0), **more}
    return Retry.of(now=clock.now, sleep=clock.sleep, **options)  # type: ignore[arg-type]


@given(st.integers(0, 2_000), st.floats(0, 1, exclude_max=True))
def test_the_wait_is_anything_up_to_a_ceiling_that_doubles(attempt: int, drawn: float) -> None:
    backoff = Backoff(0.5, 30.0)
    assert 0 <= backoff.delay(attempt, lambda: drawn) <= backoff.ceiling(attempt) <= 30.0
    assert backoff.ceiling(attempt) <= backoff.ceiling(attempt + 1)


async def test_it_waits_longer_each_time_and_gives_the_answer() -> None:
    clock = VirtualTime()
    assert await retry_on(clock).run(failing(*[Temporary("e")] * 3)) == "answer"
    assert clock.slept == [0.5, 1.0, 2.0]


async def test_it_gives_up_with_the_last_error() -> None:
    clock = VirtualTime()
    with pytest.raises(Temporary) as caught:
        await retry_on(clock, attempts=3).run(failing(*[Temporary(f"e{n}") for n in range(9)]))
    assert caught.value.key == "e2"


@pytest.mark.parametrize("error", [Operational("e"), InvalidInput("e")])
async def test_what_cannot_pass_is_not_repeated(error: HaiDangError) -> None:
    clock = VirtualTime()
    with pytest.raises(type(error)):
        await retry_on(clock).run(failing(error))
    assert clock.slept == []


async def test_the_wait_that_was_asked_for_is_kept_or_told() -> None:
    clock = VirtualTime()
    retry = retry_on(clock, patience=10.0)
    assert await retry.run(failing(Throttled("e", seconds=7.0))) == "answer"
    assert clock.slept == [7.0]
    with pytest.raises(Throttled):
        await retry.run(failing(Throttled("e", seconds=11.0)))


async def test_the_breaker_opens_probes_and_closes() -> None:
    clock = VirtualTime()
    breaker = Breaker(clock.now, failures=2, rest=10.0, most=30.0)
    for _ in range(2):
        breaker.admit()
        breaker.failed()
    assert (breaker.open, breaker.remaining) == (True, 10.0)
    with pytest.raises(Temporary):
        breaker.admit()
    clock.at = 10.0
    breaker.admit()
    with pytest.raises(Temporary):  # one probe at a time
        breaker.admit()
    breaker.failed()
    assert breaker.remaining == 20.0
    clock.at = 30.0
    breaker.admit()
    breaker.released()
    breaker.admit()
    breaker.failed()
    assert breaker.remaining == 30.0  # not 40: there is a longest rest
    clock.at = 60.0
    breaker.admit()
    breaker.succeeded()
    assert (breaker.open, breaker.remaining) == (False, 0.0)


async def test_a_cancelled_probe_does_not_lock_the_door() -> None:
    clock = VirtualTime()
    retry = retry_on(clock, attempts=1)
    for _ in range(5):
        with pytest.raises(Temporary):
            await retry.run(failing(Temporary("e")))
    clock.at = 15.0

    async def hang() -> str:
        await asyncio.Event().wait()
        return ""

    probe = asyncio.ensure_future(retry.run(hang))
    await asyncio.sleep(0)
    probe.cancel()
    await asyncio.gather(probe, return_exceptions=True)
    assert await retry.run(failing()) == "answer"


async def test_repeats_have_a_budget_over_all_calls() -> None:
    clock = VirtualTime()
    retry = Retry(Breaker(clock.now, failures=100), Budget(clock.now, most=3, per=60.0), attempts=3, sleep=clock.sleep)
    for _ in range(4):
        with pytest.raises(Temporary):
            await retry.run(failing(*[Temporary("e")] * 9))
    assert len(clock.slept) == 3
    clock.at += 61
    assert await retry.run(failing(Temporary("e"))) == "answer"
