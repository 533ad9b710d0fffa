"""What lies over candles: averages, the band, level lines; and the names of what is there, for the legend."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.pictures import legend, marks
from engine.pictures.canvas import DASHED, DOTTED, LONG_DASHED, Box
from engine.pictures.legend import SAMPLE, Item
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


def band(canvas: Canvas, lines: Sequence[Line], panel: Panel, slots: Slots) -> None:
    """The room between the upper and the lower line of a band, lightly filled."""
    ends = _ends(lines)
    if len(ends) < 2:
        return
    x, upper, lower = panel.x(slots.places), panel.y(ends["upper"]), panel.y(ends["lower"])
    whole = np.isfinite(upper) & np.isfinite(lower)
    over = pieces(x, np.where(whole, upper, np.nan))
    under = pieces(x, np.where(whole, lower, np.nan))
    areas = [np.concatenate([top, bottom[::-1]]) for top, bottom in zip(over, under, strict=True)]
    canvas.shapes(areas, canvas.look.band, within=panel.box, opacity=0.14)
    canvas.segments([*over, *under], canvas.look.band, width=1.4, within=panel.box)


def averages(canvas: Canvas, lines: Sequence[Line], panel: Panel, slots: Slots) -> None:
    """Lines, each with a colour and a stroke of its own."""
    for number, line in enumerate(one for one in lines if one.role == "line"):
        parts = pieces(panel.x(slots.places), panel.y(_numbers(line)))
        color, dash = _stroke(canvas, number)
        canvas.segments(parts, color, width=2.2, dash=dash, within=panel.box)


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


def legend_items(canvas: Canvas, lines: Sequence[Line], shown: Sequence[Mark]) -> list[Item]:
    """What is on the chart, named: lines and band that have values, and the marks that are ``shown``."""
    items = []
    for number, line in enumerate(one for one in lines if one.role == "line"):
        if _has_strokes(_numbers(line)):
            color, dash = _stroke(canvas, number)
            items.append(legend.stroke(color, line.name, dash=dash))
    ends = _ends(lines)
    if len(ends) == 2 and _has_strokes(ends["upper"] + ends["lower"]):
        items.append(Item(_band_sample, t("picture-band")))
    traded = {mark.traded for mark in shown if mark.kind == "signal"}
    if None in traded:
        items.append(Item(partial(_signal_sample, filled=True), t("picture-signal")))
    if True in traded:
        items.append(Item(partial(_signal_sample, filled=True), t("picture-signal-traded")))
    if False in traded:
        items.append(Item(partial(_signal_sample, filled=False), t("picture-signal-only")))
    if any(mark.kind == "entry" for mark in shown):
        items.append(Item(_entry_sample, t("picture-entry")))
    if any(mark.kind == "exit" for mark in shown):
        items.append(Item(_exit_sample, t("picture-exit")))
    return items


def _band_sample(canvas: Canvas, x: float, y: float) -> None:
    tall, right = canvas.px(8), x + canvas.px(SAMPLE)
    canvas.block(Box(x, y - tall, right, y + tall), canvas.look.band, opacity=0.25)
    canvas.segments([[(x, end), (right, end)] for end in (y - tall, y + tall)], canvas.look.band, width=1.4)


def _signal_sample(canvas: Canvas, x: float, y: float, filled: bool) -> None:
    marks.triangle(canvas, x + canvas.px(SAMPLE / 2), y, canvas.look.accent, rising=True, filled=filled)


def _entry_sample(canvas: Canvas, x: float, y: float) -> None:
    marks.diamond(canvas, x + canvas.px(SAMPLE / 2), y, canvas.look.up)


def _exit_sample(canvas: Canvas, x: float, y: float) -> None:
    marks.cross(canvas, x + canvas.px(SAMPLE / 2), y, canvas.look.down)


def _stroke(canvas: Canvas, number: int) -> tuple[str, tuple[float, ...] | None]:
    colors = canvas.look.lines
    return colors[number % len(colors)], _DASHES[number % len(_DASHES)]


def _numbers(line: Line) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in line.values], np.float64)


def _ends(lines: Sequence[Line]) -> dict[str, NDArray[np.float64]]:
    return {line.role: _numbers(line) for line in lines if line.role in ("upper", "lower")}


def _has_strokes(values: NDArray[np.float64]) -> bool:
    return bool(pieces(values, values))
