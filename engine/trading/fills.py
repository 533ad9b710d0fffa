"""A fill enters the books: money, position, round trip, order and event, all in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa

from engine.core.errors import Operational
from engine.core.events import Event, EventKind
from engine.core.instruments import Instrument
from engine.core.modes import ExitReason
from engine.core.orders import Fill, IntentState, Leg, OrderIntent, OrderState, Position, Trade
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.store.events import append_event
from engine.store.tables.money import fills, order_intents
from engine.trading import journal, rows
from engine.trading.exact import ZERO, opt_plain, plain
from engine.trading.ledger import move_fill
from engine.trading.positions import grown, opened, reduced, trade_of


@dataclass(frozen=True, slots=True)
class Applied:
    """What a fill has changed. ``fresh`` is False for a fill that the books had already: then nothing was changed."""

    fresh: bool
    intent: OrderIntent
    filled: int = 0
    finished: bool = False
    position: Position | None = None
    trade: Trade | None = None
    cash: Decimal = ZERO


def apply_fill(conn: sa.Connection, fill: Fill, instrument: Instrument, rules: Rules) -> Applied:
    """Book ``fill`` once. Raises Operational for a fill that belongs to no intent or closes more than is open."""
    found = journal.find(conn, fill.client_order_id)
    if found is None:
        raise Operational("err-fill-unknown-order", order=fill.client_order_id, symbol=fill.symbol)
    intent, state = found
    if conn.execute(sa.select(fills.c.id).where(fills.c.id == fill.id)).first() is not None:
        return Applied(False, intent)
    _save_fill(conn, fill)
    cash = move_fill(conn, fill)
    before = _position_in(conn, fill)
    position = _position_after(before, intent, fill, instrument, rules)
    anchor = position or before
    if anchor is None:
        raise Operational("err-fill-no-position", order=fill.client_order_id, symbol=fill.symbol)
    filled, finished = _close_order(conn, intent, state, fill, anchor.id)
    trade = None
    if position is not None:
        rows.save_position(conn, position)
    else:
        trade = trade_of(anchor, _fills_of(conn, anchor.id), intent.exit_reason or ExitReason.SIGNAL, fill.timestamp)
        rows.delete_position(conn, anchor)
        rows.save_trade(conn, trade, anchor)
    _tell(conn, intent, fill, anchor, trade, filled)
    return Applied(True, intent, filled, finished, position, trade, cash)


def _position_in(conn: sa.Connection, fill: Fill) -> Position | None:
    return next((p for p in rows.open_positions(conn, fill.source, fill.mode) if p.symbol == fill.symbol), None)


def _position_after(
    before: Position | None, intent: OrderIntent, fill: Fill, instrument: Instrument, rules: Rules
) -> Position | None:
    if fill.leg is Leg.ENTRY:
        if before is None:
            return opened(intent, fill, instrument, rules)
        if before.side is not fill.side:
            raise Operational("err-fill-flips", order=fill.client_order_id, symbol=fill.symbol)
        return grown(before, intent, fill, instrument, rules)
    if before is None:
        return None
    if fill.lots > before.lots:
        raise Operational("err-fill-too-large", order=fill.client_order_id, symbol=fill.symbol)
    return reduced(before, fill)


def _close_order(
    conn: sa.Connection, intent: OrderIntent, state: IntentState, fill: Fill, position_id: str
) -> tuple[int, bool]:
    filled = journal.filled_lots(conn, intent.client_order_id)
    finished = filled >= intent.lots
    # A fill that comes after a cancellation does not open the order again.
    after = IntentState.DONE if finished else state if state is IntentState.CANCELED else IntentState.SENT
    journal.set_state(conn, intent.client_order_id, after, fill.timestamp, position_id)
    order = OrderState.FILLED if finished else OrderState.PARTIAL
    journal.save_order(conn, intent, order, fill.timestamp, filled=filled)
    return filled, finished or after is IntentState.CANCELED


def _save_fill(conn: sa.Connection, fill: Fill) -> None:
    conn.execute(
        fills.insert(),
        {
            "id": fill.id,
            "client_order_id": fill.client_order_id,
            "source": fill.source,
            "mode": fill.mode.value,
            "symbol": str(fill.symbol),
            "side": fill.side.value,
            "leg": fill.leg.value,
            "lots": fill.lots,
            "amount": plain(fill.amount),
            "price": plain(fill.price),
            "fee": plain(fill.fee),
            "fee_asset": fill.fee_asset,
            "timestamp": fill.timestamp,
        },
    )


def _fills_of(conn: sa.Connection, position_id: str) -> list[Fill]:
    query = (
        sa.select(fills)
        .join(order_intents, order_intents.c.client_order_id == fills.c.client_order_id)
        .where(order_intents.c.position_id == position_id)
        .order_by(fills.c.timestamp, fills.c.id)
    )
    return [fill_of(row) for row in conn.execute(query).mappings()]


def fill_of(row: sa.RowMapping) -> Fill:
    """The fill a row holds."""
    from engine.core.modes import Mode, Side

    return Fill(
        id=row["id"],
        client_order_id=row["client_order_id"],
        source=row["source"],
        mode=Mode(row["mode"]),
        symbol=Symbol(row["symbol"]),
        side=Side(row["side"]),
        leg=Leg(row["leg"]),
        lots=row["lots"],
        amount=Decimal(row["amount"]),
        price=Decimal(row["price"]),
        fee=Decimal(row["fee"]),
        fee_asset=row["fee_asset"],
        timestamp=row["timestamp"],
    )


def _tell(
    conn: sa.Connection, intent: OrderIntent, fill: Fill, position: Position, trade: Trade | None, filled: int
) -> None:
    data: dict[str, object] = {
        "mode": fill.mode.value,
        "client_order_id": fill.client_order_id,
        "fill_id": fill.id,
        "position_id": position.id,
        "side": fill.side.value,
        "amount": plain(fill.amount),
        "price": plain(fill.price),
        "fee": plain(fill.fee),
        "fee_asset": fill.fee_asset,
        "whole": filled >= intent.lots,
        "entry_price": plain(position.entry_price),
        "stop_loss": opt_plain(position.stop_loss),
        "take_profit": opt_plain(position.take_profit),
        "confidence": position.confidence,
        "decision_id": position.decision_id,
    }
    if fill.leg is Leg.EXIT:
        data["exit_reason"] = (intent.exit_reason or ExitReason.SIGNAL).value
        data["closed"] = trade is not None
    if trade is not None:
        data.update(
            trade_id=trade.id,
            pnl=plain(trade.pnl),
            pnl_pct=trade.pnl_pct,
            fees=plain(trade.fee),
            opened_at=trade.opened_at,
            closed_at=trade.closed_at,
        )
    kind = EventKind.ENTRY_FILLED if fill.leg is Leg.ENTRY else EventKind.EXIT_FILLED
    append_event(conn, Event(kind, fill.timestamp, fill.source, str(fill.symbol), data))
