"""Follows events into the outbox: a row for each mailbox that is told, committed together with how far it has come."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from engine.core.events import Event
from engine.service.alerts.kinds import TOLD
from engine.service.alerts.sieve import Sieve
from engine.store.events import append_event, last_event_id
from engine.store.outbox import Followed, event_of, events_to_tell, post
from engine.store.state import get_state, set_state

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.clocks import Clock
    from engine.service.alerts.boxes import Boxes
    from engine.service.alerts.readers import Reader, Readers
    from engine.store.store import Store

_ALL: Final = "*"
_NAME: Final = "alerts.followed"
_PAGE: Final = 200
_KEEP_MS: Final = 10_000
"""How long it may be unwritten that there was nothing to tell: after a crash that is only looked at again."""

Row = tuple[int, str, str]


class Follower:
    """One cursor over all events, for all platforms in ``boxes``."""

    def __init__(
        self, store: Store, source: str, readers: Readers, boxes: Mapping[str, Boxes], wall_clock: Clock
    ) -> None:
        self._store, self._source, self._readers = store, source, readers
        self._boxes, self._wall = boxes, wall_clock
        self._cursor = self._kept_at = 0
        self._sieve = Sieve({})
        self._loaded = False

    async def load(self) -> None:
        """Go on where the last run stopped; the very first one begins with what happens from now on."""
        found = await asyncio.to_thread(self._store.read, lambda conn: get_state(conn, _ALL, _ALL, _NAME))
        if found is not None:
            self._cursor, self._sieve, self._loaded = found["cursor"], Sieve.of(found["sieve"]), True
            return
        self._cursor = await asyncio.to_thread(self._store.read, last_event_id)
        cursor, sieve = self._cursor, self._sieve
        await self._store.write(lambda conn: _keep(conn, cursor, sieve))
        self._loaded = True

    async def look(self) -> None:
        """Put everything that is new into the outbox."""
        if not self._loaded:
            await self.load()
        await self._tell_due()
        newest = await asyncio.to_thread(self._store.read, last_event_id)
        while self._cursor < newest:
            page = await self._page(self._cursor, newest)
            sieve, readers = self._sieve.copy(), self._everybody() if page else {}
            admitted = [one.event for one in page if sieve.admits(one.event, one.written_at)]
            rows = [row for event in admitted for row in self._told(event, readers)]
            await self._post(rows, page[-1].event.id if len(page) == _PAGE else newest, sieve)

    async def _page(self, after: int, until: int) -> list[Followed]:
        return await asyncio.to_thread(self._store.read, lambda conn: events_to_tell(conn, after, until, TOLD, _PAGE))

    async def _tell_due(self) -> None:
        """What was held back, or only counted, and is told after a while."""
        sieve, now = self._sieve.copy(), self._wall.now()
        change = sieve.due_change(now)
        repeated = [replace(event, source=self._source) for event in sieve.due(now)]
        if change is None and not repeated:
            return
        rows: list[Row] = []
        if change is not None:
            event = await asyncio.to_thread(self._store.read, lambda conn: event_of(conn, change))
            rows = self._told(event, self._everybody()) if event is not None else []
        await self._post(rows, self._cursor, sieve, repeated)

    def _everybody(self) -> dict[str, list[Reader]]:
        return {surface: self._readers.on(surface) for surface in self._boxes}

    def _told(self, event: Event, readers: Mapping[str, list[Reader]]) -> list[Row]:
        return [
            (event.id, surface, reader.mailbox)
            for surface, there in readers.items()
            for reader in self._readers.of(event, surface, there)
        ]

    async def _post(self, rows: Sequence[Row], cursor: int, sieve: Sieve, events: Sequence[Event] = ()) -> None:
        """Commit rows and progress together; the memory follows."""
        now = self._wall.now()
        if rows or events or not 0 <= now - self._kept_at < _KEEP_MS:

            def work(conn: Connection) -> None:
                for event in events:
                    append_event(conn, event, now=now)
                post(conn, rows, now)
                _keep(conn, cursor, sieve)

            await self._store.write(work)
            self._kept_at = now
        self._cursor, self._sieve = cursor, sieve
        for (surface, mailbox), count in Counter((surface, mailbox) for _, surface, mailbox in rows).items():
            self._boxes[surface].add(mailbox, count)


def _keep(conn: Connection, cursor: int, sieve: Sieve) -> None:
    set_state(conn, _ALL, _ALL, _NAME, {"cursor": cursor, "sieve": sieve.kept()})
