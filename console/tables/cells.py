"""Cells and rows, and texts of exactly so many terminal cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.style import Style

ELLIPSIS: Final = "…"
_PLAIN: Final = Style.null()

Fact: TypeAlias = bool | int | float | str | None
"""What a program reads."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with its tone. ``sort`` is what it is ordered by; ``short`` is said where room is small.

    A file gets ``facts`` by their names, where one text joins or words several things; else ``sort``, else the text.
    """

    text: str
    style: Style = _PLAIN
    sort: float | str | None = None
    short: str | None = None
    facts: tuple[tuple[str, Fact], ...] | None = None

    def said(self, width: int) -> str:
        """The longest of its texts that finds room in ``width`` cells."""
        if self.short is None or cell_len(self.text) <= width:
            return self.text
        return self.short


@dataclass(frozen=True, slots=True)
class Row:
    """A row under a ``key`` that stays while its cells change. ``dim``: what it says is out of date."""

    key: str
    cells: tuple[Cell, ...]
    dim: bool = False

    @property
    def text(self) -> str:
        """All that it says, for a filter."""
        return " ".join(cell.text for cell in self.cells)


def shortened(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells; what does not fit ends in an ellipsis, and no glyph is cut in two."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    kept = set_cell_size(text, width - 1).rstrip()
    return f"{kept}{ELLIPSIS}"


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """``text`` in exactly ``width`` cells."""
    text = shortened(text, width)
    space = " " * (width - cell_len(text))
    return f"{space}{text}" if right else f"{text}{space}"


def broken(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells, a last space aside; nothing is lost."""
    if width < 2:
        return [text]
    lines: list[str] = []
    while cell_len(text) > width:
        end = _prefix(text, width)
        space = text.rfind(" ", 0, end + 1)
        if space >= end // 2:
            end = space + 1  # the space stays at the end of its line, beyond the edge if need be
        lines.append(text[:end])
        text = text[end:]
    return [*lines, text] if text or not lines else lines


def _prefix(text: str, width: int) -> int:
    """How many letters from the start find room; at least one."""
    if text.isascii():
        return width
    used = 0
    for index, letter in enumerate(text):
        used += cell_len(letter)
        if used > width:
            return max(1, index)
    return len(text)
