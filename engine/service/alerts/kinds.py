"""Which happenings are alerts, and of which kind: what people choose to hear."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from engine.core.events import Event, EventKind
from engine.core.modes import Connection, ExitReason


class AlertKind(StrEnum):
    """What somebody may want to hear, to hear silently, or not to hear."""

    SIGNAL = "signal"
    ENTRY = "entry"
    FILL = "fill"
    STOP = "stop"
    TARGET = "target"
    PROTECTION = "protection"
    STATE = "state"
    MODEL = "model"
    DRIFT = "drift"
    FEED = "feed"
    EXCHANGE = "exchange"
    PRICE = "price"
    DIGEST = "digest"
    BOT = "bot"
    ACCESS = "access"


MONEY: Final = frozenset({AlertKind.ENTRY, AlertKind.FILL, AlertKind.STOP, AlertKind.TARGET, AlertKind.DIGEST})
"""They tell what somebody owns."""
IMPORTANT: Final = frozenset({*MONEY - {AlertKind.DIGEST}, AlertKind.PROTECTION, AlertKind.STATE, AlertKind.PRICE})
"""What is told one by one even when an outage has held back more than can be told."""
OF_A_PAIR: Final = frozenset({AlertKind.SIGNAL, AlertKind.MODEL, AlertKind.DRIFT})
"""What is only told of the pairs somebody watches. Money, protection and the like concern whoever hears them."""
NIGHT: Final = frozenset({AlertKind.PROTECTION, AlertKind.EXCHANGE, AlertKind.FEED})
"""What rings an owner even in quiet hours: positions may stand without anybody watching over them."""

_PLAIN: Final[Mapping[EventKind, AlertKind]] = {
    EventKind.SIGNAL: AlertKind.SIGNAL,
    EventKind.ENTRY_FILLED: AlertKind.ENTRY,
    EventKind.PROTECTION: AlertKind.PROTECTION,
    EventKind.ORDER_REJECTED: AlertKind.PROTECTION,
    EventKind.STATE_CHANGED: AlertKind.STATE,
    EventKind.FLATTENED: AlertKind.STATE,
    EventKind.MODEL_LOADED: AlertKind.MODEL,
    EventKind.MODEL_REFUSED: AlertKind.MODEL,
    EventKind.CONNECTION_CHANGED: AlertKind.FEED,
    EventKind.ERROR: AlertKind.EXCHANGE,
    EventKind.PRICE_ALERT: AlertKind.PRICE,
    EventKind.DIGEST: AlertKind.DIGEST,
    EventKind.BOT_CHANGED: AlertKind.BOT,
    EventKind.ENGINE_STARTED: AlertKind.BOT,
    EventKind.KNOCK: AlertKind.ACCESS,
    EventKind.ROLE_CHANGED: AlertKind.ACCESS,
}
_EXITS: Final[Mapping[str, AlertKind]] = {
    ExitReason.STOP_LOSS: AlertKind.STOP,
    ExitReason.TRAILING: AlertKind.STOP,
    ExitReason.TAKE_PROFIT: AlertKind.TARGET,
}
TOLD: Final = frozenset({*_PLAIN, EventKind.EXIT_FILLED})
"""Events that may be alerts; the others, one a candle and pair among them, are not even read."""


def kind_of(event: Event) -> AlertKind | None:
    """The kind of alert that an event is; None for what is written down but told to nobody."""
    if event.kind is EventKind.EXIT_FILLED:
        return _EXITS.get(str(event.data.get("exit_reason")), AlertKind.FILL)
    return _PLAIN.get(event.kind)


def event_kinds(kinds: Collection[AlertKind]) -> tuple[EventKind, ...]:
    """The events that may be alerts of ``kinds``."""
    plain = (kind for kind, alert in _PLAIN.items() if alert in kinds)
    exits = (EventKind.EXIT_FILLED,) if {*_EXITS.values(), AlertKind.FILL} & set(kinds) else ()
    return (*plain, *exits)


def is_bad_connection(event: Event) -> bool:
    """Whether a change of the connection is one to the worse: no price can be trusted."""
    return event.data.get("connection") in (Connection.STALE, Connection.DOWN)
