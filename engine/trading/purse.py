"""The purse as a whole: opened, read into memory, marked to the market, paid into, started anew."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa

from engine.core.errors import Operational
from engine.core.modes import Mode
from engine.core.orders import IntentState, OrderIntent
from engine.core.symbols import Symbol
from engine.store.state import all_state, set_state
from engine.store.tables.money import purses
from engine.trading import journal, rows
from engine.trading.acts import CONSUMED
from engine.trading.book import RECENT_TRADES, Book, Marks
from engine.trading.exact import plain, plus
from engine.trading.ledger import DEPOSIT, RESET, equity_point, move, purse_asset, read_purse, set_cash
from engine.trading.states import read_record

MARKS: Final = "trading.marks"
DAY_MS: Final = 86_400_000


def read_book(conn: sa.Connection, book: Book, source: str, mode: Mode) -> list[tuple[OrderIntent, int]]:
    """Fill an empty ``book`` from the store; returns the orders a matcher has to work on."""
    purse = read_purse(conn, source, mode)
    asset = purse_asset(conn, source, mode)
    if purse is None or asset is None:
        raise Operational("err-purse-missing", source=source, mode=mode.value)
    book.cash, book.asset = purse[0], asset
    book.record = read_record(conn, source, mode)
    kept = all_state(conn, source, mode)
    book.marks = _marks_of(kept.get(MARKS), purse[2])
    book.consumed = {
        Symbol(name.removeprefix(CONSUMED)): until for name, until in kept.items() if name.startswith(CONSUMED)
    }
    book.now = max(book.marks.timestamp, book.record.since, *book.consumed.values(), 0)
    book.hold(rows.open_positions(conn, source, mode))
    working = journal.open_intents(conn, source, mode)
    book.orders = {w.intent.client_order_id: w for w in working}
    book.trades = tuple(rows.recent_trades(conn, source, mode, RECENT_TRADES))
    return [(w.intent, w.filled) for w in working if w.state is IntentState.SENT]


@dataclass(frozen=True, slots=True)
class Point:
    """The book at the last closes of one moment, and the marks that follow from it."""

    marks: Marks
    cash: Decimal
    value: Decimal

    def write(self, conn: sa.Connection, source: str, mode: Mode) -> None:
        """Its row on the equity curve, and the marks for a restart."""
        equity_point(conn, source, mode, self.marks.timestamp, self.cash, self.value, self.marks.peak)
        write_marks(conn, source, mode, self.marks)


def point_of(book: Book, now: int) -> Point:
    """The equity at the last closes, its peak so far, and the day's first equity. Nothing is changed or written."""
    before = book.marks
    value = book.value_of(before.closes)
    total = plus(book.cash, value)
    day = now // DAY_MS
    first = before.day_equity if day == before.day else total
    return Point(Marks(now, dict(before.closes), max(before.peak, total), day, first), book.cash, value)


def write_marks(conn: sa.Connection, source: str, mode: Mode, marks: Marks) -> None:
    """Keep the marks over a restart."""
    facts = {
        "timestamp": marks.timestamp,
        "closes": {str(symbol): price for symbol, price in marks.closes.items()},
        "day": marks.day,
        "day_equity": plain(marks.day_equity),
    }
    set_state(conn, source, mode, MARKS, facts)


def pay_in(conn: sa.Connection, source: str, mode: Mode, book: Book, amount: Decimal, now: int) -> Decimal:
    """Add play money; start, peak and the day's first equity rise with it, so it is no profit. Returns the cash."""
    cash = move(conn, source, mode, book.asset, DEPOSIT, amount, f"deposit:{now}", now)
    purse = read_purse(conn, source, mode)
    if purse is not None:
        _set_start(conn, source, mode, plus(purse[1], amount), plus(purse[2], amount))
    set_cash(conn, source, mode, cash, now)
    marks = book.marks
    write_marks(
        conn, source, mode, Marks(marks.timestamp, marks.closes, marks.peak, marks.day, plus(marks.day_equity, amount))
    )
    return cash


def start_anew(conn: sa.Connection, source: str, mode: Mode, book: Book, cash: Decimal, now: int) -> Decimal:
    """Bring the cash to ``cash`` by one movement; the ledger before it stays."""
    after = move(conn, source, mode, book.asset, RESET, plus(cash, -book.cash), f"reset:{now}", now)
    _set_start(conn, source, mode, cash, cash)
    set_cash(conn, source, mode, after, now)
    write_marks(conn, source, mode, Marks(book.marks.timestamp, book.marks.closes, cash, now // DAY_MS, cash))
    return after


def _set_start(conn: sa.Connection, source: str, mode: Mode, start: Decimal, peak: Decimal) -> None:
    mine = (purses.c.source == source) & (purses.c.mode == mode.value)
    conn.execute(sa.update(purses).where(mine).values(start_cash=plain(start), equity_peak=plain(peak)))


def _marks_of(kept: dict[str, Any] | None, peak: Decimal) -> Marks:
    if kept is None:
        return Marks(peak=peak)
    closes = {Symbol(name): float(price) for name, price in kept["closes"].items()}
    return Marks(kept["timestamp"], closes, peak, kept["day"], Decimal(kept["day_equity"]))
