"""Time is passed in. A *market clock* drives caches, cooldowns and the ledger; a *wall clock* people and networks."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Milliseconds since 1970, UTC."""

    def now(self) -> int:
        """The present moment."""
        ...


class WallClock:
    """The machine's clock."""

    __slots__ = ()

    def now(self) -> int:
        """Milliseconds since 1970, by the operating system."""
        return time.time_ns() // 1_000_000


class MarketClock:
    """The latest moment the market has reached; it moves only forwards, by candles and ticks."""

    __slots__ = ("_now",)

    def __init__(self, now: int = 0) -> None:
        self._now = now

    def now(self) -> int:
        """The latest market time seen."""
        return self._now

    def advance(self, to: int) -> None:
        """Move to ``to`` if it is later."""
        self._now = max(self._now, to)
