"""A line at the bottom that opens when it is wanted: what the command line and the filter have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from console.widgets.vi_input import ViInput
from locales import t


class KeyedInput(ViInput):
    """A field that hands some keys to its owner at once, so that they too act in the order in which they came."""

    def __init__(self, deeds: Mapping[str, Callable[[], None]], *, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self._deeds = deeds
        for key in deeds:
            self._bindings.key_to_bindings[key] = [Binding(key, f"deed({key!r})", show=False)]

    def action_deed(self, key: str) -> None:
        """What the owner wants done at this key."""
        self._deeds[key]()


class TypedLine(Vertical):
    """A prompt and a field, hidden until opened. What had the focus before gets it back."""

    PROMPT: ClassVar[str]
    PLACEHOLDER: ClassVar[str]

    def __init__(self, deeds: Mapping[str, Callable[[], None]], *, id: str | None = None) -> None:
        super().__init__(id=id, classes="typed-line")
        self.field = KeyedInput(deeds)
        self._before: Widget | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """What is above the line, the line, and what is below it."""
        yield from self.above()
        with Horizontal(classes="typed-row"):
            yield Static(self.PROMPT, classes="typed-prompt")
            yield self.field
        yield from self.below()

    def above(self) -> Iterator[Widget]:
        """Widgets over the line."""
        yield from ()

    def below(self) -> Iterator[Widget]:
        """Widgets under the line."""
        yield from ()

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return bool(self.display)

    def open(self, text: str = "") -> None:
        """Show the line with ``text`` in it. The focus moves at once, lest keys already waiting go elsewhere."""
        self.relabel()
        self.field.value = text
        self.field.cursor_position = len(text)
        if self.screen.focused is not self.field:
            self._before = self.screen.focused
        self.display = True
        self.screen.set_focus(self.field)

    def resume(self) -> None:
        """Have the focus again, and give it back to whoever has it now."""
        self._before = self.screen.focused
        self.screen.set_focus(self.field)

    def put_away(self) -> None:
        """Hide the line."""
        if self.is_open:
            self.display = False
            self.give_back()

    def give_back(self) -> None:
        """Let what had the focus before have it again."""
        if self.screen.focused is self.field:
            self.screen.set_focus(self._before if self._before is not None and self._before.is_attached else None)

    def relabel(self) -> None:
        """Say what it says in the reader's language of now."""
        self.field.placeholder = t(self.PLACEHOLDER)

    @on(Input.Changed)
    @on(Input.Submitted)
    def _keep_inside(self, event: Message) -> None:
        event.stop()
