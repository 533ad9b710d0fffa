"""One field in an app of its own, run at a pseudo-terminal: Ctrl+T writes down what the field holds, and ends.

Ctrl+T is bound without priority, so it takes the long way through all queues and comes after every key before it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from console.widgets.vi_input import ViInput, ViTextArea

FIELDS = {kind.__name__: kind for kind in (ViInput, ViTextArea, Input, TextArea)}
READY = "FIELD-IS-READY"


def content(field: Widget) -> str:
    return field.text if isinstance(field, TextArea) else field.value  # type: ignore[attr-defined]


class FieldApp(App[None]):
    BINDINGS = [Binding("ctrl+t", "finish")]  # noqa: RUF012

    def __init__(self, kind: str, result: Path | None = None) -> None:
        super().__init__()
        self.field = FIELDS[kind]()
        self._result = result

    def compose(self) -> ComposeResult:
        yield self.field
        yield Static(id="state")

    def on_ready(self) -> None:
        self.screen.set_focus(self.field)
        self.query_one("#state", Static).update(READY)

    def action_finish(self) -> None:
        assert self._result is not None
        self._result.write_text(content(self.field), encoding="utf-8")
        self.exit()


if __name__ == "__main__":
    FieldApp(sys.argv[1], Path(sys.argv[2])).run()
