"""The post office: events go into the outbox of each mailbox that wants them, and couriers take them from there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.bus.port import Bus
    from engine.core.clocks import Clock
    from engine.service.alerts.letters import Courier
    from engine.service.people.choices import Choices
    from engine.service.people.people import People
    from engine.settings import Settings
    from engine.store.store import Store


class PostOffice:
    """Follows events into the durable outbox, and hands letters to the couriers of the platforms."""

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, people: People, choices: Choices, wall_clock: Clock
    ) -> None:
        self._store, self._bus, self._settings, self._wall = store, bus, settings, wall_clock
        self._people, self._choices = people, choices

    async def load(self) -> None:
        """Remember subscriptions, price alerts and where in the events the last run stopped."""

    async def run(self) -> None:
        """Follow events into the outbox until cancelled."""
        await asyncio.Event().wait()

    async def deliver(self, surface: str, courier: Courier) -> None:
        """Take the letters of one platform to their mailboxes until cancelled."""
        await asyncio.Event().wait()

    def waiting(self, surface: str) -> int:
        """How many letters of a platform have not been delivered yet."""
        return 0
