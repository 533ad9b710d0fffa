"""What was said and done on the candles of a chart, as far as it was known at a moment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from engine.core.modes import Direction, Side
from engine.core.orders import Leg
from engine.service.answers import ChartLevel, ChartMark
from engine.service.handlers.facts import why
from engine.trading.exact import mean, plus, times
from engine.trading.past import Happened, fills_known

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.orders import Position
    from engine.core.symbols import Symbol
    from engine.core.timeframes import Timeframe
    from engine.trading.past import Books

SIDES: Final = {Direction.UP.value: Side.BUY.value, Direction.DOWN.value: Side.SELL.value}


def marks_at(
    conn: Connection, books: Books, symbol: Symbol, timeframe: Timeframe, opens: list[int], until: int
) -> tuple[ChartMark, ...]:
    """Signals, entries and exits on the candles that opened at ``opens``, in their order."""
    if not opens:
        return ()
    since, shown = opens[0], set(opens)
    marks = [
        *_signals(conn, books, symbol, timeframe, since, until),
        *_orders(fills_known(conn, books, symbol, since, until), timeframe),
    ]
    return tuple(sorted((mark for mark in marks if mark.at in shown), key=lambda mark: mark.at))


def levels_of(position: Position | None) -> tuple[ChartLevel, ...]:
    """Where a position began, and where it will end."""
    if position is None:
        return ()
    prices = (("entry", position.entry_price), ("stop", position.stop_loss), ("target", position.take_profit))
    return tuple(ChartLevel(kind, float(price), position.opened_at) for kind, price in prices if price is not None)


def _signals(
    conn: Connection, books: Books, symbol: Symbol, timeframe: Timeframe, since: int, until: int
) -> list[ChartMark]:
    """Spoken signals, on the candle they were made on: what its close gave rise to belongs to it."""
    from sqlalchemy import select, true

    from engine.store.tables import decisions as d
    from engine.store.tables import direction_predictions as p

    query = (
        select(p.c.timestamp, p.c.prediction, p.c.price, p.c.confidence, d.c.trades, d.c.reason, d.c.reason_params)
        .join_from(p, d, d.c.prediction_id == p.c.id)
        .where(
            p.c.source == books.source,
            p.c.mode == books.mode.value,
            p.c.symbol == str(symbol),
            p.c.timeframe == str(books.rules.timeframe),
            p.c.timestamp >= since,
            p.c.created_at <= until,
            p.c.spoken == true(),
            p.c.prediction.in_(SIDES),
        )
        .order_by(p.c.timestamp)
    )
    return [
        ChartMark(timeframe.open_of(at), "signal", SIDES[said], price, confidence, traded, why(key, params))
        for at, said, price, confidence, traded, key, params in conn.execute(query)
    ]


def _orders(happened: list[Happened], timeframe: Timeframe) -> list[ChartMark]:
    """One mark for an order, where its first part was filled, at the mean price."""
    orders: defaultdict[str, list[Happened]] = defaultdict(list)
    for each in happened:
        orders[each.fill.client_order_id].append(each)
    return [_mark(parts, timeframe) for parts in orders.values()]


def _mark(parts: list[Happened], timeframe: Timeframe) -> ChartMark:
    intent, first = parts[0].intent, parts[0].fill
    cost = amount = first.amount * 0
    for part in parts:
        cost = plus(cost, times(part.fill.amount, part.fill.price))
        amount = plus(amount, part.fill.amount)
    price = float(mean(cost, amount))
    at = timeframe.open_of(first.timestamp)
    if intent.leg is Leg.ENTRY:
        return ChartMark(at, "entry", intent.side.value, price, intent.confidence)
    reason = intent.exit_reason
    note = why(f"exit-{reason.value.replace('_', '-')}", None) if reason is not None else None
    return ChartMark(at, "exit", intent.side.value, price, note=note)
