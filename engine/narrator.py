"""Tells events in log lines, in the language of the program.

It follows the events table, so none is lost or invented.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Final

from engine.bus.port import Bus, Overflow, Topic
from engine.core.events import Event, EventKind
from engine.core.modes import Advice, ExitReason
from locales import t
from locales.catalogue import variables_of
from locales.formats import money, percent, price, probability, quantity

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
    EventKind.ROLE_CHANGED: "CANH BAO",
    EventKind.MODEL_REFUSED: "LOI",
    EventKind.ERROR: "LOI",
}
_EXITS: Final = {ExitReason.STOP_LOSS: "CAT LO", ExitReason.TRAILING: "CAT LO", ExitReason.TAKE_PROFIT: "CHOT LOI"}
_ABOUT_A_PAIR: Final = {
    EventKind.CANDLE_REFUSED, EventKind.GAP_FOUND, EventKind.GAP_REPAIRED, EventKind.ORDER_REJECTED,
    EventKind.TRAINING, EventKind.MODEL_LOADED, EventKind.MODEL_REFUSED,
}  # fmt: skip


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


def line_of(event: Event) -> str:
    """The sentence of an event."""
    data: Mapping[str, Any] = event.data
    symbol = event.symbol or "-"
    kind = event.kind
    if kind in (EventKind.SIGNAL, EventKind.SILENCE):
        return _forecast_line(kind, symbol, data)
    if kind is EventKind.FORECAST_SCORED:
        return t("log-scored", symbol=symbol, outcome=t("outcome-right" if data["correct"] else "outcome-wrong"))
    if kind in (EventKind.ENTRY_FILLED, EventKind.EXIT_FILLED):
        return _fill_line(kind, symbol, data)
    if kind is EventKind.STATE_CHANGED:
        return t("log-state", state=t(f"state-{str(data['state']).lower()}"), actor=str(data.get("actor", "-")))
    if kind is EventKind.ORDER_SENT:
        side = t(f"side-{str(data['side']).lower()}")
        return t("log-order-sent", symbol=symbol, side=side, amount=quantity(data["amount"]))
    if kind is EventKind.MODEL_LOADED and "version" in data:
        return t("log-model", symbol=symbol, version=str(data["version"]))
    return _plain_line(kind, symbol, data)


def _plain_line(kind: EventKind, symbol: str, data: Mapping[str, Any]) -> str:
    """What happened, and the reason in words where the event carries one."""
    name = f"log-{kind.value.replace('_', '-')}"
    facts = {"symbol": symbol} if kind in _ABOUT_A_PAIR else {}
    if not data.get("key"):
        return t(name, **facts)
    key, params = str(data["key"]), dict(data.get("params") or {})
    wanted = variables_of(key)
    incident = data.get("incident") or params.get("incident")
    why = t(key, **{fact: value for fact, value in params.items() if wanted is None or fact in wanted})
    line = t(f"{name}-why", why=why, **facts)
    return f"{line} [{incident}]" if incident and str(incident) not in line else line


def _forecast_line(kind: EventKind, symbol: str, data: Mapping[str, Any]) -> str:
    why = t(str(data["reason"]), **data.get("reason_params", {}))
    if data.get("direction") is None:
        return t("log-silence-bare", symbol=symbol, reason=why)
    return t(
        "log-signal" if kind is EventKind.SIGNAL else "log-silence",
        symbol=symbol,
        direction=t(f"direction-{str(data['direction']).lower()}"),
        confidence=probability(float(data["confidence"])),
        reason=why,
    )


def _fill_line(kind: EventKind, symbol: str, data: Mapping[str, Any]) -> str:
    facts = {"symbol": symbol, "amount": quantity(data["amount"]), "price": price(data["price"])}
    if kind is EventKind.ENTRY_FILLED:
        return t("log-entry", **facts)
    facts["reason"] = t(f"exit-{str(data['exit_reason']).replace('_', '-')}")
    if data.get("pnl") is None:
        return t("log-exit-part", **facts)
    share = percent(float(data.get("pnl_pct", 0.0)), points=True)
    return t("log-exit", pnl=money(data["pnl"], symbol.partition("/")[2] or None, sign=True), percent=share, **facts)
