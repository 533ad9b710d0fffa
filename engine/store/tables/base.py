"""Column kinds that every table uses."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData()

# SQLite numbers rows by itself only when the key is INTEGER; PostgreSQL wants 64 bits.
RowId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def row_id() -> sa.Column[Any]:
    """A number given by the database, growing."""
    return sa.Column("id", RowId, primary_key=True, autoincrement=True)


def text(name: str, *, null: bool = False, **more: Any) -> sa.Column[Any]:
    """A text column."""
    return sa.Column(name, sa.Text, nullable=null, **more)


def number(name: str, *, null: bool = False, **more: Any) -> sa.Column[Any]:
    """A readable double: for analysis, never the truth about money."""
    return sa.Column(name, sa.Double, nullable=null, **more)


def exact(name: str, *, null: bool = False) -> sa.Column[Any]:
    """Exact decimal text: the truth about money."""
    return sa.Column(name, sa.Text, nullable=null)


def moment(name: str, *, null: bool = False, **more: Any) -> sa.Column[Any]:
    """Milliseconds since 1970, UTC."""
    return sa.Column(name, sa.BigInteger, nullable=null, **more)


def flag(name: str) -> sa.Column[Any]:
    """A boolean that both databases compare with true and false."""
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False, server_default=sa.false())
