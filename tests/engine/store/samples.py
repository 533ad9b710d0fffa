"""A small, right set of books and rows for tests."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa

from engine.core.events import Event, EventKind
from engine.store import tables
from engine.store.chains import append_audit, append_scoreboard
from engine.store.events import append_event

PURSE = {"source": "demo", "mode": "paper"}
SYMBOL = "BTC/USDT"


def add(connection: sa.Connection, table: sa.Table, **values: object) -> None:
    connection.execute(sa.insert(table).values(**values))


def move(connection: sa.Connection, balances: dict[str, Decimal], asset: str, kind: str, delta: str, ref: str) -> None:
    balances[asset] = balances.get(asset, Decimal(0)) + Decimal(delta)
    facts = {"asset": asset, "kind": kind, "delta": delta, "balance": str(balances[asset])}
    add(connection, tables.ledger, **PURSE, **facts, reference=ref, timestamp=1)


def fill(connection: sa.Connection, number: str, order: str, side: str, leg: str, price: str) -> None:
    add(
        connection, tables.order_intents, client_order_id=order, cause="d1", **PURSE, symbol=SYMBOL, side=side, leg=leg,
        lots=10, amount="0.1", reference_price=price, position_id="c1", state="DONE", created_at=1, updated_at=1,
    )  # fmt: skip
    add(
        connection, tables.orders, client_order_id=order, **PURSE, symbol=SYMBOL, side=side, amount="0.1", filled="0.1",
        state="FILLED", created_at=1, updated_at=1,
    )  # fmt: skip
    add(
        connection, tables.fills, id=number, client_order_id=order, **PURSE, symbol=SYMBOL, side=side, leg=leg, lots=10,
        amount="0.1", price=price, fee="0.01", fee_asset="USDT", timestamp=1,
    )  # fmt: skip


def books(connection: sa.Connection, *, open_position: bool = False) -> None:
    """A purse of 1000, one round trip from 100.5 to 103 with 0.1 coins (and, if asked, one that is still open)."""
    balances: dict[str, Decimal] = {}
    move(connection, balances, "USDT", "deposit", "1000", "start:1")
    fill(connection, "f1", "c1", "BUY", "entry", "100.5")
    move(connection, balances, "USDT", "trade", "-10.05", "f1")
    move(connection, balances, "USDT", "fee", "-0.01", "f1")
    move(connection, balances, "BTC", "trade", "0.1", "f1")
    if open_position:
        add(
            connection, tables.positions, id="c1", **PURSE, symbol=SYMBOL, side="BUY", lots=10, amount=0.1,
            entry_price=100.5, amount_exact="0.1", entry_price_exact="100.5", entry_fee_exact="0.01",
            best_price_exact="100.5", decision_id="d1", opened_at=1,
        )  # fmt: skip
    else:
        fill(connection, "f2", "c2", "SELL", "exit", "103")
        move(connection, balances, "USDT", "trade", "10.3", "f2")
        move(connection, balances, "USDT", "fee", "-0.01", "f2")
        move(connection, balances, "BTC", "trade", "-0.1", "f2")
        trade(connection, "c1", decision="d1", pnl="0.23")
    cash = str(balances["USDT"])
    add(
        connection, tables.purses, **PURSE, cash=cash, start_cash="1000", equity_peak="1000", created_at=1, updated_at=1
    )


def trade(connection: sa.Connection, number: str, *, decision: str, pnl: str, entry: float = 100.5) -> None:
    add(
        connection, tables.trades, id=number, **PURSE, symbol=SYMBOL, side="BUY", action="SELL", price=103.0,
        amount=0.1, entry_price=entry, exit_price=103.0, fee=0.02, pnl=float(pnl), pnl_pct=2.2, amount_exact="0.1",
        entry_price_exact=str(entry), exit_price_exact="103", fee_exact="0.02", pnl_exact=pnl,
        exit_reason="take_profit", decision_id=decision, opened_at=1, closed_at=2,
    )  # fmt: skip


def prediction(connection: sa.Connection, number: str, stamp: int, **more: object) -> None:
    values: dict[str, object] = {
        "id": number, **PURSE, "symbol": SYMBOL, "timeframe": "15m", "horizon": "4h", "timestamp": stamp,
        "prediction": "UP", "probability": 0.7, "confidence": 0.7, "weight": 80.0, "recommendation": "STRONG_BUY",
        "multiplier": 1.5, "spoken": True, "price": 100.0, "model_version": "v1", "created_at": stamp, "due_at": stamp,
    }  # fmt: skip
    add(connection, tables.direction_predictions, **(values | more))


def decision(connection: sa.Connection, number: str, prediction_id: str, stamp: int) -> None:
    add(
        connection, tables.decisions, id=number, prediction_id=prediction_id, **PURSE, symbol=SYMBOL, timeframe="15m",
        timestamp=stamp, features_digest="x", votes="[]", floor=0.65, advice="BUY", reason="why-x", reason_params="{}",
        strategy="honest", created_at=stamp,
    )  # fmt: skip


def chains(connection: sa.Connection, count: int = 4) -> None:
    for i in range(count):
        append_scoreboard(
            connection, prediction_id=f"p{i}", kind="spoken", **PURSE, symbol=SYMBOL, content={"p": 0.7}, created_at=i
        )
        append_audit(
            connection, timestamp=i, surface="tui", actor="me", role="owner", command="pause",
            arguments={"why": "tối"}, result="ok",
        )  # fmt: skip


def event(connection: sa.Connection, stamp: int, **data: object) -> int:
    return append_event(connection, Event(EventKind.SIGNAL, stamp, "demo", SYMBOL, data), now=stamp)
