"""Whether a number lies inside its usual band: between the outer twentieths of its own last two hundred values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import deque
from typing import Final

WINDOW: Final = 200
LEAST: Final = 30
EDGE: Final = 0.05


class UsualBand:
    """Keeps the last values in order of time and of size."""

    __slots__ = ("_ordered", "_recent")

    def __init__(self) -> None:
        self._recent: deque[float] = deque()
        self._ordered: list[float] = []

    def place(self, value: float) -> bool:
        """Judge ``value`` against the values before it, then remember it. With few before it, nothing is unusual."""
        known = len(self._ordered)
        usual = True
        if known >= LEAST:
            below = bisect_left(self._ordered, value) / known
            above = 1 - bisect_right(self._ordered, value) / known
            usual = below <= 1 - EDGE and above <= 1 - EDGE
        insort(self._ordered, value)
        self._recent.append(value)
        if len(self._recent) > WINDOW:
            oldest = self._recent.popleft()
            del self._ordered[bisect_left(self._ordered, oldest)]
        return usual
