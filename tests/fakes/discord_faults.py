"""Trouble on request for the local Discord: limits, errors, slowness, silence and cut lines, by route and by number."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any

PAGE = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"
VIA = {"Via": "1.1 google"}


@dataclass(slots=True)
class Answer:
    """A finished response; ``body`` as text when it is not JSON."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Fault:
    """``pattern`` matches "METHOD /path"; it spares ``after`` calls, then hits ``times`` (None: until lifted)."""

    pattern: str
    times: int | None = 1
    after: int = 0
    answer: Answer | None = None
    delay: float = 0.0
    stored: bool = False
    cut: bool = False
    hang: bool = False
    hits: int = 0
    lifted: asyncio.Event = field(default_factory=asyncio.Event)

    def lift(self) -> None:
        """No more of it; whoever hangs on it goes on."""
        self.lifted.set()

    def strikes(self, name: str) -> bool:
        if self.lifted.is_set() or (self.times is not None and self.hits >= self.times):
            return False
        if not fnmatch(name, self.pattern):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.hits += 1
        return True


@dataclass(slots=True)
class Limit:
    """A real rate limit: ``count`` calls in ``per`` seconds on each path that matches."""

    pattern: str
    count: int
    per: float
    seen: dict[str, list[float]] = field(default_factory=dict)

    def take(self, name: str) -> tuple[dict[str, str], float]:
        """The headers, and how long to wait (0: let through)."""
        now = time.monotonic()
        recent = [each for each in self.seen.get(name, []) if now - each < self.per]
        wait = recent[0] + self.per - now if len(recent) >= self.count else 0.0
        if not wait:
            recent.append(now)
        self.seen[name] = recent
        reset = recent[0] + self.per - now
        return _headers(self.count, self.count - len(recent), reset, self.pattern), wait


def _headers(limit: int, remaining: int, reset_after: float, bucket: str) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset-After": f"{reset_after:.3f}", "X-RateLimit-Reset": f"{time.time() + reset_after:.3f}",
        "X-RateLimit-Bucket": f"{abs(hash(bucket)):x}", **VIA,
    }  # fmt: skip


def _limited(retry_after: float, everywhere: bool, headers: dict[str, str]) -> Answer:
    body = {"message": "You are being rate limited.", "retry_after": round(retry_after, 3), "global": everywhere}
    told = {"Retry-After": str(max(1, round(retry_after))), "X-RateLimit-Scope": "global" if everywhere else "user"}
    return Answer(429, body, headers | told | ({"X-RateLimit-Global": "true"} if everywhere else {}))


class Faults:
    """All that is to go wrong. Each method returns its Fault: count its ``hits``, ``lift()`` it."""

    def __init__(self) -> None:
        self.all: list[Fault] = []
        self.limits: list[Limit] = []

    def _add(self, fault: Fault) -> Fault:
        self.all.append(fault)
        return fault

    def rate_limit(
        self, pattern: str = "*", retry_after: float = 0.05, times: int | None = 1, *, everywhere: bool = False,
        after: int = 0,
    ) -> Fault:  # fmt: skip
        """Answer 429 with the headers and the JSON that Discord sends."""
        headers = VIA if everywhere else _headers(5, 0, retry_after, pattern)
        return self._add(Fault(pattern, times, after, answer=_limited(retry_after, everywhere, headers)))

    def ban(self, pattern: str = "*", times: int | None = 1) -> Fault:
        """Answer 429 as the doorkeeper before Discord does: a page, no JSON."""
        answer = Answer(429, "<html><body>error code: 1015</body></html>", {"Retry-After": "60"})
        return self._add(Fault(pattern, times, answer=answer))

    def fail(
        self, pattern: str = "*", status: int = 502, times: int | None = 1, *, body: Any = PAGE, after: int = 0,
        stored: bool = False,
    ) -> Fault:  # fmt: skip
        """Answer an error (a page of HTML by default); ``stored`` does the work all the same."""
        return self._add(Fault(pattern, times, after, answer=Answer(status, body, dict(VIA)), stored=stored))

    def slow(self, pattern: str = "*", seconds: float = 1.0, times: int | None = 1, *, after: int = 0) -> Fault:
        """Do and answer as always, only ``seconds`` later."""
        return self._add(Fault(pattern, times, after, delay=seconds))

    def hang(self, pattern: str = "*", times: int | None = 1, *, stored: bool = False, after: int = 0) -> Fault:
        """Never answer until lifted; ``stored`` does the work first."""
        return self._add(Fault(pattern, times, after, hang=True, stored=stored))

    def cut(self, pattern: str = "*", times: int | None = 1, *, stored: bool = True, after: int = 0) -> Fault:
        """Cut the line instead of answering; ``stored`` leaves the work done, its fate unknown to the bot."""
        return self._add(Fault(pattern, times, after, cut=True, stored=stored))

    def limit(self, pattern: str, count: int, per: float) -> Limit:
        """From now on allow ``count`` calls in ``per`` seconds."""
        self.limits.append(Limit(pattern, count, per))
        return self.limits[-1]

    def lift(self) -> None:
        """End all faults and limits."""
        for each in self.all:
            each.lift()
        self.all.clear()
        self.limits.clear()

    def strike(self, name: str) -> Fault | None:
        """The fault that this call meets."""
        return next((each for each in self.all if each.strikes(name)), None)

    def allowance(self, name: str) -> tuple[dict[str, str], Answer | None]:
        """The headers this call is answered with, and the refusal if it is one too many."""
        for each in self.limits:
            if fnmatch(name, each.pattern):
                headers, wait = each.take(name)
                return headers, _limited(wait, False, headers) if wait else None
        return _headers(50, 49, 1.0, re.sub(r"/\d+|/[0-9a-f]{48}", "/*", name)), None
