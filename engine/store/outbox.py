"""The outbox: a row for each event and each mailbox that is told of it, until it is delivered and long after.

States: ``waiting``, ``sending`` (committed before the letter leaves), ``sent``; ``withdrawn`` for somebody who may not
hear it any more, ``broken`` for what no letter could be made of. Rows of one letter share its ``batch``; its first row
tells when it is tried again. What concerns many rows is done some at a time, so that nobody waits long for the writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.events import Event, EventKind
from engine.store.connections import raw
from engine.store.sql import from_json, run

WAITING, SENDING, SENT, WITHDRAWN, BROKEN = "waiting", "sending", "sent", "withdrawn", "broken"
_OPEN = f"state IN ('{WAITING}', '{SENDING}')"
_MINE = f"channel = ? AND recipient = ? AND {_OPEN}"
_INSERT = (
    "INSERT INTO outbox (event_id, channel, recipient, state, attempts, created_at) "
    f"VALUES (?, ?, ?, '{WAITING}', 0, ?) ON CONFLICT (event_id, channel, recipient) DO NOTHING"
)
_EVENT = "e.kind, e.timestamp, e.source, e.symbol, e.data, e.id"


@dataclass(frozen=True, slots=True)
class Followed:
    """An event, and the wall time at which it was written."""

    event: Event
    written_at: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What one mailbox still waits for."""

    channel: str
    recipient: str
    count: int
    next_attempt_at: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Head:
    """A row at the front of a mailbox, with the wall time at which its event was written."""

    id: int
    batch: str | None
    attempts: int
    written_at: int


def events_to_tell(
    conn: sa.Connection, after: int, until: int, kinds: Iterable[EventKind], limit: int
) -> list[Followed]:
    """Events of ``kinds`` with ids above ``after`` up to ``until``, oldest first."""
    names = tuple(str(kind) for kind in kinds)
    marks = ", ".join("?" * len(names))
    query = (
        f"SELECT {_EVENT}, e.created_at FROM events e WHERE e.id > ? AND e.id <= ? AND e.kind IN ({marks}) "
        "ORDER BY e.id LIMIT ?"
    )
    return [_followed(row) for row in run(conn, query, (after, until, *names, limit))]


def event_of(conn: sa.Connection, number: int) -> Event | None:
    """One event by its id; None when it is gone."""
    row = run(conn, f"SELECT {_EVENT}, e.created_at FROM events e WHERE e.id = ?", (number,)).first()
    return None if row is None else _followed(row).event


def post(conn: sa.Connection, rows: Sequence[tuple[int, str, str]], now: int) -> None:
    """Put (event, channel, recipient) into the outbox; what is there already stays as it is."""
    values = [(*row, now) for row in rows]
    if conn.dialect.name == "sqlite":
        raw(conn).executemany(_INSERT, values)
        return
    for row in values:
        run(conn, _INSERT, row)


def queues(conn: sa.Connection) -> list[Queue]:
    """Every mailbox with something that is not delivered."""
    query = (
        "SELECT channel, recipient, COUNT(*), COALESCE(MAX(next_attempt_at), 0), MAX(attempts) FROM outbox "
        f"WHERE {_OPEN} GROUP BY channel, recipient ORDER BY MIN(id)"
    )
    return [Queue(*row) for row in run(conn, query)]


def front(conn: sa.Connection, channel: str, recipient: str, limit: int) -> list[Head]:
    """The first rows of a mailbox."""
    query = (
        "SELECT o.id, o.batch, o.attempts, COALESCE(e.created_at, o.created_at) FROM outbox o "
        f"LEFT JOIN events e ON e.id = o.event_id WHERE {_MINE} ORDER BY o.id LIMIT ?"
    )
    return [Head(*row) for row in run(conn, query, (channel, recipient, limit))]


def last_of(conn: sa.Connection, channel: str, recipient: str) -> int:
    """The newest row of a mailbox that is not delivered."""
    query = f"SELECT COALESCE(MAX(id), 0) FROM outbox WHERE {_MINE}"
    return int(run(conn, query, (channel, recipient)).scalar_one())


def bundle(conn: sa.Connection, channel: str, recipient: str, until: int, batch: str, limit: int) -> int:
    """Make rows up to ``until`` one letter that is about to leave, ``limit`` of them at a time; returns how many."""
    loose = f"SELECT id FROM outbox WHERE {_MINE} AND id <= ? AND batch IS NULL ORDER BY id LIMIT ?"
    statement = f"UPDATE outbox SET state = '{SENDING}', batch = ?, attempts = attempts + 1 WHERE id IN ({loose})"
    return int(run(conn, statement, (batch, channel, recipient, until, limit)).rowcount)


