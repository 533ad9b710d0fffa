"""The engine's own memory: small named values that survive a restart."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from engine.store.sql import from_json, run, to_json, wall_now

_UPSERT = (
    "INSERT INTO engine_state (source, mode, name, value, updated_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (source, mode, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at"
)
_WHERE = "WHERE source = ? AND mode = ?"


def get_state(connection: sa.Connection, source: str, mode: str, name: str, default: Any = None) -> Any:
    """The value (anything JSON can hold) last set under ``name``, else ``default``."""
    found = run(
        connection, f"SELECT value FROM engine_state {_WHERE} AND name = ?", (source, str(mode), name)
    ).scalar_one_or_none()
    return default if found is None else from_json(found)


def set_state(
    connection: sa.Connection, source: str, mode: str, name: str, value: Any, *, now: int | None = None
) -> None:
    """Remember ``value``. ``now`` is the wall time of writing."""
    run(connection, _UPSERT, (source, str(mode), name, to_json(value), wall_now(now)))


def all_state(connection: sa.Connection, source: str, mode: str) -> dict[str, Any]:
    """Everything remembered for this source and mode."""
    rows = run(connection, f"SELECT name, value FROM engine_state {_WHERE} ORDER BY name", (source, str(mode)))
    return {name: from_json(value) for name, value in rows}


def drop_state(connection: sa.Connection, source: str, mode: str, name: str) -> None:
    """Forget ``name``."""
    run(connection, f"DELETE FROM engine_state {_WHERE} AND name = ?", (source, str(mode), name))
