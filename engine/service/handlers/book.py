"""positions, orders, trades, balance, risk: the book as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.service.answers import (
    Balance,
    LockRow,
    Locks,
    OrderRow,
    Orders,
    Positions,
    Risk,
    TradeRow,
    Trades,
)
from engine.service.handlers.facts import exposure_pct, position_row, positions_value, purse, read
from engine.service.port import Caller

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.service.rooms import Rooms


async def positions(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Positions:
    """Open positions and what they are worth."""
    portfolio = rooms.desk.portfolio(rooms.market_clock.now(), live=True)
    rows = tuple(position_row(p, portfolio.prices.get(p.symbol)) for p in portfolio.positions)
    return Positions(rooms.stamp(), rows, exposure_pct(portfolio))


async def orders(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Orders:
    """The newest orders, unfinished ones first."""
    return Orders(rooms.stamp(), await read(rooms, lambda conn: _orders(rooms, conn, arguments["limit"])))


def _orders(rooms: Rooms, conn: Connection, limit: int) -> tuple[OrderRow, ...]:
    from sqlalchemy import case, func, select

    from engine.store.tables import order_intents as i
    from engine.store.tables import orders as o

    open_first = case((i.c.state.in_(("NEW", "SENT", "UNKNOWN")), 0), else_=1)
    rows = conn.execute(
        select(
            i.c.client_order_id, i.c.symbol, i.c.side, i.c.leg, i.c.amount, func.coalesce(o.c.filled, "0"),
            func.coalesce(o.c.state, i.c.state), i.c.created_at,
        )
        .outerjoin_from(i, o, o.c.client_order_id == i.c.client_order_id)
        .where(purse(rooms, i))
        .order_by(open_first, i.c.created_at.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(OrderRow(*row[:4], Decimal(row[4]), Decimal(row[5]), *row[6:]) for row in rows)


async def trades(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Trades:
    """The newest finished round trips."""
    return Trades(rooms.stamp(), await read(rooms, lambda conn: _trades(rooms, conn, arguments["limit"])))


def _trades(rooms: Rooms, conn: Connection, limit: int) -> tuple[TradeRow, ...]:
    from sqlalchemy import select

    from engine.store.tables import trades as t

    rows = conn.execute(
        select(
            t.c.symbol, t.c.side, t.c.amount_exact, t.c.entry_price_exact, t.c.exit_price_exact, t.c.fee_exact,
            t.c.pnl_exact, t.c.pnl_pct, t.c.exit_reason, t.c.opened_at, t.c.closed_at,
        )
        .where(purse(rooms, t))
        .order_by(t.c.closed_at.desc(), t.c.symbol)
        .limit(limit)
    )  # fmt: skip
    return tuple(_trade_row(*row) for row in rows)


def _trade_row(symbol: str, side: str, *values: Any) -> TradeRow:
    amount, entry, exit_, fee, pnl, *rest = values
    return TradeRow(symbol, side, Decimal(amount), Decimal(entry), Decimal(exit_), Decimal(fee), Decimal(pnl), *rest)


async def balance(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Balance:
    """Cash, coins, equity, and how far from the start and from the peak."""
    from sqlalchemy import select

    from engine.store.tables import purses

    portfolio = rooms.desk.portfolio(rooms.market_clock.now(), live=True)
    start = await read(
        rooms, lambda conn: conn.execute(select(purses.c.start_cash).where(purse(rooms, purses))).scalar()
    )
    start_cash = Decimal(start) if start is not None else portfolio.cash
    assets: dict[str, Decimal] = {}
    for position in portfolio.positions:
        assets[position.symbol.base] = assets.get(position.symbol.base, Decimal(0)) + position.amount
    return Balance(
        rooms.stamp(),
        portfolio.cash,
        start_cash,
        positions_value(portfolio),
        portfolio.equity,
        float(100 * (portfolio.equity / start_cash - 1)),
        drawdown_pct(portfolio.equity, portfolio.equity_peak),
        assets,
    )


def drawdown_pct(equity: Decimal, peak: Decimal) -> float:
    """How far below the peak, in percent, never negative."""
    return max(0.0, float(100 * (1 - equity / peak))) if peak > 0 else 0.0


async def risk(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Risk:
    """What is used of each limit."""
    portfolio, settings = rooms.desk.portfolio(rooms.market_clock.now(), live=True), rooms.settings
    day_start = portfolio.day_start_equity
    return Risk(
        rooms.stamp(),
        portfolio.equity,
        exposure_pct(portfolio),
        float(settings.max_exposure * 100),
        len(portfolio.positions),
        settings.max_positions,
        drawdown_pct(portfolio.equity, portfolio.equity_peak),
        float(settings.equity_breaker * 100),
        drawdown_pct(portfolio.equity, day_start),
        float(settings.daily_loss_limit * 100),
        float(settings.stop_loss * 100),
        float(settings.take_profit * 100),
    )


async def locks(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Locks:
    """Blocks on entries that are in force."""
    from engine.trading.locks import active_locks

    now = rooms.market_clock.now()
    mode = rooms.pipeline.mode
    found = await read(rooms, lambda conn: active_locks(conn, rooms.source, mode, now))
    return Locks(rooms.stamp(), tuple(LockRow(lock.scope, lock.reason, lock.until) for lock in found))
