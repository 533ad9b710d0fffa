"""Alerts about the house: its state, protection, the market's connection, models, bots, people, faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Block, Card, Said, Tone
from bots.common.cards import acts
from bots.common.cards.house import state_look
from bots.common.cards.parts import GOOD, LOOK_OUT, discreet, joined
from engine.core.events import Event, EventKind
from engine.core.modes import Connection, Market, Mode
from engine.core.wording import sentence
from engine.service.alerts.sieve import REPEATS
from engine.service.answers import Flattened, FlattenRow, Stamp, Why
from engine.service.text import words
from engine.service.text.events import line_of
from locales import t
from locales.formats import DASH, date_time, quantity


def stamp_of(event: Event, mode: str = "") -> Stamp:
    """Where an event comes from, as answers say it."""
    simulated = {Market.DEMO.value: Market.DEMO, "replay": Market.REPLAY}
    market = simulated.get(event.source.partition(":")[0], Market.EXCHANGE)
    return Stamp(market, event.source, str(event.data.get("mode") or mode), event.timestamp)


def badge_of(event: Event) -> str:
    """Market and, where it is about money, whose; empty for what no market has caused."""
    stamp = stamp_of(event)
    if not event.source:
        return ""
    return words.where(stamp) if stamp.mode else words.venue(stamp)


def footer_of(event: Event) -> str:
    """When it happened; a simulated market has no time before its first price."""
    return date_time(event.timestamp, seconds=True) if event.timestamp > 0 else ""


def told(event: Event, title: str, *blocks: Block | None, tone: Tone, mark: str, more: str = "") -> Card:
    """An alert; about real money it looks like nothing else. ``more`` is said after the time."""
    tone = Tone.REAL_MONEY if event.data.get("mode") == Mode.LIVE and tone is not Tone.WARNING else tone
    said = tuple(block for block in blocks if block is not None)
    return Card(title, said, tone, mark, badge_of(event), joined(footer_of(event), more))


def why_of(event: Event) -> str:
    """The reason an event carries, in words, with the incident that is not in them; without one, what happened."""
    data: Any = event.data
    params = dict(data.get("params") or {})
    said = discreet(sentence(str(data["key"]), params) if data.get("key") else line_of(event))
    incident = data.get("incident") or params.get("incident")
    shown = t("card-incident", id=str(incident)) if incident and str(incident) not in said else None
    return joined(said, shown)


def _again(event: Event) -> Block | None:
    count: Any = event.data.get(REPEATS)
    return Said(t("card-event-repeats", count=int(count))) if count else None


def state_changed(event: Event) -> Card:
    """The state of now, the one before, who did it and why."""
    data: Any = event.data
    mark, tone = state_look(data["state"])
    before = t("card-event-before", state=words.word("state", data["before"])) if data.get("before") else None
    actor = t("card-event-by", actor=str(data["actor"])) if data.get("actor") else None
    title = t("card-event-state", state=words.word("state", data["state"]))
    cause = str(data.get("cause") or "")
    reason = Said(words.why(Why(cause)) if cause.startswith("why-") else cause) if cause else None
    first = joined(before, actor)
    return told(event, title, Said(first) if first else None, reason, tone=tone, mark=mark)


def flattened(event: Event) -> Card:
    """Each position, as in the answer to who asked for it."""
    data: Any = event.data
    rows = tuple(_flatten_row(row) for row in data["rows"])
    answer = Flattened(stamp_of(event, Mode.PAPER), rows, int(data["canceled"]), bool(data["verified"]))
    card = acts.flattened(answer)
    return Card(card.title, card.blocks, card.tone, card.mark, badge_of(event), footer_of(event))


def _flatten_row(row: Any) -> FlattenRow:
    error = None if row.get("error") is None else Why(str(row["error"]), {"symbol": row["symbol"]})
    return FlattenRow(
        row["symbol"],
        row["done"],
        row["amount"],
        row.get("price"),
        error,
        row.get("incident"),
        bool(row.get("waiting")),
    )


def order_rejected(event: Event) -> Card:
    """An order that was refused, and what stays in place."""
    data: Any = event.data
    order = joined(words.word("leg", data["leg"]), f"{words.word('side', data['side'])} {quantity(data['amount'])}")
    title = f"{words.word('happening', event.kind)} {event.symbol or DASH}"
    return told(event, title, Said(why_of(event)), Said(order), _again(event), tone=Tone.WARNING, mark=LOOK_OUT)


def protection(event: Event) -> Card:
    """A guard that holds from now on."""
    title = joined(words.word("happening", event.kind), event.symbol)
    return told(event, title, Said(why_of(event)), _again(event), tone=Tone.WARNING, mark="🛡")


def connection_changed(event: Event) -> Card:
    """Whether prices can be trusted now."""
    data: Any = event.data
    well = data.get("connection") == Connection.OK
    state = words.word("connection", data["connection"])
    title = t("card-event-connection", venue=words.venue(stamp_of(event)), state=state)
    tone, mark = (Tone.PLAIN, GOOD) if well else (Tone.WARNING, LOOK_OUT)
    return told(event, title, Said(why_of(event)), tone=tone, mark=mark)


def model_loaded(event: Event) -> Card:
    """A model that speaks from now on."""
    data: Any = event.data
    said = t("log-model", symbol=event.symbol or DASH, version=str(data["version"]))
    return told(event, f"{words.word('happening', event.kind)} {event.symbol}", Said(said), tone=Tone.PLAIN, mark="🧠")


def fault(event: Event) -> Card:
    """Something that does not work, and what to do."""
    title = joined(words.word("happening", event.kind), event.symbol)
    return told(event, title, Said(why_of(event)), _again(event), tone=Tone.ERROR, mark=LOOK_OUT)


def bot_changed(event: Event) -> Card:
    """The other bot went down, or is back."""
    data: Any = event.data
    up, surface = bool(data["up"]), str(data["surface"]).capitalize()
    title = t("card-event-bot-up" if up else "card-event-bot-down", surface=surface)
    tone, mark = (Tone.PLAIN, GOOD) if up else (Tone.WARNING, LOOK_OUT)
    reason = why_of(event) if data.get("key") else t("card-event-bot-well") if up else line_of(event)
    return Card(title, (Said(reason),), tone, mark, footer=footer_of(event))


def engine_started(event: Event) -> Card:
    """The engine runs again, perhaps after a fall."""
    return told(event, t("card-event-started"), Said(t("card-event-started-more")), tone=Tone.PLAIN, mark="🟢")


def about_people(event: Event) -> Card:
    """Somebody was not let in, or a role was given or taken."""
    title = words.word("happening", event.kind)
    mark = "🚪" if event.kind is EventKind.KNOCK else "🔑"
    blocks = tuple(block for block in (Said(why_of(event)), _again(event)) if block is not None)
    return Card(title, blocks, Tone.WARNING, mark, footer=footer_of(event))


CARDS: Final[dict[EventKind, Callable[[Event], Card]]] = {
    EventKind.STATE_CHANGED: state_changed,
    EventKind.FLATTENED: flattened,
    EventKind.ORDER_REJECTED: order_rejected,
    EventKind.PROTECTION: protection,
    EventKind.CONNECTION_CHANGED: connection_changed,
    EventKind.MODEL_LOADED: model_loaded,
    EventKind.MODEL_REFUSED: fault,
    EventKind.ERROR: fault,
    EventKind.BOT_CHANGED: bot_changed,
    EventKind.ENGINE_STARTED: engine_started,
    EventKind.KNOCK: about_people,
    EventKind.ROLE_CHANGED: about_people,
}
