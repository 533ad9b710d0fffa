"""What a run of months needs: old rows go, by the settings. The books and the scoreboard are never touched."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from engine.core.clocks import Clock
from engine.store.retention import prune

if TYPE_CHECKING:
    from engine.store.store import Store

EVERY_SECONDS: Final = 6 * 3600


async def keep_house(store: Store, keep_days: Mapping[str, float], wall: Clock) -> None:
    """Prune now and every six hours, until cancelled."""
    while True:
        await asyncio.to_thread(prune, store, keep_days, wall.now())
        await asyncio.sleep(EVERY_SECONDS)
