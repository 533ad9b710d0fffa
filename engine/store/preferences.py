"""What people chose for themselves, by surface and person (or chat)."""

from __future__ import annotations

import sqlalchemy as sa

from engine.store.sql import run

_UPSERT = (
    "INSERT INTO preferences (surface, subject, name, value, updated_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (surface, subject, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at"
)


def set_preference(conn: sa.Connection, surface: str, subject: str, name: str, value: str, now: int) -> None:
    """Remember a choice."""
    run(conn, _UPSERT, (surface, subject, name, value, now))


def get_preference(conn: sa.Connection, surface: str, subject: str, name: str) -> str | None:
    """A choice, or None when none was made."""
    query = "SELECT value FROM preferences WHERE surface = ? AND subject = ? AND name = ?"
    found = run(conn, query, (surface, subject, name)).scalar_one_or_none()
    return None if found is None else str(found)


def drop_preference(conn: sa.Connection, surface: str, subject: str, name: str) -> None:
    """Forget a choice."""
    run(conn, "DELETE FROM preferences WHERE surface = ? AND subject = ? AND name = ?", (surface, subject, name))


def chosen(conn: sa.Connection, *names: str) -> dict[tuple[str, str, str], str]:
    """All that was chosen under ``names``, by surface, subject and name."""
    marks = ", ".join("?" * len(names))
    rows = run(conn, f"SELECT surface, subject, name, value FROM preferences WHERE name IN ({marks})", names)
    return {(surface, subject, name): value for surface, subject, name, value in rows}
