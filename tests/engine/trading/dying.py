"""A store that dies."""

from __future__ import annotations

import os
import signal
from typing import Any


class Crash(BaseException):
    """The process is gone."""


class Dying:
    """A store that dies around its n-th commits: before them, or after them with nobody told."""

    def __init__(self, store: Any, points: set[int], *, kill: bool = False) -> None:
        self._store, self.points, self._kill = store, points, kill
        self.commits = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def _die(self, half: int) -> None:
        if 2 * self.commits + half in self.points:
            if self._kill:
                os.kill(os.getpid(), signal.SIGKILL)
            raise Crash

    async def write(self, work: Any, *, durable: bool = False) -> Any:
        self.commits += 1
        self._die(0)
        # Power loss is not what is tried here, and a thousand runs of real flushing take minutes.
        result = await self._store.write(work, durable=durable and self._kill)
        self._die(1)
        return result
