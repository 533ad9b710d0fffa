"""How the chat faces are, for ``health`` and for the console."""

from __future__ import annotations

from collections.abc import Callable

from engine.service.answers import HealthRow, Why


class BotStates:
    """The last word of each bot. A bot that was never started has no row."""

    def __init__(self, waiting: Callable[[str], int]) -> None:
        self._waiting = waiting
        self._said: dict[str, tuple[bool, Why]] = {}

    def report(self, surface: str, ok: bool, detail: Why) -> None:
        """Remember how a bot is; ``detail`` is a message that may name ``queue``."""
        self._said[surface] = (ok, detail)

    def rows(self) -> tuple[HealthRow, ...]:
        """A line for each bot, with what waits for it."""
        return tuple(
            HealthRow(surface, ok, Why(detail.key, {"queue": self._waiting(surface), **detail.params}))
            for surface, (ok, detail) in self._said.items()
        )
