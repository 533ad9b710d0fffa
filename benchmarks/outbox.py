"""Alerts over an hour without the platform: what is lost, out of order, doubled, and how many messages come after it.

The hour passes on a virtual clock; the store, the follower and the delivery are the real ones. Every few minutes the
platform fails in another way: it refuses, it hangs, it asks for rest (429). Compared with the usual way, in the same
hour: each event is sent once, tried a second time at once, and forgotten when that fails too.
``python -m benchmarks.outbox [--json] [--quick]``.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.common import Figure, percentile, report
from engine.bus.memory import MemoryBus
from engine.core.events import Event, EventKind
from engine.service.alerts.delivering import Deliverer
from engine.service.alerts.letters import Letter, NotSent
from engine.service.alerts.post import PostOffice
from engine.service.people.choices import Choices
from engine.service.people.people import People
from engine.settings import Settings
from engine.store.address import sqlite_url
from engine.store.events import append_event
from engine.store.store import Store

HOUR, STEP = 3_600, 5
FAULTS = ("refused", "hung", "429")
TURN = 300
"""Seconds after which the platform fails in another way."""
READERS = (1, 2)
KINDS = (
    (EventKind.SIGNAL, {}),
    (EventKind.SIGNAL, {}),
    (EventKind.SIGNAL, {}),
    (EventKind.ENTRY_FILLED, {}),
    (EventKind.EXIT_FILLED, {"exit_reason": "stop_loss"}),
)


class Clock:
    def __init__(self) -> None:
        self.moment = 1_800_000_000_000

    def now(self) -> int:
        return self.moment


class Platform:
    """Delivers, or fails as the minute wants it. A letter that hangs has not arrived here: nobody can double it."""

    def __init__(self, clock: Clock, down_until: int) -> None:
        self._clock, self._began, self._down_until = clock, clock.now(), down_until
        self.arrived: list[tuple[int, Letter]] = []
        self.refused = Counter[str]()

    async def deliver(self, letter: Letter) -> None:
        now = self._clock.now()
        if now < self._down_until:
            fault = FAULTS[(now - self._began) // 1000 // TURN % len(FAULTS)]
            self.refused[fault] += 1
            if fault == "hung":
                await asyncio.sleep(60)
            raise NotSent(fault, retry_after=20 if fault == "429" else None)
        self.arrived.append((now, letter))

    def up(self, now: int) -> bool:
        """For the usual way."""
        return now >= self._down_until


class World:
    """A post office with two readers, on a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        facts = {"telegram_bot_token": "x", "telegram_owners": "1", "telegram_operators": "2", "digest_time": "off"}
        settings = Settings.model_validate(facts)
        self.store = Store.open(sqlite_url(folder / "outbox.db"))
        people, choices = People(self.store, settings, self.clock), Choices(self.store, settings, self.clock)
        self.post = PostOffice(self.store, MemoryBus(), settings, people, choices, self.clock)
        self._choices = choices

    def worker(self, platform: Platform) -> Deliverer:
        boxes = self.post._boxes["telegram"]
        return Deliverer(
            self.store, "telegram", platform, boxes, self.post.readers, self._choices, self.clock, patience=0.001
        )

    def happen(self, first: int, count: int) -> list[int]:
        now = self.clock.now()

        def work(conn: Any) -> list[int]:
            made = ((KINDS[n % len(KINDS)], n) for n in range(first, first + count))
            return [
                append_event(conn, Event(kind, now, "demo", "BTC/USDT", {"n": n, **data}), now=now)
                for (kind, data), n in made
            ]

        return self.store.write_sync(work)


async def outage(folder: Path, events: int) -> dict[str, Any]:
    """An hour in which nothing arrives, and what comes when it is over."""
    world = World(folder)
    await world.post.load()
    began = world.clock.now()
    platform = Platform(world.clock, began + HOUR * 1000)
    worker, ids, usual_lost = world.worker(platform), list[int](), 0
    per_step, writes = events * STEP / HOUR, list[float]()
    while len(ids) < events or world.post.waiting("telegram"):
        wanted = min(events, round(per_step * ((world.clock.now() - began) / 1000 / STEP + 1)))
        new = world.happen(len(ids), wanted - len(ids))
        ids += new
        usual_lost += 0 if platform.up(world.clock.now()) else len(new)
        started = time.perf_counter()
        await world.post.look()
        writes.append(time.perf_counter() - started)
        await asyncio.gather(*(worker.serve(*one) for one in worker.ready()))
        world.clock.moment += STEP * 1000
    world.store.close()
    return {
        **_judged(platform, ids),
        "usual_lost": usual_lost,
        "refused": dict(platform.refused),
        "look_p99_ms": 1_000 * percentile(writes, 0.99),
        "minutes_until_told": (world.clock.now() - began) / 60_000 - HOUR / 60,
    }


def _judged(platform: Platform, ids: list[int]) -> dict[str, Any]:
    lost = disordered = doubled = messages = 0
    for person in READERS:
        letters = [letter for _, letter in platform.arrived if letter.mailbox == f"user:{person}"]
        told = [event.id for letter in letters for event in letter.events]
        counted = sum(sum(one.summary.counts.values()) if one.summary else len(one.events) for one in letters)
        lost += max(0, len(ids) - counted)
        doubled += max(0, counted - len(ids)) + len(told) - len(set(told))
        disordered += told != sorted(told)
        messages += len(letters)
    return {"lost": lost, "disordered": disordered, "doubled": doubled, "messages": messages / len(READERS)}


async def enqueued(folder: Path, events: int) -> float:
    """Seconds to put so many events, already written, into the outbox for two readers."""
    world = World(folder)
    await world.post.load()
    world.happen(0, events)
    started = time.perf_counter()
    await world.post.look()
    spent = time.perf_counter() - started
    world.store.close()
    return spent


async def measured(events: int) -> tuple[list[Figure], dict[str, Any]]:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        facts = await outage(Path(one), events)
        spent = await enqueued(Path(other), events)
    hour = f"1 h outage, {events:,} events"
    return [
        Figure(
            f"{hour}: lost", facts["lost"], "", 0, usual=facts["usual_lost"], note="usual: tried twice, then forgotten"
        ),
        Figure(f"{hour}: readers told out of order", facts["disordered"], "", 0),
        Figure(f"{hour}: doubled though surely refused", facts["doubled"], "", 0),
        Figure(
            f"{hour}: messages after it, a reader",
            facts["messages"],
            "",
            3,
            usual=float(events),
            note="usual: a plain queue",
        ),
        Figure("until all is told, after it", facts["minutes_until_told"], "min", 10.0),
        Figure("one look for new events, p99", facts["look_p99_ms"], "ms", 25.0),
        Figure(f"put {events:,} events into the outbox of two readers", spent, "s", 2.0),
    ], {"refused": facts["refused"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="fewer events")
    options = parser.parse_args()
    figures, facts = asyncio.run(measured(1_000 if options.quick else 10_000))
    report("outbox", figures, as_json=options.json, **facts)


if __name__ == "__main__":
    main()
