"""What was just done or went wrong: one line that stays until it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.reactive import reactive
from textual.timer import Timer

from console.text.spans import Span
from console.widgets.line import Line

_SECONDS: Final = 8.0


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
        room = max(1, width - 3)
        cut = self.text if len(self.text) <= room else self.text[: room - 1] + "…"
        return [Span(f" {mark}", style), Span(cut, self.look.text, "app.show_notice")]
