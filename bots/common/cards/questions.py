"""What is asked before something dangerous is done."""

from __future__ import annotations

from bots.common.card import Card, Said, Tone
from bots.common.cards.parts import LOOK_OUT
from engine.service.answers import Why
from engine.service.text import words
from locales import t


def question_card(question: Why, seconds: int, *, typed: str | None = None, live: bool = False) -> Card:
    """The action in words with its consequences, and who may agree for how long.

    ``typed``: the word that must be typed to agree, where a button is not enough. ``live``: it is about real money.
    """
    who = t("card-question-who", seconds=seconds)
    blocks = [Said(words.why(question), strong=True), Said(who)]
    if typed is not None:
        blocks.append(Said(t("card-question-type", word=typed)))
    return Card(t("card-question"), tuple(blocks), Tone.REAL_MONEY if live else Tone.WARNING, LOOK_OUT)
