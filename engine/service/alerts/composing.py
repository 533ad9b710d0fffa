"""From what waits for a mailbox to one letter: a few events each told, or, after an outage, a summary."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from engine.core.events import Event, EventKind
from engine.service.alerts.kinds import IMPORTANT, AlertKind, event_kinds, kind_of
from engine.service.alerts.letters import Letter, Summary
from engine.service.alerts.readers import may_hear
from engine.store import outbox
from engine.store.outbox import Followed, Head

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.modes import Role
    from engine.service.alerts.readers import Readers
    from engine.service.people.choices import Choices
    from engine.store.store import Store

BUNDLE: Final = 5
"""Events that one letter tells."""
FLOOD: Final = 20
"""More than this waiting is summed up."""
OLD_MS: Final = 15 * 60_000
"""So is what has waited this long: there was an outage."""
TOLD: Final = 15
"""Events that a summary tells nevertheless."""
STALE_MS: Final = 24 * 3_600_000
"""Older events are only counted."""
_SUMMARY: Final = "s"
_PLAIN: Final = "p"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The rows that leave together, from ``head`` up to ``until``. ``batch`` says also whether they are summed up.

    ``repeats``: it left before; ``arrived``: it even got there, and only its rows do not all say so yet.
    """

    batch: str
    head: int
    until: int
    repeats: bool = False
    arrived: bool = False


def bundle_of(heads: Sequence[Head], last: int, now: int, token: str) -> Bundle | None:
    """What leaves next; ``heads`` are the first rows (one more than make a flood), ``last`` is the newest one.

    A letter that left before, and may even have arrived, leaves again as it was.
    """
    if not heads:
        return None
    first = heads[0]
    if first.batch is not None:
        return Bundle(first.batch, first.id, last, repeats=True)
    if len(heads) > FLOOD or now - min(head.written_at for head in heads) > OLD_MS:
        return Bundle(f"{_SUMMARY}{token}", first.id, last)
    return Bundle(f"{_PLAIN}{token}", first.id, heads[:BUNDLE][-1].id)


@dataclass(frozen=True, slots=True)
class Content:
    """What a letter tells, and the kinds of all it stands for."""

    events: tuple[Event, ...]
    counts: dict[AlertKind, int]
    summary: Summary | None

    def heard_by(self, role: Role | None) -> Content:
        """Without what this reader may not hear any more: roles can change while a letter waits."""
        counts = {kind: count for kind, count in self.counts.items() if may_hear(kind, role)}
        if len(counts) == len(self.counts):
            return self
        events = tuple(event for event in self.events if kind_of(event) in counts)
        told = {str(kind): count for kind, count in counts.items()}
        return Content(events, counts, None if self.summary is None else replace(self.summary, counts=told))


def read_content(conn: Connection, surface: str, mailbox: str, batch: str, now: int) -> Content:
    """The content of a bundled letter."""
    if not batch.startswith(_SUMMARY):
        events = tuple(one.event for one in outbox.told_in(conn, surface, mailbox, batch, BUNDLE))
        return Content(events, Counter(kind for event in events if (kind := kind_of(event))), None)
    rows = outbox.counted_in(conn, surface, mailbox, batch)
    counts = _counts(conn, surface, mailbox, batch, rows)
    if not counts:
        return Content((), counts, None)
    fresh = tuple(one.event for one in _chosen(conn, surface, mailbox, batch, counts.total(), now))
    summary = Summary(
        {str(kind): counts[kind] for kind in AlertKind if counts[kind]},
        min(first for _, _, first, _ in rows),
        max(last for _, _, _, last in rows),
    )
    return Content(fresh, counts, summary)


def _chosen(conn: Connection, surface: str, mailbox: str, batch: str, total: int, now: int) -> list[Followed]:
    """Few are all told; of many the newest of those that matter."""
    kinds = () if total <= BUNDLE else event_kinds(IMPORTANT)
    found = outbox.told_in(conn, surface, mailbox, batch, TOLD, kinds)
    return [one for one in found if now - one.written_at <= STALE_MS]


def _counts(
    conn: Connection, surface: str, mailbox: str, batch: str, rows: Sequence[tuple[EventKind, int, int, int]]
) -> Counter[AlertKind]:
    counts: Counter[AlertKind] = Counter()
    for kind, count, _, _ in rows:
        if kind is EventKind.EXIT_FILLED:  # only what the event says tells a stop from a target
            exits = outbox.told_in(conn, surface, mailbox, batch, count, (kind,))
            counts.update(found for one in exits if (found := kind_of(one.event)))
        elif (found := kind_of(Event(kind, 0, ""))) is not None:
            counts[found] += count
    return counts


class Composer:
    """Writes the letters of one platform."""

    def __init__(self, store: Store, surface: str, readers: Readers, choices: Choices) -> None:
        self._store, self._surface, self._readers, self._choices = store, surface, readers, choices

    async def letter(self, mailbox: str, batch: str, now: int) -> Letter | None:
        """The letter of a bundle, in the reader's language; None when there is nothing in it that they may hear."""
        surface = self._surface
        content = await asyncio.to_thread(
            self._store.read, lambda conn: read_content(conn, surface, mailbox, batch, now)
        )
        reader = self._readers.one(surface, mailbox)
        content = content.heard_by(None if reader is None else reader.role)
        if not content.counts:
            return None
        tongue = self._choices.of_mailbox(surface, mailbox)
        silent = not self._readers.rings(surface, mailbox, content.counts, now)
        return Letter(mailbox, content.events, tongue.language, tongue.number_style, silent, batch, content.summary)
