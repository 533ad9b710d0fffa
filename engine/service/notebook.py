"""A few words that a chat face keeps from one start to the next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from engine.store.preferences import get_preference, set_preference

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.store.store import Store

_SURFACE: Final = "bots"
_SUBJECT: Final = "notebook"


class Notebook:
    """Kept in the store."""

    def __init__(self, store: Store, wall_clock: Clock) -> None:
        self._store, self._wall = store, wall_clock

    async def get(self, key: str) -> str | None:
        """What was kept under ``key``."""
        return await asyncio.to_thread(self._store.read, lambda conn: get_preference(conn, _SURFACE, _SUBJECT, key))

    async def set(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""
        now = self._wall.now()
        await self._store.write(lambda conn: set_preference(conn, _SURFACE, _SUBJECT, key, value, now))
