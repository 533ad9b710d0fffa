"""What has happened in the local Discord, and waiting for it without sleeping."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Call:
    """A request that came in, and what it was answered (0: nothing)."""

    method: str
    path: str
    body: Any = None
    uploads: list[tuple[int, str, bytes]] = field(default_factory=list)
    query: dict[str, str] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)
    status: int = 0

    @property
    def files(self) -> dict[str, bytes]:
        return {name: data for _, name, data in self.uploads}

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


class Journal:
    """Wakes whoever waits whenever something changes."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def stir(self) -> None:
        """Something has changed."""
        for each in self._waiting:
            if not each.done():
                each.set_result(None)
        self._waiting.clear()

    async def until(self, true: Callable[[], T | None], within: float = 5.0, what: str = "it") -> T:
        """The first truthy answer of ``true``, asked anew after each change here (and now and then besides)."""
        end = time.monotonic() + within
        while True:
            if found := true():
                return found
            left = end - time.monotonic()
            if left <= 0:
                recent = "; ".join(f"{each.name} {each.status or '...'}" for each in self.calls[-6:])
                raise AssertionError(f"{what}: not within {within} s. The last requests: {recent or 'none'}")
            changed = asyncio.get_running_loop().create_future()
            self._waiting.add(changed)
            await asyncio.wait([changed], timeout=min(left, 0.02))
            self._waiting.discard(changed)
