"""The post office: events go into the outbox of each mailbox that wants them, and couriers take them from there."""

from __future__ import annotations

import asyncio
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from engine.bus.port import Overflow, Topic
from engine.service.alerts.boxes import Boxes
from engine.service.alerts.delivering import Deliverer
from engine.service.alerts.digest import Digest
from engine.service.alerts.following import Follower
from engine.service.alerts.prices import PriceWatch
from engine.service.alerts.readers import Readers
from engine.service.alerts.subscriptions import Subscriptions
from engine.service.tokens import tokens_of
from engine.store.outbox import queues

if TYPE_CHECKING:
    from engine.bus.port import Bus
    from engine.core.clocks import Clock
    from engine.service.alerts.letters import Courier
    from engine.service.people.choices import Choices
    from engine.service.people.people import People
    from engine.settings import Settings
    from engine.store.store import Store

_PAUSE: Final = 0.5
_BREATH: Final = 0.1
"""An alert may be this late; a market at full speed must not be followed candle by candle."""


class PostOffice:
    """Follows events into the durable outbox, and hands letters to the couriers of the platforms.

    ``subscriptions``, ``prices`` and ``readers`` are what the commands notify, watch and alert work with. Only
    platforms that have a token are followed for: an outbox that nobody will ever empty is not filled.
    """

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, people: People, choices: Choices, wall_clock: Clock
    ) -> None:
        self._store, self._bus, self._wall, self._choices = store, bus, wall_clock, choices
        self.subscriptions = Subscriptions(store, wall_clock)
        self.prices = PriceWatch(store, settings, wall_clock)
        self.readers = Readers(people, choices, self.subscriptions, settings)
        self._boxes = {surface: Boxes() for surface in tokens_of(settings)}
        self._workers: dict[str, asyncio.Lock] = {}
        self._follower = Follower(store, settings.source, self.readers, self._boxes, wall_clock)
        self._digest = Digest(store, settings, wall_clock)

    async def load(self) -> None:
        """Remember subscriptions, price alerts and where in the events the last run stopped."""
        await self.subscriptions.load()
        await self.prices.load()
        await self._digest.load()
        for queue in await asyncio.to_thread(self._store.read, queues):
            if queue.channel in self._boxes:
                self._boxes[queue.channel].load(queue)
        if self._boxes:
            await self._follower.load()

    async def run(self) -> None:
        """Follow events into the outbox until cancelled."""
        with closing(self._bus.subscribe(Topic.EVENTS, limit=1, overflow=Overflow.COALESCE)) as woken:
            while True:
                await self.look()
                await asyncio.sleep(_BREATH)
                # Most events come with a commit that wakes us; those that do not are told a little later.
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PAUSE):
                        await woken.get()

    async def look(self) -> None:
        """Tell prices that were reached and a day that is over, then follow everything that is new."""
        await self.prices.tell()
        await self._digest.look()
        if self._boxes:
            await self._follower.look()

    async def deliver(self, surface: str, courier: Courier) -> None:
        """Take the letters of one platform to their mailboxes until cancelled; one at a time does."""
        boxes = self._boxes.setdefault(surface, Boxes())
        async with self._workers.setdefault(surface, asyncio.Lock()):
            worker = Deliverer(self._store, surface, courier, boxes, self.readers, self._choices, self._wall)
            await worker.run()

    def waiting(self, surface: str) -> int:
        """How many letters of a platform have not been delivered yet."""
        boxes = self._boxes.get(surface)
        return 0 if boxes is None else boxes.waiting
