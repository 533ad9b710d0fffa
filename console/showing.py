"""Which area is shown: it is mounted when it is first wanted, drawn with each snapshot, and asks for more when due."""

from __future__ import annotations

import asyncio
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Final

from textual import work
from textual.events import Resize
from textual.worker import Worker, WorkerState

from console.areas.base import Area
from console.bridge import surprise
from console.part import Part
from console.text.words import error_line
from console.widgets.key_bar import KeyBar
from console.widgets.nav_bar import NavBar
from console.widgets.notice_bar import NoticeBar
from console.widgets.playback_bar import PlaybackBar
from console.widgets.top_bar import TopBar
from engine.core.errors import HaiDangError

if TYPE_CHECKING:
    pass

_HOMES: Final = {
    "market": ("console.areas.market", "MarketArea"),
    "positions": ("console.areas.positions", "PositionsArea"),
    "signals": ("console.areas.signals", "SignalsArea"),
    "models": ("console.areas.models", "ModelsArea"),
    "backtest": ("console.areas.backtest", "BacktestArea"),
    "logs": ("console.areas.logs", "LogsArea"),
    "settings": ("console.areas.settings", "SettingsArea"),
}
"""Where each area lives; it is imported when it is first shown."""


class Showing(Part):
    """A part of the application."""

    _fetching: Area | None = None

    @cached_property
    def _told(self) -> dict[str, str]:
        """What went wrong last, in drawing and in fetching: the same again is no news."""
        return {}

    @cached_property
    def _turning(self) -> asyncio.Lock:
        """Held while one area gives way to another: what asks for a third meanwhile waits."""
        return asyncio.Lock()

    @property
    def area(self) -> Area | None:
        """The area that is shown; None in the moment between two, and before the first."""
        found = self._self.screen_stack[0].query(f"#area-{self._self.area_name}")
        area = found.first(Area) if found else None
        return area if area is not None and area.is_ready else None

    async def show_area(self, name: str) -> None:
        """Show an area; the one before hears nothing more."""
        async with self._turning:
            await self._show(name)

    async def rebuild(self) -> None:
        """The same in other words: after a change of language or of the way numbers are written."""
        app = self._self
        async with self._turning:
            await app.query_one("#stage").query(Area).remove()
            for bar in (TopBar, PlaybackBar, NavBar, KeyBar):
                app.query_one(bar).refresh()
            app.query_one(NoticeBar).relabel()
            app.line.relabel()
            app.filter_line.relabel()
            await self._show(app.area_name)
            if self.area is not None:
                self.area.filter(app.filter_line.field.value)

    async def _show(self, name: str) -> None:
        app = self._self
        stage = app.query_one("#stage")
        if app.area_name != name:
            app.filter_line.put_away()
            if (before := self.area) is not None:
                before.filter("")
        app.area_name = app.memory.area = name
        app.query_one(NavBar).area = name
        if not stage.query(f"#area-{name}"):
            module, kind = _HOMES[name]
            await stage.mount(getattr(import_module(module), kind)())
        for area in stage.query(Area):
            area.display = name == area.NAME
        typing = next((line for line in (app.line, app.filter_line) if app.focused is line.field), None)
        if self.area is not None:
            self.area.enter()
        if typing is not None:
            typing.resume()  # letters that come belong to the line, not to the keys of the area behind it
        self.crumbs()
        self.draw_area()
        self.fetch_now()
        app.refresh_bindings()

    def draw_area(self) -> None:
        """Draw the snapshot of the moment; what goes wrong there is told, once, and ends nothing."""
        app, area = self._self, self.area
        if app.snapshot is None or area is None:
            return
        try:
            area.draw(app.snapshot)
            self._told.pop("draw", None)
        except Exception as error:
            self._tell_once("draw", error)

    def on_resize(self, event: Resize) -> None:
        """Bars draw themselves; areas fit what they show into the new size."""
        app = self._self
        if app.frozen_at is None and app.furnished:
            self.draw_area()

    def fetch_if_due(self) -> None:
        """Ask again when it is time, and the last question has been answered."""
        area = self.area
        if area is not None and self._fetching is not area and area.is_due():
            self.fetch_now()

    @work(exclusive=True, group="fetch", exit_on_error=False)
    async def fetch_now(self) -> None:
        """Let the area that is shown ask for what snapshots do not carry; a crash there is told and ends nothing."""
        app, area = self._self, self.area
        self._fetching = None
        if app.snapshot is None or app.bridge.service is None or area is None:
            return
        area.fetched()
        self._fetching = area
        try:
            await area.fetch(app.snapshot)
            if area.is_ready:
                self.crumbs()
                self._told.pop("fetch", None)
        except HaiDangError as error:
            if not error.retryable:
                self._tell_once("fetch", error)
        except Exception as error:
            if area.is_ready:  # one that was taken away meanwhile has nothing left to draw on
                self._tell_once("fetch", error)
        self._fetching = None  # not when cancelled: then another one is under way

    def _tell_once(self, where: str, error: Exception) -> None:
        """It would come again with every snapshot."""
        if repr(error) != self._told.get(where):
            self._told[where] = repr(error)
            self.tell(error)

    def tell(self, error: BaseException) -> None:
        """What went wrong, in words; of what nobody foresaw the log has the rest."""
        if isinstance(error, Exception):
            known = error if isinstance(error, HaiDangError) else surprise(error)
            self._self.notice(lambda: error_line(known), failed=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """No work of ours ends the console when it goes wrong, so what went wrong is told."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.tell(event.worker.error)

    def crumbs(self) -> None:
        """Where one is inside the area."""
        if self.area is not None:
            self._self.query_one(NavBar).crumbs = self.area.crumbs()
