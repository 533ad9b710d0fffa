"""Forgetting what may be forgotten. The books, the scoreboard and the audit are kept for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from engine.core.errors import InvalidInput, Refused
from engine.store.sql import run
from engine.store.store import Store
from engine.store.tables import metadata

DAY_MS: Final = 86_400_000
# An event that a channel still has to deliver stays, however old; so does the newest, whose id is everyone's cursor.
_PRUNABLE: Final = {
    "events": "SELECT id FROM events WHERE timestamp < ? AND created_at < ? AND id < (SELECT MAX(id) FROM events) "
    "AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.event_id = events.id AND outbox.sent_at IS NULL)",
    "outbox": "SELECT id FROM outbox WHERE state NOT IN ('waiting', 'sending') AND created_at < ?",
    "tape": "SELECT id FROM tape WHERE source = ? AND timestamp < ?",
    "equity": "SELECT id FROM equity WHERE source = ? AND timestamp < ?",
}
_DATED: Final = {"events": 2, "outbox": 1}
"""They know when they were written, so simulated dates do not matter; how often their question asks for the moment."""
_CANDLES: Final = (
    "DELETE FROM candle_cache WHERE source = ? AND symbol = ? AND timeframe = ? AND timestamp < ? AND timestamp < ?"
)
_BATCH: Final = 20_000


def prunable() -> list[str]:
    """Tables that :func:`prune` may shorten."""
    return ["candle_cache", *_PRUNABLE]


def check_prunable(tables: Iterable[str]) -> None:
    """Raise InvalidInput for a table that does not exist, Refused for one that is always kept."""
    for table in tables:
        if table not in metadata.tables:
            raise InvalidInput("err-store-table-unknown", table=table, known=", ".join(prunable()))
        if table not in prunable():
            raise Refused("err-store-never-pruned", table=table, known=", ".join(prunable()))


def prune(store: Store, keep_days: Mapping[str, float], now: int) -> dict[str, int]:
    """Delete rows older than ``keep_days`` of each named table; 0 or less keeps all. Returns rows deleted by table.

    Short transactions, so that the engine's own writes go in between.
    """
    check_prunable(keep_days)
    deleted = {}
    for table, days in keep_days.items():
        age = int(days * DAY_MS)
        if days > 0 and table in _DATED:
            deleted[table] = _prune(store, table, (now - age,) * _DATED[table])
        elif days > 0:
            work = _prune_candles if table == "candle_cache" else _prune_moments
            deleted[table] = sum(work(store, table, source, min(now, at) - age) for source, at in _newest(store, table))
    return deleted


def _newest(store: Store, table: str) -> list[tuple[str, int]]:
    """How far each market has come: a simulated one is young although its dates are old."""
    query = f"SELECT source, MAX(timestamp) FROM {table} GROUP BY source"
    return [(source, int(newest)) for source, newest in store.read(lambda c: run(c, query).all())]


def _prune_moments(store: Store, table: str, source: str, before: int) -> int:
    return _prune(store, table, (source, before))


def _prune(store: Store, table: str, values: tuple[object, ...]) -> int:
    select = _PRUNABLE[table]
    statement = f"DELETE FROM {table} WHERE id IN ({select} ORDER BY id LIMIT {_BATCH})"
    total = 0
    while count := store.write_sync(lambda c: int(run(c, statement, values).rowcount)):
        total += count
    return total


def _prune_candles(store: Store, table: str, source: str, before: int) -> int:
    query = f"SELECT symbol, timeframe, MIN(timestamp) FROM {table} WHERE source = ? GROUP BY 1, 2"
    total = 0
    for symbol, timeframe, first in store.read(lambda c: [tuple(row) for row in run(c, query, (source,))]):
        total += _prune_pair(store, (source, symbol, timeframe), first, before)
    return total


def _prune_pair(store: Store, pair: tuple[str, str, str], first: int, before: int) -> int:
    """Time slices of about a batch each, along the primary key."""
    from engine.core.timeframes import Timeframe

    step = _BATCH * Timeframe(pair[2]).ms
    total = 0
    while first < before:
        first += step
        values = (*pair, first, before)
        total += store.write_sync(lambda c, v=values: int(run(c, _CANDLES, v).rowcount))  # type: ignore[misc]
    return total
