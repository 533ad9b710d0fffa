"""How the chat faces are, for ``health`` and for the console."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from engine.service.answers import HealthRow, Why


class BotStates:
    """The last word of each bot. A bot that was never started has no row."""

    def __init__(self, waiting: Callable[[str], int]) -> None:
        self._waiting = waiting
        self._said: dict[str, tuple[bool, Why]] = {}
        self._up: dict[str, asyncio.Event] = {}

    def report(self, surface: str, ok: bool, detail: Why) -> None:
        """Remember how a bot is."""
        self._said[surface] = (ok, detail)
        up = self._up.setdefault(surface, asyncio.Event())
        if ok:
            up.set()
        else:
            up.clear()

    async def until_ok(self, surface: str) -> None:
        """Wait until a bot is well."""
        await self._up.setdefault(surface, asyncio.Event()).wait()

    def rows(self) -> tuple[HealthRow, ...]:
        """How each bot is, and what waits for it if anything does."""
        return tuple(row for surface in self._said for row in self._rows_of(surface))

    def _rows_of(self, surface: str) -> Iterator[HealthRow]:
        ok, detail = self._said[surface]
        yield HealthRow(surface, ok, detail)
        if waiting := self._waiting(surface):
            yield HealthRow(surface, ok, Why("bot-queue", {"count": waiting}))
