"""Tells events in log lines, in the language of the program.

It follows the events table, so none is lost or invented.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from engine.bus.port import Bus, Overflow, Topic
from engine.core.events import Event, EventKind
from engine.core.modes import Advice, ExitReason
from engine.service.text.events import line_of

if TYPE_CHECKING:
    from engine.store.store import Store

_log = logging.getLogger("engine.events")
_PAUSE: Final = 0.5
_PAGE: Final = 1_000
_LEVELS: Final = {
    EventKind.ERROR: logging.ERROR,
    EventKind.MODEL_REFUSED: logging.ERROR,
    EventKind.ORDER_REJECTED: logging.WARNING,
    EventKind.CANDLE_REFUSED: logging.WARNING,
    EventKind.GAP_FOUND: logging.WARNING,
    EventKind.KNOCK: logging.WARNING,
    EventKind.PROTECTION: logging.WARNING,
}
_TAGS: Final = {
    EventKind.ENGINE_STARTED: "KHOI TAO",
    EventKind.ENGINE_STOPPED: "KHOI TAO",
    EventKind.TRAINING: "KHOI TAO",
    EventKind.MODEL_LOADED: "KHOI TAO",
    EventKind.CONNECTION_CHANGED: "DU LIEU",
    EventKind.CANDLE_REFUSED: "DU LIEU",
    EventKind.GAP_FOUND: "DU LIEU",
    EventKind.GAP_REPAIRED: "DU LIEU",
    EventKind.SYMBOLS_CHANGED: "DU LIEU",
    EventKind.SIGNAL: "TIN HIEU ML",
    EventKind.SILENCE: "BO QUA",
    EventKind.FORECAST_SCORED: "TIN HIEU ML",
    EventKind.STATE_CHANGED: "CANH BAO",
    EventKind.FLATTENED: "CANH BAO",
    EventKind.ORDER_REJECTED: "CANH BAO",
    EventKind.KNOCK: "CANH BAO",
    EventKind.PROTECTION: "CANH BAO",
    EventKind.PRICE_ALERT: "CANH BAO",
    EventKind.BOT_CHANGED: "CANH BAO",
    EventKind.ROLE_CHANGED: "CANH BAO",
    EventKind.MODEL_REFUSED: "LOI",
    EventKind.ERROR: "LOI",
}
_EXITS: Final = {ExitReason.STOP_LOSS: "CAT LO", ExitReason.TRAILING: "CAT LO", ExitReason.TAKE_PROFIT: "CHOT LOI"}


class Narrator:
    """Follows events from the end of what was there when it was made."""

    def __init__(self, store: Store, bus: Bus) -> None:
        from engine.store.events import last_event_id

        self._store, self._bus = store, bus
        self._cursor: int = store.read(last_event_id)

    async def run(self) -> None:
        """Tell until cancelled."""
        with closing(self._bus.subscribe(Topic.EVENTS, limit=1, overflow=Overflow.COALESCE)) as woken:
            while True:
                await self.tell_new()
                # Most events come with a commit that wakes us; those that do not are told a little later.
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PAUSE):
                        await woken.get()

    async def tell_new(self) -> None:
        """Tell what happened since the last look."""
        from engine.store.events import events_since

        while new := await asyncio.to_thread(self._store.read, lambda conn: events_since(conn, self._cursor, 1_000)):
            self._cursor = new[-1].id
            for event in new:
                _tell(event)


def _tell(event: Event) -> None:
    """One event as one line; an event that cannot be told must not silence those after it."""
    try:
        line = line_of(event)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        _log.exception("event %d (%s)", event.id, event.kind)
    else:
        _log.log(_LEVELS.get(event.kind, logging.INFO), "%s", line, extra={"tag": tag_of(event)})


def tag_of(event: Event) -> str:
    """The tag that log readers filter by."""
    if event.kind in (EventKind.ORDER_SENT, EventKind.ENTRY_FILLED):
        return "QUYET DINH MUA" if event.data.get("side") == Advice.BUY else "QUYET DINH BAN"
    if event.kind is EventKind.EXIT_FILLED:
        reason = event.data.get("exit_reason")
        return next((tag for known, tag in _EXITS.items() if known == reason), "QUYET DINH BAN")
    return _TAGS.get(event.kind, "DU LIEU")
