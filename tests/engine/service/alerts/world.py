"""A post office on a virtual clock: a real store, real people and choices, and a courier that does as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.bus.memory import MemoryBus
from engine.core.events import Event, EventKind
from engine.service.alerts.delivering import Deliverer
from engine.service.alerts.letters import Letter
from engine.service.alerts.post import PostOffice
from engine.service.people.choices import Choices
from engine.service.people.people import People
from engine.settings import Settings
from engine.store.events import append_event
from engine.store.sql import run
from engine.store.store import Store

START = 1_800_000_000_000
OWNER, OPERATOR, VIEWER = 1, 2, 3
SETTINGS: dict[str, Any] = {
    "telegram_bot_token": "1:token",
    "telegram_owners": "1",
    "telegram_operators": "2",
    "telegram_viewers": "3",
    "telegram_chats": "-100",
    "digest_time": "off",
}


class Clock:
    """Wall time that moves when a test says so."""

    def __init__(self, now: int = START) -> None:
        self.moment = now

    def now(self) -> int:
        return self.moment

    def pass_by(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0) -> None:
        self.moment += round(1000 * (seconds + 60 * minutes + 3600 * hours))


class Postman:
    """Delivers into memory. ``how`` may raise what a platform would, or hang, before or after the letter arrived."""

    def __init__(self, how: Callable[[Letter], Any] | None = None) -> None:
        self.how = how
        self.arrived: list[Letter] = []

    async def deliver(self, letter: Letter) -> None:
        if self.how is not None:
            ending = self.how(letter)
            if asyncio.iscoroutine(ending):
                await ending
        self.arrived.append(letter)

    def told(self, mailbox: str) -> list[int]:
        return [event.id for letter in self.arrived if letter.mailbox == mailbox for event in letter.events]


class Office:
    """The post office as one process has it; ``again`` is the next process on the same store."""

    def __init__(self, store: Any, clock: Clock, **settings: Any) -> None:
        self.store, self.clock, self._changes = store, clock, settings
        self.settings = Settings.model_validate({**SETTINGS, **settings})
        self.people = People(store, self.settings, clock)
        self.choices = Choices(store, self.settings, clock)
        self.post = PostOffice(store, MemoryBus(), self.settings, self.people, self.choices, clock)

    async def open(self) -> Office:
        for memory in (self.people, self.choices, self.post):
            await memory.load()
        return self

    async def again(self, store: Any = None) -> Office:
        return await Office(store or self.store, self.clock, **self._changes).open()

    def happens(self, kind: EventKind, symbol: str | None = None, source: str = "demo", **data: Any) -> int:
        """An event, written now."""
        event = Event(kind, self.clock.now(), source, symbol, data)
        now = self.clock.now()
        return int(self.store.write_sync(lambda conn: append_event(conn, event, now=now)))

    def worker(self, courier: Any, surface: str = "telegram", patience: float = 0.02) -> Deliverer:
        return Deliverer(
            self.store, surface, courier, self.post._boxes[surface], self.post.readers, self.choices, self.clock,
            chance=lambda: 1.0, patience=patience,
        )  # fmt: skip

    async def deliver(self, courier: Any, surface: str = "telegram", within: float = 12 * 3600) -> None:
        """Deliver until nothing waits that may be tried; the clock runs from one try to the next."""
        worker, until = self.worker(courier, surface), self.clock.now() + 1000 * within
        while True:
            ready = worker.ready()
            if ready:
                # All of them end before anything is raised: what still ran would deliver for a process that is dead.
                ended = await asyncio.gather(*(worker.serve(*one) for one in ready), return_exceptions=True)
                for error in ended:
                    if isinstance(error, BaseException):
                        raise error
                continue
            boxes = self.post._boxes[surface]
            waits = boxes.next_at(lambda mailbox: self.choices.is_closed(surface, mailbox))
            if waits is None or self.clock.now() > until:
                return
            self.clock.pass_by(seconds=max(worker.pause(), 0.05))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.store.read(lambda conn: run(conn, query, values).all())]


@contextmanager
def stores(folder: Path, name: str = "post") -> Iterator[Store]:
    with Store.open(f"sqlite:///{folder}/{name}.db") as store:
        yield store
