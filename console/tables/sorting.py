"""The order of rows: stable, and what has no value comes last whichever way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.tables.cells import Cell, Row
from console.tables.columns import Column
from locales.folding import fold


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and which way."""

    column: str
    descending: bool = False


def ordered(rows: Sequence[Row], columns: Sequence[Column], order: Order | None) -> list[Row]:
    """``rows`` in ``order``; without one, or when its column is gone, as they came."""
    place = next((i for i, column in enumerate(columns) if order is not None and column.id == order.column), None)
    if order is None or place is None:
        return list(rows)
    known = [row for row in rows if _value(row, place) is not None]
    unknown = [row for row in rows if _value(row, place) is None]
    known.sort(key=lambda row: _key(_value(row, place)), reverse=order.descending)
    return known + unknown


def _value(row: Row, place: int) -> float | str | None:
    cell: Cell | None = row.cells[place] if place < len(row.cells) else None
    if cell is None or cell.sort is None or cell.sort != cell.sort:  # not a number is no value
        return None
    return cell.sort


def _key(value: float | str | None) -> tuple[bool, float, str]:
    return (True, 0.0, fold(value)) if isinstance(value, str) else (False, value or 0.0, "")


def after_click(order: Order | None, column: Column) -> Order | None:
    """What a click on the heading makes of ``order``: numbers begin with the largest, the third click ends it."""
    if order is None or order.column != column.id:
        return Order(column.id, descending=column.right)
    if order.descending == column.right:
        return Order(column.id, descending=not column.right)
    return None


def next_order(order: Order | None, columns: Sequence[Column]) -> Order | None:
    """The order by the next sortable column; after the last one none."""
    sortable = [column for column in columns if column.sortable]
    at = next((i for i, column in enumerate(sortable) if order is not None and column.id == order.column), -1)
    if at + 1 >= len(sortable):
        return None
    return Order(sortable[at + 1].id, descending=sortable[at + 1].right)
