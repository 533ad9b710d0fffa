"""One thing to choose on one line: keys step through its options, a click takes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from console.text.settings_choices import Choice, choice_spans, sample_spans
from console.text.spans import Span
from console.widgets.line import Line


class ChoiceLine(Line, can_focus=True):
    """Left and right take another option; up and down go to the line above and below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", show=False, id="choice.left"),
        Binding("right,l", "step(1)", show=False, id="choice.right"),
        Binding("up,k", "go(-1)", show=False, id="choice.up"),
        Binding("down,j", "go(1)", show=False, id="choice.down"),
    ]
    choice: reactive[Choice] = reactive(Choice("", "", (), ""))
    room: reactive[int] = reactive(0)
    """Cells for the label, the same for all lines."""

    @dataclass
    class Picked(Message):
        """A person wants this option."""

        line: ChoiceLine
        value: str

        @property
        def control(self) -> ChoiceLine:
            """Who says so."""
            return self.line

    def __init__(self, choice: Choice) -> None:
        super().__init__(id=f"choice-{choice.id}")
        self.set_reactive(ChoiceLine.choice, choice)

    def spans(self, width: int) -> Sequence[Span]:
        """The label and its options."""
        return choice_spans(self.choice, self.room, width, self.look, focused=self.has_focus)

    def action_step(self, by: int) -> None:
        """The option beside the one that is taken."""
        self.action_pick(self.choice.after(by))

    def action_pick(self, value: str) -> None:
        """Tell who listens, who decides what follows."""
        self.post_message(self.Picked(self, value))

    def action_go(self, by: int) -> None:
        """To another line."""
        if by > 0:
            self.screen.focus_next(ChoiceLine)
        else:
            self.screen.focus_previous(ChoiceLine)


class Sample(Line):
    """The colours of the moment, each with its sign."""

    def spans(self, width: int) -> Sequence[Span]:
        """As many as find room."""
        return sample_spans(self.look, width)
