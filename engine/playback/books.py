"""The books that only hold the present (positions, purse, locks), put together again as they stood at a moment."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.orders import Position
from engine.core.symbols import Symbol
from engine.playback.record import Record
from engine.playback.views import REBUILT
from engine.store.sql import run
from engine.store.tables import locks, purses
from engine.trading.exact import plain, plus
from engine.trading.ledger import DEPOSIT, balance, purse_asset
from engine.trading.past import Books, position_at, start_at
from engine.trading.rows import save_position

if TYPE_CHECKING:
    from sqlalchemy import Connection

DAY_MS: Final = 86_400_000
# Pairs in which something may have been open, straight from the tables: what was open at a moment is worked out of the
# fills that were known, and this only spares asking about every pair.
_HELD: Final = (
    "SELECT symbol FROM {base}.positions WHERE source = ? AND mode = ? AND opened_at <= ? "
    "UNION SELECT symbol FROM {base}.trades WHERE source = ? AND mode = ? AND opened_at <= ? AND closed_at >= ?"
)
_POINT: Final = (
    "SELECT timestamp, equity, drawdown FROM equity WHERE source = ? AND mode = ? AND timestamp >= ? "
    "ORDER BY timestamp {order} LIMIT 1"
)


def rebuild(conn: Connection, record: Record, base: str, at: int) -> None:
    """Fill the temporary tables of the books; the views show ``at`` already."""
    for table in REBUILT:
        run(conn, f"DELETE FROM {table}")
    for position in _positions(conn, record, base, at):
        save_position(conn, position)
    _purse(conn, record, at)
    for number, lock in enumerate(record.locks_at(at), 1):
        row = {"scope": lock.facts["symbol"], "reason": "blocked", "until": None, "created_at": lock.at}
        conn.execute(locks.insert().values(id=number, source=record.source, mode=record.mode.value, **row))


def day_start(conn: Connection, record: Record, at: int, equity: Decimal) -> Decimal:
    """The day's first equity, raised by what was paid in since; the present one on a day without a point yet."""
    first = _point(conn, record, at - at % DAY_MS, "ASC")
    return plus(first[1], _paid_in(conn, record, first[0])) if first is not None else equity


def _positions(conn: Connection, record: Record, base: str, at: int) -> list[Position]:
    rules = record.rules_at(at)
    books = Books(record.source, record.mode, rules, record.instruments)
    purse = (record.source, record.mode.value, at)
    held = run(conn, _HELD.format(base=base), (*purse, *purse, at - rules.timeframe.ms)).all()
    found = (position_at(conn, books, Symbol(symbol), at) for (symbol,) in held)
    return [position for position in found if position is not None]


def _purse(conn: Connection, record: Record, at: int) -> None:
    source, mode = record.source, record.mode
    asset = purse_asset(conn, source, mode)
    if asset is None:
        return
    start, since = start_at(conn, source, mode, at)
    newest = _point(conn, record, since, "DESC")
    peak = start
    if newest is not None:
        _, equity, drawdown = newest
        before = equity / (1 - drawdown) if drawdown < 1 else equity
        peak = max(start, plus(before, _paid_in(conn, record, record.close_at(at))))
    row = {"cash": plain(balance(conn, source, mode, asset)), "start_cash": plain(start), "equity_peak": plain(peak)}
    conn.execute(purses.insert().values(source=source, mode=mode.value, **row, created_at=since, updated_at=at))


def _point(conn: Connection, record: Record, since: int, order: str) -> tuple[int, Decimal, Decimal] | None:
    """Moment, equity and drawdown of the first or last known point of the curve."""
    row = run(conn, _POINT.format(order=order), (record.source, record.mode.value, since)).first()
    return None if row is None else (int(row[0]), Decimal(repr(row[1])), Decimal(repr(row[2])))


def _paid_in(conn: Connection, record: Record, since: int) -> Decimal:
    """What was paid in from ``since`` on, the first deposit left out: play money raises start and peak alike."""
    query = (
        "SELECT delta FROM ledger WHERE source = ? AND mode = ? AND kind = ? AND timestamp >= ? AND id > "
        "(SELECT MIN(l.id) FROM ledger l WHERE l.source = ? AND l.mode = ?)"
    )
    purse = (record.source, record.mode.value)
    total = Decimal(0)
    for (delta,) in run(conn, query, (*purse, DEPOSIT, since, *purse)):
        total = plus(total, Decimal(delta))
    return total
