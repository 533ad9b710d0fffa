"""Reading whole tables in pages, on both databases, without SQLAlchemy's rows and without holding them all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from engine.store.connections import raw

PAGE = 10_000
_numbers = itertools.count()


def stream_rows(
    connection: sa.Connection, table: str, columns: Sequence[str], order: Sequence[str] = ()
) -> Iterator[list[tuple[Any, ...]]]:
    """Pages of rows as tuples, inside the caller's transaction. Names come from the schema, never from a person."""
    quote = connection.dialect.identifier_preparer.quote
    query = f"SELECT {', '.join(map(quote, columns))} FROM {quote(table)}"
    if order:
        query += f" ORDER BY {', '.join(map(quote, order))}"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT 1")  # a cursor of the server needs a transaction that has begun
        cursor = raw(connection).cursor(name=f"stream_{next(_numbers)}")
    else:
        cursor = raw(connection).cursor()
    try:
        cursor.execute(query)
        while page := cursor.fetchmany(PAGE):
            yield page
    finally:
        cursor.close()


def key_of(table: sa.Table) -> list[str]:
    """Columns that give a table its order."""
    return [column.name for column in table.primary_key.columns]
