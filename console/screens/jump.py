"""Jump mode: a letter on every panel in sight; typing it goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, Key, Resize
from textual.geometry import Offset, Region, Size
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from console.screens.controls import Hint, Hints

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""The row under the fingers first."""
_CHIP: Final = 3
_HINTS: Final = (Hint("a … z", "jump-type"), Hint("Esc", "dialog-close", "screen.leave"))


def targets(screen: Screen[object]) -> list[tuple[Widget, Region]]:
    """What can have the focus and is seen, with the part of it that is seen; as read, line by line."""
    shown = screen._compositor.visible_widgets
    seen = []
    chain = [widget for widget in screen.focus_chain if widget in shown]
    for widget in chain:
        region, clip = shown[_framed(widget, chain)]
        part = region.intersection(clip)
        if part.area:
            seen.append((widget, part))
    return sorted(seen, key=lambda pair: (pair[1].y, pair[1].x))


def _framed(widget: Widget, chain: Sequence[Widget]) -> Widget:
    """The frame round a widget if it has it for itself: a letter there hides nothing."""
    for around in widget.ancestors_with_self:
        if isinstance(around, Screen) or not isinstance(around, Widget):
            break
        if around.styles.border_top[0]:
            return around if sum(around in other.ancestors_with_self for other in chain) == 1 else widget
    return widget


def places(parts: list[Region], width: int) -> list[Offset]:
    """Where letters stand: at the upper left corner, on the frame where there is one, and never on one another."""
    taken: set[Offset] = set()
    found = []
    for part in parts:
        place = Offset(min(part.x, max(0, width - _CHIP)), part.y)
        while place in taken:
            place = Offset(place.x + _CHIP, place.y) if place.x + 2 * _CHIP <= width else Offset(0, place.y + 1)
        taken.add(place)
        found.append(place)
    return found


class Chip(Static):
    """A letter over what it leads to."""

    def __init__(self, letter: str, target: Widget, place: Offset) -> None:
        super().__init__(Text(f" {letter.upper()} "), classes="jump-chip")
        self.letter, self.target = letter, target
        self.styles.offset = place


class JumpScreen(ModalScreen[Widget | None]):
    """Gives back what was gone to, or None."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    _size_then: Size | None = None

    def compose(self) -> ComposeResult:
        """Letters over the screen below, and how to go on."""
        below = self.app.screen_stack[self.app.screen_stack.index(self) - 1]
        seen = targets(below)[: len(LETTERS)]
        spots = places([part for _, part in seen], self.app.size.width)
        for letter, (widget, _), place in zip(LETTERS, seen, spots, strict=False):
            yield Chip(letter, widget, place)
        yield Hints(_HINTS if seen else (Hint("·", "jump-nothing"), *_HINTS[1:]))

    def on_resize(self, event: Resize) -> None:
        """Panels have moved, and their letters with them."""
        if self._size_then not in (None, event.size):
            self.call_after_refresh(self.recompose)
        self._size_then = event.size

    def on_key(self, event: Key) -> None:
        """Go where the letter stands; a letter that stands nowhere does nothing."""
        for chip in self.query(Chip):
            if event.key.casefold() == chip.letter:
                event.stop()
                self.dismiss(chip.target)

    def on_click(self, event: Click) -> None:
        """On a letter: there. Elsewhere: never mind."""
        if isinstance(event.widget, Chip):
            self.dismiss(event.widget.target)
        elif event.widget is self:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Stay where one is."""
        self.dismiss(None)
