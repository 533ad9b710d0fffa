"""What was just done or went wrong: one line that stays until it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.reactive import reactive
from textual.timer import Timer

from console.text.spans import Span
from console.widgets.line import Line

_SECONDS: Final = 8.0
_INCIDENT: Final = re.compile(r"E-[0-9A-F]{6}")


class NoticeBar(Line):
    """Good news goes by itself; bad news waits for Escape. A click on it shows it in full."""

    text: reactive[str] = reactive("", layout=True)
    failed: reactive[bool] = reactive(False)
    _going: Timer | None = None

    def say(self, text: str, *, failed: bool = False) -> None:
        """Show a line."""
        if self._going is not None:
            self._going.stop()
        self.failed, self.text = failed, text
        self.set_class(bool(text), "shown")
        self.set_class(failed, "failed")
        self._going = None if failed or not text else self.set_timer(_SECONDS, self.clear)

    def clear(self) -> None:
        """Nothing to say."""
        self.say("")

    def spans(self, width: int) -> Sequence[Span]:
        """The line, and that there is more when it is longer."""
        mark = "✖ " if self.failed else "✔ "
        style = self.look.bad if self.failed else self.look.good
        cut = _cut(" ".join(self.text.split()), max(1, width - 3))
        return [Span(f" {mark}", style), Span(cut, self.look.text, "app.show_notice")]


def _cut(text: str, room: int) -> str:
    """In so many cells; what is cut is the sentence, never the incident that leads to the log."""
    if cell_len(text) <= room:
        return text
    found = _INCIDENT.search(text)
    tail = f"… [{found[0]}]" if found is not None else "…"
    return set_cell_size(text, room - cell_len(tail)).rstrip() + tail if room > cell_len(tail) else tail[:room]
