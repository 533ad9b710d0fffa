"""What a log looks like, and where it is scrolled to. Keys and mouse are in ``log_view``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from console.look.tones import Look, look_of
from console.tables.cells import fitted
from console.tables.filtering import Filter
from console.widgets.log_lines import read, segments
from console.widgets.log_sheet import LogRow, LogSheet
from console.widgets.log_words import empty_lines, news_chip, words_below

_CURSOR: Final = "▸"
_GUTTER: Final = 2
_SCROLL_BAR: Final = 1


class LogBody(ScrollView):
    """The rows of a log; follows the end, or stays where someone reads while the window slides on."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.following = True
        """Whether new lines come into sight by themselves."""
        self.wrapped = True
        """Whether long lines take several rows rather than go on beyond the edge."""
        self._sheet = LogSheet()
        self._look = look_of("night")
        self._search = ""
        self._cursor: int | None = None
        self._left_at = 0
        self._settling = False
        self._strips: dict[LogRow, Strip] = {}
        self._ground = Style.null()

    # --- what an area tells and asks ---------------------------------------------------------------------------------
    def show(self, lines: Sequence[str], total: int, look: Look) -> None:
        """The newest ``lines`` of ``total`` that there have ever been."""
        anchor = self._anchor()
        if look is not self._look:
            self._look = look
            self._forget()
        if self._sheet.take(lines, total):
            if self._cursor is not None and not self._sheet.first <= self._cursor < total:
                self._cursor = None
            self._forget()
            self._settle(anchor)

    def set_filter(self, text: str) -> None:
        """Show only lines with these words; with ``!`` before them only the others."""
        anchor = self._anchor()
        self._sheet.filter = Filter.of(text)
        self._sheet.arrange()
        self._settle(anchor)

    @property
    def unseen(self) -> int:
        """How many lines have come since someone began to read."""
        return 0 if self.following else len(self._sheet.numbers) - bisect_left(self._sheet.numbers, self._left_at)

    @property
    def chosen_line(self) -> str | None:
        """The line under the cursor, as it was written."""
        return None if self._cursor is None else self._sheet.line(self._cursor).raw

    @property
    def chosen_text(self) -> str | None:
        """The line under the cursor, as it is shown, with its day."""
        return None if self._cursor is None else read(self._sheet.line(self._cursor).raw, "").text

    # --- rows --------------------------------------------------------------------------------------------------------
    def render_line(self, y: int) -> Strip:
        """A row; at the bottom also a word on filter and search, and on lines that nobody has seen yet."""
        width, bottom = self._width, y == self._height - 1
        if bottom and self._speaks:
            strip = self._plain(words_below(self._sheet, self._search, self._cursor))
        elif not self._sheet.rows:
            said = dict(enumerate(empty_lines(self._sheet, width - 2 * _GUTTER), 1))
            strip = self._plain(said.get(y, ""))
        else:
            at = self.scroll_offset.y + y
            strip = self._row(self._sheet.rows[at]) if at < len(self._sheet.rows) else self._plain("")
            if not self.wrapped:
                strip = strip.crop_extend(self.scroll_offset.x, self.scroll_offset.x + width, self._ground)
        chip = self._chip() if bottom else ""
        if chip:
            end = Strip([Segment(chip, self._look.paper)])
            strip = Strip.join([strip.crop(0, width - end.cell_length), end])
        return strip

    def _row(self, row: LogRow) -> Strip:
        kept = self._strips.get(row)
        if kept is not None:
            return kept
        sheet, line = self._sheet, self._sheet.line(row.number)
        chosen = row.number == self._cursor
        ground = self._ground + self._look.chosen if chosen and self.has_focus else self._ground
        mark = _CURSOR if chosen and row.start == 0 else ""
        indent = sheet.hang(row.number) if row.start else 0
        lead = Segment(mark.ljust(_GUTTER + indent), ground + self._look.accent)
        letters = segments(line, (row.start, row.end), line.places(sheet.phrase), self._look, ground)
        width = self._width if self.wrapped else max(self._width, self.virtual_size.width)
        strip = self._strips[row] = Strip([lead, *letters]).adjust_cell_length(width, ground)
        return strip

    def _plain(self, text: str) -> Strip:
        said = fitted(" " * _GUTTER + text, self._width)
        return Strip([Segment(said, self._ground + self._look.muted)], self._width)

    def _chip(self) -> str:
        return news_chip(self.unseen)

    # --- place -------------------------------------------------------------------------------------------------------
    @property
    def _width(self) -> int:
        return max(0, self.size.width - _SCROLL_BAR)

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    @property
    def _page(self) -> int:
        """Rows in sight."""
        return max(1, self._height - self._speaks)

    @property
    def _speaks(self) -> bool:
        """Whether the last line is about filter and search."""
        return bool(self._sheet.filter or self._sheet.phrase)

    def _anchor(self) -> LogRow | None:
        """The row at the top, when someone reads."""
        rows, at = self._sheet.rows, self.scroll_offset.y
        return rows[at] if not self.following and at < len(rows) else None

    def _settle(self, anchor: LogRow | None) -> None:
        """Rows may be others now: stay at the end, or at the line that was at the top."""
        sheet = self._sheet
        sheet.fit(self._width - _GUTTER if self.wrapped and self._width > _GUTTER else None)
        below = self._speaks
        width = self.size.width if self.wrapped else _GUTTER + sheet.widest() + _SCROLL_BAR
        self._settling = True
        self.virtual_size = Size(width, len(sheet.rows) + below)
        if self.following:
            self.scroll_to(y=max(0, len(sheet.rows) + below - self._height), animate=False, force=True)
        elif anchor is not None:
            self.scroll_to(y=sheet.row_of(anchor.number, anchor.start), animate=False, force=True)
        self._settling = False
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Who scrolls up reads; who comes back to the end follows again."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and round(old_value) != round(new_value):
            self._follow_or_read(following=new_value >= self.max_scroll_y)

    def _follow_or_read(self, *, following: bool) -> None:
        if self.following and not following:
            self._left_at = self._sheet.total
        self.following = following

    def _go_to(self, line: int) -> None:
        """The cursor on a line, and that into sight; who looks at a line reads."""
        rows = self._sheet.rows
        self._cursor = line
        self._follow_or_read(following=self.following and line == self._sheet.numbers[-1])
        self._forget()
        begin = self._sheet.row_of(line)
        last = max(at for at in range(begin, len(rows)) if rows[at].number == line)
        top, page = self.scroll_offset.y, self._page
        if begin < top or last >= top + page:
            self._settling = True
            self.scroll_to(y=begin if begin < top else min(begin, last - page + 1), animate=False, force=True)
            self._settling = False
        self.refresh()

    def _forget(self) -> None:
        self._strips.clear()

    def on_resize(self) -> None:
        """The same lines in the new size."""
        anchor = self._anchor()
        self._forget()
        self._settle(anchor)

    def notify_style_update(self) -> None:
        """The theme may have changed what is behind the letters."""
        super().notify_style_update()
        self._ground = Style(bgcolor=self.rich_style.bgcolor)
        self._forget()
