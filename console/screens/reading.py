"""A text in full, for what is longer than its line."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from locales import t


class ReadingScreen(ModalScreen[None]):
    """Any key that means "enough" closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,space", "dismiss", show=False)]

    def __init__(self, text: str, title: str = "") -> None:
        super().__init__()
        self._text, self._title = text, title

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with VerticalScroll(id="reading") as frame:
            frame.border_title = Content(self._title)
            frame.border_subtitle = Content(f"Esc {t('dialog-close')}")
            yield Static(Text(self._text))

    def on_click(self) -> None:
        """A click is enough, too."""
        self.dismiss()
