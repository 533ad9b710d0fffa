"""Where a playback stands: a line to click into, the moment, the speed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import events
from textual.reactive import reactive

from console.text.spans import Span, length
from console.widgets.line import Line
from locales import t
from locales.formats import date_time, number

if TYPE_CHECKING:
    from console.app import ConsoleApp
    from engine.service.snapshots import Playing

_LEAST: Final = 10


class PlaybackBar(Line):
    """Seen only while something recorded is shown."""

    app: ConsoleApp
    playing: reactive[Playing | None] = reactive(None)

    def watch_playing(self, playing: Playing | None) -> None:
        """Come and go."""
        self.set_class(playing is not None, "shown")

    def spans(self, width: int) -> Sequence[Span]:
        """Moment and speed left, the recorded span right."""
        playing = self.playing
        if playing is None:
            return ()
        left, right = self._left(playing), self._right(playing)
        room = width - length(left) - length(right)
        if room < _LEAST:
            return left
        place = self._place(playing, room)
        look = self.look
        return [
            *left,
            Span("━" * place, look.accent),
            Span("●", look.accent),
            Span("─" * (room - place - 1), look.faint),
            *right,
        ]

    def _left(self, playing: Playing) -> list[Span]:
        mark = "▶" if playing.running else "‖"
        speed = t("tui-speed", times=number(playing.speed, decimals=0)) if playing.running else t("tui-paused")
        return [
            Span(f" {mark} ", self.look.accent, "app.run_or_stop"),
            Span(f"{date_time(playing.at)} ", self.look.strong),
            Span(f"{speed} ", self.look.muted, "app.speed(1)"),
        ]

    def _right(self, playing: Playing) -> list[Span]:
        return [Span(f" {date_time(playing.end, show_zone=False)} ", self.look.muted)]

    @staticmethod
    def _place(playing: Playing, room: int) -> int:
        whole = max(1, playing.end - playing.start)
        return max(0, min(room - 1, round((room - 1) * (playing.at - playing.start) / whole)))

    async def on_click(self, event: events.Click) -> None:
        """A click on the line goes to that moment."""
        playing = self.playing
        if playing is None:
            return
        before = length(self._left(playing))
        room = self.size.width - before - length(self._right(playing))
        if before <= event.x < before + room:
            share = (event.x - before) / max(1, room - 1)
            await self.app.seek(playing.start + round(share * (playing.end - playing.start)))
            return
        await super().on_click(event)
