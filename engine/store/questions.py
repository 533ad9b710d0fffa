"""Ad-hoc questions in SQL that can only read."""

from __future__ import annotations

import re
import sqlite3
from typing import Any, Final

import sqlalchemy as sa

from engine.core.errors import InvalidInput, Refused
from engine.store.address import shown, sqlite_path
from engine.store.connections import make_engine, raw
from engine.store.faults import first_line, translate
from engine.store.store import Store

_READING: Final = frozenset({"select", "with", "values", "explain", "show", "table", "pragma"})
_COMMENTS: Final = re.compile(r"\A(?:\s+|--[^\n]*(?:\n|\Z)|/\*.*?\*/|\()*", re.DOTALL)
_SAFE_PRAGMAS: Final = frozenset(
    {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list"}
)
_SAFE_ACTIONS: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)

Answer = tuple[list[str], list[tuple[Any, ...]]]


def run_query(store_or_url: Store | str, sql: str, *, limit: int | None = None) -> Answer:
    """Column names and rows of one statement, at most ``limit`` of them. Refuses whatever would write."""
    url = store_or_url.url if isinstance(store_or_url, Store) else store_or_url
    _require_reading(sql)
    place = str(sqlite_path(url) or shown(url))
    try:
        with make_engine(url, write=False).connect() as connection, connection.begin():
            return _ask(connection, sql, limit, place)
    except (sa.exc.SQLAlchemyError, OSError) as error:
        raise translate(error, place) or InvalidInput("err-store-question", detail=first_line(error)) from error


def _require_reading(sql: str) -> None:
    first = _COMMENTS.sub("", sql, count=1).split(maxsplit=1)[:1]
    if not first:
        raise InvalidInput("err-store-question-empty")
    if re.split(r"[^a-z]", first[0].lower(), maxsplit=1)[0] not in _READING:
        raise Refused("err-store-question-writes")


def _ask(connection: sa.Connection, sql: str, limit: int | None, place: str) -> Answer:
    driver = raw(connection)
    if connection.dialect.name == "sqlite":
        driver.set_authorizer(_only_reading)
        options: dict[str, Any] = {}
    else:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        options = {"prepare": True}  # the server prepares one statement only, so none can hide behind a semicolon
    cursor = driver.cursor()
    try:
        cursor.execute(sql, **options)  # without values: a % in the question stays a %
        columns = [one[0] for one in cursor.description or ()]
        rows = [] if not columns else cursor.fetchall() if limit is None else cursor.fetchmany(limit)
        return columns, [tuple(row) for row in rows]
    except Exception as error:
        raise _explained(error, place) from error
    finally:
        cursor.close()
        if connection.dialect.name == "sqlite":
            driver.set_authorizer(None)  # else the end of the transaction would be refused as well


def _explained(error: Exception, place: str) -> Exception:
    said = first_line(error)
    writes = getattr(error, "sqlstate", None) in ("25006", "25001") or any(
        part in said.lower() for part in ("not authorized", "readonly database", "prohibited")
    )
    if writes:
        return Refused("err-store-question-writes")
    known = translate(error, place) if isinstance(error, sqlite3.Error) and "no such" not in said else None
    return known or InvalidInput("err-store-question", detail=said)


def _only_reading(action: int, first: str | None, _second: str | None, _base: str | None, _by: str | None) -> int:
    if action in _SAFE_ACTIONS or (action == sqlite3.SQLITE_PRAGMA and first in _SAFE_PRAGMAS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
