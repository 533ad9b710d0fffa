"""What databases complain about, in the house's error family."""

from __future__ import annotations

import errno
import sqlite3

import sqlalchemy as sa

from engine.core.errors import Ambiguous, HaiDangError, Operational, Temporary

# What SQLite says (lower case) and the key of what a person reads.
_SQLITE_FACTS = (
    ("database or disk is full", "err-store-disk-full"),
    ("disk i/o error", "err-store-disk-fault"),
    ("file is not a database", "err-store-corrupt"),
    ("malformed", "err-store-corrupt"),
    ("attempt to write a readonly database", "err-store-not-writable"),
    ("unable to open database file", "err-store-not-openable"),
    ("no such table", "err-store-incomplete"),
)
_POSTGRES_FACTS = {
    "53100": "err-store-disk-full",
    "25006": "err-store-not-writable",
    "XX001": "err-store-corrupt",
    "XX002": "err-store-corrupt",
    "42501": "err-store-no-permission",
}
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def translate(error: BaseException, place: str, *, committing: bool = False) -> HaiDangError | None:
    """The house's error for a database's complaint; None when it is the caller's own mistake.

    ``committing`` says that the connection may have been lost while the commit was under way: then nobody knows
    whether it happened, and the caller must ask before repeating.
    """
    if isinstance(error, HaiDangError):
        return None
    if isinstance(error, OSError):
        return Operational("err-store-disk-full", place=place) if error.errno in _NO_SPACE else None
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(str(cause).lower(), place)
    if isinstance(error, sa.exc.DBAPIError):
        return _of_postgres(error, cause, place, committing)
    return None


def translate_opening(error: BaseException, place: str) -> HaiDangError | None:
    """As :func:`translate`, for files and folders that are opened: there the system's refusals are ours too."""
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Operational("err-store-not-writable", place=place)
    if isinstance(error, OSError) and error.errno not in _NO_SPACE:
        return Operational("err-store-not-openable", place=place)
    return translate(error, place)


def _of_sqlite(said: str, place: str) -> HaiDangError | None:
    if "database is locked" in said or "database table is locked" in said:
        return Temporary("err-store-busy", place=place)
    for part, key in _SQLITE_FACTS:
        if part in said:
            return Operational(key, place=place)
    return None


def _of_postgres(error: sa.exc.DBAPIError, cause: BaseException, place: str, committing: bool) -> HaiDangError | None:
    state = getattr(cause, "sqlstate", None)
    if state in _POSTGRES_FACTS:
        return Operational(_POSTGRES_FACTS[state], place=place)
    if state in ("40001", "40P01", "55P03"):
        return Temporary("err-store-busy", place=place)
    lost = error.connection_invalidated or (state or "").startswith(("08", "57P"))
    if lost:
        return Ambiguous("err-store-commit-unknown", place=place) if committing else _lost(place)
    if isinstance(error, sa.exc.OperationalError) and state is None:
        return Operational("err-store-unreachable", place=place, detail=first_line(cause))
    if isinstance(error, sa.exc.OperationalError) and (state or "").startswith(("28", "3D")):
        return Operational("err-store-unreachable", place=place, detail=first_line(cause))
    return None


def _lost(place: str) -> Temporary:
    return Temporary("err-store-connection-lost", place=place)


def first_line(error: BaseException) -> str:
    """The first line of what a library says: enough for a person, and never a whole statement with its values."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
