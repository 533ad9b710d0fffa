"""signals: what was said, what was refused and why, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.core.modes import Direction
from engine.service.answers import SignalRow, Signals
from engine.service.handlers.facts import read, why
from engine.service.handlers.runs import Run, correct_by, known, run_of
from engine.service.port import Caller

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from engine.service.rooms import Rooms


async def signals(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Signals:
    """The newest forecasts that were spoken, or of another kind."""
    run, which = run_of(rooms), arguments["which"]
    symbol, limit = arguments.get("symbol"), arguments["limit"]
    rows = await read(rooms, lambda conn: signal_rows(conn, run, symbol=symbol, which=which, limit=limit))
    return Signals(rooms.stamp(), rows, which)


def signal_rows(
    conn: Connection, run: Run, *, symbol: str | None, which: str, limit: int, until: int | None = None
) -> tuple[SignalRow, ...]:
    """Forecasts and what was decided on them, newest first, as they were known at ``until``."""
    from sqlalchemy import select

    from engine.store.tables import decisions as d
    from engine.store.tables import direction_predictions as p

    query = (
        select(
            p.c.created_at, p.c.symbol, p.c.prediction, p.c.confidence, p.c.spoken, d.c.trades, p.c.weight,
            p.c.recommendation, p.c.price, d.c.reason, d.c.reason_params, correct_by(until), d.c.id,
        )
        .join_from(p, d, d.c.prediction_id == p.c.id)
        .where(run.rows(p), known(p.c.created_at, until), _kind(which))
        .order_by(p.c.created_at.desc(), p.c.symbol)
        .limit(limit)
    )  # fmt: skip
    if symbol is not None:
        query = query.where(p.c.symbol == symbol)
    return tuple(SignalRow(*row[:9], why(row[9], row[10]), *row[11:]) for row in conn.execute(query))


def _kind(which: str) -> ColumnElement[bool]:
    """Which forecasts: a spoken one always points somewhere."""
    from sqlalchemy import and_, false, true

    from engine.store.tables import decisions as d
    from engine.store.tables import direction_predictions as p

    spoken = and_(p.c.spoken == true(), p.c.prediction != Direction.FLAT.value)
    kinds = {
        "spoken": spoken,
        "traded": and_(spoken, d.c.trades == true()),
        "refused": and_(spoken, d.c.trades == false()),
        "silent": p.c.spoken == false(),
        "all": true(),
    }
    return kinds[which]
