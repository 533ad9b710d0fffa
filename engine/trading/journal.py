"""The journal of intents: a row before anything is sent, and the venue's answer beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa

from engine.core.modes import ExitReason, Mode, Side
from engine.core.orders import IntentState, Leg, OrderIntent, OrderState
from engine.core.symbols import Symbol
from engine.store.tables.money import fills, order_intents, orders
from engine.trading.book import Working
from engine.trading.exact import opt_decimal, opt_plain, plain, times

OPEN_STATES: Final = (IntentState.NEW, IntentState.SENT, IntentState.UNKNOWN)
COMMAND: Final = "command:"
"""Causes that begin so come from a person."""


def write_row(conn: sa.Connection, intent: OrderIntent) -> bool:
    """Write ``intent`` as NEW; False when its id is known already, which changes nothing."""
    known = sa.select(order_intents.c.client_order_id).where(order_intents.c.client_order_id == intent.client_order_id)
    if conn.execute(known).first() is not None:
        return False
    conn.execute(order_intents.insert(), _values(intent))
    return True


def _values(intent: OrderIntent) -> dict[str, Any]:
    return {
        "client_order_id": intent.client_order_id,
        "cause": intent.cause,
        "source": intent.source,
        "mode": intent.mode.value,
        "symbol": str(intent.symbol),
        "side": intent.side.value,
        "leg": intent.leg.value,
        "lots": intent.lots,
        "amount": plain(intent.amount),
        "reference_price": plain(intent.reference_price),
        "stop_loss": opt_plain(intent.stop_loss),
        "take_profit": opt_plain(intent.take_profit),
        "confidence": intent.confidence,
        "exit_reason": intent.exit_reason.value if intent.exit_reason else None,
        "position_id": intent.position_id,
        "state": IntentState.NEW.value,
        "created_at": intent.created_at,
        "updated_at": intent.created_at,
    }


def intent_of(row: sa.RowMapping) -> OrderIntent:
    """The intent a row holds."""
    return OrderIntent(
        client_order_id=row["client_order_id"],
        cause=row["cause"],
        source=row["source"],
        mode=Mode(row["mode"]),
        symbol=Symbol(row["symbol"]),
        side=Side(row["side"]),
        leg=Leg(row["leg"]),
        lots=row["lots"],
        amount=Decimal(row["amount"]),
        created_at=row["created_at"],
        reference_price=Decimal(row["reference_price"]),
        stop_loss=opt_decimal(row["stop_loss"]),
        take_profit=opt_decimal(row["take_profit"]),
        confidence=row["confidence"],
        exit_reason=ExitReason(row["exit_reason"]) if row["exit_reason"] else None,
        position_id=row["position_id"],
    )


def find(conn: sa.Connection, client_order_id: str) -> tuple[OrderIntent, IntentState] | None:
    """An intent and its state, by id."""
    query = sa.select(order_intents).where(order_intents.c.client_order_id == client_order_id)
    row = conn.execute(query).mappings().first()
    return (intent_of(row), IntentState(row["state"])) if row is not None else None


def open_intents(conn: sa.Connection, source: str, mode: Mode) -> list[Working]:
    """Intents without an end, oldest first, with what is filled of each."""
    query = (
        sa.select(order_intents)
        .where(order_intents.c.source == source, order_intents.c.mode == mode.value)
        .where(order_intents.c.state.in_([state.value for state in OPEN_STATES]))
        .order_by(order_intents.c.created_at, order_intents.c.client_order_id)
    )
    rows = conn.execute(query).mappings().all()
    return [
        Working(intent_of(row), IntentState(row["state"]), filled_lots(conn, row["client_order_id"])) for row in rows
    ]


def filled_lots(conn: sa.Connection, client_order_id: str) -> int:
    """Lots that the fills of an order add up to."""
    total = sa.select(sa.func.sum(fills.c.lots)).where(fills.c.client_order_id == client_order_id)
    return int(conn.execute(total).scalar() or 0)


def set_state(
    conn: sa.Connection, client_order_id: str, state: IntentState, now: int, position_id: str | None = None
) -> None:
    """Move an intent to ``state``, naming its position where one is known."""
    values: dict[str, Any] = {"state": state.value, "updated_at": now}
    if position_id is not None:
        values["position_id"] = position_id
    conn.execute(sa.update(order_intents).where(order_intents.c.client_order_id == client_order_id).values(**values))


def save_order(
    conn: sa.Connection,
    intent: OrderIntent,
    state: OrderState,
    now: int,
    *,
    filled: int = 0,
    venue_order_id: str | None = None,
    error: str | None = None,
) -> None:
    """Write or renew the order's row: what the venue says of it."""
    share = times(intent.amount, Decimal(filled)) / intent.lots if filled < intent.lots else intent.amount
    values: dict[str, Any] = {"filled": plain(share), "state": state.value, "updated_at": now}
    if venue_order_id is not None:
        values["venue_order_id"] = venue_order_id
    if error is not None:
        values["error"] = error
    mine = orders.c.client_order_id == intent.client_order_id
    if conn.execute(sa.update(orders).where(mine).values(**values)).rowcount:
        return
    conn.execute(
        orders.insert(),
        dict(
            client_order_id=intent.client_order_id,
            source=intent.source,
            mode=intent.mode.value,
            symbol=str(intent.symbol),
            side=intent.side.value,
            amount=plain(intent.amount),
            created_at=now,
            **values,
        ),
    )
