"""An answer of the service as text, for commands that have no place of their own in the console."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final, Protocol, runtime_checkable

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, Vertical
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Static

from console.screens.controls import Hint, Hints
from console.tables.cells import broken
from console.widgets.notice_bar import NoticeBar
from engine.service.answers import Answer
from engine.service.text import render
from locales import t

_CLAUSE: Final = re.compile(r"[.:?]")
_LEAST: Final = 48
_PROSE: Final = 70
"""Cells in which sentences are folded; tables stay as they are."""
_GAP: Final = "  "
"""Stands between the columns of a table, and never in a sentence."""
_FRAME: Final = 5
"""Frame, padding, scroll bar, keys."""
_HINTS: Final = (
    Hint("Esc", "dialog-close", "screen.close"),
    Hint("y", "key-app-copy", "screen.copy"),
    Hint("e", "answer-export", "screen.export"),
    Hint("↑ ↓ ← →", "dialog-scroll"),
)


@runtime_checkable
class Keeper(Protocol):
    """An application that saves answers as files."""

    def action_export_answer(self, answer: Any) -> None:
        """Save it and say where."""


class AnswerScreen(ModalScreen[None]):
    """Shows an answer until it was read; it can be copied and saved. Follows a change of language."""

    AUTO_FOCUS: ClassVar[str | None] = "#answer-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", show=False),
        Binding("y", "copy", show=False),
        Binding("e", "export", show=False),
        Binding("ctrl+l", "language", show=False, id="app.language"),
    ]

    def __init__(self, command_id: str, answer: Answer) -> None:
        super().__init__()
        self._command, self._answer = command_id, answer

    def compose(self) -> ComposeResult:
        """The text in a frame with its keys."""
        with Vertical(classes="dialog answer"):
            with ScrollableContainer(id="answer-text"):
                yield Static(id="answer-body")
            yield Hints(_HINTS)

    def on_mount(self) -> None:
        """Say it."""
        self._say()

    def on_screen_resume(self) -> None:
        """The language may have changed under another dialog. The first time comes before there is anything."""
        if self.is_mounted:
            self._say()

    def _say(self) -> None:
        box = self.query_one(".dialog")
        title, hints = _CLAUSE.split(t(f"cmd-{self._command}"), maxsplit=1)[0], self.query_one(Hints)
        box.border_title = Content(title)
        box.border_subtitle = None
        text = Text(_folded(render(self._answer), max(_PROSE, self.app.size.width // 2)), no_wrap=True)
        lines = text.split()
        widest = max(cell_len(title) + 1, hints.all_cells, *(line.cell_len for line in lines))
        box.styles.width = max(_LEAST, widest + _FRAME)
        box.styles.height = len(lines) + _FRAME
        self.query_one("#answer-body", Static).update(text)
        hints.refresh()

    async def action_language(self) -> None:
        """The other language, as everywhere."""
        await self.run_action("app.next_language")
        self._say()

    def action_copy(self) -> None:
        """All of it to the clipboard."""
        self.app.copy_to_clipboard(render(self._answer))
        self._mention(t("answer-copied"))

    def action_export(self) -> None:
        """Save it; the application says where."""
        if isinstance(self.app, Keeper):
            self.app.action_export_answer(self._answer)
            for bar in self.app.query(NoticeBar):  # it lies under this dialog
                self._mention(bar.text)

    def _mention(self, said: str) -> None:
        self.query_one(".dialog").border_subtitle = Content(said)

    def action_close(self) -> None:
        """Enough."""
        self.dismiss()

    def on_click(self, event: Click) -> None:
        """Beside the frame: enough."""
        if event.widget is self:
            self.dismiss()


def _folded(text: str, width: int) -> str:
    """Sentences in lines of so many cells at most."""
    lines = (line if _GAP in line else "\n".join(broken(line, width)) for line in text.split("\n"))
    return "\n".join(lines)
