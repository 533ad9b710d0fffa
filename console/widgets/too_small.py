"""What is said where there is no room for anything else."""

from __future__ import annotations

from typing import Final

from rich.text import Text
from textual.events import Resize
from textual.widgets import Static

from locales import t

_COLUMNS, _ROWS = 60, 15
_GOOD: Final = (80, 24)


class TooSmall(Static):
    """Lies over everything in a window in which tables and questions would be cut."""

    DEFAULT_CSS = """
    TooSmall { display: none; layer: line; dock: top; width: 100%; height: 100%; content-align: center middle;
        text-align: center; background: $background; color: $foreground; }
    TooSmall.needed { display: block; }
    """

    def on_mount(self) -> None:
        """Watch the window."""
        self.watch(self.screen, "size", self._measure)

    def on_resize(self, event: Resize) -> None:
        """Say the numbers anew."""
        self._measure()

    def _measure(self) -> None:
        columns, rows = self.app.size
        self.set_class(columns < _COLUMNS or rows < _ROWS, "needed")
        good = f"{_GOOD[0]}x{_GOOD[1]}"
        self.update(Text(t("tui-too-small", now=f"{columns}x{rows}", good=good)))
