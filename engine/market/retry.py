"""How the house asks again: full jitter, a budget of repeats, and a breaker that gives the other side a rest.

Nothing here reads a clock, sleeps or draws a number by itself: time, sleep and randomness are passed in, so the same
code runs on a virtual clock in tests.
"""

from __future__ import annotations

import asyncio
import random as _random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from engine.core.errors import InvalidInput, Operational, Temporary

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]
Random = Callable[[], float]
Seconds = Callable[[], float]


class Throttled(Temporary):
    """The other side said "later"; ``wait`` is how many ``seconds`` it asked for."""

    def __init__(self, key: str, /, *, seconds: float, **params: object) -> None:
        super().__init__(key, seconds=round(seconds), **params)
        self.wait = seconds


@dataclass(frozen=True, slots=True)
class Backoff:
    """Exponential with full jitter: uniform from nothing to a ceiling that doubles; callers do not march in step."""

    first: float = 0.5
    most: float = 30.0

    def ceiling(self, attempt: int) -> float:
        """The longest wait after failure number ``attempt`` (from 0)."""
        return float(min(self.most, self.first * 2 ** min(attempt, 40)))

    def delay(self, attempt: int, random: Random) -> float:
        """The wait after failure number ``attempt``, by one draw from [0, 1)."""
        return random() * self.ceiling(attempt)


class Budget:
    """At most ``most`` repeats within any ``per`` seconds, over all calls together."""

    __slots__ = ("_most", "_now", "_per", "_spent")

    def __init__(self, now: Seconds, *, most: int = 60, per: float = 60.0) -> None:
        self._now, self._most, self._per = now, most, per
        self._spent: deque[float] = deque()

    def spend(self) -> bool:
        """Take one repeat if there is one left."""
        now = self._now()
        while self._spent and self._spent[0] <= now - self._per:
            self._spent.popleft()
        if len(self._spent) >= self._most:
            return False
        self._spent.append(now)
        return True


class Breaker:
    """Opens after ``failures`` in a row; then one probe at a time, with a rest that doubles until a probe succeeds."""

    __slots__ = ("_failures", "_most", "_now", "_probing", "_rest", "_rests", "_row", "_until")

    def __init__(self, now: Seconds, *, failures: int = 5, rest: float = 15.0, most: float = 120.0) -> None:
        self._now, self._failures, self._rest, self._most = now, failures, rest, most
        self._row = self._rests = 0
        self._until = 0.0
        self._probing = False

    @property
    def open(self) -> bool:
        """Whether calls are refused or only probed."""
        return self._row >= self._failures or self.remaining > 0

    @property
    def remaining(self) -> float:
        """Seconds until the next call may pass."""
        return max(0.0, self._until - self._now())

    def admit(self) -> None:
        """Let one call through, or raise Temporary (``err-exchange-resting``)."""
        if self.remaining > 0 or (self.open and self._probing):
            raise Temporary("err-exchange-resting", seconds=max(1, round(self.remaining)))
        self._probing = self.open

    def succeeded(self) -> None:
        """The call was answered: forget the failures."""
        self._row = self._rests = 0
        self._until, self._probing = 0.0, False

    def failed(self) -> None:
        """The call failed in a way that may be the other side's."""
        self._row += 1
        self._probing = False
        if self._row >= self._failures:
            self._until = max(self._until, self._now() + min(self._most, self._rest * 2**self._rests))
            self._rests = min(self._rests + 1, 20)

    def released(self) -> None:
        """The call was given up without an answer (cancelled): it proves nothing."""
        self._probing = False

    def hold(self, seconds: float) -> None:
        """Refuse everything for ``seconds``: the other side asked for it."""
        self._probing = False
        self._until = max(self._until, self._now() + seconds)


@dataclass(frozen=True, slots=True)
class Retry:
    """Runs a call until it answers, patience ends, or the error is none that passes by itself."""

    breaker: Breaker
    budget: Budget
    attempts: int = 4
    patience: float = 30.0
    backoff: Backoff = field(default_factory=Backoff)
    sleep: Sleep = asyncio.sleep
    random: Random = _random.random

    @classmethod
    def of(
        cls,
        *,
        now: Seconds = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        random: Random = _random.random,
        attempts: int = 4,
        patience: float = 30.0,
        backoff: Backoff | None = None,
    ) -> Retry:
        """With a breaker and a budget of its own."""
        return cls(Breaker(now), Budget(now), attempts, patience, backoff or Backoff(), sleep, random)

    def once(self) -> Retry:
        """The same breaker and budget, without repeats: for callers that come again by themselves."""
        return replace(self, attempts=1)

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """The answer of ``work``, asked up to ``attempts`` times; raises its last error."""
        attempt = 0
        while True:
            try:
                return await self._ask(work)
            except Temporary:
                wait = max(self.backoff.delay(attempt, self.random), self.breaker.remaining)
                attempt += 1
                if attempt >= self.attempts or wait > self.patience or not self.budget.spend():
                    raise
            await self.sleep(wait)

    async def _ask(self, work: Callable[[], Awaitable[T]]) -> T:
        self.breaker.admit()
        try:
            answer = await work()
        except Throttled as error:
            self.breaker.hold(error.wait)
            raise
        except (Temporary, Operational):
            self.breaker.failed()
            raise
        except InvalidInput:
            self.breaker.succeeded()
            raise
        except BaseException:
            self.breaker.released()
            raise
        self.breaker.succeeded()
        return answer
