"""A whole PostgreSQL store as one SQLite file, and back: the form of its backups, and the way between the two."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from engine.store import schema
from engine.store.address import sqlite_url
from engine.store.connections import make_engine, raw
from engine.store.stream import key_of, stream_rows
from engine.store.tables import metadata
from engine.store.views import VIEWS

_VERSION = "alembic_version"


def write_archive(connection: sa.Connection, revision: str, target: Path) -> None:
    """Copy every table of a PostgreSQL store into the new SQLite file ``target``; ``connection`` is in a snapshot."""
    current = revision == schema.HEAD
    tables = metadata if current else _reflected(connection)
    engine = make_engine(sqlite_url(target), write=True)
    with engine.connect() as copy:
        with copy.begin():
            tables.create_all(copy)
            for view in VIEWS if current else ():
                copy.exec_driver_sql(view)
            copy.exec_driver_sql(f"CREATE TABLE {_VERSION} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            copy.execute(sa.insert(schema.version_table).values(version_num=revision))
            for table in tables.sorted_tables:
                _to_sqlite(connection, copy, table)
        finish_file(raw(copy))


def read_archive(source: Path, connection: sa.Connection) -> None:
    """Fill the empty tables of a PostgreSQL store from a SQLite file of the same revision."""
    engine = make_engine(sqlite_url(source), write=False)
    with engine.connect() as copy, copy.begin():
        for table in metadata.sorted_tables:
            _to_postgres(copy, connection, table)


def set_aside(connection: sa.Connection, name: str) -> bool:
    """Move everything of the current PostgreSQL schema into the new schema ``name``; False when there is nothing."""
    found = sa.inspect(connection)
    tables, views = found.get_table_names(), found.get_view_names()
    if not tables:
        return False
    quote = connection.dialect.identifier_preparer.quote
    connection.exec_driver_sql(f"CREATE SCHEMA {quote(name)}")
    for kind, names in (("VIEW", views), ("TABLE", tables)):
        for one in names:
            connection.exec_driver_sql(f"ALTER {kind} {quote(one)} SET SCHEMA {quote(name)}")
    return True


def finish_file(connection: sqlite3.Connection) -> None:
    """Make a finished copy one single file: no write-ahead log beside it."""
    connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def _to_sqlite(source: sa.Connection, target: sa.Connection, table: sa.Table) -> None:
    columns = [column.name for column in table.columns]
    marks = ", ".join("?" * len(columns))
    insert = f'INSERT INTO "{table.name}" ({_names(columns)}) VALUES ({marks})'
    cursor = raw(target).cursor()
    for page in stream_rows(source, table.name, columns, key_of(table)):
        cursor.executemany(insert, page)


def _to_postgres(source: sa.Connection, target: sa.Connection, table: sa.Table) -> None:
    columns = [column.name for column in table.columns]
    flags = [i for i, column in enumerate(table.columns) if isinstance(column.type, sa.Boolean)]
    with raw(target).cursor() as cursor:
        with cursor.copy(f'COPY "{table.name}" ({_names(columns)}) FROM STDIN') as copy:
            for row in itertools.chain.from_iterable(stream_rows(source, table.name, columns, key_of(table))):
                copy.write_row(_with_flags(row, flags) if flags else row)
        number = table.autoincrement_column
        if number is not None:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{number.name}'), MAX({number.name})) "
                f'FROM "{table.name}" HAVING MAX({number.name}) IS NOT NULL'
            )


def _with_flags(row: tuple[Any, ...], flags: list[int]) -> list[Any]:
    values = list(row)
    for i in flags:
        values[i] = None if values[i] is None else bool(values[i])
    return values


def _names(columns: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _reflected(connection: sa.Connection) -> sa.MetaData:
    """Tables of an older revision as they stand, in kinds that SQLite has too."""
    found = sa.MetaData()

    @sa.event.listens_for(found, "column_reflect")
    def _generic(_inspector: Any, _table: Any, column: Any) -> None:
        column["type"] = column["type"].as_generic()
        if isinstance(column["type"], sa.BigInteger):
            column["type"] = sa.BigInteger().with_variant(sa.Integer, "sqlite")
        default = str(column.get("default") or "")
        if "nextval" in default or "::" in default:
            column["default"] = None

    found.reflect(connection, only=lambda name, _: name != _VERSION)
    return found
