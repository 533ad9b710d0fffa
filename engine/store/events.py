"""Events as rows, written in the same transaction as what they tell."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from engine.core.events import Event, EventKind
from engine.store.sql import from_json, insert_row, run, to_json, wall_now

_INSERT = "INSERT INTO events (kind, timestamp, source, symbol, data, created_at) VALUES (?, ?, ?, ?, ?, ?)"
_COLUMNS = "SELECT id, kind, timestamp, source, symbol, data FROM events"


def append_event(connection: sa.Connection, event: Event, *, now: int | None = None) -> int:
    """Write ``event``; returns its id. ``now`` is the wall time of writing."""
    symbol = None if event.symbol is None else str(event.symbol)
    row = (str(event.kind), event.timestamp, event.source, symbol, to_json(dict(event.data)), wall_now(now))
    return insert_row(connection, _INSERT, row)


def events_since(connection: sa.Connection, after_id: int, limit: int = 500) -> list[Event]:
    """Events with a greater id, oldest first."""
    rows = run(connection, f"{_COLUMNS} WHERE id > ? ORDER BY id LIMIT ?", (after_id, limit))
    return [_event(row) for row in rows]


def latest_events(connection: sa.Connection, limit: int = 100) -> list[Event]:
    """The newest events, oldest first."""
    rows = run(connection, f"{_COLUMNS} ORDER BY id DESC LIMIT ?", (limit,))
    return [_event(row) for row in rows][::-1]


def last_event_id(connection: sa.Connection) -> int:
    """The newest event's id; 0 when there is none."""
    return int(run(connection, "SELECT COALESCE(MAX(id), 0) FROM events").scalar_one())


def _event(row: sa.Row[*tuple[Any, ...]]) -> Event:
    number, kind, timestamp, source, symbol, data = row
    return Event(EventKind(kind), timestamp, source, symbol, from_json(data), number)
