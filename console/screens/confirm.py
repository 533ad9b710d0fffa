"""Asks again before something dangerous is done.

What protects and what is quick: the focus begins on the safe side and Enter does what the focus says, so Enter alone
never does it; ``y`` does it at once, a letter of its own that nothing else leads to. An Enter, space or click right
after opening is the tail of the one that asked (a held key, a double click) and is not taken for an answer. Where a
word must be typed there is no letter for it: only the word and Enter.
"""

from __future__ import annotations

import time
from typing import ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from console.look.tones import look_of
from console.screens.controls import Hint, Hints, Push
from console.widgets.vi_input import ViInput
from engine.service.asking import is_typed
from locales import t

TAIL_SECONDS: Final = 0.4
_LETTERS: Final = (
    Hint("y", "confirm-do", "screen.answer(True)"),
    Hint("n Esc", "confirm-leave", "screen.answer(False)"),
    Hint("Tab", "dialog-move"),
)
_WORD: Final = (
    Hint("Enter", "confirm-do", "screen.answer(True)"),
    Hint("Esc", "confirm-leave", "screen.answer(False)"),
)


class ConfirmScreen(ModalScreen[bool]):
    """The action in words, whose money it is about, and yes or no. ``word`` must be typed before it is yes."""

    AUTO_FOCUS: ClassVar[str | None] = "#word, #leave"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "answer(False)", show=False),
        Binding("y", "answer(True)", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, word: str | None, *, live: bool) -> None:
        super().__init__()
        self._question, self._word, self._live = question, word, live
        self._opened = 0.0

    def compose(self) -> ComposeResult:
        """Money, question, word, yes and no."""
        with Vertical(classes="dialog confirm") as box:
            box.set_class(self._live, "live")
            box.border_title = t("confirm-title")
            yield Static(self._money(), classes="confirm-money")
            with VerticalScroll(classes="confirm-question", can_focus=False):
                yield Static(Text(self._question))
            if self._word is not None:
                yield Static(self._wanted(self._word), classes="confirm-wanted")
                yield ViInput(id="word", compact=True, select_on_focus=False)
            with Horizontal(classes="buttons"):
                yield Push(t("confirm-leave"), "screen.press(False)", id="leave")
                yield Push(t("confirm-do"), "screen.press(True)", id="do", classes="danger")
            yield Hints(_LETTERS if self._word is None else _WORD)

    def on_mount(self) -> None:
        """From here the tail is counted; what is not allowed yet looks so."""
        self._opened = time.monotonic()
        self._tell()

    def _money(self) -> Text:
        look = look_of(self.app.theme)
        said = t("mode-live") if self._live else t("mode-paper")
        return Text(f" {said} ", look.live if self._live else look.paper)

    def _wanted(self, word: str) -> Text:
        look = look_of(self.app.theme)
        before, _, after = t("confirm-type", word="\n").partition("\n")
        return Text.assemble((before, look.muted), (word, look.accent), (after, look.muted))

    @property
    def _may(self) -> bool:
        return self._word is None or is_typed(self.query_one("#word", ViInput).value, self._word)

    @on(Input.Changed)
    def _tell(self) -> None:
        self.query_one("#do", Push).disabled = not self._may

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_press(True)

    def action_press(self, agreed: bool) -> None:
        """What Enter and clicks do: the same, unless it comes so soon that it was meant for something else."""
        if time.monotonic() - self._opened >= TAIL_SECONDS:
            self.action_answer(agreed)

    def action_answer(self, agreed: bool) -> None:
        """Yes or no; yes only when the word is there."""
        if not agreed:
            self.dismiss(False)
        elif self._may:
            self.dismiss(True)
