"""Locks: no entries in a pair, or in all, until a moment or until a person lifts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.core.modes import Mode
from engine.store.tables.house import locks

ALL: Final = "*"
"""The scope that holds for every pair."""


@dataclass(frozen=True, slots=True)
class Lock:
    """``scope`` is a pair or ``*``; ``reason`` a message key or a person's word; ``until`` None: until lifted."""

    id: int
    scope: str
    reason: str
    until: int | None
    created_at: int


def add_lock(
    conn: sa.Connection, source: str, mode: Mode, scope: str, reason: str, now: int, until: int | None = None
) -> Lock:
    """Set a lock. The same lock (scope and reason) is renewed rather than set twice; it never becomes shorter."""
    for lock in active_locks(conn, source, mode, now):
        if (lock.scope, lock.reason) == (scope, reason):
            longer = None if lock.until is None or until is None else max(lock.until, until)
            conn.execute(sa.update(locks).where(locks.c.id == lock.id).values(until=longer))
            return Lock(lock.id, scope, reason, longer, lock.created_at)
    row = {"scope": scope, "reason": reason, "until": until, "created_at": now}
    added = conn.execute(sa.insert(locks).values(source=source, mode=mode.value, **row).returning(locks.c.id))
    return Lock(id=int(added.scalar_one()), scope=scope, reason=reason, until=until, created_at=now)


def active_locks(conn: sa.Connection, source: str, mode: Mode, now: int) -> list[Lock]:
    """Locks in force at ``now``, oldest first."""
    query = (
        sa.select(locks.c.id, locks.c.scope, locks.c.reason, locks.c.until, locks.c.created_at)
        .where(*_mine(source, mode), sa.or_(locks.c.until.is_(None), locks.c.until > now))
        .order_by(locks.c.id)
    )
    return [Lock(*row) for row in conn.execute(query)]


def clear_locks(conn: sa.Connection, source: str, mode: Mode, scope: str | None = None) -> int:
    """Lift the locks of ``scope``, or all; returns how many."""
    where = _mine(source, mode) + ([locks.c.scope == scope] if scope is not None else [])
    return conn.execute(sa.delete(locks).where(*where)).rowcount


def _mine(source: str, mode: Mode) -> list[Any]:
    return [locks.c.source == source, locks.c.mode == mode.value]
