"""Tables as messages can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bots.common.plain import one_line

if TYPE_CHECKING:
    from bots.common.card import Grid


def squared(grid: Grid) -> tuple[list[str], list[list[str]]]:
    """Headings and rows, one line a cell and all equally long."""
    columns = max((len(row) for row in (grid.headings, *grid.rows)), default=0)
    headings, *rows = (_cells(row, columns) for row in (grid.headings, *grid.rows))
    return headings, rows


def in_words(headings: list[str], row: list[str]) -> tuple[str, str]:
    """A row that is too wide for a table: its first cell, and the others by their names."""
    first, *rest = row
    named = (f"{name} {cell}".strip() for name, cell in zip(headings[1:], rest, strict=True) if cell)
    return first, " · ".join(named)


def _cells(row: tuple[str, ...], columns: int) -> list[str]:
    cells = [one_line(cell) for cell in row]
    return cells + [""] * (columns - len(cells))
