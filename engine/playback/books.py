"""The books that only hold the present (positions, purse, locks), put together again as they stood at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.orders import Position
from engine.playback.late import Deal
from engine.playback.record import Record
from engine.playback.views import REBUILT
from engine.store.sql import run
from engine.store.tables import fills, locks, order_intents, purses
from engine.trading.exact import plain, plus
from engine.trading.fills import fill_of
from engine.trading.journal import intent_of
from engine.trading.ledger import balance
from engine.trading.past import Books, Happened, put_together
from engine.trading.rows import save_position

if TYPE_CHECKING:
    from sqlalchemy import Connection

DAY_MS: Final = 86_400_000
_POINT: Final = (
    "SELECT timestamp, equity, drawdown FROM equity WHERE source = ? AND mode = ? AND timestamp >= ? "
    "ORDER BY timestamp {order} LIMIT 1"
)


def rebuild(conn: Connection, record: Record, at: int) -> None:
    """Fill the temporary tables of the books; the views show ``at`` already."""
    for table in REBUILT:
        run(conn, f"DELETE FROM {table}")
    for position in _positions(conn, record, at):
        save_position(conn, position)
    _purse(conn, record, at)
    for number, lock in enumerate(record.locks_at(at), 1):
        row = {"scope": lock.facts["symbol"], "reason": "blocked", "until": None, "created_at": lock.at}
        conn.execute(locks.insert().values(id=number, source=record.source, mode=record.mode.value, **row))


def day_start(conn: Connection, record: Record, at: int, equity: Decimal) -> Decimal:
    """The day's first equity, raised by what was paid in since; the present one on a day without a point yet."""
    first = _point(conn, record, at - at % DAY_MS, "ASC")
    return plus(first[1], record.deposits.paid_in(first[0], at)) if first is not None else equity


def _positions(conn: Connection, record: Record, at: int) -> list[Position]:
    books = Books(record.source, record.mode, record.rules_at(at), record.instruments)
    happened = (_happened(conn, deal, at) for deal in record.deals if deal.is_open(at))
    found = (put_together(conn, books, known, at) for known in happened if known)
    return [position for position in found if position is not None]


def _happened(conn: Connection, deal: Deal, at: int) -> Sequence[Happened]:
    """The fills of a position that were known, and their orders, by their keys."""
    known = [one for one in deal.fills if one.known <= at]
    orders = {one.client_order_id for one in known}
    booked = conn.execute(fills.select().where(fills.c.client_order_id.in_(orders))).mappings()
    asked = conn.execute(order_intents.select().where(order_intents.c.client_order_id.in_(orders))).mappings()
    by_id = {row["id"]: fill_of(row) for row in booked}
    intents = {row["client_order_id"]: intent_of(row) for row in asked}
    return [Happened(intents[one.client_order_id], by_id[one.fill_id]) for one in known]


def _purse(conn: Connection, record: Record, at: int) -> None:
    source, mode, deposits = record.source, record.mode, record.deposits
    if deposits.asset is None:
        return
    start, since = deposits.start_at(at)
    newest = _point(conn, record, since, "DESC")
    peak = start
    if newest is not None:
        _, equity, drawdown = newest
        before = equity / (1 - drawdown) if drawdown < 1 else equity
        peak = max(start, plus(before, deposits.paid_in(record.close_at(at), at)))
    cash = balance(conn, source, mode, deposits.asset)
    row = {"cash": plain(cash), "start_cash": plain(start), "equity_peak": plain(peak)}
    conn.execute(purses.insert().values(source=source, mode=mode.value, **row, created_at=since, updated_at=at))


def _point(conn: Connection, record: Record, since: int, order: str) -> tuple[int, Decimal, Decimal] | None:
    """Moment, equity and drawdown of the first or last known point of the curve."""
    row = run(conn, _POINT.format(order=order), (record.source, record.mode.value, since)).first()
    return None if row is None else (int(row[0]), Decimal(repr(row[1])), Decimal(repr(row[2])))
