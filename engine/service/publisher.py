"""Makes snapshots: one immutable picture for everybody, at most four a second, none while nobody looks.

A picture waits for nothing outside this machine: the last 24 hours of the market are asked for beside it.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Final

from engine.core.candles import Ticker
from engine.core.decisions import Decision
from engine.core.errors import HaiDangError
from engine.core.events import Event, EventKind
from engine.core.symbols import Symbol
from engine.service.answers import Why
from engine.service.handlers.facts import position_row, read, reason_now
from engine.service.snapshots import Happening, MarketRow, Snapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.service.rooms import Rooms

INTERVAL: Final = 0.25
_HEARTBEAT: Final = 4
_HAPPENINGS: Final = 60
_SPARK: Final = 48


class SnapshotPublisher:
    """Builds the newest snapshot when something changed (or each second, for ages to grow) and wakes subscribers."""

    def __init__(self) -> None:
        self._latest: Snapshot | None = None
        self._subscribers: set[asyncio.Event] = set()
        self._happenings: deque[Happening] = deque(maxlen=_HAPPENINGS)
        self._event_id = -1
        self._tickers: dict[Symbol, Ticker] = {}
        self._asking: asyncio.Task[None] | None = None
        self._number = 0
        self._made_at = -INTERVAL
        self._somebody = asyncio.Event()
        self._wanted = False
        self._is_of_now: Callable[[], bool] = lambda: False
        self._closed = False

    async def run(self, rooms: Rooms) -> None:
        """Publish until cancelled."""
        seen, quiet = -1, 0
        self._is_of_now = lambda: rooms.pipeline.version == seen
        try:
            while True:
                if await self._rest():
                    seen = -1
                quiet += 1
                if self._wanted or rooms.pipeline.version != seen or quiet >= _HEARTBEAT:
                    self._wanted = False
                    seen, quiet = rooms.pipeline.version, 0
                    self._ask_tickers(rooms)
                    self._latest = await self.picture(rooms)
                    self._made_at = time.monotonic()
                    for waiting in self._subscribers:
                        waiting.set()
        finally:
            if self._asking is not None:
                self._asking.cancel()

    async def _rest(self) -> bool:
        """Until the next picture is due; whether nobody looked meanwhile. Who comes to an idle house need not wait."""
        self._somebody.clear()
        if self._subscribers:
            await asyncio.sleep(INTERVAL)
            if self._subscribers:
                return False
            self._somebody.clear()
        await self._somebody.wait()
        await asyncio.sleep(max(0.0, self._made_at + INTERVAL - time.monotonic()))
        return True

    def _ask_tickers(self, rooms: Rooms) -> None:
        """Ask for the last 24 hours without waiting: a slow exchange must not stop the screens."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._take_tickers(rooms))

    async def _take_tickers(self, rooms: Rooms) -> None:
        with contextlib.suppress(HaiDangError):
            self._tickers = {ticker.symbol: ticker for ticker in await rooms.tickers()}

    async def subscribe(self) -> AsyncIterator[Snapshot]:
        """The newest snapshot whenever there is a new one; a slow reader misses those between."""
        waiting = asyncio.Event()
        if self._subscribers and time.monotonic() - self._made_at <= INTERVAL and self._is_of_now():
            waiting.set()
        else:
            self._wanted = True
        self._subscribers.add(waiting)
        self._somebody.set()
        try:
            while not self._closed:
                await waiting.wait()
                waiting.clear()
                if self._latest is not None and not self._closed:
                    yield self._latest
        finally:
            self._subscribers.discard(waiting)

    def close(self) -> None:
        """End all subscriptions."""
        self._closed = True
        for waiting in self._subscribers:
            waiting.set()

    async def picture(self, rooms: Rooms) -> Snapshot:
        """The house now."""
        await self._catch_up(rooms)
        pipeline, settings = rooms.pipeline, rooms.settings
        portfolio = rooms.desk.portfolio(rooms.market_clock.now(), live=True)
        status = rooms.feed_status()
        positions = tuple(position_row(p, portfolio.prices.get(p.symbol)) for p in portfolio.positions)
        self._number += 1
        return Snapshot(
            number=self._number,
            stamp=rooms.stamp(),
            state=rooms.desk.state.value,
            connection=status.connection.value,
            connection_detail=Why(status.key, dict(status.params)),
            timeframe=rooms.timeframe,
            horizon=rooms.horizon,
            floor=settings.confidence_threshold,
            equity=portfolio.equity,
            cash=portfolio.cash,
            start_cash=rooms.start_cash(),
            open_pnl=sum(row.open_pnl or 0.0 for row in positions),
            rows=tuple(_market_row(rooms, symbol, self._tickers.get(symbol)) for symbol in pipeline.symbols()),
            positions=positions,
            happenings=tuple(self._happenings),
            training=rooms.training(),
            problems=tuple(Why(key, params) for key, params in rooms.problems()),
        )

    async def _catch_up(self, rooms: Rooms) -> None:
        """Happenings of this market and purse; after a long look away, only as many as are kept."""
        newest, events = await read(rooms, lambda conn: _new_events(conn, rooms.source, self._event_id))
        self._event_id = newest
        for event in events:
            if event.data.get("mode", rooms.mode) != rooms.mode:
                continue
            symbol = event.symbol
            self._happenings.append(Happening(event.id, event.timestamp, event.kind.value, symbol, dict(event.data)))


def _new_events(conn: Connection, source: str, after: int) -> tuple[int, list[Event]]:
    """The number of the newest event, and the newest events of one market after ``after``, oldest first.

    Silence is not among them: there is one a candle and pair, the rows tell of it, and it would push out all else.
    """
    from sqlalchemy import select

    from engine.store.events import last_event_id
    from engine.store.sql import from_json
    from engine.store.tables import events as e

    newest = last_event_id(conn)
    query = (
        select(e.c.kind, e.c.timestamp, e.c.source, e.c.symbol, e.c.data, e.c.id)
        .where(e.c.id > after, e.c.id <= newest, e.c.source == source, e.c.kind != EventKind.SILENCE.value)
        .order_by(e.c.id.desc())
        .limit(_HAPPENINGS)
    )
    found = [] if newest == after else conn.execute(query).all()
    return newest, [
        Event(EventKind(kind), timestamp, source, symbol, from_json(data), number)
        for kind, timestamp, source, symbol, data, number in reversed(found)
    ]


def _market_row(rooms: Rooms, symbol: Symbol, ticker: Ticker | None) -> MarketRow:
    pair = rooms.pipeline.pair(symbol)
    have, need = rooms.pipeline.progress(symbol)
    latest = pair.latest
    decision = latest if isinstance(latest, Decision) else None
    return MarketRow(
        symbol=symbol,
        price=pair.price,
        change_pct=ticker.change_pct if ticker else None,
        have=have,
        need=need,
        direction=decision.forecast.direction.value if decision else None,
        confidence=decision.forecast.confidence if decision else None,
        spoken=decision.spoken if decision else False,
        weight=decision.weight if decision else None,
        tier=decision.tier.value if decision else None,
        reason=reason_now(rooms, latest.reason) if latest else None,
        closes=tuple(list(pair.closes)[-_SPARK:]),
        age_ms=rooms.stamp(symbol).data_age_ms,
    )
