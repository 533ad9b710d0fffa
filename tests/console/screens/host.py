"""An application under a dialog: three panes, a notice bar, and a record of what it was asked to do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from console.look.themes import PALETTES, theme_of
from console.widgets.notice_bar import NoticeBar
from locales import current_language, set_defaults
from tests.console.stage import until

SIZES = ((80, 24), (140, 40))
_STYLES = Path(__file__).parents[3] / "console" / "styles"


class Pane(Static, can_focus=True):
    """Something to jump to."""


class Host(App[None]):
    """Opens ``dialog`` at once; ``results`` is what it gave back."""

    CSS_PATH: ClassVar[Any] = [_STYLES / f"{name}.tcss" for name in ("base", "commanding", "screens")]
    CSS = "Pane { border: round $line; width: 1fr; height: 1fr; } #hidden { display: none; }"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS: ClassVar[Any] = [(0, "-narrow"), (100, "-medium"), (130, "-wide")]
    VERTICAL_BREAKPOINTS: ClassVar[Any] = [(0, "-short"), (30, "-tall")]

    def __init__(self, dialog: Screen[Any], theme: str = "night") -> None:
        super().__init__()
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = theme
        self.dialog = dialog
        self.results: list[Any] = []
        self.begun: list[dict[str, str]] = []
        self.kept: list[Any] = []
        self.rung = 0

    def compose(self) -> ComposeResult:
        """Panes side by side, one of them hidden, and the bar below."""
        yield Horizontal(Pane("left", id="left"), Pane("right", id="right"), Pane("nowhere", id="hidden"))
        yield NoticeBar(id="notice")

    def on_ready(self) -> None:
        """Open the dialog over what has been laid out."""
        self.push_screen(self.dialog, self.results.append)

    def bell(self) -> None:
        """Count the rings."""
        self.rung += 1

    async def speak(self, language: str) -> None:
        """Change the language."""
        set_defaults(language=language, number_style=language)

    async def action_next_language(self) -> None:
        """The other language."""
        await self.speak("en" if current_language() == "vi" else "vi")

    async def begin_with(self, choices: Mapping[str, str]) -> None:
        """Note what was chosen."""
        self.begun.append(dict(choices))

    def action_export_answer(self, answer: Any) -> None:
        """Note what is to be saved, and say where."""
        self.kept.append(answer)
        self.query_one(NoticeBar).say("exports/pong.json")


@asynccontextmanager
async def opened(host: Host, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """Run ``host`` until its dialog lies over it, laid out."""
    async with host.run_test(size=size) as pilot:
        await until(pilot, lambda: host.screen is host.dialog and host.dialog.is_mounted and host.dialog.size)
        await pilot.pause()
        yield pilot
