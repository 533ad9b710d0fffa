"""What dialogs are made of: buttons, things to choose, and the line of keys. All of it works by key and by click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from console.look.tones import Look, look_of
from console.text.spans import Span, length
from console.widgets.line import Line
from locales import t


class Push(Static, can_focus=True):
    """A button: Enter, space or a click runs its action. Marks, not only colours, show where the focus is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]
    label: reactive[str] = reactive("", layout=True)

    def __init__(self, label: str, action: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Push.label, label)
        self._action = action

    def render(self) -> Text:
        """The label between marks when it has the focus."""
        left, right = ("▸ ", " ◂") if self.has_focus else ("  ", "  ")
        return Text(f"{left}{self.label}{right}", no_wrap=True)

    async def action_press(self) -> None:
        """Do what it is for."""
        await self.run_action(self._action)

    async def on_click(self) -> None:
        """The same by mouse."""
        await self.action_press()


class Choice(Static, can_focus=True):
    """Something that is chosen or not. ``one_of``: choosing it gives up its neighbours, which its owner does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "choose", show=False)]
    chosen: reactive[bool] = reactive(False)

    class Chosen(Message):
        """Somebody chose it, or gave it up."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, value: str, label: str, meaning: str = "", *, chosen: bool, one_of: bool = False) -> None:
        super().__init__(classes="choice")
        self.value = value
        self._label, self._meaning, self._one_of = label, meaning, one_of
        self.set_reactive(Choice.chosen, chosen)

    def render(self) -> Text:
        """Its mark and name, and what it means below."""
        look = look_of(self.app.theme)
        on, off = ("(●)", "( )") if self._one_of else ("[×]", "[ ]")
        shown = Text().append(f"{on if self.chosen else off} ", look.accent if self.chosen else look.muted)
        shown.append(self._label, look.strong if self.chosen or self.has_focus else look.text)
        if self._meaning:
            shown.append(f"\n{self._meaning}", look.muted)
        return shown

    def action_choose(self) -> None:
        """Tell the owner, who decides what follows."""
        self.post_message(self.Chosen(self))

    def on_click(self) -> None:
        """The same by mouse."""
        self.action_choose()


@dataclass(frozen=True, slots=True)
class Hint:
    """A key as it is written, the message that says what it does, and what a click on it does."""

    sign: str
    key: str
    action: str | None = None


class Hints(Line):
    """The keys of a dialog, each of which can be clicked."""

    hints: reactive[Sequence[Hint]] = reactive(())

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__(classes="hints")
        self.set_reactive(Hints.hints, tuple(hints))

    @property
    def all_cells(self) -> int:
        """The room that all of them need, in the language of the moment."""
        return sum(cell_len(f"{hint.sign} {t(hint.key)}   ") for hint in self.hints) - 3

    def spans(self, width: int) -> Sequence[Span]:
        """As many as there is room for."""
        look: Look = self.look
        spans: list[Span] = []
        for hint in self.hints:
            more = [
                Span(f"{hint.sign} ", look.accent, hint.action),
                Span(f"{t(hint.key)}   ", look.muted, hint.action),
            ]
            if length(spans) + length(more) > width + 3:
                break
            spans += more
        return spans
