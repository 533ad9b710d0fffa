"""The exchange's clock, as well as it can be known from here."""

from __future__ import annotations

from engine.core.clocks import Clock

_BELIEVABLE_MS = 3_600_000


class ExchangeClock:
    """The machine's clock plus the difference that was measured."""

    __slots__ = ("_wall", "known", "offset", "skew")

    def __init__(self, wall: Clock) -> None:
        self._wall = wall
        self.offset = 0
        """How far the exchange's clock is ahead of ours, in milliseconds."""
        self.skew = 0
        """The same, as it was last measured."""
        self.known = False

    def now(self) -> int:
        """The exchange's present moment."""
        return self._wall.now() + self.offset

    def wall(self) -> int:
        """The machine's present moment."""
        return self._wall.now()

    def measured(self, asked: int, shown: int, answered: int) -> None:
        """A question for the time: when it was asked, what was shown, when the answer came (machine's clock)."""
        self.offset = self.skew = shown - (asked + answered) // 2
        self.known = True

    def heard(self, event_time: object) -> None:
        """A message carried this time: the exchange's clock cannot be earlier. An hour at once is not believed."""
        if isinstance(event_time, int) and not isinstance(event_time, bool):
            ahead = event_time - self._wall.now()
            if self.offset < ahead < self.offset + _BELIEVABLE_MS:
                self.offset = ahead
