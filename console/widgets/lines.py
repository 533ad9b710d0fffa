"""A widget that draws all its lines at once, from what it was last given, and keeps them until something changes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from console.look.tones import Look, look_of


class DrawnLines(Widget):
    """Subclasses say in ``drawn`` what the lines are for a size."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.look: Look = look_of("night")
        self._strips: list[Strip] | None = None
        self._fits: Size | None = None

    def drawn(self, width: int, height: int) -> Sequence[Sequence[Segment]]:
        """The lines for a width; for a height too, where the drawing fills what it is given."""
        raise NotImplementedError

    def redraw(self, *, layout: bool = False) -> None:
        """What is drawn has changed; with ``layout`` perhaps also how many lines there are."""
        self._strips = None
        self.refresh(layout=layout)

    def render_line(self, y: int) -> Strip:
        """One of the lines, on the background of the widget."""
        width, height = self.size
        if self._strips is None or self._fits != self.size:  # a line may be wanted before the news of the size
            self._fits = self.size
            ground = Style(bgcolor=self.rich_style.bgcolor)
            self._strips = [
                Strip(line).adjust_cell_length(width).apply_style(ground) for line in self.drawn(width, height)
            ]
        return self._strips[y] if y < len(self._strips) else Strip.blank(width, self.rich_style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as are drawn in this width."""
        return len(self.drawn(width, 0))

    def notify_style_update(self) -> None:
        """The theme may have changed what is behind the lines."""
        super().notify_style_update()
        self._strips = None
