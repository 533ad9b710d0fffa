"""From an answer to its card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from bots.common.cards import (
    acts,
    alerts,
    book,
    charts,
    forecast,
    guards,
    helping,
    house,
    market,
    models,
    people,
    results,
)
from engine.service.answers import Help

if TYPE_CHECKING:
    from bots.common.card import Card
    from engine.service.answers import Answer

_CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    **market.CARDS,
    **forecast.CARDS,
    **book.CARDS,
    **guards.CARDS,
    **charts.CARDS,
    **results.CARDS,
    **house.CARDS,
    **models.CARDS,
    **people.CARDS,
    **acts.CARDS,
    **alerts.CARDS,
}


def card_of(answer: Answer, *, sign: str = "") -> Card:
    """The card of an answer, in the language of the moment; ``sign`` is what commands begin with where it is read."""
    if isinstance(answer, Help):
        return helping.help_card(answer, sign)
    return _CARDS[type(answer)](answer)
