"""A letter: one alert, several that waited together, or what an outage held back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bots.common.card import Block, Card, Said, Tone
from bots.common.cards.events import event_card
from bots.common.cards.parts import facts, joined
from bots.common.for_all import event_for_all
from engine.core.events import Event, EventKind
from engine.service.alerts.letters import Letter, Summary
from engine.service.text import words
from locales import t
from locales.formats import date_time, number

_BELL: Final = "🔔"
_CHAT: Final = "chat:"
_LOUD: Final = (Tone.ERROR, Tone.REAL_MONEY, Tone.WARNING)
"""What a letter of many alerts looks like when one of them does, the first of these."""


def letter_card(letter: Letter) -> Card:
    """The card of a letter, in the language of the moment."""
    events = letter.events
    if letter.mailbox.startswith(_CHAT):
        events = tuple(map(event_for_all, events))
    if letter.summary is not None:
        return _several(t("card-letter-summary"), _held_back(letter.summary, events), events)
    if len(events) == 1:
        return event_card(events[0])
    return _several(t("card-letter-several", count=len(events)), [], events)


def _held_back(summary: Summary, events: Sequence[Event]) -> list[Block]:
    """How much, of what, and from when to when."""
    count = sum(summary.counts.values())
    span = {"from": date_time(summary.first_at, show_zone=False), "to": date_time(summary.last_at)}
    counted = sorted(summary.counts.items(), key=lambda pair: -pair[1])
    kinds = facts(*((words.word("alert-kind", kind), number(many)) for kind, many in counted))
    important = Said(t("card-letter-important")) if events else None
    blocks = (Said(t("card-letter-held", count=count, **span), strong=True), kinds, important)
    return [block for block in blocks if block is not None]


def _several(title: str, first: list[Block], events: Sequence[Event]) -> Card:
    """Events one below the other; what is the same for all is said once."""
    cards = [event_card(event) for event in events]
    badge = _shared([card.badge for card in cards if card.badge])
    blocks = list(first)
    for event, card in zip(events, cards, strict=True):
        own = None if badge.startswith(card.badge) else card.badge
        when = date_time(event.timestamp, show_zone=False) if event.timestamp > 0 else None
        head = joined(f"{card.mark} {card.title}".strip(), own, when)
        blocks += [Said(head, strong=True), *card.blocks]
    tones = {card.tone for card in cards}
    tone = next((loud for loud in _LOUD if loud in tones), Tone.PLAIN)
    advice = t("not-advice") if any(event.kind is EventKind.SIGNAL for event in events) else ""
    return Card(title, tuple(blocks), tone, _BELL, badge, advice)


def _shared(badges: Sequence[str]) -> str:
    """The badge of all, of which some may say less than others; empty where they differ."""
    longest = max(badges, key=len, default="")
    return longest if all(longest.startswith(badge) for badge in badges) else ""
