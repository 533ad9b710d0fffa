"""Text that changes: laid out and drawn anew only when it says something else, or in another width."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static


def entitle(panel: Widget, title: str | None = None, *, below: str | None = None) -> None:
    """Write on a frame what it does not say yet: with each writing Textual draws all that is inside anew."""
    if title is not None and panel.border_title != title:
        panel.border_title = title
    if below is not None and panel.border_subtitle != below:
        panel.border_subtitle = below


class SteadyText(Static):
    """A Static that lays nothing out again when it is told what it says already."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say this, if it does not."""
        if not _same(self.content, content):
            super().update(content, layout=layout)


class FittedText(SteadyText):
    """For texts with bars and columns: ``show`` how to make it from a number of cells."""

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


def _same(one: VisualType, other: VisualType) -> bool:
    """Whether two texts look alike; to Rich, those of two tones are equal."""
    if isinstance(one, Text) and isinstance(other, Text):
        return one == other and one.style == other.style
    return type(one) is type(other) and one == other
