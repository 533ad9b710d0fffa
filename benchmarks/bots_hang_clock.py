"""From candles to decisions by two clocks: the one on the wall, and one that stops while others have the cores."""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path
from typing import Any

_PATH = ("MainThread", "forecast", "store-writer")
"""The threads, by the beginning of their names, that a candle passes through one after the other."""


class Watch:
    """Seconds of each moment: ``wall``, and ``own``, in which its threads had a core or waited for each other.

    What the scheduler keeps from a thread that has work is no delay of this program's making. Without such an account,
    the clocks agree.
    """

    def __init__(self, pipeline: Any) -> None:
        self.wall: list[float] = []
        self.own: list[float] = []
        self._began = self._starved = 0.0
        self._commit = pipeline._commit
        pipeline._commit = self._committed

    def begin(self) -> None:
        """Candles arrive; the moment ends with the last commit before the next one begins."""
        for spans in (self.wall, self.own):
            spans.append(0.0)
        self._began, self._starved = time.perf_counter(), starved()

    async def _committed(self, batch: Any) -> None:
        await self._commit(batch)
        span = time.perf_counter() - self._began
        self.wall[-1] = span
        self.own[-1] = max(0.0, span - (starved() - self._starved))


def starved() -> float:
    """Seconds for which the threads on a candle's path have had work and no core, since they began."""
    found = 0
    for thread in threading.enumerate():
        if thread.name.startswith(_PATH):
            with contextlib.suppress(OSError):
                account = Path(f"/proc/self/task/{thread.native_id}/schedstat").read_text(encoding="ascii")
                found += int(account.split()[1])
    return found / 1e9