def repeat(conn: sa.Connection, head: int) -> None:
    """The letter that begins with the row ``head`` is about to leave once more."""
    statement = f"UPDATE outbox SET state = '{SENDING}', attempts = attempts + 1, next_attempt_at = NULL WHERE id = ?"
    run(conn, statement, (head,))


def later(conn: sa.Connection, head: int, at: int, reason: str) -> None:
    """The letter that begins with the row ``head`` was not delivered; the same one again ``at``."""
    statement = f"UPDATE outbox SET state = '{WAITING}', next_attempt_at = ?, last_error = ? WHERE id = ?"
    run(conn, statement, (at, reason, head))


def unbundle(conn: sa.Connection, channel: str, recipient: str, batch: str, reason: str) -> None:
    """A letter that surely did not arrive is taken apart; what it told waits for another one."""
    statement = (
        f"UPDATE outbox SET state = '{WAITING}', batch = NULL, next_attempt_at = NULL, last_error = ? "
        f"WHERE {_MINE} AND batch = ?"
    )
    run(conn, statement, (reason, channel, recipient, batch))


def delivered(conn: sa.Connection, channel: str, recipient: str, batch: str, now: int, limit: int) -> int:
    """A letter has arrived: mark ``limit`` of its rows, the last ones first; returns how many."""
    rows = f"SELECT id FROM outbox WHERE {_MINE} AND batch = ? ORDER BY id DESC LIMIT ?"
    statement = f"UPDATE outbox SET state = '{SENT}', sent_at = ?, last_error = NULL WHERE id IN ({rows})"
    return int(run(conn, statement, (now, channel, recipient, batch, limit)).rowcount)


def is_delivered(conn: sa.Connection, channel: str, recipient: str, batch: str, head: int) -> bool:
    """Whether a letter that still has the row ``head`` has arrived: marking it was begun, from its end."""
    query = f"SELECT 1 FROM outbox WHERE channel = ? AND recipient = ? AND state = '{SENT}' AND id > ? AND batch = ?"
    return run(conn, f"{query} LIMIT 1", (channel, recipient, head, batch)).first() is not None


def set_aside(conn: sa.Connection, channel: str, recipient: str, batch: str, reason: str) -> int:
    """A letter that cannot be made or sent, by a fault of ours; returns how many rows it had."""
    statement = f"UPDATE outbox SET state = '{BROKEN}', last_error = ? WHERE {_MINE} AND batch = ?"
    return int(run(conn, statement, (reason, channel, recipient, batch)).rowcount)


def withdraw(conn: sa.Connection, channel: str, recipient: str) -> None:
    """All that waits for somebody who may not hear it any more."""
    run(conn, f"UPDATE outbox SET state = '{WITHDRAWN}' WHERE {_MINE}", (channel, recipient))


def told_in(
    conn: sa.Connection, channel: str, recipient: str, batch: str, limit: int, kinds: Iterable[EventKind] = ()
) -> list[Followed]:
    """The newest events of a letter, oldest first: of ``kinds``, or all."""
    names = tuple(str(kind) for kind in kinds)
    only = f"AND e.kind IN ({', '.join('?' * len(names))}) " if names else ""
    query = (
        f"SELECT {_EVENT}, e.created_at FROM outbox o JOIN events e ON e.id = o.event_id "
        f"WHERE {_MINE} AND o.batch = ? {only}ORDER BY o.id DESC LIMIT ?"
    )
    rows = run(conn, query, (channel, recipient, batch, *names, limit)).all()
    return [_followed(row) for row in reversed(rows)]


def counted_in(conn: sa.Connection, channel: str, recipient: str, batch: str) -> list[tuple[EventKind, int, int, int]]:
    """The events of a letter by kind: how many, the first and the last moment they were written."""
    query = (
        "SELECT e.kind, COUNT(*), MIN(e.created_at), MAX(e.created_at) FROM outbox o "
        f"JOIN events e ON e.id = o.event_id WHERE {_MINE} AND o.batch = ? GROUP BY e.kind ORDER BY e.kind"
    )
    return [(EventKind(row[0]), *row[1:]) for row in run(conn, query, (channel, recipient, batch))]


def _followed(row: sa.Row[*tuple[object, ...]]) -> Followed:
    kind, timestamp, source, symbol, data, number, written_at = row
    return Followed(Event(EventKind(kind), timestamp, source, symbol, from_json(data), number), written_at)  # type: ignore[arg-type]
