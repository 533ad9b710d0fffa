"""What of a table is shown: rows in order, filtered, with a cursor that stays on its key."""

from __future__ import annotations

from collections.abc import Sequence

from console.tables.cells import Row
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

    def records(self) -> list[dict[str, float | str | None]]:
        """What is shown, by headings, with raw values: for CSV and JSON."""
        return [_record(self.columns, row) for row in self.shown]


def _record(columns: Sequence[Column], row: Row) -> dict[str, float | str | None]:
    return {
        column.heading or column.id: cell.sort if cell.sort is not None else None if cell.text == DASH else cell.text
        for column, cell in zip(columns, row.cells, strict=True)
    }
