"""Tells events in log lines, in the language of the program. It follows the events table, so none is lost or invented."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.events import Event, EventKind
from engine.core.modes import Advice, ExitReason
from locales import t
from locales.formats import percent, price, probability

if TYPE_CHECKING:
    from engine.store.store import Store

_log = logging.getLogger("engine.events")
_PAUSE: Final = 0.5
_LEVELS: Final = {
    EventKind.ERROR: logging.ERROR,
    EventKind.MODEL_REFUSED: logging.ERROR,
    EventKind.ORDER_REJECTED: logging.WARNING,
    EventKind.CANDLE_REFUSED: logging.WARNING,
    EventKind.GAP_FOUND: logging.WARNING,
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
    EventKind.MODEL_REFUSED: "LOI",
    EventKind.ERROR: "LOI",
}
_EXITS: Final = {ExitReason.STOP_LOSS: "CAT LO", ExitReason.TRAILING: "CAT LO", ExitReason.TAKE_PROFIT: "CHOT LOI"}


class Narrator:
    """Follows events from the end of what was there at the start."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cursor: int | None = None

    async def run(self) -> None:
        """Tell until cancelled."""
        while True:
            await self.tell_new()
            await asyncio.sleep(_PAUSE)

    async def tell_new(self) -> None:
        """Tell what happened since the last look."""
        from engine.store.events import events_since, last_event_id

        if self._cursor is None:
            self._cursor = await asyncio.to_thread(self._store.read, last_event_id)
        cursor = self._cursor
        for event in await asyncio.to_thread(self._store.read, lambda conn: events_since(conn, cursor, 1_000)):
            self._cursor = event.id
            tell(event)


def tell(event: Event) -> None:
    """One event as one line."""
    _log.log(_LEVELS.get(event.kind, logging.INFO), line_of(event), extra={"tag": tag_of(event)})


def tag_of(event: Event) -> str:
    """The tag that log readers filter by."""
    if event.kind is EventKind.ENTRY_FILLED:
        return "QUYET DINH MUA" if event.data.get("side") == Advice.BUY else "QUYET DINH BAN"
    if event.kind is EventKind.EXIT_FILLED:
        reason = event.data.get("exit_reason")
        return next((tag for known, tag in _EXITS.items() if known == reason), "QUYET DINH BAN")
    return _TAGS.get(event.kind, "HE THONG")


def line_of(event: Event) -> str:
    """The sentence of an event."""
    data: Mapping[str, Any] = event.data
    symbol = event.symbol or "-"
    kind = event.kind
    if kind in (EventKind.SIGNAL, EventKind.SILENCE):
        why = t(str(data["reason"]), **data.get("reason_params", {}))
        return t(
            "log-signal" if kind is EventKind.SIGNAL else "log-silence",
            symbol=symbol,
            direction=t(f"direction-{str(data['direction']).lower()}"),
            confidence=probability(float(data["confidence"])),
            reason=why,
        )
    if kind is EventKind.FORECAST_SCORED:
        return t("log-scored", symbol=symbol, outcome=t("outcome-right" if data["correct"] else "outcome-wrong"))
    if kind in (EventKind.ENTRY_FILLED, EventKind.EXIT_FILLED):
        return _fill_line(kind, symbol, data)
    if kind in (EventKind.STATE_CHANGED,):
        return t("log-state", state=t(f"state-{str(data['state']).lower()}"), actor=str(data.get("actor", "-")))
    if "key" in data:
        return t(str(data["key"]), **data.get("params", {}))
    return t(f"log-{kind.value.replace('_', '-')}", symbol=symbol)


def _fill_line(kind: EventKind, symbol: str, data: Mapping[str, Any]) -> str:
    facts = {"symbol": symbol, "amount": str(data["amount"]), "price": price(data["price"])}
    if kind is EventKind.ENTRY_FILLED:
        return t("log-entry", **facts)
    return t(
        "log-exit",
        reason=t(f"exit-{str(data['exit_reason']).replace('_', '-')}"),
        pnl=str(data.get("pnl", "-")),
        percent=percent(float(data.get("pnl_pct", 0.0))),
        **facts,
    )
