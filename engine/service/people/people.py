"""Who is admitted on the chat platforms, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.modes import Role
from engine.service.visits import Visit

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.settings import Settings
    from engine.store.store import Store


class People:
    """Roles from the settings and from the store, and the one gate before anything is read."""

    def __init__(self, store: Store, settings: Settings, wall_clock: Clock) -> None:
        self._store, self._settings, self._wall = store, settings, wall_clock

    async def load(self) -> None:
        """Remember the roles that were granted."""

    def admit(self, visit: Visit) -> Role | None:
        """The role this person has here; None: nothing is answered."""
        return None
