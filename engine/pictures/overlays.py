"""What lies over candles: averages, the band, level lines; and the legend that names what is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.pictures import marks
from engine.pictures.canvas import DASHED, DOTTED, LONG_DASHED, Box
from engine.pictures.panel import pieces
from locales import t

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.pictures.canvas import Canvas
    from engine.pictures.panel import Panel
    from engine.pictures.slots import Slots
    from engine.pictures.values import Level, Line, Mark

_DASHES: Final[tuple[tuple[float, ...] | None, ...]] = (None, LONG_DASHED, DOTTED)
_LEVEL_DASHES: Final[dict[str, tuple[float, ...]]] = {"entry": LONG_DASHED, "stop": DOTTED, "target": DASHED}
_SIZES: Final = (19, 18, 17, 16)
_BETWEEN: Final = 24
_SAMPLE: Final = 28
Sample = Callable[["Canvas", float, float], None]


def band(canvas: Canvas, lines: Sequence[Line], panel: Panel, slots: Slots) -> bool:
    """The room between the upper and the lower line of a band, lightly filled; whether there is one."""
    ends = {line.role: _numbers(line) for line in lines if line.role in ("upper", "lower")}
    if len(ends) < 2:
        return False
    x, upper, lower = panel.x(slots.places), panel.y(ends["upper"]), panel.y(ends["lower"])
    whole = np.isfinite(upper) & np.isfinite(lower)
    over = pieces(x, np.where(whole, upper, np.nan))
    under = pieces(x, np.where(whole, lower, np.nan))
    areas = [np.concatenate([top, bottom[::-1]]) for top, bottom in zip(over, under, strict=True)]
    canvas.shapes(areas, canvas.look.band, within=panel.box, opacity=0.14)
    canvas.segments([*over, *under], canvas.look.band, width=1.4, within=panel.box)
    return bool(areas)


def averages(canvas: Canvas, lines: Sequence[Line], panel: Panel, slots: Slots) -> list[tuple[str, int]]:
    """Lines, each with a colour and a stroke of its own; returns their names and the number of their stroke."""
    drawn = []
    for number, line in enumerate(one for one in lines if one.role == "line"):
        parts = pieces(panel.x(slots.places), panel.y(_numbers(line)))
        if parts:
            color, dash = _stroke(canvas, number)
            canvas.segments(parts, color, width=2.2, dash=dash, within=panel.box)
            drawn.append((line.name, number))
    return drawn


def levels(canvas: Canvas, found: Sequence[Level], panel: Panel, slots: Slots) -> None:
    """From when a price began to matter to the right edge."""
    for level in found:
        if panel.y_low <= level.price <= panel.y_high:
            y = panel.y(level.price)
            start = max(panel.x(slots.place(level.since)), panel.box.left)
            line = [[(min(start, panel.box.right), y), (panel.box.right, y)]]
            canvas.segments(line, level_color(canvas, level.kind), width=2.2, dash=_LEVEL_DASHES[level.kind])


def level_color(canvas: Canvas, kind: str) -> str:
    """The colour of an entry, a stop or a target."""
    return {"entry": canvas.look.entry, "stop": canvas.look.stop, "target": canvas.look.target}[kind]


def legend(
    canvas: Canvas,
    place: tuple[float, float],
    right: float,
    *,
    lines: Sequence[tuple[str, int]],
    banded: bool,
    shown: Sequence[Mark],
) -> None:
    """Samples and names in one row from ``place`` on, as many as fit."""
    x, y = place
    items: list[tuple[Sample, str]] = [(partial(_line_sample, number=number), name) for name, number in lines]
    if banded:
        items.append((_band_sample, t("picture-band")))
    kinds = {(mark.kind, mark.traded) for mark in shown if mark.kind == "signal"}
    if ("signal", True) in kinds:
        items.append((partial(_signal_sample, filled=True), t("picture-signal-traded")))
    if ("signal", False) in kinds:
        items.append((partial(_signal_sample, filled=False), t("picture-signal-only")))
    if any(mark.kind == "entry" for mark in shown):
        items.append((_entry_sample, t("picture-entry")))
    if any(mark.kind == "exit" for mark in shown):
        items.append((_exit_sample, t("picture-exit")))
    spare = canvas.px(_SAMPLE + 8)
    size = next((size for size in _SIZES if _row(canvas, items, size, spare) <= right - x), _SIZES[-1])
    for sample, words in items:
        width = canvas.measure(words, size)[0]
        if x + spare + width > right:
            return
        sample(canvas, x, y)
        canvas.text(x + spare, y, words, size=size, color=canvas.look.muted, name="legend")
        x += spare + width + canvas.px(_BETWEEN)


def _row(canvas: Canvas, items: Sequence[tuple[Sample, str]], size: int, spare: float) -> float:
    widths = [spare + canvas.measure(words, size)[0] for _, words in items]
    return sum(widths) + canvas.px(_BETWEEN) * (len(items) - 1)


def _line_sample(canvas: Canvas, x: float, y: float, number: int) -> None:
    color, dash = _stroke(canvas, number)
    canvas.segments([[(x, y), (x + canvas.px(_SAMPLE), y)]], color, width=2.6, dash=dash)


def _band_sample(canvas: Canvas, x: float, y: float) -> None:
    tall, right = canvas.px(8), x + canvas.px(_SAMPLE)
    canvas.block(Box(x, y - tall, right, y + tall), canvas.look.band, opacity=0.25)
    canvas.segments([[(x, end), (right, end)] for end in (y - tall, y + tall)], canvas.look.band, width=1.4)


def _signal_sample(canvas: Canvas, x: float, y: float, filled: bool) -> None:
    marks.triangle(canvas, x + canvas.px(_SAMPLE / 2), y, canvas.look.accent, rising=True, filled=filled)


def _entry_sample(canvas: Canvas, x: float, y: float) -> None:
    marks.diamond(canvas, x + canvas.px(_SAMPLE / 2), y, canvas.look.up)


def _exit_sample(canvas: Canvas, x: float, y: float) -> None:
    marks.cross(canvas, x + canvas.px(_SAMPLE / 2), y, canvas.look.down)


def _stroke(canvas: Canvas, number: int) -> tuple[str, tuple[float, ...] | None]:
    colors = canvas.look.lines
    return colors[number % len(colors)], _DASHES[number % len(_DASHES)]


def _numbers(line: Line) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in line.values], np.float64)
