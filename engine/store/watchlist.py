"""Which pairs are watched, how far the engine has consumed each, and the holes that stay."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from engine.core.candles import Gap
from engine.core.symbols import Symbol
from engine.store.sql import run

_WATCH = (
    "INSERT INTO watched_symbols (source, symbol, status, created_at) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (source, symbol) DO UPDATE SET status = excluded.status"
)
_FIRST = (
    "INSERT INTO watched_symbols (source, symbol, status, created_at) VALUES (?, ?, 'watched', ?) "
    "ON CONFLICT (source, symbol) DO NOTHING"
)
_GAP = (
    "INSERT INTO gaps (source, symbol, timeframe, start_at, end_at, created_at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (source, symbol, timeframe, start_at, end_at) DO NOTHING"
)
_REACHED = "SELECT symbol, MAX(timestamp) FROM tape WHERE source = ? AND mode = ? AND kind = 'candle' GROUP BY symbol"


def read_watched(conn: sa.Connection, source: str) -> dict[Symbol, str]:
    """Every pair that was ever watched with its status (``watched``, ``removed``), in the order they were added."""
    query = "SELECT symbol, status FROM watched_symbols WHERE source = ? ORDER BY created_at, symbol"
    return {Symbol(symbol): str(status) for symbol, status in run(conn, query, (source,))}


def set_watched(conn: sa.Connection, source: str, symbol: Symbol, status: str, now: int) -> None:
    """Note that a pair is watched or removed."""
    run(conn, _WATCH, (source, str(symbol), status, now))


def watch_first(conn: sa.Connection, source: str, symbols: Iterable[Symbol], now: int) -> None:
    """Note pairs that are watched from now on, in their order; known ones keep what is noted of them."""
    for place, symbol in enumerate(symbols):
        run(conn, _FIRST, (source, str(symbol), now + place))


def note_gap(conn: sa.Connection, gap: Gap, now: int) -> None:
    """Note a hole that the market could not fill."""
    run(conn, _GAP, (gap.source, str(gap.symbol), str(gap.timeframe), gap.start, gap.end, now))


def tape_positions(conn: sa.Connection, source: str, mode: str) -> dict[Symbol, int]:
    """Opening time of the newest candle consumed, by pair."""
    return {Symbol(symbol): int(last) for symbol, last in run(conn, _REACHED, (source, mode))}
