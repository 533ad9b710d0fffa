"""Help for where you are: what the area shows, its glyphs, and a list of keys and commands that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar, Final

from rich.table import Table
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from console.commanding.matching import match
from console.look.tones import Look, look_of
from console.screens.controls import Hint, Hints
from console.screens.help_rows import HelpRow, WhyNot, found_rows, help_rows
from console.text.words import sentence
from console.widgets.proposals import UNAVAILABLE, Rows
from console.widgets.typed_line import KeyedInput
from locales import t

_SIGN: Final = 8
_TITLE: Final = 16
_HINTS: Final = (
    Hint("↑ ↓", "dialog-choose"),
    Hint("Tab", "dialog-move"),
    Hint("Enter", "help-run", "screen.run"),
    Hint("Esc", "dialog-close", "screen.leave"),
)


def meaning_of(row: HelpRow) -> str:
    """What it does, or why it cannot be done now."""
    return row.meaning if row.reason is None else sentence(row.reason.key, row.reason.params)


class HelpList(Rows):
    """The rows found, under the titles of their groups while nothing is searched."""

    def __init__(self) -> None:
        super().__init__(classes="help-rows", compact=True)
        self._rows: list[HelpRow | None] = []

    @property
    def chosen(self) -> HelpRow | None:
        """The one under the cursor."""
        return None if self.highlighted is None else self._rows[self.highlighted]

    def show(self, rows: Sequence[HelpRow], query: str) -> None:
        """Show these; the best one is chosen while something is searched."""
        self._rows, options = [], []
        for group, members in groupby(rows, key=lambda row: "" if query else row.group):
            if group:
                self._rows.append(None)
                options.append(Option(Text(group, self.look.accent), disabled=True))
            for row in members:
                self._rows.append(row)
                options.append(Option(self._line(row, query)))
        self.set_options(options)
        self.highlighted = 0 if query and rows else None
        self.scroll_home(animate=False)

    def _line(self, row: HelpRow, query: str) -> Text:
        look, alive = self.look, row.reason is None
        line = Text(no_wrap=True)
        line.append(row.sign if alive else f"{UNAVAILABLE} {row.sign}", look.accent if alive else look.faint)
        line.pad_right(max(1, _SIGN - line.cell_len))
        title = Text(row.title, look.text if alive else look.faint)
        for place in found.places if (found := match(query, row.title)) else ():
            title.stylize(look.accent, place, place + 1)
        title.pad_right(max(2, _TITLE - title.cell_len))
        line.append_text(title).append(meaning_of(row), look.muted if alive else look.faint)
        line.truncate(self.room, overflow="ellipsis")
        return line


class HelpScreen(ModalScreen[str | None]):
    """Gives back the action of a key, or ``line:`` and the name of a command; None when nothing was picked.

    ``why_not`` says why a command cannot be carried out now.
    """

    AUTO_FOCUS: ClassVar[str | None] = "KeyedInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, area: str, why_not: WhyNot = lambda command: None) -> None:
        super().__init__()
        self._area, self._why_not = area, why_not
        self._all: list[HelpRow] = []
        self._list = HelpList()
        self._field = KeyedInput(self._deeds(), placeholder=t("help-search"))

    def _deeds(self) -> Mapping[str, Callable[[], None]]:
        return {
            "up": self._list.action_cursor_up,
            "down": self._list.action_cursor_down,
            "pageup": self._list.action_page_up,
            "pagedown": self._list.action_page_down,
            "enter": self.action_run,
        }

    def compose(self) -> ComposeResult:
        """The field; what the area is; keys and commands."""
        with Vertical(classes="dialog help") as box:
            box.border_title = Content(t("help-title", area=t(f"area-{self._area}")))
            yield self._field
            with Container(classes="help-split"):
                with VerticalScroll(classes="help-about"):
                    yield Static(Text(t(f"help-{self._area}")), classes="help-words")
                    yield Static(self._legend())
                yield self._list
                yield Static(Text(t("help-nothing")), classes="help-nothing")
            yield Static(classes="help-meaning")
            yield Hints(_HINTS)

    def on_mount(self) -> None:
        """Read the keys as they are now, with what the person has remapped."""
        # Textual gives out a keymap nowhere else, and bindings of what has no focus are not among the active ones.
        self._all = help_rows(self._area, self.app._keymap, self._why_not)

    def on_resize(self) -> None:
        """The same in the new width."""
        self.call_after_refresh(self._show)

    def _legend(self) -> Table:
        look: Look = look_of(self.app.theme)
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style=look.accent)
        table.add_column(style=look.muted)
        for line in t(f"help-legend-{self._area}").splitlines():
            mark, _, meaning = line.partition("  ")
            table.add_row(Text(mark), Text(meaning))
        return table

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def _show(self) -> None:
        query = self._field.value.strip()
        found = found_rows(query, self._all)
        self._list.show(found, query)
        self._list.display = bool(found)
        self.query_one(".help-nothing").display = not found
        self._tell()
        self.set_class(bool(query), "searching")

    def action_run(self) -> None:
        """Give back what was picked; what cannot be done now only rings. Nothing picked means that it was read."""
        row = self._list.chosen
        if row is not None and row.reason is not None:
            self.app.bell()
        elif row is not None or not self._field.value.strip():
            self.dismiss(row.run if row else None)

    def action_leave(self) -> None:
        """Nothing was wanted."""
        self.dismiss(None)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        row, line = self._list.chosen, self.query_one(".help-meaning", Static)
        line.display = row is not None
        if row is not None:
            line.update(Text(meaning_of(row)))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_run()

    def on_click(self, event: events.Click) -> None:
        """Beside the help: never mind."""
        if event.widget is self:
            self.action_leave()
