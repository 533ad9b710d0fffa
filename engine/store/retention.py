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
    "tape": "SELECT id FROM tape WHERE timestamp < ?",
    "equity": "SELECT id FROM equity WHERE timestamp < ?",
}
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
        before = now - int(days * DAY_MS)
        if days > 0:
            deleted[table] = _prune_candles(store, before) if table == "candle_cache" else _prune(store, table, before)
    return deleted


def _prune(store: Store, table: str, before: int) -> int:
    select = _PRUNABLE[table]
    values = (before,) * select.count("?")
    statement = f"DELETE FROM {table} WHERE id IN ({select} ORDER BY id LIMIT {_BATCH})"
    total = 0
    while count := store.write_sync(lambda c: int(run(c, statement, values).rowcount)):
        total += count
    return total


def _prune_candles(store: Store, before: int) -> int:
    pairs = store.read(
        lambda c: [
            tuple(row)
            for row in run(c, "SELECT source, symbol, timeframe, MIN(timestamp) FROM candle_cache GROUP BY 1, 2, 3")
        ]
    )
    total = 0
    for source, symbol, timeframe, first in pairs:
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
