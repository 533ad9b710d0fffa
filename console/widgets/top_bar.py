"""The top line as a widget."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.reactive import reactive

from console.text.spans import Span
from console.text.top_line import Standing, top_spans
from console.widgets.line import Line

if TYPE_CHECKING:
    from engine.service.snapshots import Snapshot


class TopBar(Line):
    """Always there, always true: it goes on while the view is frozen."""

    snapshot: reactive[Snapshot | None] = reactive(None)
    standing: reactive[Standing] = reactive(Standing())

    def spans(self, width: int) -> Sequence[Span]:
        """The line for the snapshot of the moment."""
        return top_spans(self.snapshot, self.standing, width, self.look)


def milliseconds_since(moment: float) -> int:
    """From a moment of ``time.monotonic`` until now."""
    return max(0, round(1000 * (time.monotonic() - moment)))
