"""Everything that can be done, found by a few letters. Textual's own palette does not find "dự đoán" by "du doan"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from console.commanding.items import PaletteItem, grouped, score
from console.commanding.matching import match, ranked
from console.widgets.proposals import UNAVAILABLE, Rows
from console.widgets.typed_line import KeyedInput
from locales import t

__all__ = ["Palette", "PaletteItem"]

_TITLE: Final = 34
_LEAST_HELP: Final = 20
_LEAST_ROWS: Final = 3
_MOST_ROWS: Final = 24
_AROUND: Final = 9
"""Rows of the screen that border, field and help of the palette take."""


class PaletteRows(Rows):
    """The items found, under the titles of their groups."""

    def __init__(self) -> None:
        super().__init__(classes="palette-rows", compact=True)
        self._items: list[PaletteItem | None] = []

    @property
    def chosen(self) -> PaletteItem | None:
        """The one under the cursor."""
        return None if self.highlighted is None else self._items[self.highlighted]

    def show(self, items: Sequence[PaletteItem], query: str) -> None:
        """Show these, the first one chosen."""
        self._items, options = [], []
        title = min(_TITLE, max((Text(item.title).cell_len for item in items), default=0))
        keys = max((Text(item.keys).cell_len for item in items), default=0)
        for group, members in grouped(items).items():
            if group:
                self._items.append(None)
                options.append(Option(Text(group, self.look.muted), disabled=True))
            for item in members:
                self._items.append(item)
                options.append(Option(self._row(item, query, title, keys)))
        self.set_options(options)
        self.highlighted = next((place for place, item in enumerate(self._items) if item), None)
        self.scroll_home(animate=False)

    def _row(self, item: PaletteItem, query: str, width: int, beside: int) -> Text:
        look, found = self.look, match(query, item.title)
        name = Text(item.title, look.text if item.available else look.faint)
        for place in found.places if found else ():
            name.stylize(look.accent, place, place + 1)
        name.truncate(max(width, _TITLE if self.room >= 2 * _TITLE else self.room // 2), overflow="ellipsis")
        row = Text("  " if item.available else f"{UNAVAILABLE} ", look.faint, no_wrap=True).append_text(name)
        row.pad_right(max(2, width + 4 - row.cell_len))
        room = self.room - beside
        if room - row.cell_len >= _LEAST_HELP:
            said = Text(item.meaning, look.muted if item.available else look.faint)
            said.truncate(room - row.cell_len - 2, overflow="ellipsis")
            row.append_text(said)
        row.pad_right(max(0, self.room - Text(item.keys).cell_len - row.cell_len))
        return row.append(item.keys, look.accent if item.available else look.faint)


class Palette(ModalScreen[PaletteItem | None]):
    """Asks what to do: Enter or a click gives the item, Esc or a click beside it gives None."""

    AUTO_FOCUS: ClassVar[str | None] = "KeyedInput"

    def __init__(self, items: Sequence[PaletteItem], text: str = "") -> None:
        super().__init__()
        self._all = items
        self._query = text
        self._rows = PaletteRows()
        self._nothing = Static(classes="palette-nothing")
        self._about = Static(classes="palette-about")
        self._field = KeyedInput(self._deeds(), placeholder=t("palette-placeholder"))

    def _deeds(self) -> Mapping[str, Callable[[], None]]:
        return {
            "up": lambda: self._move(self._rows.action_cursor_up),
            "down": lambda: self._move(self._rows.action_cursor_down),
            "pageup": lambda: self._move(self._rows.action_page_up),
            "pagedown": lambda: self._move(self._rows.action_page_down),
            "enter": self._enter,
            "escape": self._leave,
            "ctrl+p": self._leave,
        }

    def compose(self) -> ComposeResult:
        """The field, what was found, what the chosen one does, the keys."""
        with Vertical(classes="palette") as box:
            box.border_title = t("palette-title")
            box.border_subtitle = t("palette-keys")
            yield self._field
            yield self._rows
            yield self._nothing
            yield self._about

    def on_mount(self) -> None:
        """Begin with the text given."""
        self._field.value = self._query
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """The same in the new size."""
        self._rows.styles.max_height = max(_LEAST_ROWS, min(_MOST_ROWS, event.size.height - _AROUND))
        self.call_after_refresh(self._show)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()

    def _look(self) -> None:
        if self._field.value != self._query:
            self._query = self._field.value
            self._show()

    def _show(self) -> None:
        found = ranked(self._query, self._all, lambda item: score(self._query, item))
        self._rows.show(found, self._query)
        self._rows.display = bool(found)
        self._nothing.display = not found
        if not found:
            example = next((item.title for item in self._all if " " in item.title), "")
            self._nothing.update(Text(t("palette-nothing", text=self._query, example=example)))
        self._tell()

    def _move(self, how: Callable[[], None]) -> None:
        self._look()
        how()
        self._tell()

    def _tell(self) -> None:
        item, look = self._rows.chosen, self._rows.look
        refused = item is not None and not item.available
        said = "" if item is None else item.meaning
        self._about.update(Text(f"{UNAVAILABLE} {said}" if refused else said, look.warn if refused else look.text))

    def _enter(self) -> None:
        self._look()
        item = self._rows.chosen
        if item is not None and item.available:
            self.dismiss(item)
        else:
            self.app.bell()

    def _leave(self) -> None:
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._tell()
        self._enter()

    def on_click(self, event: events.Click) -> None:
        """Beside the palette: never mind."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self._leave()
