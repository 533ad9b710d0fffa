"""Whole tables as CSV, JSON or a small SQLite file of their own, streamed: size does not matter."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TextIO

import sqlalchemy as sa

from engine.core.errors import InvalidInput
from engine.store.store import Store
from engine.store.stream import key_of, stream_rows
from engine.store.tables import metadata
from engine.store.views import VIEW_NAME

Form = Literal["csv", "json"]


def exportable() -> list[str]:
    """Names that :func:`export_table` knows."""
    return [*sorted(metadata.tables), VIEW_NAME]


def export_table(store: Store, table: str, out: TextIO, form: Form = "csv") -> int:
    """Write all rows of ``table`` to ``out``: CSV with a header, or a JSON list of objects. Returns the row count."""
    if form not in ("csv", "json"):
        raise InvalidInput("err-store-export-form", form=str(form))
    _require(table)
    return store.read(lambda connection: (_csv if form == "csv" else _json)(connection, table, out))


def export_sqlite(store: Store, tables: list[str], target: Path) -> int:
    """Write ``tables`` into the new SQLite file ``target``, for tools that read such files. Returns the row count."""
    import sqlite_utils

    for table in tables:
        _require(table)
    if target.exists():
        raise InvalidInput("err-store-backup-exists", file=str(target))
    os.close(os.open(target, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite_utils.Database(target)

    def work(connection: sa.Connection) -> int:
        total = 0
        for name in tables:
            columns, pages = _pages(connection, name)
            for page in pages:
                rows = [dict(zip(columns, row, strict=True)) for row in page]
                database[name].insert_all(rows, alter=True)
                total += len(rows)
        return total

    try:
        return store.read(work)
    finally:
        database.close()


def _require(table: str) -> None:
    if table not in exportable():
        raise InvalidInput("err-store-table-unknown", table=table, known=", ".join(exportable()))


def _pages(connection: sa.Connection, table: str) -> tuple[list[str], Iterator[list[tuple[Any, ...]]]]:
    if table == VIEW_NAME:
        columns = [column["name"] for column in sa.inspect(connection).get_columns(table)]
        return columns, stream_rows(connection, table, columns, ("source", "symbol", "granularity", "timestamp"))
    found = metadata.tables[table]
    columns = [column.name for column in found.columns]
    return columns, stream_rows(connection, table, columns, key_of(found))


def _csv(connection: sa.Connection, table: str, out: TextIO) -> int:
    columns, pages = _pages(connection, table)
    flags = _flags(table, columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    total = 0
    for page in pages:
        rows = [_with_flags(row, flags) for row in page] if flags else page
        writer.writerows([[str(v).lower() if isinstance(v, bool) else v for v in r] for r in rows] if flags else rows)
        total += len(page)
    return total


def _json(connection: sa.Connection, table: str, out: TextIO) -> int:
    columns, pages = _pages(connection, table)
    flags = _flags(table, columns)
    total = 0
    out.write("[")
    for page in pages:
        for row in page:
            out.write(",\n" if total else "\n")
            record = dict(zip(columns, _with_flags(row, flags), strict=True))
            out.write(json.dumps(record, ensure_ascii=False, default=_plain))
            total += 1
    out.write("\n]\n" if total else "]\n")
    return total


def _flags(table: str, columns: list[str]) -> list[int]:
    """Places of truth values, which SQLite gives back as 0 and 1."""
    if table == VIEW_NAME:
        return [columns.index("is_labeled")]
    kinds = metadata.tables[table].columns
    return [i for i, name in enumerate(columns) if isinstance(kinds[name].type, sa.Boolean)]


def _with_flags(row: tuple[Any, ...], flags: list[int]) -> list[Any]:
    values = list(row)
    for i in flags:
        values[i] = None if values[i] is None else bool(values[i])
    return values


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)
