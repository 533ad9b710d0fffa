"""profit, performance, stats, scoreboard: what came of it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from engine.service.answers import (
    BandRow,
    Performance,
    PerformanceRow,
    Profit,
    ProfitRow,
    Scoreboard,
    ScoreRow,
    Stats,
)
from engine.service.handlers.facts import interval, purse, read
from engine.service.port import Caller

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.service.rooms import Rooms

_BANDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9, 1.0)


async def profit(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Profit:
    """Results by day, week or month in the reader's time zone, newest first."""
    period, limit = arguments["period"], arguments["limit"]
    rows = await read(rooms, lambda conn: _closed_trades(rooms, conn))
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[period_start(row.closed_at, period, rooms.settings.timezone)].append(row)
    lines = [
        ProfitRow(start, len(g), sum(r.pnl > 0 for r in g), sum(r.pnl for r in g), sum(r.fee for r in g))
        for start, g in sorted(groups.items(), reverse=True)
    ]
    return Profit(rooms.stamp(), period, tuple(lines[:limit]))


def period_start(timestamp: int, period: str, zone: str) -> int:
    """Beginning of the day, week (Monday) or month that holds ``timestamp``, in ``zone``."""
    at = datetime.fromtimestamp(timestamp / 1000, ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    if period == "week":
        at -= timedelta(days=at.weekday())
    elif period == "month":
        at = at.replace(day=1)
    return int(at.timestamp() * 1000)


def _closed_trades(rooms: Rooms, conn: Connection) -> list[Any]:
    from sqlalchemy import select

    from engine.store.tables import decisions as d
    from engine.store.tables import direction_predictions as p
    from engine.store.tables import trades as t

    query = (
        select(
            t.c.symbol, t.c.pnl, t.c.pnl_pct, t.c.fee, t.c.exit_reason, t.c.opened_at, t.c.closed_at, p.c.recommendation
        )
        .outerjoin_from(t, d, d.c.id == t.c.decision_id)
        .outerjoin(p, p.c.id == d.c.prediction_id)
        .where(purse(rooms, t))
        .order_by(t.c.closed_at)
    )
    return list(conn.execute(query))


async def performance(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Performance:
    """Results by symbol, by tier or by exit reason."""
    by = arguments["by"]
    column = {"symbol": "symbol", "tier": "recommendation", "exit": "exit_reason"}[by]
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in await read(rooms, lambda conn: _closed_trades(rooms, conn)):
        groups[getattr(row, column) or "-"].append(row)
    rows = [_performance_row(name, group) for name, group in groups.items()]
    return Performance(rooms.stamp(), by, tuple(sorted(rows, key=lambda row: -row.pnl)))


def _performance_row(name: str, group: list[Any]) -> PerformanceRow:
    wins = sum(row.pnl > 0 for row in group)
    mean = sum(row.pnl_pct for row in group) / len(group)
    return PerformanceRow(name, len(group), wins, sum(row.pnl for row in group), mean, interval(wins, len(group)))


async def stats(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Stats:
    """Everything in one table: forecasts, signals, trades."""
    rows = await read(rooms, lambda conn: _closed_trades(rooms, conn))
    counts = await read(rooms, lambda conn: _forecast_counts(rooms, conn))
    drawdown = await read(rooms, lambda conn: _max_drawdown(rooms, conn))
    wins = [row.pnl for row in rows if row.pnl > 0]
    losses = [-row.pnl for row in rows if row.pnl <= 0]
    return Stats(
        stamp=rooms.stamp(),
        forecasts=counts["forecasts"],
        spoken=counts["spoken"],
        scored=counts["scored"],
        hit_rate=interval(counts["hits"], counts["spoken_scored"]),
        trades=len(rows),
        win_rate=interval(len(wins), len(rows)),
        pnl=sum(row.pnl for row in rows),
        fees=sum(row.fee for row in rows),
        mean_holding_ms=sum(row.closed_at - row.opened_at for row in rows) / len(rows) if rows else None,
        best_pct=max((row.pnl_pct for row in rows), default=None),
        worst_pct=min((row.pnl_pct for row in rows), default=None),
        profit_factor=sum(wins) / sum(losses) if losses and sum(losses) > 0 else None,
        max_drawdown_pct=100 * drawdown,
    )


def _forecast_counts(rooms: Rooms, conn: Connection) -> dict[str, int]:
    from sqlalchemy import case, func, select, true

    from engine.store.tables import direction_predictions as p

    spoken = p.c.spoken == true()
    scored = p.c.scored_at.is_not(None)
    row = conn.execute(
        select(
            func.count(),
            func.sum(case((spoken, 1), else_=0)),
            func.sum(case((scored, 1), else_=0)),
            func.sum(case((spoken & scored, 1), else_=0)),
            func.sum(case((spoken & (p.c.correct == true()), 1), else_=0)),
        ).where(purse(rooms, p))
    ).one()
    names = ("forecasts", "spoken", "scored", "spoken_scored", "hits")
    return {name: int(value or 0) for name, value in zip(names, row, strict=True)}


def _max_drawdown(rooms: Rooms, conn: Connection) -> float:
    from sqlalchemy import func, select

    from engine.store.tables import equity as e

    return float(conn.execute(select(func.max(e.c.drawdown)).where(purse(rooms, e))).scalar() or 0.0)


async def scoreboard(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Scoreboard:
    """Every spoken signal and what became of it, by band, with the head of the chain that proves it."""
    from sqlalchemy import select, true

    from engine.store.chains import chain_head
    from engine.store.tables import direction_predictions as p

    def work(conn: Connection) -> tuple[list[Any], str | None]:
        rows = conn.execute(
            select(p.c.created_at, p.c.symbol, p.c.prediction, p.c.confidence, p.c.price, p.c.actual_price, p.c.correct)
            .where(purse(rooms, p), p.c.spoken == true())
            .order_by(p.c.created_at.desc(), p.c.symbol)
        )
        return list(rows), chain_head(conn, "scoreboard")

    rows, head = await read(rooms, work)
    scored = [row for row in rows if row.correct is not None]
    bands = []
    for low, high in pairwise(_BANDS):
        members = [row for row in scored if low <= row.confidence < high or row.confidence == high == 1.0]
        if members:
            bands.append(BandRow(low, high, interval(sum(bool(r.correct) for r in members), len(members))))
    total = interval(sum(bool(row.correct) for row in scored), len(scored))
    shown = tuple(ScoreRow(*row) for row in rows[: arguments["limit"]])
    return Scoreboard(rooms.stamp(), total, tuple(bands), shown, head)
