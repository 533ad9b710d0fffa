"""Which area is shown: it is mounted when it is first wanted, drawn with each snapshot, and asks for more when due."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from textual import work
from textual.events import Resize

from console.areas.base import Area
from console.bridge import surprise
from console.text.words import error_line
from console.widgets.key_bar import KeyBar
from console.widgets.nav_bar import NavBar
from console.widgets.notice_bar import NoticeBar
from console.widgets.playback_bar import PlaybackBar
from console.widgets.top_bar import TopBar
from engine.core.errors import HaiDangError

if TYPE_CHECKING:
    from console.app import ConsoleApp

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


class Showing:
    """A part of the application."""

    _fetching = False
    _drawn_badly = ""

    @property
    def _self(self) -> ConsoleApp:
        return cast("ConsoleApp", self)

    @property
    def area(self) -> Area:
        """The area that is shown; NoMatches in the moment between two."""
        app = self._self
        return app.query_one(f"#area-{app.area_name}", Area)

    @property
    def _area_if_any(self) -> Area | None:
        found = self._self.query_one("#stage").query(f"#area-{self._self.area_name}")
        return found.first(Area) if found else None

    async def show_area(self, name: str) -> None:
        """Show an area; the one before hears nothing more."""
        app = self._self
        stage = app.query_one("#stage")
        if app.area_name != name and (before := stage.query(f"#area-{app.area_name}")):
            before.first(Area).filter("")
        app.area_name = app.memory.area = name
        app.query_one(NavBar).area = name
        if not stage.query(f"#area-{name}"):
            module, kind = _HOMES[name]
            await stage.mount(getattr(import_module(module), kind)())
        for area in stage.query(Area):
            area.display = name == area.NAME
        app.filter_line.put_away()
        self.area.enter()
        self.crumbs()
        self.draw_area()
        self.fetch_now()
        app.refresh_bindings()

    async def rebuild(self) -> None:
        """The same in other words: after a change of language or of the way numbers are written."""
        app = self._self
        await app.query_one("#stage").query(Area).remove()
        for bar in (TopBar, PlaybackBar, NavBar, NoticeBar, KeyBar):
            app.query_one(bar).refresh()
        app.line.relabel()
        app.filter_line.relabel()
        await self.show_area(app.area_name)

    def draw_area(self) -> None:
        """Draw the snapshot of the moment; what goes wrong there is told, once, and ends nothing."""
        app, area = self._self, self._area_if_any
        if app.snapshot is None or area is None:
            return
        try:
            area.draw(app.snapshot)
            self._drawn_badly = ""
        except Exception as error:
            if repr(error) != self._drawn_badly:
                self._drawn_badly = repr(error)
                app.notice(error_line(surprise(error)), failed=True)

    def on_resize(self, event: Resize) -> None:
        """Bars draw themselves; areas fit what they show into the new size."""
        app = self._self
        if app.frozen_at is None and app.furnished:
            self.draw_area()

    def fetch_if_due(self) -> None:
        """Ask again when it is time, and the last question has been answered."""
        area = self._area_if_any
        if area is not None and not self._fetching and area.is_due():
            self.fetch_now()

    @work(exclusive=True, group="fetch", exit_on_error=False)
    async def fetch_now(self) -> None:
        """Let the area that is shown ask for what snapshots do not carry; a crash there is told and ends nothing."""
        app, area = self._self, self._area_if_any
        if app.snapshot is None or app.bridge.service is None or area is None:
            return
        area.fetched()
        self._fetching = True
        try:
            await area.fetch(app.snapshot)
            if area.is_attached:
                self.crumbs()
        except HaiDangError as error:
            if not error.retryable:
                app.notice(error_line(error), failed=True)
        except Exception as error:
            if area.is_attached:  # one that was taken away meanwhile has nothing left to draw on
                app.notice(error_line(surprise(error)), failed=True)
        finally:
            self._fetching = False

    def crumbs(self) -> None:
        """Where one is inside the area."""
        self._self.query_one(NavBar).crumbs = self.area.crumbs()
