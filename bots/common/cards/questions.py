"""What is asked before something dangerous is done."""

from __future__ import annotations

from bots.common.card import Card, Said, Tone
from bots.common.cards.parts import LOOK_OUT
from engine.service.answers import Why
from engine.service.text import words
from locales import t


def question_card(question: Why, seconds: int, *, live: bool = False) -> Card:
    """The action in words with its consequences, and who may agree for how long. ``live``: it is about real money."""
    blocks = (Said(words.why(question), strong=True), Said(t("card-question-who", seconds=seconds)))
    return Card(t("card-question"), blocks, Tone.REAL_MONEY if live else Tone.WARNING, LOOK_OUT)
