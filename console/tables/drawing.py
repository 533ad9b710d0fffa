"""Rows and headings of a table as segments of exactly its width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from rich.style import Style

from console.look.tones import Look
from console.tables.cells import Row, fitted
from console.tables.columns import GAP, GUTTER, Column, Place
from console.tables.sorting import Order

CURSOR: Final = "▸"
STALE: Final = "◌"
UP, DOWN = "▲", "▼"
"""Of an order."""
RISEN, FALLEN = "↑", "↓"
"""Of a number that has just changed."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What the line of a row shows besides its cells. ``changes``: column index to 1 risen or -1 fallen."""

    cursor: bool = False
    focused: bool = False
    hovered: bool = False
    changes: Mapping[int, int] | None = None


PLAIN: Final = RowState()


def row_segments(
    row: Row, places: Sequence[Place], width: int, look: Look, base: Style, state: RowState = PLAIN
) -> list[Segment]:
    """A row in ``width`` cells on the background of ``base``; neighbours of one tone are one segment."""
    ground = _ground(look, base, state)
    runs = _Runs(ground)
    mark = CURSOR if state.cursor else STALE if row.dim else " "
    runs.add(mark, look.accent if state.cursor and state.focused else look.muted)
    runs.space(GUTTER - 1)
    changes = state.changes or {}
    end = GUTTER
    for place in places:
        runs.space(place.x - end)
        cell = row.cells[place.index]
        change = changes.get(place.index, 0)
        tone = look.muted if row.dim else cell.style
        runs.add(fitted(cell.said(place.width), place.width, right=place.column.right), tone)
        end = place.x + place.width
        if change and end < width:  # the number keeps the colour of its sign; only the arrow says where it went
            runs.add(RISEN if change > 0 else FALLEN, look.up if change > 0 else look.down)
            end += 1
    runs.space(width - end)
    return runs.segments()


def heading_segments(
    places: Sequence[Place], width: int, look: Look, base: Style, order: Order | None, hovered: Column | None = None
) -> list[Segment]:
    """The headings, with an arrow after the one that rows are ordered by."""
    runs = _Runs(base)
    end = 0
    for place in places:
        runs.space(place.x - end)
        chosen = order is not None and order.column == place.column.id
        tone = look.accent if chosen else look.text if hovered == place.column else look.muted
        runs.add(fitted(place.column.heading, place.width, right=place.column.right), tone)
        end = place.x + place.width
        if chosen and order is not None and end < width:
            runs.add(DOWN if order.descending else UP, tone)
            end += 1
    runs.space(width - end)
    return runs.segments()


def column_at(places: Sequence[Place], x: int) -> Place | None:
    """The column whose heading is at cell ``x``, its arrow included."""
    return next((place for place in places if place.x - 1 <= x < place.x + place.width + GAP - 1), None)


class _Runs:
    """Collects texts from left to right; spaces go with the tone before them, unless that would show."""

    def __init__(self, ground: Style) -> None:
        self._ground = ground
        self._parts: list[tuple[str, Style]] = []

    def add(self, text: str, tone: Style) -> None:
        if self._parts and (self._parts[-1][1] is tone or (text.isspace() and self._invisible(self._parts[-1][1]))):
            before, tone = self._parts.pop()
            text = before + text
        self._parts.append((text, tone))

    def space(self, cells: int) -> None:
        if cells > 0:
            self.add(" " * cells, self._ground)

    @staticmethod
    def _invisible(tone: Style) -> bool:
        """Whether spaces of this tone look like any others."""
        return not (tone.bgcolor or tone.underline or tone.reverse or tone.strike)

    def segments(self) -> list[Segment]:
        ground = self._ground
        return [Segment(text, _on(ground, tone)) for text, tone in self._parts]


@lru_cache(maxsize=2_048)
def _on(ground: Style, tone: Style) -> Style:
    return ground + tone


def _ground(look: Look, base: Style, state: RowState) -> Style:
    if state.cursor and state.focused:
        return _on(base, look.chosen)
    if state.hovered or state.cursor:
        return _on(base, Style(bgcolor=look.palette.panel))
    return base
