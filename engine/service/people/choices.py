"""What each person and each chat chose: language and how numbers are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.settings import Settings
    from engine.store.store import Store


class Choices:
    """Kept in memory, written through to the store."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings

    async def load(self) -> None:
        """Remember what was chosen."""
