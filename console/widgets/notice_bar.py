"""What was just done or went wrong: up to three lines above the keys, in the language of the moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from console.look.tones import look_of
from console.tables.cells import broken

_SECONDS: Final = 8.0
_FAILED_SECONDS: Final = 60.0
_LINES: Final = 3
_INDENT: Final = 3
_INCIDENT: Final = re.compile(r"E-[0-9A-F]{6}")


class NoticeBar(Widget):
    """Good news goes soon, bad news later or with Escape. A click on it shows it in full."""

    DEFAULT_CSS = f"NoticeBar {{ height: auto; max-height: {_LINES}; width: 1fr; }}"

    text: reactive[str] = reactive("", layout=True)
    failed: reactive[bool] = reactive(False)
    _going: Timer | None = None
    _again: Callable[[], str] | None = None

    def say(self, text: str | Callable[[], str], *, failed: bool = False) -> None:
        """Show a text; one that is made can be made again when the language changes."""
        if self._going is not None:
            self._going.stop()
        self._again = text if callable(text) else None
        self.failed, self.text = failed, " ".join((text() if callable(text) else text).split())
        self.set_class(bool(self.text), "shown")
        self.set_class(failed, "failed")
        self._going = self.set_timer(_FAILED_SECONDS if failed else _SECONDS, self.clear) if self.text else None

    def clear(self) -> None:
        """Nothing to say."""
        self.say("")

    def relabel(self) -> None:
        """The same in the language of now; what cannot be said anew has had its time."""
        if self._again is None:
            self.clear()
        else:
            self.text = " ".join(self._again().split())

    def lines(self, width: int) -> list[str]:
        """The text in so many cells: what is cut is the sentence, never the incident that leads to the log."""
        room = max(1, width - _INDENT - 1)
        rows = broken(self.text, room)
        if len(rows) <= _LINES:
            return rows
        return [*rows[: _LINES - 1], _cut(" ".join(rows[_LINES - 1 :]), room)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return min(_LINES, len(self.lines(width))) if self.text else 0

    def render_line(self, y: int) -> Strip:
        """Mark and text; further lines stand below the text."""
        look, width = look_of(self.app.theme), self.size.width
        rows = self.lines(width)
        if y >= len(rows):
            return Strip.blank(width, self.rich_style)
        mark = " " * _INDENT if y else " ✖ " if self.failed else " ✔ "
        tone: Style = look.bad if self.failed else look.good
        segments = [Segment(mark, self.rich_style + tone), Segment(rows[y], self.rich_style + look.text)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    async def on_click(self, event: events.Click) -> None:
        """All of it."""
        await self.run_action("app.show_notice")


def _cut(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    found = _INCIDENT.search(text)
    tail = f"… [{found[0]}]" if found is not None else "…"
    return set_cell_size(text, room - cell_len(tail)).rstrip() + tail if room > cell_len(tail) else tail[:room]
