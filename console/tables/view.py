"""What of a table is shown: rows in order, filtered, with a cursor that stays on its key."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from console.tables.cells import Cell, Fact, Row
from console.tables.columns import Column
from console.tables.filtering import Filter
from console.tables.sorting import Order, ordered
from locales.formats import DASH


class TableView:
    """Rows as given, and as shown. No drawing."""

    def __init__(self) -> None:
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.shown: list[Row] = []
        self.order: Order | None = None
        self.filter = Filter()
        self.cursor: str | None = None
        self._places: dict[str, int] = {}

    def arrange(self) -> None:
        """Bring ``shown`` in line with rows, order and filter; the cursor stays on its row, or else at its place."""
        at = self.index(self.cursor)
        passing = [row for row in self.rows if self.filter.passes(row.text)] if self.filter else self.rows
        self.shown = ordered(passing, self.columns, self.order)
        self._places = {row.key: place for place, row in enumerate(self.shown)}
        if self.cursor not in self._places:
            self.cursor = self.shown[min(at or 0, len(self.shown) - 1)].key if self.shown else None

    def index(self, key: str | None) -> int | None:
        """Where the row with ``key`` is shown."""
        return None if key is None else self._places.get(key)

    def records(self) -> list[dict[str, Fact]]:
        """What is shown, for CSV and JSON: the same names in every row and language, and values to reckon with."""
        found = [_record(self.columns, row) for row in self.shown]
        names = dict.fromkeys(name for record in found for name in record)
        return [{name: record.get(name) for name in names} for record in found]


def _record(columns: Sequence[Column], row: Row) -> dict[str, Fact]:
    return {
        name: _clean(value)
        for column, cell in zip(columns, row.cells, strict=True)
        for name, value in _facts(column, cell)
    }


def _facts(column: Column, cell: Cell) -> tuple[tuple[str, Fact], ...]:
    if cell.facts is not None:
        return cell.facts
    plain = None if cell.text in ("", DASH) else cell.text
    return ((column.id, plain if cell.sort is None else cell.sort),)


def _clean(value: Fact) -> Fact:
    """Without the dust that binary fractions leave in the last digits; what is no number is nothing."""
    if not isinstance(value, float):
        return value
    return float(f"{value:.10g}") if isfinite(value) else None
