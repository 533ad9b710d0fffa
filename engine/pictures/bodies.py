"""Candles and their volume: few collections of many shapes, whatever their number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from engine.pictures.canvas import Box
from locales import t
from locales.formats import compact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.pictures.canvas import Canvas
    from engine.pictures.panel import Panel
    from engine.pictures.slots import Slots

OPEN, HIGH, LOW, CLOSE, VOLUME = range(5)
_BODY: Final = 0.36
"""Half a body's width, of the way from one candle to the next."""
_OUTLINED_FROM: Final = 2.0


def candles(canvas: Canvas, panel: Panel, table: NDArray[np.float64], slots: Slots) -> None:
    """A rising body is an outline, a falling one is filled: shape says it as well as colour."""
    middles, half = _across(panel, slots)
    ends = panel.y(table[:, [OPEN, CLOSE]])
    bottom, top = ends.min(axis=1), ends.max(axis=1)
    top = np.maximum(top, bottom + 1.0)  # where nothing moved there is still a line
    wicks = panel.y(table[:, [LOW, HIGH]])
    for chosen, edge, inside in _sides(canvas, table, half):
        x = middles[chosen]
        lines = np.stack([np.column_stack([x, wicks[chosen, 0]]), np.column_stack([x, wicks[chosen, 1]])], axis=1)
        canvas.segments(lines, edge, width=1.6, within=panel.box, crisp=True)
        bodies = _rectangles(x - half, x + half, bottom[chosen], top[chosen])
        canvas.shapes(bodies, inside, edge=edge, width=1.6, within=panel.box, crisp=True)


def volume(canvas: Canvas, panel: Panel, table: NDArray[np.float64], slots: Slots, asset: str) -> None:
    """Bars, and how much the highest is."""
    middles, half = _across(panel, slots)
    tops, floor = panel.y(table[:, VOLUME]), np.full(len(table), panel.box.bottom)
    for chosen, edge, inside in _sides(canvas, table, half):
        x = middles[chosen]
        bars = _rectangles(x - half, x + half, floor[chosen], tops[chosen])
        canvas.shapes(bars, inside, edge=edge, width=1.2, within=panel.box, crisp=True, opacity=0.7)
    words = t("picture-volume", most=compact(float(table[:, VOLUME].max()), asset=asset))
    width, margin = canvas.measure(words, 18)[0], canvas.px(8)
    left, up = panel.box.left + 2, panel.box.top
    canvas.block(Box(left, up - canvas.px(28), left + width + 2 * margin, up), canvas.look.ground, opacity=0.8)
    canvas.text(left + margin, up - canvas.px(14), words, size=18, color=canvas.look.muted, name="volume")


def _across(panel: Panel, slots: Slots) -> tuple[NDArray[np.float64], float]:
    """Middles on the middle of a pixel, so that lines are sharp."""
    return np.floor(panel.x(slots.places)) + 0.5, max(0.5, float(np.floor(slots.width(panel) * _BODY)))


def _sides(canvas: Canvas, table: NDArray[np.float64], half: float) -> list[tuple[NDArray[np.bool_], str, str]]:
    rising = table[:, CLOSE] >= table[:, OPEN]
    look = canvas.look
    inside = look.up_inside if half >= _OUTLINED_FROM else look.up
    return [(rising, look.up, inside), (~rising, look.down, look.down)]


def _rectangles(left: Any, right: Any, bottom: Any, top: Any) -> NDArray[np.float64]:
    corners = np.array([[left, bottom], [left, top], [right, top], [right, bottom]], np.float64)
    return corners.transpose(2, 0, 1)
