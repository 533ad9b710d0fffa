"""Alerts about market and money: signals, entries, exits, prices that were reached, the digest of a day."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from bots.common.card import Card, Lines, Said, Tone
from bots.common.cards.happenings import told, why_of
from bots.common.cards.parts import arrow, facts, joined, result, tone_of, traded_why
from engine.core.events import Event, EventKind
from engine.service.answers import Why
from engine.service.text import words
from locales import t
from locales.formats import DASH, duration, money, number, price, probability, quantity

_BELL: Final = "🔔"
_TONES: Final = {"UP": Tone.UP, "DOWN": Tone.DOWN}


def signal(event: Event) -> Card:
    """What is said, how sure it is, and whether it is traded and why."""
    data: Any = event.data
    title = t("card-event-signal", advice=words.word("advice", data["advice"]), symbol=event.symbol or DASH)
    lean = words.lean(data["direction"], float(data["confidence"]))
    sure = t("card-event-lean", lean=lean, floor=probability(data["floor"], decimals=0))
    weight = None if data.get("weight") is None else t("card-weight", weight=f"{float(data['weight']):.0f}/100")
    tier = words.word("tier", data["tier"]) if data.get("tier") else None
    why = Why(str(data["reason"]), dict(data.get("reason_params") or {}))
    return told(
        event,
        title,
        Said(sure, strong=True),
        Said(traded_why(bool(data.get("trades")), why)),
        Said(joined(t("card-event-at", price=price(data["price"])), weight, tier)),
        tone=_TONES.get(data["direction"], Tone.PLAIN),
        mark=_BELL,
        more=t("not-advice"),
    )


def entry(event: Event) -> Card:
    """What was dealt at what price, and where it ends."""
    data: Any = event.data
    at = Decimal(data["price"])
    ends = (("exit-stop-loss", data.get("stop_loss")), ("exit-take-profit", data.get("take_profit")))
    plan = joined(*(f"{t(key)} {words.level(Decimal(level), at)}" for key, level in ends if level is not None))
    sure = data.get("confidence")
    known = joined(
        None if sure is None else t("card-event-sure", share=probability(float(sure))),
        _fee(data.get("fee"), data.get("fee_asset")),
    )
    blocks = (Said(_dealt(data), strong=True), *(Said(line) for line in (plan, known) if line))
    title = f"{words.word('happening', event.kind)} {event.symbol or DASH}"
    return told(event, title, *blocks, tone=Tone.PLAIN, mark=_BELL)


def _dealt(data: Any) -> str:
    part = None if data.get("whole", True) else t("order-state-partial")
    deal = f"{words.word('side', data['side'])} {quantity(data['amount'])} @ {price(data['price'])}"
    return joined(deal, part)


def _fee(fee: Any, asset: Any) -> str | None:
    return t("card-fee", fee=money(fee, asset)) if fee else None


def exit_(event: Event) -> Card:
    """What it brought after how long; then what was dealt at what price."""
    data: Any = event.data
    pnl = None if data.get("pnl") is None else Decimal(data["pnl"])
    brought = t("card-event-part") if pnl is None else _brought(event, data, pnl)
    came = t("card-event-from", price=price(data["entry_price"])) if data.get("entry_price") else None
    fee = _fee(data["fees"], _quote(event)) if data.get("fees") else _fee(data.get("fee"), data.get("fee_asset"))
    title = f"{words.word('exit', data['exit_reason']).upper()} {event.symbol or DASH}"
    said = (Said(brought, strong=True), Said(joined(_dealt(data), came, fee)))
    return told(event, title, *said, tone=tone_of(pnl), mark=_BELL)


def _brought(event: Event, data: Any, pnl: Decimal) -> str:
    """``▲ lãi +49,91 USDT (+5,00%) sau 9 giờ 15 phút``."""
    kind = "even" if pnl == 0 else "gain" if pnl > 0 else "loss"
    share = words.points(float(data.get("pnl_pct") or 0.0), sign=True)
    said = t(f"card-event-{kind}", result=money(pnl, _quote(event), sign=True), share=share)
    opened, closed = data.get("opened_at"), data.get("closed_at")
    held = t("card-event-after", span=duration(closed - opened)) if opened and closed else ""
    return f"{arrow(pnl)} {said} {held}".rstrip()


def _quote(event: Event) -> str | None:
    return (event.symbol or "").partition("/")[2] or None


def price_reached(event: Event) -> Card:
    """The price somebody waited for, and the one that reached it."""
    data: Any = event.data
    title = f"{words.word('happening', event.kind)} {event.symbol or DASH}"
    rose = data["side"] == "above"
    said = f"{words.ARROWS['UP' if rose else 'DOWN']} {why_of(event)}"
    now = Said(t("card-event-at", price=price(data["price"], asset=_quote(event))))
    return told(event, title, Said(said, strong=True), now, tone=Tone.UP if rose else Tone.DOWN, mark=_BELL)


def digest(event: Event) -> Card:
    """The day in a few lines: what the purse is worth, what was dealt, what was said, and what proves it."""
    data: Any = event.data
    change, day = data.get("change"), None
    if change is not None:
        share = data.get("change_pct")
        day = joined(result(change), None if share is None else words.points(share, sign=True))
    won = t("card-won", wins=data["wins"], trades=data["trades"])
    said = t("card-digest-signals", spoken=data["spoken"], scored=data["scored"], right=data["right"])
    knocks = data.get("knocks")
    head = str(data.get("scoreboard") or "")
    proven = head.strip("0") != ""  # the head of an empty chain is nothing but zeros
    return told(
        event,
        t("card-digest"),
        Said(money(data["equity"]), strong=True),
        facts(
            (t("card-digest-day"), day or ""),
            (t("card-digest-realised"), joined(result(data["realised"]), won if data["trades"] else None)),
            (t("card-digest-open"), number(data["positions"])),
            (t("cli-signals"), said),
            (t("cli-uptime"), duration(data["uptime_ms"])),
            (t("card-digest-knocks"), number(knocks) if knocks else ""),
        ),
        Said(t("card-chain-head")) if proven else None,
        Lines(head) if proven else None,
        tone=tone_of(change),
        mark="📅",
    )


CARDS: Final[dict[EventKind, Callable[[Event], Card]]] = {
    EventKind.SIGNAL: signal,
    EventKind.ENTRY_FILLED: entry,
    EventKind.EXIT_FILLED: exit_,
    EventKind.PRICE_ALERT: price_reached,
    EventKind.DIGEST: digest,
}
