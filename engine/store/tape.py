"""The order in which the engine consumed the market: what a replay needs beside the candles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.store.sql import from_json, insert_row, run, to_json

_INSERT = (
    "INSERT INTO tape (source, mode, kind, symbol, timeframe, timestamp, price, payload) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_COLUMNS = "SELECT id, kind, symbol, timeframe, timestamp, price, payload FROM tape"


@dataclass(frozen=True, slots=True)
class TapeEntry:
    """One thing that moved the engine. ``id`` is the order."""

    id: int
    kind: str
    symbol: str | None
    timeframe: str | None
    timestamp: int
    price: float | None
    payload: Any


def append_tape(
    connection: sa.Connection,
    source: str,
    mode: str,
    kind: str,
    timestamp: int,
    *,
    symbol: str | None = None,
    timeframe: str | None = None,
    price: float | None = None,
    payload: Mapping[str, object] | None = None,
) -> int:
    """Write one entry; returns its id."""
    row = (
        source, str(mode), kind, None if symbol is None else str(symbol), None if timeframe is None else str(timeframe),
        timestamp, price, None if payload is None else to_json(dict(payload)),
    )  # fmt: skip
    return insert_row(connection, _INSERT, row)


def read_tape(
    connection: sa.Connection, source: str, mode: str, *, after_id: int = 0, limit: int | None = None
) -> list[TapeEntry]:
    """Entries of a run in their order; page through a long one by ``after_id`` and ``limit``."""
    query = f"{_COLUMNS} WHERE source = ? AND mode = ? AND id > ? ORDER BY id"
    values: tuple[Any, ...] = (source, str(mode), after_id)
    if limit is not None:
        query, values = f"{query} LIMIT ?", (*values, limit)
    return [
        TapeEntry(number, kind, symbol, timeframe, timestamp, price, from_json(payload))
        for number, kind, symbol, timeframe, timestamp, price, payload in run(connection, query, values)
    ]
