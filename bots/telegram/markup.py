"""Telegram's HTML by construction: text gets in only escaped, and every tag is closed where it was opened."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bots.common.plain import cleaned, one_line, size

_JOINER: Final = "\u200d"
_LOOK_BACK: Final = 16


class Tag(StrEnum):
    """How words are marked."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"
    LINK = "a"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words marked alike. ``link`` is where a LINK leads."""

    text: str
    tag: Tag = Tag.PLAIN
    link: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that stand together; in a fixed-width font when ``fixed``."""

    lines: tuple[Line, ...]
    fixed: bool = False


GAP: Final = Passage(((),))
"""An empty line."""


def line(text: str, tag: Tag = Tag.PLAIN) -> Line:
    """One line, whatever is in ``text``: what is not seen is left out, and line ends are spaces."""
    return (Span(one_line(text), tag),)


def line_units(spans: Line) -> int:
    """Length as Telegram counts it, in UTF-16 units after the tags are read."""
    return sum(size(span.text) for span in spans)


def plain_text(passages: Iterable[Passage]) -> str:
    """What is read once the tags are gone."""
    return "\n".join("".join(span.text for span in spans) for passage in passages for spans in passage.lines)


def marked_up(passages: Iterable[Passage]) -> str:
    """The passages as HTML, one below the other."""
    return "\n".join(_passage(passage) for passage in passages)


def broken(text: str, most: int) -> Iterator[str]:
    """``text`` in pieces of at most ``most`` letters, broken at a space where there is one, never inside a letter."""
    rest = text
    while len(rest) > most:
        cut = rest.rfind(" ", most // 2, most)
        cut = cut if cut > 0 else _between_letters(rest, most)
        yield rest[:cut]
        rest = rest[cut:].lstrip(" ")
    yield rest


def _between_letters(text: str, place: int) -> int:
    """The nearest place before ``place`` where no accent or joined sign is torn from what it belongs to."""
    for cut in range(place, place - _LOOK_BACK, -1):
        if not (_clings(text[cut]) or text[cut - 1] == _JOINER):
            return cut
    return place


def _clings(letter: str) -> bool:
    return letter == _JOINER or unicodedata.category(letter) in ("Mn", "Me", "Mc", "Sk")


def _passage(passage: Passage) -> str:
    inside = "\n".join("".join(map(_span, spans)) for spans in passage.lines)
    return f"<pre>{inside}</pre>" if passage.fixed else inside


def _span(span: Span) -> str:
    inside = html.escape(cleaned(span.text))
    match span.tag:
        case Tag.PLAIN:
            return inside
        case Tag.LINK:
            return f'<a href="{html.escape(span.link)}">{inside}</a>'
        case _:
            return f"<{span.tag.value}>{inside}</{span.tag.value}>"
