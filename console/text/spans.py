"""Parts of a line: text, tone, and what a click on it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line. ``action`` is what a click on it does."""

    text: str
    style: Style
    action: str | None = None


def length(spans: Sequence[Span]) -> int:
    """Cells that they take side by side."""
    return sum(cell_len(span.text) for span in spans)
