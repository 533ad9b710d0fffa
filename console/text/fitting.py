"""Tables and lines that fit the width they are given: what matters least goes first, nothing is cut in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.table import Table
from rich.text import Text

GAP: Final = 2
_BETWEEN: Final = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``rank`` 0 never goes; of the others the highest goes first.

    ``least``: it takes the room that is left, but at least so many cells; ``shorter`` are its cells for where the usual
    ones are too long.
    """

    heading: str
    cells: Sequence[Text]
    right: bool = False
    rank: int = 0
    least: int = 0
    shorter: Sequence[Text] = ()

    @property
    def width(self) -> int:
        """Cells that this column needs."""
        if self.least:
            return self.least
        return max([Text(self.heading).cell_len, *(cell.cell_len for cell in self.cells)])


def fitted(columns: Sequence[Column], width: int, *, heading: bool = True) -> Table:
    """A table of those ``columns`` that find room in ``width`` cells."""
    kept = list(columns)
    while sum(column.width for column in kept) + GAP * (len(kept) - 1) > width:
        least = max(kept, key=lambda column: column.rank)
        if not least.rank:
            break
        kept.remove(least)
    room = width - sum(column.width for column in kept if not column.least) - GAP * (len(kept) - 1)
    flexible = any(column.least for column in kept)
    table = Table(box=None, expand=flexible, pad_edge=False, padding=(0, GAP, 0, 0), show_header=heading)
    for column in kept:
        table.add_column(
            Text(column.heading, style="dim"),
            justify="right" if column.right else "left",
            no_wrap=True,
            overflow="ellipsis",
            width=None if column.least else column.width,
            ratio=1 if column.least else None,
        )
    for cells in zip(*(_cells(column, room) for column in kept), strict=True):
        table.add_row(*cells)
    return table


def _cells(column: Column, room: int) -> Sequence[Text]:
    if not column.shorter:
        return column.cells
    return [long if long.cell_len <= room else short for long, short in zip(column.cells, column.shorter, strict=True)]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line; ``rank`` as in :class:`Column`."""

    text: Text
    rank: int = 0


def fitted_line(parts: Sequence[Part], width: int, right: Sequence[Text] = ()) -> Text:
    """``parts`` side by side, and at the end of the line the first of ``right`` that finds room."""
    kept = list(parts)
    while _length(kept) > width:
        least = max(kept, key=lambda part: part.rank)
        if not least.rank:
            break
        kept.remove(least)
    line = Text(_BETWEEN).join(part.text for part in kept)
    line.no_wrap, line.overflow = True, "ellipsis"
    for tail in right:
        space = width - line.cell_len - tail.cell_len
        if space >= GAP:
            line.append(" " * space)
            line.append_text(tail)
            break
    return line


def _length(parts: Sequence[Part]) -> int:
    return sum(part.text.cell_len for part in parts) + len(_BETWEEN) * max(0, len(parts) - 1)
