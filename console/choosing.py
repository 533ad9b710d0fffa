"""What a person chooses and the console remembers: pair, timeframe, favourites, theme, language, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.areas.base import Area
from console.look.themes import PALETTES
from console.part import Part
from locales import current_language, set_defaults, t

if TYPE_CHECKING:
    from engine.service.snapshots import Snapshot


class Choosing(Part):
    """A part of the application."""

    _news_id = -1
    _spoken = False

    @property
    def symbol(self) -> str | None:
        """The pair at hand; the first one while none was chosen."""
        app = self._self
        rows = app.snapshot.rows if app.snapshot is not None else ()
        known = [row.symbol for row in rows]
        if app.memory.symbol in known or (app.memory.symbol and not known):
            return app.memory.symbol
        return known[0] if known else None

    def choose_symbol(self, symbol: str, timeframe: str | None = None) -> None:
        """Take a pair at hand, and perhaps the candles to look at."""
        app = self._self
        changed = (app.memory.symbol, app.memory.timeframe) != (symbol, timeframe or app.memory.timeframe)
        app.memory.symbol = symbol
        if timeframe is not None:
            app.memory.timeframe = timeframe
        if changed and app.furnished and app.area is not None:
            app.area.fetch_soon()

    def toggle_favourite(self, symbol: str) -> None:
        """Put a pair among the favourites, or take it away."""
        app = self._self
        if symbol in app.memory.favourites:
            app.memory.favourites.remove(symbol)
        elif symbol:
            app.memory.favourites.append(symbol)
        self.remember()
        app.draw_area()

    def remember(self) -> None:
        """Write down what was chosen; a folder that takes nothing is told once."""
        app = self._self
        if not app.file.save(app.memory):
            app.notice(t("tui-memory-not-kept", path=str(app.launch.folder)), failed=True)

    def apply_choices(self) -> None:
        """Language and numbers as chosen before, or as the settings say."""
        app = self._self
        given = app.launch.language if app.launch.language_given and not self._spoken else None
        language = given or app.memory.language or app.launch.language
        style = app.memory.number_style or app.launch.number_style or language
        set_defaults(language=language, number_style=style)

    async def speak(self, language: str) -> None:
        """Change the language now; numbers follow unless they were chosen."""
        self._self.memory.language, self._spoken = language, True
        await self._rebuilt()

    async def write_numbers(self, style: str) -> None:
        """Change the way numbers are written now."""
        self._self.memory.number_style = style
        await self._rebuilt()

    async def _rebuilt(self) -> None:
        self.apply_choices()
        self.remember()
        await self._self.rebuild()

    async def action_next_language(self) -> None:
        """The other language."""
        await self.speak("en" if current_language() == "vi" else "vi")

    def wear(self, theme: str) -> None:
        """Change the colours now."""
        app = self._self
        app.theme = app.memory.theme = theme
        self.remember()
        for area in app.query(Area):
            area.retheme()
        app.notice(t("tui-theme-worn", name=t(f"theme-{theme}")))

    def action_next_theme(self) -> None:
        """The next colours."""
        names = list(PALETTES)
        self.wear(names[(names.index(self._self.theme) + 1) % len(names)])

    def mark_news(self, snapshot: Snapshot) -> None:
        """Ring or show a notice when there is a signal, or a price that was waited for, since we looked."""
        app = self._self
        newest = max((event.id for event in snapshot.happenings), default=-1)
        if self._news_id >= 0 and app.memory.notice != "off" and snapshot.playing is None:
            from console.text.happenings import WAITED_FOR

            fresh = [e for e in snapshot.happenings if e.id > self._news_id and e.kind in WAITED_FOR]
            if fresh:
                app.tell_news(fresh[-1])
        self._news_id = max(newest, 0)

    def forget_news(self) -> None:
        """Another service is looked at: what it tells first is no news."""
        self._news_id = -1
