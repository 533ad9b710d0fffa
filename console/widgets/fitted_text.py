"""Text that is made for the width it has, and made anew when that changes."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.widgets import Static


class FittedText(Static):
    """Like a Static, for texts with bars and columns: ``show`` how to make it from a number of cells."""

    _make: Callable[[int], Text] | None = None

    def show(self, make: Callable[[int], Text]) -> None:
        """Show this, now and in every size to come."""
        self._make = make
        self._fit()

    def on_resize(self) -> None:
        """The same in the new width."""
        self._fit()

    def _fit(self) -> None:
        width = self.content_size.width
        if self._make is not None and width > 0:
            self.update(self._make(width))
