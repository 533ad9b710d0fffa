"""How long a candle takes from the market to the committed decision."""

from __future__ import annotations

from collections import deque


class Latencies:
    """The last thousand durations, in milliseconds."""

    def __init__(self, size: int = 1_000) -> None:
        self._recent: deque[float] = deque(maxlen=size)

    def add(self, milliseconds: float) -> None:
        """One more."""
        self._recent.append(milliseconds)

    def percentiles(self) -> tuple[float | None, float | None]:
        """The median and the 99th percentile; None before there is anything."""
        if not self._recent:
            return None, None
        ordered = sorted(self._recent)
        return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
