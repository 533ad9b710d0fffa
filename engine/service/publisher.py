"""Makes snapshots: one immutable picture for everybody, at most four a second, none while nobody looks."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from engine.core.candles import Ticker
from engine.core.decisions import Decision
from engine.core.symbols import Symbol
from engine.service.answers import Why
from engine.service.handlers.facts import position_row, read
from engine.service.snapshots import Happening, MarketRow, Snapshot

if TYPE_CHECKING:
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
        self._event_id = 0
        self._number = 0
        self._closed = False

    async def run(self, rooms: Rooms) -> None:
        """Publish until cancelled."""
        seen, quiet = -1, 0
        while True:
            await asyncio.sleep(INTERVAL)
            if not self._subscribers:
                seen = -1
                continue
            quiet += 1
            if rooms.pipeline.version != seen or quiet >= _HEARTBEAT:
                seen, quiet = rooms.pipeline.version, 0
                self._latest = await self.picture(rooms)
                for waiting in self._subscribers:
                    waiting.set()

    async def subscribe(self) -> AsyncIterator[Snapshot]:
        """The newest snapshot whenever there is a new one; a slow reader misses those between."""
        waiting = asyncio.Event()
        self._subscribers.add(waiting)
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
        tickers = {ticker.symbol: ticker for ticker in await rooms.tickers()}
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
            timeframe=settings.timeframe,
            horizon=settings.horizon,
            floor=settings.confidence_threshold,
            equity=portfolio.equity,
            cash=portfolio.cash,
            start_cash=rooms.start_cash(),
            open_pnl=sum(row.open_pnl or 0.0 for row in positions),
            rows=tuple(_market_row(rooms, symbol, tickers.get(symbol)) for symbol in pipeline.symbols()),
            positions=positions,
            happenings=tuple(self._happenings),
            training=rooms.training(),
            problems=tuple(Why(key, params) for key, params in rooms.problems()),
        )

    async def _catch_up(self, rooms: Rooms) -> None:
        from engine.store.events import events_since, last_event_id

        if self._event_id == 0:
            newest = await read(rooms, last_event_id)
            self._event_id = max(0, newest - _HAPPENINGS)
        for event in await read(rooms, lambda conn: events_since(conn, self._event_id, 500)):
            self._event_id = event.id
            symbol = event.symbol
            self._happenings.append(Happening(event.id, event.timestamp, event.kind.value, symbol, dict(event.data)))


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
        reason=Why(latest.reason.key, dict(latest.reason.params)) if latest else None,
        closes=tuple(list(pair.closes)[-_SPARK:]),
    )
