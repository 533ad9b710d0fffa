"""Closed candles: kept once, read fast. The first closed version of a candle wins."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.core.candles import Candle
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.store import candles_postgres
from engine.store.connections import raw
from engine.store.sql import run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PAGE = 50_000
_INSERT = "INSERT INTO candle_cache VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_PAIR = "source = ? AND symbol = ? AND timeframe = ?"


def save_candles(connection: sa.Connection, candles: CandleSeries | Iterable[Candle]) -> int:
    """Keep closed candles; those already kept stay as they are. Returns how many were new."""
    if connection.dialect.name == "postgresql":
        return candles_postgres.save(connection, candles)
    rows: Iterable[tuple[Any, ...]] = rows_of(candles) if isinstance(candles, CandleSeries) else map(_row, candles)
    cursor = raw(connection).cursor()
    try:
        cursor.executemany(_INSERT, rows)
        return max(0, int(cursor.rowcount))
    finally:
        cursor.close()


def load_series(
    connection: sa.Connection,
    source: str,
    symbol: str,
    timeframe: str,
    *,
    start: int | None = None,
    end: int | None = None,
    last: int | None = None,
) -> CandleSeries:
    """Candles that open from ``start`` to before ``end``, ascending; only the ``last`` ones if given."""
    pair = (source, str(Symbol(symbol)), str(Timeframe(timeframe)))
    where, values = _condition(pair, start, end)
    order = "timestamp" if last is None else f"timestamp DESC LIMIT {max(0, int(last))}"
    query = f"SELECT timestamp, open, high, low, close, volume FROM candle_cache WHERE {where} ORDER BY {order}"
    if connection.dialect.name == "postgresql":
        columns = candles_postgres.load(connection, query, values)
    else:
        columns = _load(connection, query, values)
    if last is not None:
        columns = [column[::-1].copy() for column in columns]
    return CandleSeries(source, Symbol(symbol), Timeframe(timeframe), *columns)


def latest_timestamp(connection: sa.Connection, source: str, symbol: str, timeframe: str) -> int | None:
    """Opening time of the newest kept candle."""
    return _one(connection, "MAX(timestamp)", source, symbol, timeframe)


def earliest_timestamp(connection: sa.Connection, source: str, symbol: str, timeframe: str) -> int | None:
    """Opening time of the oldest kept candle."""
    return _one(connection, "MIN(timestamp)", source, symbol, timeframe)


def count(connection: sa.Connection, source: str, symbol: str, timeframe: str) -> int:
    """How many candles of this pair are kept."""
    return _one(connection, "COUNT(*)", source, symbol, timeframe) or 0


def pairs(connection: sa.Connection) -> list[tuple[str, Symbol, Timeframe]]:
    """Every (source, symbol, timeframe) of which candles are kept."""
    rows = run(connection, "SELECT DISTINCT source, symbol, timeframe FROM candle_cache ORDER BY 1, 2, 3")
    return [(source, Symbol(symbol), Timeframe(timeframe)) for source, symbol, timeframe in rows]


def rows_of(series: CandleSeries) -> Iterator[tuple[Any, ...]]:
    """The table's rows of a series, as plain Python values."""
    columns = (series.timestamp, series.open, series.high, series.low, series.close, series.volume)
    head = (itertools.repeat(part) for part in (series.source, str(series.symbol), str(series.timeframe)))
    return zip(*head, *(column.tolist() for column in columns), strict=False)


def _row(candle: Candle) -> tuple[Any, ...]:
    return (
        candle.source, str(candle.symbol), str(candle.timeframe), candle.timestamp, candle.open, candle.high,
        candle.low, candle.close, candle.volume,
    )  # fmt: skip


def _one(connection: sa.Connection, what: str, source: str, symbol: str, timeframe: str) -> int | None:
    pair = (source, str(Symbol(symbol)), str(Timeframe(timeframe)))
    value = run(connection, f"SELECT {what} FROM candle_cache WHERE {_PAIR}", pair).scalar_one()
    return None if value is None else int(value)


def _condition(pair: tuple[str, str, str], start: int | None, end: int | None) -> tuple[str, tuple[Any, ...]]:
    where, values = _PAIR, tuple[Any, ...](pair)
    if start is not None:
        where, values = f"{where} AND timestamp >= ?", (*values, int(start))
    if end is not None:
        where, values = f"{where} AND timestamp < ?", (*values, int(end))
    return where, values


def _load(connection: sa.Connection, query: str, values: tuple[Any, ...]) -> list[NDArray[Any]]:
    import numpy as np

    cursor = raw(connection).cursor()
    try:
        cursor.execute(query, values)
        pages: list[NDArray[np.float64]] = []
        # Times fit a float64 exactly (below 2**53), so one array takes a whole page of rows.
        while rows := cursor.fetchmany(_PAGE):
            flat = itertools.chain.from_iterable(rows)
            pages.append(np.fromiter(flat, np.float64, len(rows) * 6).reshape(-1, 6))
    finally:
        cursor.close()
    table = np.concatenate(pages) if pages else np.empty((0, 6))
    return [table[:, 0].astype(np.int64), *(np.ascontiguousarray(table[:, i]) for i in range(1, 6))]
