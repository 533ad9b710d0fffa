"""Where people of the bots can be written to, as of their last word."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from engine.store.sql import run

_COLUMNS = "surface, mailbox, language, name, seen_at, closed_at, closed_reason"
_SEEN = (
    f"INSERT INTO mailboxes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, NULL, NULL) "
    "ON CONFLICT (surface, mailbox) DO UPDATE SET language = excluded.language, name = excluded.name, "
    "seen_at = excluded.seen_at, closed_at = NULL, closed_reason = NULL"
)
_CLOSED = (
    f"INSERT INTO mailboxes ({_COLUMNS}) VALUES (?, ?, NULL, '', ?, ?, ?) "
    "ON CONFLICT (surface, mailbox) DO UPDATE SET closed_at = excluded.closed_at, "
    "closed_reason = excluded.closed_reason"
)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """``mailbox`` as in ``user:42`` or ``chat:-1001:7``; ``language`` is what the platform says is read there.

    ``closed_at``: since when nothing can be delivered (blocked, kicked, never written to the bot); None while it can.
    """

    surface: str
    mailbox: str
    language: str | None
    name: str
    seen_at: int
    closed_at: int | None = None
    closed_reason: str | None = None


def read_mailboxes(conn: sa.Connection) -> list[Mailbox]:
    """Every mailbox that is known."""
    return [Mailbox(*row) for row in run(conn, f"SELECT {_COLUMNS} FROM mailboxes")]


def note_seen(conn: sa.Connection, box: Mailbox) -> None:
    """Note a word from there; a closed mailbox is open again."""
    run(conn, _SEEN, (box.surface, box.mailbox, box.language, box.name, box.seen_at))


def note_closed(conn: sa.Connection, surface: str, mailbox: str, reason: str, now: int) -> None:
    """Note that nothing can be delivered there."""
    run(conn, _CLOSED, (surface, mailbox, now, now, reason))
