"""Price alerts: told once, by the first price at or beyond them.

``see`` is called with every price and costs one look into a dictionary; what was reached is written by ``tell``, in one
transaction with the event that tells it, so that a crash in between tells it later and not twice.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.candles import Candle, Tick
from engine.core.errors import Refused
from engine.core.events import Event, EventKind
from engine.core.modes import Market
from engine.core.symbols import Symbol
from engine.store.events import append_event
from engine.store.price_alerts import ABOVE, PriceAlert, add_alert, drop_alerts, fire, open_alerts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.clocks import Clock
    from engine.settings import Settings
    from engine.store.store import Store

MOST: Final = 50
"""Alerts of one mailbox."""


@dataclass(slots=True)
class _Watched:
    """The alerts of a pair and the prices between which none of them is reached."""

    alerts: list[PriceAlert]
    floor: float = 0.0
    ceiling: float = 0.0

    def __post_init__(self) -> None:
        above = [float(alert.price) for alert in self.alerts if alert.side == ABOVE]
        below = [float(alert.price) for alert in self.alerts if alert.side != ABOVE]
        self.ceiling, self.floor = min(above, default=float("inf")), max(below, default=0.0)


@dataclass(frozen=True, slots=True)
class _Reached:
    alert: PriceAlert
    price: float
    at: int


class PriceWatch:
    """All alerts of this market that were not told yet."""

    def __init__(self, store: Store, settings: Settings, wall_clock: Clock) -> None:
        self._store, self._source, self._wall = store, settings.source, wall_clock
        self._has_dates = settings.market is Market.EXCHANGE
        self._pairs: dict[Symbol, _Watched] = {}
        self._reached: deque[_Reached] = deque()
        self._changing = asyncio.Lock()

    async def load(self) -> None:
        """Remember what was asked for."""
        for alert in await asyncio.to_thread(self._store.read, lambda conn: open_alerts(conn, self._source)):
            self._put(alert.symbol, [*self._of(alert.symbol), alert])

    # --- what prices do ---------------------------------------------------------------------------------------------
    def see(self, seen: Tick | Candle) -> None:
        """A price of the market, between closes or at one; must be quick."""
        watched = self._pairs.get(seen.symbol)
        if watched is None:
            return
        if isinstance(seen, Tick):
            self._reach(seen.symbol, watched, watched.alerts, seen.price, seen.timestamp)
        else:
            self._see_candle(watched, seen)

    def _see_candle(self, watched: _Watched, candle: Candle) -> None:
        """Where no prices came in between, the range of a candle tells what was reached.

        Only for alerts that were asked for before it opened, which is known where candles bear the wall's dates.
        """
        if self._has_dates:
            before = [alert for alert in watched.alerts if alert.created_at <= candle.timestamp]
            for price in (candle.high, candle.low):
                self._reach(candle.symbol, watched, before, price, candle.closed_at)
        if (left := self._pairs.get(candle.symbol)) is not None:
            self._reach(candle.symbol, left, left.alerts, candle.close, candle.closed_at)

    async def tell(self) -> None:
        """Write what was reached since the last time."""
        while self._reached:
            reached = self._reached[0]
            now = self._wall.now()
            await self._store.write(lambda conn: _tell(conn, reached, now))  # noqa: B023 - awaited here
            self._reached.popleft()

    # --- what people do ---------------------------------------------------------------------------------------------
    def of_mailbox(self, surface: str, mailbox: str, symbol: Symbol | None = None) -> list[PriceAlert]:
        """What a mailbox waits for, by pair and price."""
        found = [
            alert
            for pair, watched in self._pairs.items()
            for alert in watched.alerts
            if (alert.surface, alert.mailbox) == (surface, mailbox) and symbol in (None, pair)
        ]
        return sorted(found, key=lambda alert: (alert.symbol, alert.price, alert.id))

    async def add(self, alert: PriceAlert) -> PriceAlert:
        """Wait for a price; the same one twice is once. Raises Refused (``err-alerts-full``)."""
        async with self._changing:
            known = self.of_mailbox(alert.surface, alert.mailbox)
            same = next((one for one in known if (one.symbol, one.price) == (alert.symbol, alert.price)), None)
            if same is not None:
                return same
            if len(known) >= MOST:
                raise Refused("err-alerts-full", most=MOST)
            number = await self._store.write(lambda conn: add_alert(conn, alert))
            made = replace(alert, id=number)
            self._put(alert.symbol, [*self._of(alert.symbol), made])
            return made

    async def remove(
        self, surface: str, mailbox: str, symbol: Symbol | None = None, price: Decimal | None = None
    ) -> list[PriceAlert]:
        """Wait no more for a price of a pair, for any price of it, or for anything; returns what was waited for."""
        async with self._changing:
            gone = [one for one in self.of_mailbox(surface, mailbox, symbol) if price in (None, one.price)]
            numbers = {one.id for one in gone}
            await self._store.write(lambda conn: drop_alerts(conn, numbers))
            for pair in {one.symbol for one in gone}:
                self._put(pair, [one for one in self._of(pair) if one.id not in numbers])
            return gone

    def _reach(self, symbol: Symbol, watched: _Watched, alerts: Sequence[PriceAlert], price: float, at: int) -> None:
        if watched.floor < price < watched.ceiling:
            return
        reached = {alert.id: _Reached(alert, price, at) for alert in alerts if _is_reached(alert, price)}
        if reached:
            self._reached.extend(reached.values())
            self._put(symbol, [one for one in self._of(symbol) if one.id not in reached])

    def _of(self, symbol: Symbol) -> list[PriceAlert]:
        watched = self._pairs.get(symbol)
        return [] if watched is None else watched.alerts

    def _put(self, symbol: Symbol, alerts: list[PriceAlert]) -> None:
        if alerts:
            self._pairs[symbol] = _Watched(alerts)
        else:
            self._pairs.pop(symbol, None)


def _is_reached(alert: PriceAlert, price: float) -> bool:
    level = float(alert.price)
    return price >= level if alert.side == ABOVE else price <= level


def _tell(conn: Connection, reached: _Reached, now: int) -> None:
    alert = reached.alert
    if not fire(conn, alert.id, now):
        return  # it was removed meanwhile, or told by a commit whose answer was lost
    facts = {
        "alert_id": alert.id, "surface": alert.surface, "mailbox": alert.mailbox, "side": alert.side,
        "level": str(alert.price), "price": reached.price,
        "key": f"price-reached-{alert.side}", "params": {"symbol": str(alert.symbol), "price": str(alert.price)},
    }  # fmt: skip
    append_event(conn, Event(EventKind.PRICE_ALERT, reached.at, alert.source, str(alert.symbol), facts), now=now)
