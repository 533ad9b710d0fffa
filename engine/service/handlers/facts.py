"""Small conversions that several handlers share."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from engine.core.errors import InvalidInput
from engine.core.symbols import Symbol
from engine.service.answers import Interval, PositionRow, Why

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table
    from sqlalchemy.sql.elements import ColumnElement

    from engine.core.decisions import Reason
    from engine.core.orders import Portfolio, Position
    from engine.service.rooms import Rooms

T = TypeVar("T")


async def read(rooms: Rooms, work: Callable[[Connection], T]) -> T:
    """A question to the store, off the event loop."""
    return await asyncio.to_thread(rooms.store.read, work)


def purse(rooms: Rooms, table: Table) -> ColumnElement[bool]:
    """The rows of this run's source and mode."""
    from sqlalchemy import and_

    return and_(table.c.source == rooms.source, table.c.mode == rooms.mode)


def interval(hits: int, n: int) -> Interval:
    """A share with its 95% Wilson interval; nothing is claimed of nothing."""
    if n == 0:
        return Interval(0, 0, None, None, None)
    from engine.forecast.scores import wilson

    low, high = wilson(hits, n)
    share = hits / n
    return Interval(hits, n, share, min(low, share), max(high, share))  # rounding must not put it outside


def why(key: str, params: str | dict[str, Any] | None) -> Why:
    """A stored reason as an answer's part."""
    return Why(key, json.loads(params) if isinstance(params, str) else dict(params or {}))


def reason_now(rooms: Rooms, reason: Reason) -> Why:
    """The reason as a person needs it at this moment: who has no model yet wants to know that it is being trained."""
    training = rooms.training() if reason.key == "why-no-model" else None
    if training is not None:
        return Why("why-training", {"done": training.done, "total": training.total})
    return Why(reason.key, dict(reason.params))


def watched(rooms: Rooms, symbol: Symbol) -> Symbol:
    """``symbol`` if it is watched; raises InvalidInput that names those that are."""
    known = rooms.pipeline.symbols()
    if symbol not in known:
        raise InvalidInput("err-symbol-not-watched", symbol=symbol, known=", ".join(s.base for s in known))
    return symbol


def position_row(position: Position, price: float | None) -> PositionRow:
    """A position with what it is worth at ``price``."""
    value = open_pnl = open_pct = None
    if price is not None:
        sign = 1 if position.side == "BUY" else -1
        value = float(position.amount) * price
        cost = float(position.amount * position.entry_price)
        open_pnl = sign * (value - cost) - float(position.entry_fee)
        open_pct = 100 * open_pnl / cost if cost else 0.0
    return PositionRow(
        position.symbol, position.side.value, position.amount, position.entry_price, price, value, open_pnl, open_pct,
        position.stop_loss, position.take_profit, position.opened_at, position.confidence,
    )  # fmt: skip


def exposure_pct(portfolio: Portfolio) -> float:
    """Share of the equity in open positions, in percent."""
    value = positions_value(portfolio)
    return float(100 * value / portfolio.equity) if portfolio.equity > 0 else 0.0


def positions_value(portfolio: Portfolio) -> Decimal:
    """What open positions are worth at the last prices."""
    total = Decimal(0)
    for position in portfolio.positions:
        price = portfolio.prices.get(position.symbol)
        total += position.amount * (Decimal(repr(price)) if price is not None else position.entry_price)
    return total
