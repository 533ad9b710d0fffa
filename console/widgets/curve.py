"""A curve over time with its axes, in dots finer than cells: equity, training, anything with a past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import isfinite
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from console.look.tones import Look
from console.tables.cells import fitted, shortened
from console.widgets.dots import Dots
from console.widgets.lines import DrawnLines
from console.widgets.scales import Scale, around, round_values
from locales import t

LAST: Final = "●"
_BASE: Final = "┄"
_LABEL_EVERY: Final = 3
"""Lines a label of the value axis."""
_BETWEEN_TIMES: Final = 4
_LEAST_FOR_TIMES: Final = 5
_LEAST_WIDTH: Final = 8


@dataclass(frozen=True, slots=True)
class Points:
    """What is drawn: values at moments, oldest first."""

    times: Sequence[float] = ()
    values: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is drawn. ``baseline``: the value it began with; ``drawdown``: shade what is lost since the peak."""

    value_label: Callable[[float], str]
    time_label: Callable[[float], str]
    baseline: float | None = None
    drawdown: bool = False
    area: bool = False
    blocks: bool = False


def curve_lines(points: Points, manner: Manner, look: Look, width: int, height: int) -> list[list[Segment]]:
    """Exactly ``height`` lines of ``width`` cells. The axes are there before the points are."""
    if width < _LEAST_WIDTH:
        return [[Segment(" " * width)] for _ in range(height)]
    points = _finite(points)
    rows = height - 2 if height >= _LEAST_FOR_TIMES else height
    known = [*points.values, *([] if manner.baseline is None else [manner.baseline])]
    unit = Dots(1, 1, blocks=manner.blocks).unit
    scale = around(known, rows * unit - 1) if known else None
    labels = {} if scale is None else _labels(points, manner, look, scale, unit)
    longest = max([cell_len(text) for text, _ in labels.values()], default=0)
    margin = min(longest, max(0, width // 2 - 2)) + 2
    sheet = _Sheet(points, manner, look, scale, width - margin, rows)
    lines = []
    for row in range(rows):
        text, tone = labels.get(row, ("", look.muted))
        tick = "┤" if text else "│"
        axis = [Segment(fitted(text, margin - 2, right=True) + " ", tone), Segment(tick, look.border)]
        lines.append([*axis, *sheet.row(row)])
    if rows < height:
        lines += _time_axis(points, manner, look, margin, width - margin)
    return lines


def _finite(points: Points) -> Points:
    """Without what is not a number: a hole in the past must not take the picture away."""
    if all(map(isfinite, points.values)):
        return points
    known = [(moment, value) for moment, value in zip(points.times, points.values, strict=True) if isfinite(value)]
    return Points([moment for moment, _ in known], [value for _, value in known])


def _labels(points: Points, manner: Manner, look: Look, scale: Scale, unit: int) -> dict[int, tuple[str, Style]]:
    """What stands beside which row; the newest value before the baseline before round ones."""
    rows = (scale.most + 1) // unit
    found = {}
    for value in round_values(scale.low, scale.high, max(2, rows // _LABEL_EVERY)):
        found[_row_of(value, scale, unit)] = (manner.value_label(value), look.muted)
    if manner.baseline is not None:
        found[_row_of(manner.baseline, scale, unit)] = (manner.value_label(manner.baseline), look.text)
    if points.values:
        last = points.values[-1]
        found[_row_of(last, scale, unit)] = (manner.value_label(last), _tone(last, manner, look) + Style(bold=True))
    return found


def _row_of(value: float, scale: Scale, unit: int) -> int:
    return (scale.most - scale.place(value)) // unit


def _tone(value: float, manner: Manner, look: Look) -> Style:
    return look.accent if manner.baseline is None else look.direction(value - manner.baseline)


class _Sheet:
    """The plot between its axes."""

    def __init__(self, points: Points, manner: Manner, look: Look, scale: Scale | None, width: int, rows: int) -> None:
        self._manner, self._look, self._width, self._rows = manner, look, width, rows
        self._curve = Dots(width, rows, blocks=manner.blocks)
        self._shade = Dots(width, rows, blocks=manner.blocks)
        self._base: int | None = None
        self._last: tuple[int, int] | None = None
        if scale is not None and manner.baseline is not None:
            self._base = _row_of(manner.baseline, scale, self._curve.unit)
        if scale is not None and points.values:
            self._draw(points, scale)

    def _draw(self, points: Points, scale: Scale) -> None:
        """From each value a straight line to the next."""
        bottom = scale.most
        across = Scale(points.times[0], points.times[-1], self._curve.across - 1)
        levels = [bottom - scale.place(value) for value in points.values]
        base = bottom if self._manner.baseline is None else bottom - scale.place(self._manner.baseline)
        x, y = across.place(points.times[0]), levels[0]
        for moment, level, peak in zip(points.times, levels, accumulate(levels, min), strict=True):
            to = across.place(moment)
            steps = max(1, to - x)
            before = y
            for step in range(1, steps + 1):
                here, now = min(to, x + step), round(y + (level - y) * step / steps)
                self._curve.upright(here, before, now)
                if self._manner.drawdown:
                    self._shade.shade(here, peak, now)
                if self._manner.area:
                    self._shade.shade(here, base, now)
                before = now
            x, y = to, level
        self._last = (x // 2, y // self._curve.unit)

    def row(self, row: int) -> list[Segment]:
        """The cells of a row: the curve before what is shaded, both before the baseline."""
        if self._last is None and row == self._rows // 2:
            said = shortened(t("widget-no-data"), self._width)
            left = (self._width - cell_len(said)) // 2
            return [Segment(" " * left + fitted(said, self._width - left), self._look.muted)]
        line, shade = self._line_tone(row), self._look.down if self._manner.drawdown else self._look.band
        cells = []
        for x, (dots, shaded) in enumerate(zip(self._curve.glyphs(row), self._shade.glyphs(row), strict=True)):
            if (x, row) == self._last:
                cells.append((LAST, line))
            elif dots != " ":
                cells.append((dots, line))
            elif shaded != " ":
                cells.append((shaded, shade))
            else:
                cells.append((_BASE if row == self._base else " ", self._look.faint))
        return [Segment("".join(glyph for glyph, _ in run), tone) for tone, run in groupby(cells, lambda one: one[1])]

    def _line_tone(self, row: int) -> Style:
        if self._base is None:
            return self._look.accent
        return self._look.up if row < self._base else self._look.down if row > self._base else self._look.level


def _time_axis(points: Points, manner: Manner, look: Look, margin: int, room: int) -> list[list[Segment]]:
    """The axis below, and moments under it as many as find room."""
    axis, words = ["─"] * room, ""
    if points.times:
        across = Scale(points.times[0], points.times[-1], max(1, room - 1))
        each = cell_len(manner.time_label(points.times[-1])) + _BETWEEN_TIMES
        count = max(1, room // each) if points.times[-1] > points.times[0] else 1
        for turn in range(count):
            place = round(turn * (room - 1) / max(1, count - 1)) if count > 1 else across.place(points.times[0])
            said = manner.time_label(across.value(place))
            begin = min(max(0, place - cell_len(said) // 2), room - cell_len(said))
            if begin >= cell_len(words) + bool(words):
                words += " " * (begin - cell_len(words)) + said
                axis[place] = "┬"
    lead = " " * (margin - 1)
    return [
        [Segment(lead), Segment("└" + "".join(axis), look.border)],
        [Segment(lead + " "), Segment(fitted(words, room), look.muted)],
    ]


class Curve(DrawnLines):
    """The widget: ``show`` new points as they come."""

    def __init__(self, manner: Manner, *, name: str | None = None, id: str | None = None, classes: str = "") -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._manner = manner
        self._points = Points()

    def show(self, points: Points, look: Look, manner: Manner | None = None) -> None:
        """Draw ``points``, if need be in another manner."""
        wanted = (points, look, manner or self._manner)
        if wanted != (self._points, self.look, self._manner):
            self._points, self.look, self._manner = wanted
            self.redraw()

    def drawn(self, width: int, height: int) -> list[list[Segment]]:
        """The lines that fill the widget."""
        return curve_lines(self._points, self._manner, self.look, width, height) if width > 0 and height > 0 else []
