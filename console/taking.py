"""Lines, screens that lie over the area, and what a person takes away: files, pictures, the clipboard, a bell."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work

from console.part import Part
from console.widgets.notice_bar import NoticeBar
from engine.core.errors import HaiDangError, Operational
from locales import t
from locales.formats import iso

if TYPE_CHECKING:
    from console.widgets.command_line import CommandLine, FilterLine
    from engine.service.snapshots import Happening, Snapshot


class Taking(Part):
    """A part of the application."""

    # --- lines and screens ---------------------------------------------------------------------------------------
    def action_command_line(self, text: str = "") -> None:
        """``:``"""
        app = self._self
        app.line.open(text)

    def action_filter(self) -> None:
        """``/``"""
        app = self._self
        if app.area is not None and app.area.can_filter:
            app.filter_line.open()
        else:
            app.notice(t("tui-no-filter-here"))

    @work(group="line", exit_on_error=False)
    async def on_command_line_submitted(self, message: CommandLine.Submitted) -> None:
        """Carry out what was typed; a line that cannot be understood stays open, and is kept to be mended."""
        app = self._self
        app.memory.history = list(app.line.history.lines)
        app.remember()
        parsed = app.dealings.read(message.text)
        if parsed is not None:
            app.line.put_away()  # before it is carried out: that may ask, or take its time
            await app.dealings.carry_out(parsed.spec, parsed.arguments)

    def on_filter_line_changed(self, message: FilterLine.Changed) -> None:
        """Show only what contains it."""
        if self._self.area is not None:
            self._self.area.filter(message.text)

    @work(group="palette", exclusive=True, exit_on_error=False)
    async def action_palette(self) -> None:
        """Everything that can be done, by its name."""
        from console.palette_items import carry_out_item, items_for
        from console.screens.palette import Palette

        app = self._self
        item = await app.push_screen_wait(Palette(items_for(app)))
        if item is not None:
            await carry_out_item(app, item)

    @work(group="palette", exclusive=True, exit_on_error=False)
    async def action_help(self) -> None:
        """What this area is, and what its keys do."""
        from console.screens.help import HelpScreen

        app = self._self
        chosen = await app.push_screen_wait(HelpScreen(app.area_name, app.dealings.why_not))
        if chosen is None:
            return
        if chosen.startswith("line:"):
            app.action_command_line(chosen.removeprefix("line:"))
        else:
            await app.action_in_area(chosen)

    @work(group="palette", exclusive=True, exit_on_error=False)
    async def action_jump(self) -> None:
        """A letter over everything that can be gone to."""
        from console.screens.jump import JumpScreen

        target = await self._self.push_screen_wait(JumpScreen())
        if target is not None:
            target.focus()

    @work(group="welcome", exclusive=True, exit_on_error=False)
    async def welcome(self) -> None:
        """The first start; later by ``:welcome``."""
        from console.screens.welcome import WelcomeScreen

        app = self._self
        if app.launch.first is None:
            app.notice(t("tui-nothing-to-choose"))
            return
        await app.push_screen_wait(WelcomeScreen(app.launch.first))
        app.memory.welcomed = True
        self._self.remember()
        if app.bridge.service is None:
            app.follow()

    async def begin_with(self, choices: Mapping[str, str]) -> None:
        """Keep what was chosen at the first start, and open the engine that follows from it."""
        app = self._self
        if app.launch.first is None:
            return
        try:
            door = app.launch.first.keep(choices)
        except HaiDangError as error:
            app.tell(error)
            return
        await app.live_bridge.door.close()
        app.live_bridge.door = door
        app.memory.welcomed = True
        self._self.remember()
        app.follow()

    def action_show_notice(self) -> None:
        """The last notice in full."""
        app = self._self
        from console.screens.reading import ReadingScreen

        app.push_screen(ReadingScreen(app.query_one(NoticeBar).text))

    # --- taking away ---------------------------------------------------------------------------------------------
    async def action_export(self, kind: str = "csv") -> None:
        """The table at hand as a file."""
        app = self._self
        found = app.area.records() if app.area is not None else None
        if found is None or not found[1]:
            app.notice(t("tui-nothing-to-export"), failed=True)
            return
        name, rows = found[0], [dict(row) | _stamped(app.snapshot) for row in found[1]]
        path = app.launch.exports / f"{name}-{_now()}.{kind}"
        text = _csv(rows) if kind == "csv" else json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        self._keep(path, text.encode())

    def action_export_answer(self, answer: Any) -> None:
        """An answer as JSON, as ``call --json`` prints it."""
        from engine.service.codec import encode

        facts = encode(answer)
        path = self._self.launch.exports / f"{facts['kind'].lower()}-{_now()}.json"
        self._keep(path, (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode())

    @work(group="picture", exclusive=True, exit_on_error=False)
    async def action_picture(self, what: str = "screen") -> None:
        """The screen as SVG, or what the area shows as PNG."""
        app = self._self
        if what == "screen":
            svg = app.export_screenshot(title=t("app-name"))
            self._keep(app.launch.exports / f"{app.area_name}-{_now()}.svg", svg.encode())
            return
        answer = app.area.picture() if app.area is not None else None
        if answer is None:
            app.notice(t("tui-no-picture-here"), failed=True)
            return
        from engine.service.drawing import draw

        app.notice(t("tui-drawing"))
        try:
            png = await draw(answer, look=app.theme)
        except HaiDangError as error:
            app.tell(error)
            return
        self._keep(app.launch.exports / f"{type(answer).__name__.lower()}-{_now()}.png", png)

    def action_copy(self) -> None:
        """What is chosen, to the clipboard of the terminal (OSC 52; over ssh it is the clipboard at home)."""
        app = self._self
        text = app.area.copied() if app.area is not None else None
        if text is None:
            app.notice(t("tui-nothing-to-copy"), failed=True)
            return
        app.copy_to_clipboard(text)
        shown = " ".join(text.split())
        app.notice(t("tui-copied", text=shown if len(shown) <= 60 else shown[:59] + "…"))

    def tell_news(self, event: Happening) -> None:
        """A bell or a notice of the desktop (OSC 9 and 777) for what somebody waits for, as chosen."""
        app = self._self
        app.bell()
        if app.memory.notice != "desktop" or app._driver is None:
            return
        from console.text.happenings import detail_of

        said = detail_of(event) if event.kind == "price_alert" else f"{event.symbol} {detail_of(event)}"
        app._driver.write(f"\x1b]9;{said}\x07\x1b]777;notify;{t('app-name')};{said}\x07")

    def _keep(self, path: Path, content: bytes) -> None:
        app = self._self
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            failed = Operational("err-export-failed", path=str(path), detail=error.strerror or str(error))
            app.tell(failed)
            return
        app.notice(t("tui-exported", path=str(path)))


def _stamped(snapshot: Snapshot | None) -> dict[str, str]:
    """Whose figures these are: a file is read far from the screen that it was taken from."""
    if snapshot is None:
        return {}
    stamp = snapshot.stamp
    return {
        "market": stamp.market,
        "source": stamp.source,
        "mode": stamp.mode,
        "market_time": iso(stamp.market_time),
    }


def _now() -> str:
    return time.strftime("%Y%m%d-%H%M%S")


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    from io import StringIO

    out = StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
