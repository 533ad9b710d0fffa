"""One line of the screen whose parts can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from console.look.tones import Look, look_of
from console.text.spans import Span


class Line(Widget):
    """Draws spans side by side; those who inherit say which in ``spans``."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def spans(self, width: int) -> Sequence[Span]:
        """What to show in so many cells."""
        raise NotImplementedError

    @property
    def look(self) -> Look:
        """The tones of the theme of the moment."""
        return look_of(self.app.theme)

    def render_line(self, y: int) -> Strip:
        """The line, filled up with its own background."""
        width = self.size.width
        if y or not width:
            return Strip.blank(width, self.rich_style)
        ground = self.rich_style
        segments = [Segment(span.text, ground + span.style) for span in self.spans(width)]
        return Strip(segments).adjust_cell_length(width, ground)

    async def on_click(self, event: events.Click) -> None:
        """Do what the part under the pointer is for."""
        place = 0
        for span in self.spans(self.size.width):
            place += cell_len(span.text)
            if event.x < place:
                if span.action is not None:
                    await self.run_action(span.action)
                return
