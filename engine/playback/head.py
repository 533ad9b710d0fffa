"""The reading head of a playback: where it stands and how fast it moves, by a clock that is passed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from engine.core.errors import InvalidInput
from engine.service.snapshots import Playing

SLOWEST: Final = 1.0
FASTEST: Final = 1_000.0


class Head:
    """Moments are market time in milliseconds, between ``start`` and ``end``; ``monotonic`` counts seconds."""

    def __init__(self, start: int, end: int, monotonic: Callable[[], float]) -> None:
        self.start, self.end = start, end
        self._monotonic = monotonic
        self._from = start
        self._since = 0.0
        self._speed = SLOWEST
        self._running = False

    def playing(self) -> Playing:
        """Where it stands now; it stops by itself at the end."""
        at = self._from
        if self._running:
            at = min(self.end, at + int((self._monotonic() - self._since) * 1000 * self._speed))
            if at >= self.end:
                self._from, self._running = self.end, False
        return Playing(at, self.start, self.end, self._speed, self._running)

    def seek(self, moment: int) -> None:
        """Go to a moment, as near as the span allows; what was running runs on from there."""
        self._from = min(max(moment, self.start), self.end)
        self._since = self._monotonic()

    def run(self, speed: float | None) -> None:
        """Move on so many times faster than life; None stands still. Raises InvalidInput for a speed out of range."""
        if speed is not None and not SLOWEST <= speed <= FASTEST:
            raise InvalidInput("err-playback-speed", speed=speed, slowest=SLOWEST, fastest=FASTEST)
        self.seek(self.playing().at)
        self._running = speed is not None and self._from < self.end
        self._speed = speed if speed is not None else self._speed
