"""The book as it stood at an earlier moment, made of what was known then and of nothing later.

Fills and intents are kept for ever, so a position is put together again from them, by the functions that first made it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import sqlalchemy as sa

from engine.core.candles import Candle
from engine.core.instruments import Instrument
from engine.core.modes import Mode
from engine.core.orders import Fill, Leg, OrderIntent, Position
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.store.candles import load_series
from engine.store.tables import fills, ledger, order_intents, tape
from engine.trading.exact import ZERO, plus
from engine.trading.exits import Moved, Watch
from engine.trading.fills import fill_of
from engine.trading.journal import COMMAND, intent_of
from engine.trading.ledger import DEPOSIT, RESET
from engine.trading.positions import grown, opened, reduced

_JOINED: Final = sa.join(fills, order_intents, order_intents.c.client_order_id == fills.c.client_order_id)


@dataclass(frozen=True, slots=True)
class Books:
    """Whose books: those of a market under a mode, with the rules in force and the steps of its pairs."""

    source: str
    mode: Mode
    rules: Rules
    instruments: Callable[[Symbol], Instrument]


@dataclass(frozen=True, slots=True)
class Happened:
    """A fill and the order it belongs to."""

    intent: OrderIntent
    fill: Fill


def fills_known(conn: sa.Connection, books: Books, symbol: Symbol, since: int, until: int) -> list[Happened]:
    """Fills of ``symbol`` from ``since`` on that were known at ``until``, in their order."""
    found = _fills(conn, books, symbol, until, fills.c.timestamp >= since)
    opening = books.rules.timeframe.open_of(until)
    newest = [each for each in found if each.fill.timestamp == opening]
    late = {each.fill.id for known_at, each in _dated(conn, books, symbol, newest) if known_at > until}
    return [each for each in found if each.fill.id not in late]


def position_at(conn: sa.Connection, books: Books, symbol: Symbol, until: int) -> Position | None:
    """The position in ``symbol`` that was open at ``until``, with its stop and target as they lay then."""
    newest = (
        sa.select(order_intents.c.position_id)
        .select_from(_JOINED)
        .where(*_of(books, symbol), fills.c.timestamp <= until)
        .group_by(order_intents.c.position_id)
        .order_by(sa.func.max(fills.c.timestamp).desc())
        .limit(2)  # of the newest one, nothing may have been known yet
    )
    for (position_id,) in conn.execute(newest).all():
        own = _fills(conn, books, symbol, until, order_intents.c.position_id == position_id)
        known = [(known_at, each) for known_at, each in _dated(conn, books, symbol, own) if known_at <= until]
        if known:
            known.sort(key=lambda one: (one[0], one[1].fill.timestamp, one[1].fill.leg))
            return put_together(conn, books, [each for _, each in known], until)
    return None


def start_at(conn: sa.Connection, source: str, mode: Mode, until: int) -> tuple[Decimal, int]:
    """What the purse of that moment was started with, deposits included, and when it was last started anew."""
    m = ledger.c
    query = (
        sa.select(m.kind, m.delta, m.balance, m.timestamp)
        .where(m.source == source, m.mode == mode.value, m.kind.in_((DEPOSIT, RESET)), m.timestamp <= until)
        .order_by(m.id)
    )
    start, since = ZERO, 0
    for kind, delta, balance, timestamp in conn.execute(query):
        if kind == RESET:
            start, since = Decimal(balance), timestamp
        else:
            start = plus(start, Decimal(delta))
    return start, since


def _of(books: Books, symbol: Symbol) -> tuple[sa.ColumnElement[bool], ...]:
    f = fills.c
    return f.source == books.source, f.mode == books.mode.value, f.symbol == str(symbol)


def _fills(
    conn: sa.Connection, books: Books, symbol: Symbol, until: int, condition: sa.ColumnElement[bool]
) -> list[Happened]:
    where = (*_of(books, symbol), fills.c.timestamp <= until, condition)
    order = (fills.c.timestamp, order_intents.c.created_at, fills.c.leg, fills.c.id)
    booked = conn.execute(sa.select(fills).select_from(_JOINED).where(*where).order_by(*order)).mappings().all()
    asked = conn.execute(sa.select(order_intents).select_from(_JOINED).where(*where)).mappings()
    intents = {row["client_order_id"]: intent_of(row) for row in asked}
    return [Happened(intents[row["client_order_id"]], fill_of(row)) for row in booked]


def _dated(
    conn: sa.Connection, books: Books, symbol: Symbol, happened: Sequence[Happened]
) -> list[tuple[int, Happened]]:
    """When each fill was known: what a candle does is dated at its opening, but only its close tells."""
    timeframe = books.rules.timeframe
    openings = sorted({each.fill.timestamp for each in happened if each.fill.timestamp % timeframe.ms == 0})
    if not openings:
        return [(each.fill.timestamp, each) for each in happened]
    t = tape.c
    mine = (t.source == books.source, t.mode == books.mode.value, t.kind == "tick", t.symbol == str(symbol))
    prices = set(conn.execute(sa.select(t.timestamp).where(*mine, t.timestamp.in_(openings))).scalars())
    begun = {(each.intent.position_id, each.fill.timestamp) for each in happened if each.fill.leg is Leg.ENTRY}

    def known_at(each: Happened) -> int:
        intent, moment = each.intent, each.fill.timestamp
        # A person's exit is filled at the price of that moment; a price never ends what it has just begun.
        by_hand = each.fill.leg is Leg.EXIT and intent.cause.startswith(COMMAND) and intent.created_at == moment
        by_price = moment in prices and not (each.fill.leg is Leg.EXIT and (intent.position_id, moment) in begun)
        return moment if moment % timeframe.ms or by_hand or by_price else moment + timeframe.ms

    return [(known_at(each), each) for each in happened]


def put_together(conn: sa.Connection, books: Books, happened: Sequence[Happened], until: int) -> Position | None:
    """What fills of one position, in the order in which they were known, made of it by ``until``."""
    candles = deque(_trailing(conn, books, happened[0].fill, until))
    position: Position | None = None
    for each in happened:
        while candles and candles[0].closed_at <= each.fill.timestamp:
            position = _trailed(position, candles.popleft(), books)
        position = _filled(position, each, books)
    for candle in candles:
        position = _trailed(position, candle, books)
    return position


def _trailing(conn: sa.Connection, books: Books, first: Fill, until: int) -> list[Candle]:
    """The closed candles that pulled a trailing stop; none where there is no such stop."""
    if not books.rules.trail_ppm:
        return []
    timeframe = books.rules.timeframe
    end = until - timeframe.ms + 1
    return load_series(conn, books.source, first.symbol, timeframe, start=first.timestamp, end=end).candles()


def _filled(position: Position | None, each: Happened, books: Books) -> Position | None:
    intent, fill = each.intent, each.fill
    if fill.leg is Leg.EXIT:
        return reduced(position, fill) if position is not None else None
    instrument = books.instruments(fill.symbol)
    if position is None:
        return opened(intent, fill, instrument, books.rules)
    return grown(position, intent, fill, instrument, books.rules)


def _trailed(position: Position | None, candle: Candle, books: Books) -> Position | None:
    if position is None:
        return None
    watch = Watch.of(position, books.instruments(position.symbol), books.rules)
    verdict = watch.on_candle(candle)
    if not isinstance(verdict, Moved):
        return position
    to_price = watch.instrument.to_price
    return replace(
        position, stop_loss=to_price(verdict.stop) if verdict.stop else None, best_price=to_price(verdict.best)
    )
