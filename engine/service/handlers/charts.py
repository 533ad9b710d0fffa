"""chart, equity, depth: what is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from engine.service.answers import Chart, Depth, DepthRow, EquityCurve, EquityPoint
from engine.service.handlers.book import drawdown_pct
from engine.service.handlers.chart_marks import levels_of
from engine.service.handlers.chart_reading import Wish, read_chart
from engine.service.handlers.equity_reading import MOST, read_equity, thinned
from engine.service.handlers.facts import read, watched
from engine.service.port import Caller
from engine.trading.past import Books

if TYPE_CHECKING:
    from engine.core.symbols import Symbol
    from engine.service.rooms import Rooms

_DEPTH: Final = 20


async def chart(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Chart:
    """Candles with all that belongs on them, as it is or (``until``) as it was."""
    symbol = watched(rooms, arguments["symbol"])
    now = rooms.market_clock.now()
    until = min(arguments.get("until", now), now)
    wish = Wish(symbol, arguments.get("timeframe", rooms.timeframe), arguments["candles"], until)
    books = Books(rooms.source, rooms.pipeline.mode, rooms.pipeline.rules, rooms.instruments)
    stamp = rooms.stamp(symbol)
    if until < now:
        earlier = replace(stamp, market_time=until, data_age_ms=None)
        return await read(rooms, lambda conn: read_chart(conn, books, earlier, wish))
    drawn = await read(rooms, lambda conn: read_chart(conn, books, stamp, wish))
    return _as_it_is(rooms, symbol, drawn)


def _as_it_is(rooms: Rooms, symbol: Symbol, drawn: Chart) -> Chart:
    """The present is known better than the store tells it: prices between candles, and the book itself."""
    price = rooms.pipeline.last_price(symbol)
    position = rooms.desk.portfolio(rooms.market_clock.now()).position_of(symbol)
    return replace(drawn, price=drawn.price if price is None else price, levels=levels_of(position))


async def equity(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> EquityCurve:
    """The purse from its start until now."""
    mode, now = rooms.pipeline.mode, rooms.market_clock.now()
    start, points = await read(rooms, lambda conn: read_equity(conn, rooms.source, mode, now))
    portfolio = rooms.desk.portfolio(now, live=True)
    last = EquityPoint(now, float(portfolio.equity), drawdown_pct(portfolio.equity, portfolio.equity_peak))
    before = [point for point in points if point.at < now]
    return EquityCurve(rooms.stamp(), start, (*thinned(before, MOST - 1), last))


async def depth(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Depth:
    """The best prices on both sides, where the market shows them."""
    symbol = watched(rooms, arguments["symbol"])
    book = await rooms.order_book(symbol, _DEPTH)
    if book is None:
        return Depth(rooms.stamp(symbol), symbol, (), (), has_book=False)
    bids, asks = (tuple(DepthRow(*row) for row in side) for side in (book.bids, book.asks))
    return Depth(rooms.stamp(symbol), symbol, bids, asks, has_book=True)
