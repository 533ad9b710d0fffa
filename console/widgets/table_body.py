"""What a table looks like: its lines, and which of them must be drawn anew. Keys and mouse are in ``tick_table``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from console.look.tones import Look, look_of
from console.tables.cells import Fact, Row
from console.tables.changes import SWEEP_SECONDS, Changes
from console.tables.columns import GUTTER, Column
from console.tables.drawing import RowState
from console.tables.filtering import Filter
from console.tables.painter import Painter
from console.tables.sorting import Order
from console.tables.view import TableView
from console.tables.words import empty_lines, filter_words

_HEADING = 1


class TableBody(ScrollView):
    """Rows under headings that stay. Refreshes only the lines that differ from what is on the screen."""

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None, flash: bool = True
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.flash = flash
        """Whether numbers that change are marked for a moment."""
        self.empty = ""
        """What to say when there is no row: why, and what to press."""
        self._view = TableView()
        self._painter = Painter((), 0, look_of("night"), Style.null())
        self._changes = Changes()
        self._sweeper: Timer | None = None
        self._pointer: int | None = None
        self._pointed: Column | None = None

    # --- what an area tells and asks ---------------------------------------------------------------------------------
    def show(self, columns: Sequence[Column], rows: Iterable[Row], look: Look) -> None:
        """Show ``rows``; only lines that differ from what is on the screen are drawn anew."""
        view = self._view
        before = {row.key: row for row in view.rows} if self.flash else {}
        view.columns, view.rows = tuple(columns), tuple(rows)
        if view.columns != self._painter.columns or look is not self._painter.look:
            self._lay_out(look)
        now = monotonic()
        for row in view.rows if before else ():
            old = before.get(row.key)
            if old is not None and old != row:
                self._changes.note(old, row, view.columns, now)
        if self._changes and self._sweeper is not None:
            self._sweeper.resume()
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Show only rows with these words; with ``!`` before them only the others."""
        self._view.filter = Filter.of(text)
        self._arrange()
        self.refresh()

    def set_order(self, order: Order | None) -> None:
        """Order rows as asked for or remembered."""
        self._view.order = order
        self._arrange()
        self._refresh_heading()

    @property
    def cursor_key(self) -> str | None:
        """The row under the cursor."""
        return self._view.cursor

    @property
    def order(self) -> Order | None:
        """How rows are ordered."""
        return self._view.order

    @property
    def shown_keys(self) -> list[str]:
        """The rows that pass the filter, in order."""
        return [row.key for row in self._view.shown]

    def rows_as_records(self) -> list[dict[str, Fact]]:
        """What is shown, for CSV and JSON."""
        return self._view.records()

    # --- lines -------------------------------------------------------------------------------------------------------
    def render_line(self, y: int) -> Strip:
        """One line: the headings above, a word on the filter below, rows in between."""
        view = self._view
        if y < _HEADING:
            return self._painter.heading(view.order, self._pointed)
        if view.filter and y == self.size.height - 1:
            return self._painter.words(filter_words(view))
        if not view.shown:
            said = dict(enumerate(empty_lines(view, self.empty, self.size.width - 2 * GUTTER), _HEADING + 1))
            return self._painter.words(said.get(y, ""))
        at = self._row_at(y)
        if at is None:
            return self._painter.words("")
        row = view.shown[at]
        cursor = row.key == view.cursor
        state = RowState(cursor, cursor and self.has_focus, y == self._pointer, self._changes.of(row.key))
        return self._painter.row(row, state)

    def _row_at(self, y: int) -> int | None:
        """Which row is on line ``y``."""
        at = self.scroll_offset.y + y - _HEADING
        in_sight = y >= _HEADING and not (self._view.filter and y == self.size.height - 1)
        return at if in_sight and 0 <= at < len(self._view.shown) else None

    # --- drawing anew ------------------------------------------------------------------------------------------------
    def _arrange(self) -> None:
        """Filter and order anew, and refresh the lines that differ."""
        view, before, cursor = self._view, self._view.shown, self._view.cursor
        in_sight = self._in_sight(cursor)
        view.arrange()
        if bool(before) != bool(view.shown):
            self.refresh()
        else:
            most = max(len(before), len(view.shown))
            self._refresh_rows([at for at in self._rows_in_sight(most) if not _same(before, view.shown, at)])
        self._painter.keep_only(view.rows)
        size = Size(self.size.width, _HEADING + len(view.shown) + bool(view.filter))
        if size != self.virtual_size:
            self.virtual_size = size
        if in_sight:
            self._bring_to_sight()
        if view.cursor != cursor:
            self._refresh_rows([view.index(view.cursor)])
            self.cursor_moved()

    def cursor_moved(self) -> None:
        """Called when the cursor is on another row than before."""

    def _rows_in_sight(self, most: int) -> range:
        first = self.scroll_offset.y
        return range(first, min(most, first + max(0, self.size.height - _HEADING)))

    def _in_sight(self, key: str | None) -> bool:
        return self._view.index(key) in self._rows_in_sight(len(self._view.shown))

    def _bring_to_sight(self) -> None:
        at = self._view.index(self._view.cursor)
        page = max(1, self.size.height - _HEADING - bool(self._view.filter))
        first = self.scroll_offset.y
        if at is not None and not first <= at < first + page:
            self.scroll_to(y=at if at < first else at - page + 1, animate=False, force=True)

    def _refresh_rows(self, rows: Iterable[int | None]) -> None:
        """Refresh the lines of these rows, neighbours together."""
        lines = sorted({at - self.scroll_offset.y + _HEADING for at in rows if at is not None})
        start = 0
        for end in range(1, len(lines) + 1):
            if end == len(lines) or lines[end] != lines[end - 1] + 1:
                self.refresh(Region(0, lines[start], self.size.width, end - start))
                start = end

    def _refresh_heading(self) -> None:
        self.refresh(Region(0, 0, self.size.width, _HEADING))

    def _lay_out(self, look: Look) -> None:
        base = Style(bgcolor=self.rich_style.bgcolor) if self.is_attached else Style.null()
        self._painter = Painter(self._view.columns, self.size.width, look, base)
        self.refresh()

    def _sweep(self) -> None:
        """Take marks of changes away whose time is over."""
        self._refresh_rows([self._view.index(key) for key in self._changes.sweep(monotonic())])
        if not self._changes and self._sweeper is not None:
            self._sweeper.pause()

    def on_mount(self) -> None:
        """One timer for all marks of changes; it rests when there are none."""
        self._sweeper = self.set_interval(SWEEP_SECONDS, self._sweep, pause=not self._changes)

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out(self._painter.look)
        self._arrange()

    def notify_style_update(self) -> None:
        """The theme or the state of the widget may have changed what is behind the cells."""
        super().notify_style_update()
        self._lay_out(self._painter.look)


def _same(before: Sequence[Row], after: Sequence[Row], at: int) -> bool:
    if at >= len(before) or at >= len(after):
        return False
    return before[at] is after[at] or before[at] == after[at]
