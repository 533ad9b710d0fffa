"""Cài đặt: what this console remembers of you, what the engine was started with, and how the house is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.events import DescendantFocus

from console.areas.base import Area
from console.areas.lines import line_at_cursor
from console.areas.settings_effects import places, take_effect
from console.keys import bindings
from console.screens.controls import Push
from console.screens.reading import ReadingScreen
from console.tables.sorting import Order
from console.text.settings import meaning_of, setting_columns, setting_entry, setting_rows
from console.text.settings_choices import Choice, choices
from console.text.settings_house import House, Places, house_text, name_room
from console.text.words import error_line, sentence
from console.widgets.chips import Chip, Chips
from console.widgets.choice_line import ChoiceLine, Sample
from console.widgets.fitted_text import SteadyText, entitle
from console.widgets.tick_table import TickTable
from engine.core.errors import HaiDangError
from engine.service.answers import Config, SettingRow, Why
from engine.service.snapshots import Snapshot
from locales import current_language, t
from locales.context import current_number_style
from locales.formats import number

PARTS: Final = ("choices", "engine", "house")
DEEDS: Final = ("role", "notify")
"""Commands about people."""


class SettingsArea(Area):
    """``w`` goes from part to part; what is chosen holds at once."""

    NAME = "settings"
    EVERY = 5.0
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("settings")]

    def __init__(self) -> None:
        super().__init__()
        self._part = PARTS[0]
        self._sought = False
        self._settings: Mapping[str, SettingRow] = {}
        self._house = House(None, None, None, Places("", {}, (), "", ""))

    def compose(self) -> ComposeResult:
        """Three parts, side by side where there is room."""
        yield Chips(id="parts")
        with Container(id="choices-panel", classes="panel") as panel:
            panel.border_title = t("settings-part-choices")
            panel.border_subtitle = t("settings-choices-hint")
            for choice in self._choices():
                yield ChoiceLine(choice)
            yield Sample(id="sample")
        with Container(id="engine-panel", classes="panel") as panel:
            panel.border_title = t("settings-part-engine")
            yield TickTable(id="config", flash=False)
            yield SteadyText(id="meaning")
        with Container(id="house-panel", classes="panel") as panel:
            panel.border_title = t("settings-part-house")
            panel.border_subtitle = t("settings-house-hint") if self.console.dealings.may(DEEDS[0]) else None
            with Container(id="deeds"):
                for command in DEEDS:
                    if self.console.dealings.may(command):
                        with Horizontal(classes="deed"):
                            yield Push(t(f"settings-deed-{command}"), f"app.send('{command}')", id=f"deed-{command}")
                            yield SteadyText(id=f"why-{command}", classes="deed-reason")
            with VerticalScroll(id="house-scroll"):
                yield SteadyText(id="house")

    def on_mount(self) -> None:
        """Part and order as they were left."""
        memory, table = self.console.memory, self.query_one("#config", TickTable)
        table.empty = t("tui-loading")
        kept = memory.sorts.get("settings")
        if kept:
            table.set_order(Order(str(kept[0]), bool(kept[1])))
        part = memory.lists.get("settings", PARTS[0])
        self._show_part(part if part in PARTS else PARTS[0])
        self._show_choices()

    # --- drawing -----------------------------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """What can be done about people changes with the engine and with what is played."""
        for command in DEEDS:
            for said in self.query(f"#why-{command}").results(SteadyText):
                why = self.console.dealings.why_not(command)
                said.update(Text("" if why is None else f"○ {_briefly(why)}", style=self.look.muted))
                self.query_one(f"#deed-{command}").disabled = why is not None

    async def fetch(self, snapshot: Snapshot) -> None:
        """Settings, health, version, and who one is; whoever turns on meanwhile takes the area away."""
        if not self.is_ready:
            return
        config, refused = await self._told("config")
        if self.is_ready:
            self.query_one("#config", TickTable).empty = refused or t("tui-loading")
            self._settings = {row.name: row for row in config.rows} if isinstance(config, Config) else {}
            self._show_settings()
        asked = await asyncio.gather(*(self._told(name) for name in ("health", "version", "whoami", "role")))
        (health, refusal), (version, _), (who, _), (roles, _) = asked
        if self.is_ready:
            self._house = House(health, version, who, places(self.console), refusal, roles)
            self._show_house()

    async def _told(self, command: str) -> tuple[Any, str]:
        """The answer, or why there is none."""
        why = self.console.dealings.why_not(command)
        if why is not None and why.key != "err-engine-gone":
            return None, ""
        try:
            return await self.ask(command), ""
        except HaiDangError as error:
            if error.retryable:
                raise
            return None, error_line(error)

    def _choices(self) -> tuple[Choice, ...]:
        return choices(self.console.memory, current_language(), current_number_style(), self.app.theme)

    def _show_choices(self) -> None:
        shown = self._choices()
        room = max(cell_len(choice.label) for choice in shown)
        for choice in shown:
            line = self.query_one(f"#choice-{choice.id}", ChoiceLine)
            line.choice, line.room = choice, room

    def _show_settings(self) -> None:
        table = self.query_one("#config", TickTable)
        table.show(setting_columns(), setting_rows(self._settings.values(), self.look), self.look)
        own = sum(row.origin != "default" for row in self._settings.values())
        counts = {"own": number(own), "count": number(len(self._settings))}
        entitle(self.query_one("#engine-panel"), below=t("settings-counts", **counts) if self._settings else "")
        self._show_meaning()

    def _show_meaning(self) -> None:
        row = self._setting()
        said = Text() if row is None else Text(meaning_of(row.name), style=self.look.text)
        self.query_one("#meaning", SteadyText).update(said)

    def _setting(self) -> SettingRow | None:
        return self._settings.get(self.query_one("#config", TickTable).cursor_key or "")

    def _show_house(self) -> None:
        house, buttons = self.query_one("#house", SteadyText), list(self.query("#deeds Push").results(Push))
        room = max([name_room(self._house, self.look), *(cell_len(button.label) + 1 for button in buttons)])
        for button in buttons:  # what is said beside them stands in one column with what is said below
            button.styles.width = room + 3
        house.update(house_text(self._house, self.look, house.size.width, room))

    def on_resize(self) -> None:
        """Break long lines anew."""
        self.call_after_refresh(self._show_house)

    def _show_part(self, part: str) -> None:
        self._part = self.console.memory.lists["settings"] = part
        self.query_one(Chips).show([Chip(name, t(f"settings-part-{name}")) for name in PARTS], part)
        for name in PARTS:
            self.set_class(name == part, f"-{name}")
        self.call_after_refresh(self._show_house)  # only now it has a width

    # --- choosing ----------------------------------------------------------------------------------------------------
    def on_chips_clicked(self, message: Chips.Clicked) -> None:
        """A part by mouse."""
        self._show_part(message.id)
        self.enter()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The part with the focus is the part at hand; the line with the focus is where one comes back to."""
        if self._sought:
            # The line after / gives the focus back to where it was; what was sought is in the settings.
            self._sought = False
            self.query_one("#config").focus()
            return
        for name in PARTS:
            if self.query_one(f"#{name}-panel") in event.widget.ancestors:
                self._show_part(name)
        if isinstance(event.widget, ChoiceLine):
            self.console.memory.lists["settings-choice"] = event.widget.choice.id

    async def on_choice_line_picked(self, message: ChoiceLine.Picked) -> None:
        """Let it hold at once."""
        await take_effect(self, message.line.choice.id, message.value)
        self._show_choices()

    def on_tick_table_highlighted(self, message: TickTable.Highlighted) -> None:
        """What the setting under the cursor means."""
        self._show_meaning()

    def on_tick_table_selected(self, message: TickTable.Selected) -> None:
        """Enter or a double click: the setting in full."""
        self.action_choose()

    def on_tick_table_sorted(self, message: TickTable.Sorted) -> None:
        """Remember the order."""
        order = message.order
        self.console.memory.sorts["settings"] = [order.column, order.descending] if order is not None else []

    # --- actions -----------------------------------------------------------------------------------------------------
    def action_choose(self) -> None:
        """The next option; the setting in full and how it is changed; or who may do what."""
        line = self.console.focused
        if isinstance(line, ChoiceLine):
            line.action_step(1)
            return
        if self._part == "house" and self.console.dealings.may(DEEDS[0]):
            self.console.run_worker(self.console.dealings.send(DEEDS[0], {}), group="deal", exit_on_error=False)
            return
        row = self._setting() if self._part == "engine" else None
        if row is not None:
            said = setting_entry(row, attached=not self.console.bridge.door.own)
            self.console.push_screen(ReadingScreen(said, t("cli-setting")))

    def action_which(self) -> None:
        """The next part."""
        self._show_part(PARTS[(PARTS.index(self._part) + 1) % len(PARTS)])
        self.enter()
        self.console.crumbs()

    # --- what every area can -----------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Where one was last in this part."""
        if self._part == "choices":
            kept = self.console.memory.lists.get("settings-choice", "language")
            found = self.query(f"#choice-{kept}") or self.query(ChoiceLine)
            found.first().focus()
        else:
            self.query_one("#config" if self._part == "engine" else "#house-scroll").focus()

    def crumbs(self) -> tuple[str, ...]:
        """The part at hand."""
        return (t(f"settings-part-{self._part}"),)

    def filter(self, text: str) -> None:
        """Only settings with these words."""
        self.query_one("#config", TickTable).set_filter(text)
        if text and self._part != "engine":
            self._show_part("engine")
            self._sought = not self.has_focus_within
            if not self._sought:
                self.enter()

    def sort_next(self) -> None:
        """The settings by the next column."""
        self.query_one("#config", TickTable).action_sort_next()

    def records(self) -> tuple[str, Sequence[dict[str, Any]]]:
        """The settings."""
        return "settings", self.query_one("#config", TickTable).rows_as_records()

    def copied(self) -> str | None:
        """The setting at hand."""
        return line_at_cursor(self.query_one("#config", TickTable)) if self._part == "engine" else None

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        self._show_choices()
        self._show_settings()
        self._show_house()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)


def _briefly(why: Why) -> str:
    return t("line-later") if why.key == "err-not-built-yet" else sentence(why.key, why.params)
