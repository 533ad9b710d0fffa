"""Text in columns, aligned by what a terminal shows rather than by the number of letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

GAP: Final = "  "


def width(text: str) -> int:
    """Cells that ``text`` takes on a terminal."""
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` filled up to ``cells``, at its left side when it stands ``right``."""
    fill = " " * (cells - width(text))
    return fill + text if right else text + fill


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> str:
    """Rows under their headings; the columns in ``right`` are figures and stand at the right."""
    widths = [max(width(row[place]) for row in (headings, *rows)) for place in range(len(headings))]
    return "\n".join(
        GAP.join(padded(cell, widths[place], right=place in right) for place, cell in enumerate(row)).rstrip()
        for row in (headings, *rows)
    )


def pairs(facts: Sequence[tuple[str, str]]) -> str:
    """Names at the left, what they are at the right."""
    cells = max((width(name) for name, _ in facts), default=0)
    return "\n".join(f"{padded(name, cells)}{GAP}{said}".rstrip() for name, said in facts)


def lines(*parts: str | None) -> str:
    """The parts that have something to say, one below the other."""
    return "\n".join(part for part in parts if part)
