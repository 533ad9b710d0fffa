"""Which columns find room, and where they begin. What matters least goes first; nothing is cut in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

GAP: Final = 2
"""Cells between columns; the first of them also holds the arrow of the order or of a change."""
GUTTER: Final = 2
"""Cells before the first column, for the cursor."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ``width`` cells, or at least its heading. ``rank`` 0 never goes; of others the highest goes first.

    ``flex``: it takes the room that is left, but at least so many cells. ``flash``: changes are marked.
    """

    id: str
    heading: str
    width: int = 0
    flex: int = 0
    right: bool = False
    rank: int = 0
    sortable: bool = True
    flash: bool = True

    @property
    def least(self) -> int:
        """Cells that it needs."""
        return max(self.flex or self.width, cell_len(self.heading), 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column is drawn: ``index`` among all columns, first cell ``x``, ``width``."""

    column: Column
    index: int
    x: int
    width: int


def placed(columns: Sequence[Column], width: int) -> tuple[Place, ...]:
    """Places of those ``columns`` that find room in ``width`` cells, gutter included."""
    room = width - GUTTER
    kept = list(enumerate(columns))
    while kept and _needed(kept) > room:
        index, column = max(kept, key=lambda one: (one[1].rank, one[0]))
        if not column.rank:
            break
        kept.remove((index, column))
    return tuple(_side_by_side(kept, _widths(kept, room)))


def _needed(kept: Sequence[tuple[int, Column]]) -> int:
    return sum(column.least for _, column in kept) + GAP * max(0, len(kept) - 1)


def _widths(kept: Sequence[tuple[int, Column]], room: int) -> list[int]:
    widths = [column.least for _, column in kept]
    flexible = [place for place, (_, column) in enumerate(kept) if column.flex]
    spare = room - _needed(kept)
    for turn, place in enumerate(flexible):
        if spare > 0:
            widths[place] += spare // len(flexible) + (turn < spare % len(flexible))
    for place in reversed(range(len(widths))):  # even what never goes may be too wide: then the last ones give way
        if spare >= 0:
            break
        given = min(-spare, widths[place] - 1)
        widths[place] -= given
        spare += given
    return widths


def _side_by_side(kept: Sequence[tuple[int, Column]], widths: Sequence[int]) -> list[Place]:
    places, x = [], GUTTER
    for (index, column), width in zip(kept, widths, strict=True):
        places.append(Place(column, index, x, width))
        x += width + GAP
    return places
