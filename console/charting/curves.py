"""Indicator lines in dots finer than characters, and the space between two bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from console.charting.canvas import Canvas
from console.charting.frame import Window
from console.charting.inks import BAND, BETWEEN_BANDS, LINE_A, LINE_B
from console.charting.scale import Scale
from console.charting.sheet import Sheet, Values

_NO_DOTS: Final = "\u2800"
_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


@dataclass(frozen=True, slots=True)
class Pen:
    """``drawn`` of every ``period`` dots across are set; ``joined``: steep parts have no holes."""

    ink: int
    sample: str
    period: int = 1
    drawn: int = 1
    joined: bool = True


PENS: Final = (Pen(LINE_A, "─"), Pen(LINE_B, "┄", period=6, drawn=4))
"""For the first average, the second, and so on in turn; told apart by their dashes as well."""
EDGE: Final = Pen(BAND, "⋯", period=2, joined=False)


def draw_averages(canvas: Canvas, sheet: Sheet, window: Window, scale: Scale) -> None:
    """Each average as a line of its own pen."""
    for number, values in enumerate(sheet.averages.values()):
        _draw(canvas, values, window, scale, PENS[number % len(PENS)])


def draw_bands(canvas: Canvas, sheet: Sheet, window: Window, scale: Scale) -> None:
    """Dotted edges, and another ground between the outer two."""
    for values in sheet.bands.values():
        _draw(canvas, values, window, scale, EDGE)
    if len(sheet.bands) < 2:
        return
    edges = list(sheet.bands.values())
    pairs = [[values[last] for values in edges] for last in window.lasts]
    for number, (x, found) in enumerate(zip(window.xs, pairs, strict=True)):
        known = [value for value in found if value is not None]
        if len(known) < 2 or max(known) < scale.low or min(known) > scale.high:
            continue
        top, bottom = scale.places((max(known), min(known)), 1)
        until = window.xs[number + 1] if number + 1 < len(window.xs) else x + 1
        for column in range(x, until):
            canvas.shade(column, top, bottom, BETWEEN_BANDS)


def _draw(canvas: Canvas, values: Values, window: Window, scale: Scale, pen: Pen) -> None:
    marks, inks, ink = canvas.marks, canvas.inks, pen.ink
    for across, top, bottom in _trail([values[last] for last in window.lasts], window.xs, scale, joined=pen.joined):
        if across % pen.period >= pen.drawn:
            continue
        x, dots = across >> 1, _DOTS[across & 1]
        column, column_inks = marks[x], inks[x]
        for down in range(top, bottom + 1):
            row = down >> 2
            mark = column[row]
            bits = ord(mark) if mark >= _NO_DOTS and mark <= "\u28ff" else 0x2800
            column[row] = chr(bits | dots[down & 3])
            column_inks[row] = (column_inks[row] & ~31) | ink


def _trail(
    values: Sequence[float | None], xs: Sequence[int], scale: Scale, *, joined: bool
) -> Iterator[tuple[int, int, int]]:
    """For each half column: the first and the last quarter row to set."""
    known = [scale.low if value is None else value for value in values]
    downs = scale.places(known, 4)
    low, high = scale.low, scale.high
    before: tuple[int, int] | None = None
    for value, x, down in zip(values, xs, downs, strict=True):
        if value is None or not low <= value <= high:
            before = None
            continue
        across = 2 * x
        if before is not None:
            start, level = before
            last = level
            for between in range(start + 1, across + 1):
                here = level + (down - level) * (between - start) // (across - start)
                if joined and abs(here - last) > 1:
                    yield between, min(here, last + 1), max(here, last - 1)
                else:
                    yield between, here, here
                last = here
        else:
            yield across, down, down
        before = across, down
