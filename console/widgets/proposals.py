"""Rows to choose from while typing: the field keeps the focus, arrows and mouse move here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from console.commanding.completion import Completion
from console.look.tones import Look, look_of
from console.text.words import sentence

_GAP: Final = 2
_NAME: Final = 24
UNAVAILABLE: Final = "✕"


class Rows(OptionList, can_focus=False):
    """Options of an owner that has the focus itself."""

    @property
    def look(self) -> Look:
        """The tones of the theme of the moment."""
        return look_of(self.app.theme)

    @property
    def room(self) -> int:
        """Cells of a row. The scroll bar's place is kept free, so that nothing jumps."""
        return max(10, self.container_size.width - 3)

    def step(self, by: int) -> None:
        """Move by a row; beyond the first one nothing is chosen."""
        if not self.option_count:
            return
        now = self.highlighted
        if now is None:
            self.highlighted = 0 if by > 0 else self.option_count - 1
        else:
            place = now + by
            self.highlighted = place if 0 <= place < self.option_count else None


class Proposals(Rows):
    """Completions, their meaning to the right; what cannot be used says why."""

    def __init__(self) -> None:
        super().__init__(classes="proposals", compact=True)
        self._shown: Sequence[Completion] = ()

    @property
    def chosen(self) -> Completion | None:
        """The one under the cursor."""
        return None if self.highlighted is None else self._shown[self.highlighted]

    def show(self, completions: Sequence[Completion]) -> None:
        """Show these, none chosen."""
        self._shown = completions
        self.highlighted = None
        name = min(_NAME, max((Text(one.name).cell_len for one in completions), default=0))
        befores = (None, *completions)
        self.set_options(
            Option(self._row(one, before, name)) for before, one in zip(befores, completions, strict=False)
        )
        self.scroll_home(animate=False)
        self.display = bool(completions)

    def on_resize(self) -> None:
        """The same in the new width."""
        chosen = self.highlighted
        self.show(self._shown)
        self.highlighted = chosen

    def _row(self, one: Completion, before: Completion | None, width: int) -> Text:
        look = self.look
        row = Text(no_wrap=True, overflow="ellipsis")
        if one.reason is not None:
            row.append(f"{UNAVAILABLE} {one.name}".ljust(width + _GAP + 2), look.faint)
            row.append(sentence(one.reason.key, one.reason.params), look.faint)
        else:
            row.append(f"  {one.name}".ljust(width + _GAP + 2), look.strong)
            if before is None or before.key != one.key:  # the same meaning is not said in every row
                row.append(sentence(one.key, one.params), look.muted)
        row.truncate(self.room, overflow="ellipsis")
        return row
