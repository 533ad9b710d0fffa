"""Things that can be done, one a line, each of which can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.message import Message

from console.text.spans import Span
from console.widgets.lines import DrawnLines


class DeedLines(DrawnLines):
    """A line of spans for each id; a click on a line asks for it."""

    DEFAULT_CSS = "DeedLines { height: auto; }"
    _rows: tuple[tuple[str, tuple[Span, ...]], ...] = ()

    class Wanted(Message):
        """Somebody clicked one."""

        def __init__(self, deed: str) -> None:
            super().__init__()
            self.deed = deed

    def show(self, rows: Sequence[tuple[str, Sequence[Span]]]) -> None:
        """Draw ``rows``: what is asked for, and how it is said."""
        before, self._rows = self._rows, tuple((name, tuple(spans)) for name, spans in rows)
        if before != self._rows:
            self.redraw(layout=len(before) != len(self._rows))

    def drawn(self, width: int, height: int) -> list[list[Segment]]:
        """A line each."""
        return [[Segment(span.text, span.style) for span in spans] for _, spans in self._rows]

    def on_click(self, event: Click) -> None:
        """Ask for the one under the pointer."""
        place = event.get_content_offset(self)
        if place is None or not 0 <= place.y < len(self._rows):
            return
        name, spans = self._rows[place.y]
        if place.x < sum(cell_len(span.text) for span in spans):
            self.post_message(self.Wanted(name))
