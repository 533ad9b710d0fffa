"""Roles that were granted while running, and who came to a bot without having one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from engine.store.sql import run

_GRANT = (
    "INSERT INTO roles (surface, subject, role, granted_by, created_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (surface, subject) DO UPDATE SET role = excluded.role, granted_by = excluded.granted_by, "
    "created_at = excluded.created_at"
)
_KNOCK = (
    "INSERT INTO knocks (surface, actor, place, name, count, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (surface, actor, place) DO UPDATE SET name = excluded.name, count = knocks.count + excluded.count, "
    "last_at = excluded.last_at"
)
_OLDEST_KNOCKS = "DELETE FROM knocks WHERE surface = ? AND last_at < (SELECT MIN(last_at) FROM ({newest}) AS kept)"
_NEWEST = "SELECT last_at FROM knocks WHERE surface = ? ORDER BY last_at DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role of a person on a platform. ``subject`` is the platform's numeric id, as text."""

    surface: str
    subject: str
    role: str
    granted_by: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody who is not allowed, in one place, ``count`` times."""

    surface: str
    actor: str
    place: str
    name: str
    count: int
    first_at: int
    last_at: int


def read_grants(conn: sa.Connection) -> list[Grant]:
    """Every granted role."""
    query = "SELECT surface, subject, role, granted_by, created_at FROM roles ORDER BY surface, created_at, subject"
    return [Grant(*row) for row in run(conn, query)]


def set_grant(conn: sa.Connection, grant: Grant) -> None:
    """Grant a role, in place of one that was granted before."""
    run(conn, _GRANT, (grant.surface, grant.subject, grant.role, grant.granted_by, grant.created_at))


def drop_grant(conn: sa.Connection, surface: str, subject: str) -> None:
    """Take a granted role away."""
    run(conn, "DELETE FROM roles WHERE surface = ? AND subject = ?", (surface, subject))


def add_knocks(conn: sa.Connection, knocks: Iterable[Knock], most: int) -> None:
    """Add to what is counted already; only about ``most`` of a platform are kept, the newest."""
    surfaces = set()
    for knock in knocks:
        values = (knock.surface, knock.actor, knock.place, knock.name, knock.count, knock.first_at, knock.last_at)
        run(conn, _KNOCK, values)
        surfaces.add(knock.surface)
    for surface in sorted(surfaces):
        run(conn, _OLDEST_KNOCKS.format(newest=_NEWEST), (surface, surface, most))


def latest_knocks(conn: sa.Connection, limit: int) -> list[Knock]:
    """Who knocked last, newest first."""
    query = (
        "SELECT surface, actor, place, name, count, first_at, last_at FROM knocks "
        "ORDER BY last_at DESC, surface, actor, place LIMIT ?"
    )
    return [Knock(*row) for row in run(conn, query, (limit,))]
