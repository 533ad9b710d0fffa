"""Positions and round trips as rows: exact text is the truth, doubles beside it are for reports."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa

from engine.core.modes import ExitReason, Mode, Side
from engine.core.orders import Position, Trade
from engine.core.symbols import Symbol
from engine.store.tables.money import positions, trades
from engine.trading.exact import opt_decimal, opt_float, opt_plain, plain


def save_position(conn: sa.Connection, position: Position) -> None:
    """Write or renew the row of an open position."""
    values = {
        "source": position.source,
        "mode": position.mode.value,
        "symbol": str(position.symbol),
        "side": position.side.value,
        "lots": position.lots,
        "amount": float(position.amount),
        "entry_price": float(position.entry_price),
        "stop_loss": opt_float(position.stop_loss),
        "take_profit": opt_float(position.take_profit),
        "amount_exact": plain(position.amount),
        "entry_price_exact": plain(position.entry_price),
        "entry_fee_exact": plain(position.entry_fee),
        "stop_loss_exact": opt_plain(position.stop_loss),
        "take_profit_exact": opt_plain(position.take_profit),
        "best_price_exact": plain(position.best_price),
        "confidence": position.confidence,
        "decision_id": position.decision_id,
        "opened_at": position.opened_at,
    }
    if not conn.execute(sa.update(positions).where(positions.c.id == position.id).values(**values)).rowcount:
        conn.execute(positions.insert(), dict(id=position.id, **values))


def delete_position(conn: sa.Connection, position: Position) -> None:
    """Take a closed position off the table."""
    conn.execute(sa.delete(positions).where(positions.c.id == position.id))


def open_positions(conn: sa.Connection, source: str, mode: Mode) -> list[Position]:
    """The open positions of one purse, oldest first."""
    query = (
        sa.select(positions)
        .where(positions.c.source == source, positions.c.mode == mode.value)
        .order_by(positions.c.opened_at, positions.c.symbol)
    )
    return [_position_of(row) for row in conn.execute(query).mappings()]


def _position_of(row: sa.RowMapping) -> Position:
    return Position(
        id=row["id"],
        source=row["source"],
        mode=Mode(row["mode"]),
        symbol=Symbol(row["symbol"]),
        side=Side(row["side"]),
        lots=row["lots"],
        amount=Decimal(row["amount_exact"]),
        entry_price=Decimal(row["entry_price_exact"]),
        entry_fee=Decimal(row["entry_fee_exact"]),
        stop_loss=opt_decimal(row["stop_loss_exact"]),
        take_profit=opt_decimal(row["take_profit_exact"]),
        best_price=Decimal(row["best_price_exact"]),
        opened_at=row["opened_at"],
        confidence=row["confidence"],
        decision_id=row["decision_id"],
    )


def save_trade(conn: sa.Connection, trade: Trade, position: Position) -> None:
    """Write the round trip; ``action`` is the order that ended it."""
    conn.execute(
        trades.insert(),
        {
            "id": trade.id,
            "source": trade.source,
            "mode": trade.mode.value,
            "symbol": str(trade.symbol),
            "side": trade.side.value,
            "action": (Side.SELL if trade.side is Side.BUY else Side.BUY).value,
            "price": float(trade.exit_price),
            "amount": float(trade.amount),
            "entry_price": float(trade.entry_price),
            "exit_price": float(trade.exit_price),
            "stop_loss": opt_float(position.stop_loss),
            "take_profit": opt_float(position.take_profit),
            "fee": float(trade.fee),
            "pnl": float(trade.pnl),
            "pnl_pct": trade.pnl_pct,
            "amount_exact": plain(trade.amount),
            "entry_price_exact": plain(trade.entry_price),
            "exit_price_exact": plain(trade.exit_price),
            "fee_exact": plain(trade.fee),
            "pnl_exact": plain(trade.pnl),
            "ml_confidence": trade.confidence,
            "exit_reason": trade.exit_reason.value,
            "decision_id": position.decision_id,
            "opened_at": trade.opened_at,
            "closed_at": trade.closed_at,
        },
    )


def recent_trades(conn: sa.Connection, source: str, mode: Mode, limit: int) -> list[Trade]:
    """The newest round trips of one purse, oldest of them first."""
    query = (
        sa.select(trades)
        .where(trades.c.source == source, trades.c.mode == mode.value)
        .order_by(trades.c.closed_at.desc(), trades.c.id.desc())
        .limit(limit)
    )
    return [_trade_of(row) for row in reversed(conn.execute(query).mappings().all())]


def _trade_of(row: sa.RowMapping) -> Trade:
    return Trade(
        id=row["id"],
        source=row["source"],
        mode=Mode(row["mode"]),
        symbol=Symbol(row["symbol"]),
        side=Side(row["side"]),
        amount=Decimal(row["amount_exact"]),
        entry_price=Decimal(row["entry_price_exact"]),
        exit_price=Decimal(row["exit_price_exact"]),
        fee=Decimal(row["fee_exact"]),
        pnl=Decimal(row["pnl_exact"]),
        pnl_pct=row["pnl_pct"],
        exit_reason=ExitReason(row["exit_reason"]),
        confidence=row["ml_confidence"],
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
    )
