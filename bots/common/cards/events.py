"""What happened, as a card: one alert."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Final

from bots.common.card import Card, Said, Tone
from bots.common.cards import happenings, money_events
from bots.common.cards.happenings import badge_of, footer_of
from engine.core.events import Event, EventKind
from engine.service.text import words
from engine.service.text.events import line_of
from locales import t

_log = logging.getLogger(__name__)
_CARDS: Final[Mapping[EventKind, Callable[[Event], Card]]] = {**happenings.CARDS, **money_events.CARDS}


def event_card(event: Event) -> Card:
    """The card of an event; one that cannot be told well is told plainly, so that it stops none after it."""
    tell = _CARDS.get(event.kind)
    if tell is not None:
        try:
            return tell(event)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            _log.exception("event %d (%s)", event.id, event.kind)
    return _plain(event)


def _plain(event: Event) -> Card:
    try:
        said = line_of(event)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        said = t("card-event-unclear", kind=words.word("event", event.kind), symbol=event.symbol or "—")
    return Card(words.word("happening", event.kind), (Said(said),), Tone.PLAIN, "🔔", badge_of(event), footer_of(event))
