"""The tables of the store as they stood at a moment: temporary views that bear the tables' own names.

Both databases look for a name among a connection's temporary objects first, so every question that was written for the
tables asks these views instead and is told of nothing that came later. Which row was known when is said here, once. A
column that is written again later shows what stood there before. Books that only ever hold the present (positions,
purses, locks) are put together anew for each moment, in temporary tables: see ``books``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from engine.core.timeframes import TIMEFRAMES
from engine.forecast.layout import POOLED
from engine.playback.record import Record
from engine.store.sql import run
from engine.store.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AT: Final = "(SELECT at FROM playback_moment)"
_CLOSED: Final = "(SELECT closed FROM playback_moment)"
_WRITTEN: Final = (
    "COALESCE((SELECT MIN(e.created_at) FROM {base}.events e "
    "WHERE e.source = (SELECT source FROM playback_moment) AND e.timestamp > (SELECT at FROM playback_moment)), "
    "9223372036854775807)"
)
"""Wall time at which the record first tells of something later: what people did is dated by the wall clock."""
_HIDDEN: Final = (
    "(SELECT {0} FROM playback_late WHERE timestamp <= (SELECT at FROM playback_moment) "
    "AND known > (SELECT at FROM playback_moment){1})"
)
_SETTLED: Final = f"(updated_at <= {_AT} AND client_order_id NOT IN {_HIDDEN.format('client_order_id', '')})"
_OUT: Final = _HIDDEN.format("position_id", " AND leg = 'exit'")
_OWN: Final = f"client_order_id NOT IN {_HIDDEN.format('client_order_id', ' AND own = 1')}"
_SERVED: Final = f"version IN (SELECT version FROM playback_served WHERE since <= {_AT})"


@dataclass(frozen=True, slots=True)
class View:
    """Which rows were known, and what stood in columns that are written again later."""

    where: str
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _settled(column: str, before: str) -> str:
    return f"CASE WHEN {_SETTLED} THEN {column} ELSE {before} END"


def _scored(column: str) -> str:
    return f"CASE WHEN scored_at <= {_AT} THEN {column} END"


_MADE: Final = f"created_at <= {_AT} AND timestamp <= {_AT}"  # the second lets the index by candle begin at the moment
VIEWS: Final[Mapping[str, View]] = {
    "direction_predictions": View(
        _MADE, {name: _scored(name) for name in ("actual_direction", "actual_price", "correct", "scored_at")}
    ),
    "decisions": View(_MADE),
    "scoreboard": View(f"created_at <= {_AT}"),
    "smart_models": View(
        _SERVED,
        {
            "status": "CASE WHEN version = (SELECT s.version FROM playback_served s WHERE s.symbol = t.symbol "
            f"AND s.since <= {_AT} ORDER BY s.place DESC LIMIT 1) THEN 'champion' ELSE 'retired' END",
            "prediction_count": "(SELECT COUNT(*) FROM {base}.direction_predictions p WHERE p.source = t.source "
            f"AND p.model_version = t.version AND p.created_at <= {_AT} AND t.symbol IN (p.symbol, '{POOLED}'))",
        },
    ),
    "model_performance": View(_SERVED),
    "training_examples": View(f"created_at < {_WRITTEN}"),
    "events": View(f"timestamp <= {_AT} AND id NOT IN {_HIDDEN.format('event_id', ' AND event_id IS NOT NULL')}"),
    "outbox": View(f"created_at < {_WRITTEN}"),
    "audit_log": View(f"timestamp < {_WRITTEN}"),
    "preferences": View(f"updated_at < {_WRITTEN}"),
    "roles": View(f"created_at < {_WRITTEN}"),
    "knocks": View(f"last_at < {_WRITTEN}"),
    "mailboxes": View(f"seen_at < {_WRITTEN}"),
    "price_alerts": View(
        f"created_at < {_WRITTEN}", {"fired_at": f"CASE WHEN fired_at < {_WRITTEN} THEN fired_at END"}
    ),
    # Only the newest value is kept of each; steps and limits of the pairs hold at any time.
    "engine_state": View("name = 'instruments'"),
    "gaps": View(f"created_at < {_WRITTEN}"),
    "tape": View(
        f"timestamp <= {_AT} AND (kind <> 'candle' OR timestamp <= "
        "(SELECT l.opened FROM playback_latest l WHERE l.timeframe = t.timeframe))"
    ),
    "watched_symbols": View(f"created_at < {_WRITTEN}", {"status": "'watched'"}),
    "order_intents": View(
        f"created_at <= {_AT} AND {_OWN}",
        {"state": _settled("state", "'SENT'"), "updated_at": _settled("updated_at", "created_at")},
    ),
    # A row has only the newest count of what was filled; fills tell how it grew.
    "orders": View(
        f"created_at <= {_AT} AND {_OWN}",
        {
            "filled": _settled("filled", "'0'"),
            "state": _settled("state", "'OPEN'"),
            "error": _settled("error", "NULL"),
            "updated_at": _settled("updated_at", "created_at"),
        },
    ),
    "fills": View(f"timestamp <= {_AT} AND id NOT IN {_HIDDEN.format('fill_id', '')}"),
    "ledger": View(f"timestamp <= {_AT} AND reference NOT IN {_HIDDEN.format('fill_id', '')}"),
    "trades": View(f"closed_at <= {_AT} AND id NOT IN {_OUT}"),
    # The point of a close is worked out when the next close has come, with all that happened in between.
    "equity": View(f"timestamp < {_CLOSED}"),
}
REBUILT: Final = ("positions", "purses", "locks")
"""Tables whose rows are put together for each moment."""
CANDLES: Final = "candle_cache"
_OWN_TABLES: Final = (
    "CREATE TEMP TABLE playback_moment (at BIGINT, closed BIGINT, source TEXT)",
    "CREATE TEMP TABLE playback_latest (timeframe TEXT PRIMARY KEY, length BIGINT, opened BIGINT)",
    "CREATE TEMP TABLE playback_served (place BIGINT PRIMARY KEY, symbol TEXT, version TEXT, since BIGINT)",
    (
        "CREATE TEMP TABLE playback_late (fill_id TEXT PRIMARY KEY, client_order_id TEXT, position_id TEXT, leg TEXT, "
        "timestamp BIGINT, known BIGINT, own BIGINT, event_id BIGINT)"
    ),
)


def lay_views(conn: Connection, record: Record) -> None:
    """Put the views before the tables of this connection."""
    base = "main"
    if conn.dialect.name == "postgresql":
        base = conn.dialect.identifier_preparer.quote(str(run(conn, "SELECT current_schema()").scalar_one()))
    for statement in (*_OWN_TABLES, *_statements(base)):
        run(conn, statement)
    run(conn, "INSERT INTO playback_moment VALUES (0, 0, ?)", (record.source,))
    for timeframe, length in TIMEFRAMES.items():
        run(conn, "INSERT INTO playback_latest VALUES (?, ?, 0)", (timeframe, length))
    served = [one for one in record.tape if one.name == "models"]
    for place, one in enumerate(served):
        row = (place, one.symbol, one.facts["version"], one.at)
        run(conn, "INSERT INTO playback_served VALUES (?, ?, ?, ?)", row)
    for late, event in record.late:
        values = (late.fill_id, late.client_order_id, late.position_id, late.leg, late.timestamp, late.known)
        run(conn, "INSERT INTO playback_late VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*values, int(late.own), event))


def move_views(conn: Connection, at: int, closed: int) -> None:
    """Let the views show ``at``; ``closed`` is the newest close that had been judged."""
    run(conn, "UPDATE playback_moment SET at = ?, closed = ?", (at, closed))
    run(conn, "UPDATE playback_latest SET opened = ? - length", (at,))


def _statements(base: str) -> list[str]:
    # Through the table of lengths, so that both databases find the newest known candle by the index.
    candles = (
        f"CREATE TEMP VIEW {CANDLES} AS SELECT c.* FROM playback_latest l CROSS JOIN {base}.{CANDLES} c "
        "WHERE c.timeframe = l.timeframe AND c.timestamp <= l.opened"
    )
    views = [_statement(base, name, view) for name, view in VIEWS.items()]
    tables = [f"CREATE TEMP TABLE {name} AS SELECT * FROM {base}.{name} WHERE false" for name in REBUILT]
    return [candles, *views, *tables]


def _statement(base: str, name: str, view: View) -> str:
    columns = ", ".join(
        f"{view.columns[column.name]} AS {column.name}" if column.name in view.columns else f"t.{column.name}"
        for column in metadata.tables[name].columns
    )
    return f"CREATE TEMP VIEW {name} AS SELECT {columns} FROM {base}.{name} t WHERE {view.where}".replace(
        "{base}", base
    )
