"""What happened, in a sentence: for the log, and for whoever cannot say it better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from engine.core.events import Event, EventKind
from engine.core.wording import sentence
from engine.service.alerts.sieve import REPEATS
from locales import t
from locales.formats import money, percent, price, probability, quantity

_ABOUT_A_PAIR: Final = {
    EventKind.CANDLE_REFUSED, EventKind.GAP_FOUND, EventKind.GAP_REPAIRED, EventKind.ORDER_REJECTED,
    EventKind.TRAINING, EventKind.MODEL_LOADED, EventKind.MODEL_REFUSED,
}  # fmt: skip


def line_of(event: Event) -> str:
    """The sentence of an event; one that stands for others like it says for how many."""
    line, repeats = _line(event), event.data.get(REPEATS)
    return t("log-repeated", line=line, count=int(str(repeats))) if repeats else line


def _line(event: Event) -> str:
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
    if kind is EventKind.BOT_CHANGED and data.get("up"):
        return t("log-bot-back", surface=str(data.get("surface", "-")).capitalize())
    if kind is EventKind.MODEL_LOADED and "version" in data:
        return t("log-model", symbol=symbol, version=str(data["version"]))
    return _plain_line(kind, symbol, data)


def _plain_line(kind: EventKind, symbol: str, data: Mapping[str, Any]) -> str:
    """What happened, and the reason in words where the event carries one."""
    name = f"log-{kind.value.replace('_', '-')}"
    facts = {"symbol": symbol} if kind in _ABOUT_A_PAIR else {}
    if not data.get("key"):
        return t(name, **facts)
    params = dict(data.get("params") or {})
    incident = data.get("incident") or params.get("incident")
    why = sentence(str(data["key"]), params)
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
