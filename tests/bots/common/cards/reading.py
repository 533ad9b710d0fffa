"""A card as its reader has it before any platform: all its texts, and the figures in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bots.common.card import Block, Card, Facts, Grid, Lines, Said
from bots.common.cards import card_of
from engine.service.answers import Answer
from engine.service.text import render
from locales import use_language, use_number_style

LANGUAGES = ("vi", "en")

_FIGURE = re.compile(r"[+\u2212-]?\d(?:[\d.,:]*\d)?%?")


def texts(card: Card) -> list[str]:
    """Every text of a card, in the order of reading."""
    return [card.mark, card.title, card.badge, *(text for block in card.blocks for text in _of(block)), card.footer]


def _of(block: Block) -> Iterator[str]:
    match block:
        case Said(text=text) | Lines(text=text):
            yield text
        case Facts(pairs=pairs):
            yield from (f"{name}: {said}" for name, said in pairs)
        case Grid(headings=headings, rows=rows):
            yield from (" | ".join(row) for row in (headings, *rows))


def read(card: Card) -> str:
    """The whole card, a text a line."""
    return "\n".join(text for text in texts(card) if text)


def figures(text: str) -> set[str]:
    """Numbers as they are written, with sign and percent."""
    return set(_FIGURE.findall(text))


def missing(answer: Answer, language: str) -> set[str]:
    """Figures that the command line shows of an answer and its card does not."""
    with use_language(language), use_number_style(language):
        return figures(render(answer)) - figures(read(card_of(answer, sign="!")))
