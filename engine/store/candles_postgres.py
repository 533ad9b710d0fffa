"""Candles to and from PostgreSQL in its binary COPY form: whole arrays at once, no Python value per cell."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine.core.candles import Candle
from engine.core.series import CandleSeries
from engine.store.connections import raw
from engine.store.sql import run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIGNATURE = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_END = b"\xff\xff"
_NAMES = ("timestamp", "open", "high", "low", "close", "volume")
_INCOMING = """
CREATE TEMP TABLE IF NOT EXISTS incoming_candles (
    timestamp BIGINT, open DOUBLE PRECISION, high DOUBLE PRECISION, low DOUBLE PRECISION,
    close DOUBLE PRECISION, volume DOUBLE PRECISION
) ON COMMIT DELETE ROWS
"""
_COLUMNS = "timestamp, open, high, low, close, volume"
_KEEP = (
    f"INSERT INTO candle_cache (source, symbol, timeframe, {_COLUMNS}) "
    f"SELECT %s, %s, %s, {_COLUMNS} FROM incoming_candles ON CONFLICT DO NOTHING"
)
_FEW = 32
_INSERT = (
    f"INSERT INTO candle_cache (source, symbol, timeframe, {_COLUMNS}) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


def save(connection: sa.Connection, candles: CandleSeries | Iterable[Candle]) -> int:
    """Keep candles that are not kept yet; returns how many were new."""
    if isinstance(candles, CandleSeries):
        return _save_few(connection, candles.candles()) if len(candles) <= _FEW else _save_series(connection, candles)
    rows = list(candles)
    if len(rows) <= _FEW:
        return _save_few(connection, rows)
    rows.sort(key=_pair)
    return sum(_save_series(connection, CandleSeries.of_candles(list(part))) for _, part in groupby(rows, key=_pair))


def load(connection: sa.Connection, query: str, values: tuple[Any, ...]) -> list[NDArray[Any]]:
    """The six columns that ``query`` (with ``?`` for values) selects."""
    import numpy as np

    order = f"COPY ({query.replace('?', '%s')}) TO STDOUT (FORMAT BINARY)"
    with raw(connection).cursor() as cursor, cursor.copy(order, values) as copy:
        content = b"".join(bytes(part) for part in copy)
    start = len(_SIGNATURE)
    rows = np.frombuffer(content, _row_type(), count=(len(content) - start - len(_END)) // 74, offset=start)
    return [rows["timestamp"].astype(np.int64), *(rows[name].astype(np.float64) for name in _NAMES[1:])]


def _save_few(connection: sa.Connection, candles: list[Candle]) -> int:
    new = 0
    for c in candles:
        row = (c.source, str(c.symbol), str(c.timeframe), c.timestamp, c.open, c.high, c.low, c.close, c.volume)
        new += run(connection, _INSERT, row).rowcount
    return new


def _save_series(connection: sa.Connection, series: CandleSeries) -> int:
    import numpy as np

    rows = np.empty(len(series), _row_type())
    rows["fields"] = 6
    for name in _NAMES:
        rows[f"{name}_size"] = 8
        rows[name] = getattr(series, name)
    with raw(connection).cursor() as cursor:
        cursor.execute(_INCOMING)
        with cursor.copy(f"COPY incoming_candles ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(_SIGNATURE)
            copy.write(rows.tobytes())
            copy.write(_END)
        cursor.execute(_KEEP, (series.source, str(series.symbol), str(series.timeframe)))
        new = int(cursor.rowcount)
        cursor.execute("DELETE FROM incoming_candles")
        return new


def _pair(candle: Candle) -> tuple[str, str, str]:
    return candle.source, str(candle.symbol), str(candle.timeframe)


def _row_type() -> np.dtype[Any]:
    import numpy as np

    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name in _NAMES:
        fields += [(f"{name}_size", ">i4"), (name, ">i8" if name == "timestamp" else ">f8")]
    return np.dtype(fields)
