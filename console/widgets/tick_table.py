"""The table for everything that ticks: a cursor, an order, a filter, by keys and by mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, MouseMove
from textual.geometry import Region
from textual.message import Message

from console.tables.sorting import Order, after_click, next_order
from console.widgets.table_body import TableBody


class TickTable(TableBody, can_focus=True):
    """A table to choose rows in. ``show`` it whenever there is news: only lines that differ are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="table.up"),
        Binding("down", "move(1)", show=False, id="table.down"),
        Binding("pageup", "page(-1)", show=False, id="table.page-up"),
        Binding("pagedown", "page(1)", show=False, id="table.page-down"),
        Binding("home", "edge(-1)", show=False, id="table.home"),
        Binding("end", "edge(1)", show=False, id="table.end"),
        Binding("enter", "select", show=False, id="table.select"),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row now; None when there is no row."""

        table: TickTable
        key: str | None

        @property
        def control(self) -> TickTable:
            """Who says so."""
            return self.table

    @dataclass
    class Selected(Message):
        """Enter, or a double click, on a row."""

        table: TickTable
        key: str

        @property
        def control(self) -> TickTable:
            """Who says so."""
            return self.table

    @dataclass
    class Sorted(Message):
        """A person asked for another order; None is the order in which rows come."""

        table: TickTable
        order: Order | None

        @property
        def control(self) -> TickTable:
            """Who says so."""
            return self.table

    def choose(self, key: str) -> None:
        """Put the cursor on the row with ``key``, if it is shown."""
        at = self._view.index(key)
        if at is not None:
            self._put_cursor(at)

    def cursor_moved(self) -> None:
        """Tell the area."""
        self.post_message(self.Highlighted(self, self._view.cursor))

    # --- keys --------------------------------------------------------------------------------------------------------
    def action_move(self, rows: int) -> None:
        """The cursor so many rows down."""
        at = self._view.index(self._view.cursor)
        if at is not None:
            self._put_cursor(at + rows)

    def action_page(self, pages: int) -> None:
        """The cursor so many screens down."""
        self.action_move(pages * max(1, self.size.height - 2))

    def action_edge(self, side: int) -> None:
        """The cursor to the first (-1) or last row (1)."""
        self._put_cursor(0 if side < 0 else len(self._view.shown) - 1)

    def action_select(self) -> None:
        """Say which row is meant."""
        if self._view.cursor is not None:
            self.post_message(self.Selected(self, self._view.cursor))

    def action_sort_next(self) -> None:
        """Order by the next column."""
        self._sort(next_order(self._view.order, self._painter.shown_columns))

    def _sort(self, order: Order | None) -> None:
        self.set_order(order)
        self.post_message(self.Sorted(self, order))

    def _put_cursor(self, at: int) -> None:
        view = self._view
        if not view.shown:
            return
        before, key = view.cursor, view.shown[max(0, min(at, len(view.shown) - 1))].key
        view.cursor = key
        self._bring_to_sight()
        if key != before:
            self._refresh_rows([view.index(before), view.index(key)])
            self.cursor_moved()

    # --- mouse -------------------------------------------------------------------------------------------------------
    def on_click(self, event: Click) -> None:
        """A heading orders, a row is chosen; twice, it is meant."""
        place = event.get_content_offset(self)
        if place is None:
            return
        at = self._row_at(place.y)
        if at is not None:
            self._put_cursor(at)
            if event.chain == 2:
                self.action_select()
        elif place.y == 0:
            column = self._painter.column_at(place.x)
            if column is not None and column.sortable:
                self._sort(after_click(self._view.order, column))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what a click would choose."""
        place = event.get_content_offset(self)
        self._point(None if place is None else place.y, None if place is None else place.x)

    def on_leave(self) -> None:
        """The pointer is elsewhere."""
        if not self.is_mouse_over:
            self._point(None, None)

    def _point(self, y: int | None, x: int | None) -> None:
        column = self._painter.column_at(x) if y == 0 and x is not None else None
        column = column if column is not None and column.sortable else None
        if column != self._pointed:
            self._pointed = column
            self._refresh_heading()
        line = y if y is not None and self._row_at(y) is not None else None
        if line != self._pointer:
            for old in (self._pointer, line):
                if old is not None:
                    self.refresh(Region(0, old, self.size.width, 1))
            self._pointer = line

    # --- focus -------------------------------------------------------------------------------------------------------
    def on_focus(self) -> None:
        """The cursor shows that keys go here."""
        self._refresh_rows([self._view.index(self._view.cursor)])

    def on_blur(self) -> None:
        """The cursor shows that keys go elsewhere."""
        self._refresh_rows([self._view.index(self._view.cursor)])
