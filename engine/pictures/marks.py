"""Signals as triangles with what they claimed, entries as diamonds, exits as crosses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.pictures.bodies import HIGH, LOW
from engine.pictures.canvas import Box
from locales.formats import probability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.pictures.canvas import Canvas
    from engine.pictures.panel import Panel
    from engine.pictures.slots import Slots
    from engine.pictures.values import Mark

RADIUS: Final = 10.0
_WORDS: Final = 18
_AWAY: Final = 8.0


def on_chart(marks: Sequence[Mark], slots: Slots) -> tuple[Mark, ...]:
    """Those that lie on this chart."""
    return tuple(mark for mark in marks if slots.low < slots.place(mark.at) < slots.high)


def draw(canvas: Canvas, marks: Sequence[Mark], panel: Panel, table: NDArray[np.float64], slots: Slots) -> None:
    """The marks that lie on this chart; claims are written where they cover no other."""
    taken: list[Box] = []
    for mark in sorted(on_chart(marks, slots), key=lambda one: -one.at):
        if mark.kind == "signal":
            _signal(canvas, mark, panel, table, slots, taken)
        else:
            x, y = _x(mark, panel, slots), panel.y(mark.price)
            color = canvas.look.up if mark.buys else canvas.look.down
            (diamond if mark.kind == "entry" else cross)(canvas, x, y, color, panel.box)


def triangle(
    canvas: Canvas, x: float, y: float, color: str, *, rising: bool, filled: bool, within: Box | None = None
) -> None:
    """Points up for buying, down for selling; hollow where no order came of it."""
    radius = canvas.px(RADIUS)
    tip = radius if rising else -radius
    corners = [(x - radius, y - tip), (x + radius, y - tip), (x, y + tip)]
    canvas.shapes([corners], color if filled else canvas.look.ground, edge=color, width=2.2, within=within)


def diamond(canvas: Canvas, x: float, y: float, color: str, within: Box | None = None) -> None:
    """An entry."""
    radius = canvas.px(RADIUS)
    corners = [(x - radius, y), (x, y + radius), (x + radius, y), (x, y - radius)]
    canvas.shapes([corners], color, edge=canvas.look.text, width=2.0, within=within)


def cross(canvas: Canvas, x: float, y: float, color: str, within: Box | None = None) -> None:
    """An exit."""
    radius = canvas.px(RADIUS) * 0.8
    strokes = [
        [(x - radius, y - radius), (x + radius, y + radius)],
        [(x - radius, y + radius), (x + radius, y - radius)],
    ]
    canvas.segments(strokes, canvas.look.text, width=7.0, within=within)
    canvas.segments(strokes, color, width=3.6, within=within)


def _signal(
    canvas: Canvas, mark: Mark, panel: Panel, table: NDArray[np.float64], slots: Slots, taken: list[Box]
) -> None:
    candle = slots.candle(mark.at)
    beside = mark.price if candle is None else float(table[candle, LOW if mark.buys else HIGH])
    way = -1 if mark.buys else 1
    away = canvas.px(_AWAY + RADIUS)
    x = _x(mark, panel, slots)
    y = float(min(max(panel.y(beside) + way * away, panel.box.bottom + away), panel.box.top - away))
    triangle(canvas, x, y, canvas.look.accent, rising=mark.buys, filled=mark.traded is not False, within=panel.box)
    if mark.confidence is None:
        return
    words = probability(mark.confidence, decimals=0)
    width, tall = canvas.measure(words, _WORDS)
    middle = y + way * (canvas.px(RADIUS + 5) + tall / 2)
    half = tall / 2 + canvas.px(3)
    box = Box(x - width / 2, middle - half, x + width / 2, middle + half)
    outside = (
        box.bottom < panel.box.bottom
        or box.top > panel.box.top
        or box.right > panel.box.right
        or box.left < panel.box.left
    )
    if outside or any(box.meets(other) for other in taken):
        return
    taken.append(box)
    canvas.block(box, canvas.look.ground, opacity=0.7)
    canvas.text(x, middle, words, size=_WORDS, color=canvas.look.accent, across="center", name="claim")


def _x(mark: Mark, panel: Panel, slots: Slots) -> float:
    candle = slots.candle(mark.at)
    place = slots.place(mark.at) if candle is None else float(slots.places[candle])
    return float(panel.x(place))
