"""A line of choices of which one is taken: click it, or let a key of the area go to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from console.text.spans import Span, length
from console.widgets.line import Line

TAKEN, OPEN = "●", "○"
_GAP = " "


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice and what it is called."""

    id: str
    label: str


class Chips(Line):
    """Tells which choice was clicked; who listens decides, and shows what is taken."""

    @dataclass
    class Clicked(Message):
        """A choice was clicked."""

        chips: Chips
        id: str

        @property
        def control(self) -> Chips:
            """Who says so."""
            return self.chips

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: tuple[Chip, ...] = ()
        self._taken = ""

    def show(self, choices: Sequence[Chip], taken: str) -> None:
        """These are the choices, and this one is taken."""
        if (tuple(choices), taken) != (self._choices, self._taken):
            self._choices, self._taken = tuple(choices), taken
            self.refresh()

    def spans(self, width: int) -> list[Span]:
        """All of them side by side; what is not taken loses its sign where room is small."""
        full = self._spans(f"{OPEN} ")
        return full if length(full) <= width else self._spans("")

    def action_click_chip(self, id: str) -> None:
        """A click on a choice."""
        self.post_message(self.Clicked(self, id))

    def _spans(self, sign: str) -> list[Span]:
        spans: list[Span] = []
        for chip in self._choices:
            if spans:
                spans.append(Span(_GAP, self.look.text))
            action = f"click_chip('{chip.id}')"
            if chip.id == self._taken:
                spans.append(Span(f" {TAKEN} {chip.label} ", self.look.accent + self.look.chosen, action))
            else:
                spans.append(Span(f" {sign}{chip.label} ", self.look.muted, action))
        return spans
