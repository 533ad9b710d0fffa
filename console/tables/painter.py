"""A table's lines as strips: laid out for a width, and kept for as long as their row stays the same."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from console.look.tones import Look
from console.tables.cells import Row, fitted
from console.tables.columns import GUTTER, Column, Place, placed
from console.tables.drawing import PLAIN, RowState, column_at, heading_segments, row_segments
from console.tables.sorting import Order

_AT_THE_EDGE = 2
"""Cells after the last column: one for its arrow, one for a scroll bar, so that nothing jumps when it appears."""


class Painter:
    """Draws the lines of one table; strips of rows without cursor, pointer or change are kept."""

    def __init__(self, columns: Sequence[Column], width: int, look: Look, base: Style) -> None:
        self.columns, self.width, self.look = tuple(columns), width, look
        self._base = base
        self._places: tuple[Place, ...] = placed(columns, width - _AT_THE_EDGE)
        self._kept: dict[str, tuple[Row, Strip]] = {}

    def row(self, row: Row, state: RowState) -> Strip:
        """The line of a row."""
        if state != PLAIN:
            return self._drawn(row, state)
        kept = self._kept.get(row.key)
        if kept is not None and kept[0] == row:
            return kept[1]
        strip = self._drawn(row, state)
        self._kept[row.key] = (row, strip)
        return strip

    def _drawn(self, row: Row, state: RowState) -> Strip:
        return Strip(row_segments(row, self._places, self.width, self.look, self._base, state), self.width)

    def keep_only(self, rows: Sequence[Row]) -> None:
        """Let go of rows that are gone."""
        if len(self._kept) > 2 * len(rows):
            keys = {row.key for row in rows}
            self._kept = {key: kept for key, kept in self._kept.items() if key in keys}

    def heading(self, order: Order | None, hovered: Column | None) -> Strip:
        """The line of the headings."""
        segments = heading_segments(self._places, self.width, self.look, self._base, order, hovered)
        return Strip(segments, self.width)

    def words(self, text: str) -> Strip:
        """A line that says something about the table."""
        said = " " * GUTTER + fitted(text, max(0, self.width - GUTTER))
        return Strip([Segment(fitted(said, self.width), self._base + self.look.muted)], self.width)

    def column_at(self, x: int) -> Column | None:
        """The column at cell ``x``."""
        place = column_at(self._places, x)
        return None if place is None else place.column

    @property
    def shown_columns(self) -> list[Column]:
        """The columns that found room."""
        return [place.column for place in self._places]
