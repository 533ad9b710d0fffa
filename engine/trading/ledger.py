"""The purse and every movement in it. The sum of the movements of an asset is its balance, to the last digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import sqlalchemy as sa

from engine.core.hashing import digest
from engine.core.modes import Mode
from engine.core.orders import Fill
from engine.store.tables.money import equity, fills, ledger, purses, trades
from engine.trading.exact import ZERO, plain, plus, times

DEPOSIT: Final = "deposit"
TRADE: Final = "trade"
FEE: Final = "fee"
RESET: Final = "reset"


def create_purse(conn: sa.Connection, source: str, mode: Mode, asset: str, cash: Decimal, now: int) -> bool:
    """Open the purse of ``source`` and ``mode`` with ``cash`` of ``asset``; False when there is one already."""
    if read_purse(conn, source, mode) is not None:
        return False
    text = plain(cash)
    conn.execute(
        purses.insert(),
        {
            "source": source,
            "mode": mode.value,
            "cash": text,
            "start_cash": text,
            "equity_peak": text,
            "created_at": now,
            "updated_at": now,
        },
    )
    move(conn, source, mode, asset, DEPOSIT, cash, f"start:{now}", now)
    return True


def read_purse(conn: sa.Connection, source: str, mode: Mode) -> tuple[Decimal, Decimal, Decimal] | None:
    """Cash, starting cash and the highest equity of a purse."""
    query = sa.select(purses.c.cash, purses.c.start_cash, purses.c.equity_peak).where(
        purses.c.source == source, purses.c.mode == mode.value
    )
    row = conn.execute(query).first()
    return (Decimal(row[0]), Decimal(row[1]), Decimal(row[2])) if row is not None else None


def purse_asset(conn: sa.Connection, source: str, mode: Mode) -> str | None:
    """The asset a purse counts in: that of its first deposit."""
    query = (
        sa.select(ledger.c.asset)
        .where(ledger.c.source == source, ledger.c.mode == mode.value, ledger.c.kind == DEPOSIT)
        .order_by(ledger.c.id)
        .limit(1)
    )
    found: str | None = conn.execute(query).scalar()
    return found


def balance(conn: sa.Connection, source: str, mode: Mode, asset: str) -> Decimal:
    """What the purse holds of ``asset``."""
    query = (
        sa.select(ledger.c.balance)
        .where(ledger.c.source == source, ledger.c.mode == mode.value, ledger.c.asset == asset)
        .order_by(ledger.c.id.desc())
        .limit(1)
    )
    last = conn.execute(query).scalar()
    return ZERO if last is None else Decimal(last)


def move(
    conn: sa.Connection, source: str, mode: Mode, asset: str, kind: str, delta: Decimal, reference: str, now: int
) -> Decimal:
    """Write one movement and return the balance after it."""
    after = plus(balance(conn, source, mode, asset), delta)
    conn.execute(
        ledger.insert(),
        {
            "source": source,
            "mode": mode.value,
            "asset": asset,
            "kind": kind,
            "delta": plain(delta),
            "balance": plain(after),
            "reference": reference,
            "timestamp": now,
        },
    )
    return after


def set_cash(conn: sa.Connection, source: str, mode: Mode, cash: Decimal, now: int) -> None:
    """Write the purse's cash, which is the ledger's balance of its asset."""
    mine = (purses.c.source == source) & (purses.c.mode == mode.value)
    conn.execute(sa.update(purses).where(mine).values(cash=plain(cash), updated_at=now))


def move_fill(conn: sa.Connection, fill: Fill) -> Decimal:
    """Write the money, the fee and the coins of a fill, and return the cash (balance of the quote asset) after it.

    A BUY takes ``amount * price`` of the quote asset and brings ``amount`` of the base asset; a SELL the reverse. The
    fee is a movement of its own, in the asset it was paid in.
    """
    sign = 1 if fill.side.value == "BUY" else -1
    value = times(fill.amount, fill.price)
    where = (conn, fill.source, fill.mode)
    quote, base = fill.symbol.quote, fill.symbol.base
    cash = move(*where, quote, TRADE, -sign * value, fill.id, fill.timestamp)
    if fill.fee:
        after = move(*where, fill.fee_asset, FEE, -fill.fee, fill.id, fill.timestamp)
        cash = after if fill.fee_asset == quote else cash
    move(*where, base, TRADE, sign * fill.amount, fill.id, fill.timestamp)
    set_cash(conn, fill.source, fill.mode, cash, fill.timestamp)
    return cash


def equity_point(
    conn: sa.Connection, source: str, mode: Mode, now: int, cash: Decimal, positions_value: Decimal, peak: Decimal
) -> None:
    """Write one point of the equity curve under a ``peak`` that includes it, and keep the peak in the purse."""
    total = plus(cash, positions_value)
    conn.execute(
        equity.insert(),
        {
            "source": source,
            "mode": mode.value,
            "timestamp": now,
            "cash": float(cash),
            "positions_value": float(positions_value),
            "equity": float(total),
            "drawdown": float(1 - total / peak) if peak > 0 else 0.0,
        },
    )
    if total == peak:
        mine = (purses.c.source == source) & (purses.c.mode == mode.value)
        conn.execute(sa.update(purses).where(mine).values(equity_peak=plain(peak), updated_at=now))


def ledger_hash(conn: sa.Connection, source: str, mode: Mode) -> str:
    """One hash over all movements, fills and round trips of a purse, in order: equal for equal histories.

    Nothing of wall time, row numbers or the purse's name is in it, so a replay into another store has the same hash.
    """
    m, f, t = ledger.c, fills.c, trades.c
    parts = (
        sa.select(m.asset, m.kind, m.delta, m.balance, m.reference, m.timestamp)
        .where(_of(ledger, source, mode))
        .order_by(m.id),
        sa.select(
            f.id, f.client_order_id, f.symbol, f.side, f.leg, f.lots, f.amount, f.price, f.fee, f.fee_asset, f.timestamp
        )
        .where(_of(fills, source, mode))
        .order_by(f.timestamp, f.id),
        sa.select(
            t.id, t.symbol, t.side, t.amount_exact, t.entry_price_exact, t.exit_price_exact, t.fee_exact, t.pnl_exact,
            t.exit_reason, t.decision_id, t.opened_at, t.closed_at,
        )
        .where(_of(trades, source, mode))
        .order_by(t.closed_at, t.id),
    )  # fmt: skip
    return digest(*([list(row) for row in conn.execute(part)] for part in parts))


def _of(table: sa.Table, source: str, mode: Mode) -> sa.ColumnElement[bool]:
    return (table.c.source == source) & (table.c.mode == mode.value)
