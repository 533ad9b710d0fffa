"""The log as a person uses it: follow, read, filter, search, copy; by keys and by mouse."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.events import Click

from console.widgets.log_body import LogBody


class LogView(LogBody, can_focus=True):
    """Log lines. ``show`` the newest as often as there is news."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="log.up"),
        Binding("down", "move(1)", show=False, id="log.down"),
        Binding("end", "follow", show=False, id="log.follow"),
        Binding("n", "find(1)", show=False, id="log.next"),
        Binding("N", "find(-1)", show=False, id="log.previous"),
        Binding("w", "wrap", show=False, id="log.wrap"),
    ]

    def set_search(self, text: str) -> None:
        """Mark ``text`` wherever it is, and go to where it is found last; empty: no more."""
        anchor = self._anchor()
        self._search = text.strip()
        self._sheet.search(text)
        self._forget()
        self._settle(anchor)
        if self._sheet.found:
            self._go_to(self._sheet.found[-1])

    # --- keys --------------------------------------------------------------------------------------------------------
    def action_move(self, lines: int) -> None:
        """The cursor so many lines down; from out of sight it comes to what is in sight."""
        numbers = self._sheet.numbers
        top = self.scroll_offset.y
        seen = [row.number for row in self._sheet.rows[top : top + self._page]]
        if self._cursor in seen:
            at = numbers.index(self._cursor) + lines
            self._go_to(numbers[max(0, min(at, len(numbers) - 1))])
        elif seen:
            self._go_to(seen[-1] if lines < 0 else seen[0])

    def action_follow(self) -> None:
        """Back to the newest line, and stay there."""
        self.following, self._cursor = True, None
        self._forget()
        self._settle(None)

    def action_find(self, way: int) -> None:
        """The next (1) or previous (-1) line in which the text is found; after the last one the first."""
        found = self._sheet.found
        if found:
            here = found[-1] if self._cursor is None else self._cursor
            ahead = [line for line in found if (line > here if way > 0 else line < here)]
            self._go_to((ahead or found)[0 if way > 0 else -1])

    def action_wrap(self) -> None:
        """Long lines on several rows, or beyond the right edge."""
        anchor = self._anchor()
        self.wrapped = not self.wrapped
        self.set_class(not self.wrapped, "sideways")
        self._forget()
        self._settle(anchor)

    # --- mouse and focus ---------------------------------------------------------------------------------------------
    def on_click(self, event: Click) -> None:
        """A line is chosen; the word on new lines leads to them."""
        place = event.get_content_offset(self)
        if place is None:
            return
        chip, at = self._chip(), self.scroll_offset.y + place.y
        if chip and place.y == self._height - 1 and place.x >= self._width - cell_len(chip):
            self.action_follow()
        elif place.y < self._page and at < len(self._sheet.rows):
            self._go_to(self._sheet.rows[at].number)

    def on_focus(self) -> None:
        """The cursor shows that keys go here."""
        self._forget()
        self.refresh()

    def on_blur(self) -> None:
        """The cursor shows that keys go elsewhere."""
        self._forget()
        self.refresh()
