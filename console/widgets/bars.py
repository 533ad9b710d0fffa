"""Horizontal bars: signed ones that say what pulls which way, and how far slow work has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment

from console.look.tones import Look
from console.tables.cells import fitted
from console.widgets.lines import DrawnLines
from locales.formats import DASH, percent

_FULL, _HALF_LEFT, _HALF_RIGHT = "▇", "▌", "▐"
_GAP: Final = " "
_LEAST_BAR: Final = 6
_DONE, _DONE_HALF, _LEFT = "━", "╸", "─"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how much (its sign says which way), and the same as text, with its sign."""

    label: str
    value: float
    text: str


def bar_lines(bars: Sequence[Bar], look: Look, width: int) -> list[list[Segment]]:
    """A line of ``width`` cells a bar. Negative ones go to the left; with little room only label and text stay."""
    if not bars:
        return []
    text = min(max(cell_len(bar.text) for bar in bars), width)
    label = min(max(cell_len(bar.label) for bar in bars), max(0, width - text - 2 - width // 3))
    room = width - label - text - 2
    if room < _LEAST_BAR:
        label, room = max(0, width - text - 1), 0
    known = [bar.value for bar in bars if isfinite(bar.value)]
    below, above = -min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    left = round(room * below / (below + above)) if below + above > 0 else 0
    if below > 0 and above > 0:
        left = min(max(1, left), room - 1)
    unit = (below + above) / room if room else 0.0
    return [_line(bar, look, width, (label, left, room - left), unit) for bar in bars]


def _line(bar: Bar, look: Look, width: int, cells: tuple[int, int, int], unit: float) -> list[Segment]:
    label, left, right = cells
    line = [Segment(fitted(bar.label, label) + _GAP, look.text)]
    if left + right:
        line.append(
            Segment(
                _backwards(-bar.value, left, unit) + _forwards(bar.value, right, unit) + _GAP, look.direction(bar.value)
            )
        )
    said = width - sum(cell_len(part.text) for part in line)
    line.append(Segment(fitted(bar.text, said, right=True), look.direction(bar.value)))
    return line


def _halves(value: float, room: int, unit: float) -> int:
    """Half cells for ``value``; what is not nothing is seen."""
    if not isfinite(value) or value <= 0 or not unit or not room:
        return 0
    return min(2 * room, max(1, round(2 * value / unit)))


def _forwards(value: float, room: int, unit: float) -> str:
    halves = _halves(value, room, unit)
    return (_FULL * (halves // 2) + _HALF_LEFT * (halves % 2)).ljust(room)


def _backwards(value: float, room: int, unit: float) -> str:
    halves = _halves(value, room, unit)
    return (_HALF_RIGHT * (halves % 2) + _FULL * (halves // 2)).rjust(room)


def progress_line(fraction: float | None, look: Look, width: int, said: str = "") -> list[Segment]:
    """``said``, a bar and the share that is done, in ``width`` cells; None is work that cannot tell."""
    share = DASH if fraction is None else percent(fraction, decimals=0, sign=False)
    end = share.rjust(5)[-width:] if width < 5 else share.rjust(5)
    words = fitted(said, min(cell_len(said), max(0, width // 2))) + _GAP if said and width > 20 else ""
    room = max(0, width - cell_len(words) - cell_len(end))
    halves = round(2 * room * min(1.0, max(0.0, fraction or 0.0)))
    done = _DONE * (halves // 2) + _DONE_HALF * (halves % 2)
    return [
        Segment(words, look.text),
        Segment(done, look.accent),
        Segment(_LEFT * (room - cell_len(done)), look.faint),
        Segment(end, look.strong),
    ]


class Bars(DrawnLines):
    """The widget for signed bars, as high as there are bars."""

    _bars: tuple[Bar, ...] = ()

    def show(self, bars: Sequence[Bar], look: Look) -> None:
        """Draw ``bars``."""
        before, self._bars, self.look = (self._bars, self.look), tuple(bars), look
        if before != (self._bars, look):
            self.redraw(layout=len(before[0]) != len(self._bars))

    def drawn(self, width: int, height: int) -> list[list[Segment]]:
        """A line a bar."""
        return bar_lines(self._bars, self.look, width)


class Progress(DrawnLines):
    """The widget for slow work: one line."""

    _state: tuple[float | None, str] = (0.0, "")

    def show(self, fraction: float | None, look: Look, said: str = "") -> None:
        """How far it is; None when nobody can say."""
        if ((fraction, said), look) != (self._state, self.look):
            self._state, self.look = (fraction, said), look
            self.redraw()

    def drawn(self, width: int, height: int) -> list[list[Segment]]:
        """The one line."""
        return [progress_line(self._state[0], self.look, width, self._state[1])]
