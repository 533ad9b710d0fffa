"""People who come to a bot, and a clock that a test moves."""

from __future__ import annotations

from engine.service.visits import Visit

GUILD = 900
CHANNEL = "700"


class HandClock:
    def __init__(self, now: int = 1_700_000_000_000) -> None:
        self.time = now

    def now(self) -> int:
        return self.time

    def pass_seconds(self, seconds: float) -> None:
        self.time += round(seconds * 1_000)


def alone(actor: int, surface: str = "telegram", *, language: str | None = None, name: str = "An") -> Visit:
    """In a private conversation."""
    admitted_by = actor if surface == "telegram" else None
    return Visit(surface, actor, name, str(actor), admitted_by, True, language)


def among(
    actor: int, surface: str = "telegram", *, inside: int = GUILD, place: str = CHANNEL, language: str | None = None
) -> Visit:
    """In a group or server."""
    return Visit(surface, actor, "An", place, inside, False, language)
