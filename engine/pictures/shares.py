"""Shares with their intervals on a scale of percent: what calibration and scoreboard have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.pictures import sheet
from engine.pictures.ticks import round_numbers
from locales.formats import percent

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas
    from engine.pictures.panel import Panel
    from engine.pictures.values import Share

TICK: Final = 20
_RADIUS: Final = 9.0
_EDGE: Final = 0.03


def left_of(canvas: Canvas) -> float:
    """Where panels begin that have a scale of percent at their left."""
    return sheet.margin(canvas) + canvas.px(74 if not canvas.is_narrow else 58)


def legend_left(canvas: Canvas) -> float:
    """Where the legend above such a panel begins."""
    return sheet.margin(canvas) if canvas.is_narrow else left_of(canvas)


def words_of(share: float) -> str:
    """``70%``."""
    return percent(share, decimals=0, sign=False)


def upright_scale(canvas: Canvas, panel: Panel, most: int = 8) -> None:
    """Grid lines and their percents at the left of ``panel``."""
    values, step = round_numbers(panel.y_low, panel.y_high, most)
    panel.rungs(canvas, values)
    for value in values:
        words = percent(value, decimals=0 if step >= 0.01 else 1, sign=False)
        x = panel.box.left - canvas.px(12)
        canvas.text(x, panel.y(value), words, size=TICK, color=canvas.look.muted, across="right", name="scale")


def interval(canvas: Canvas, panel: Panel, x: float, record: Share, color: str) -> None:
    """A bar from the lower to the upper end with caps, and a dot where the share is."""
    low, high, cap = panel.y(record.low), panel.y(record.high), canvas.px(11)
    strokes = [[(x, low), (x, high)], [(x - cap, low), (x + cap, low)], [(x - cap, high), (x + cap, high)]]
    canvas.segments(strokes, color, width=3.0)
    turn = np.linspace(0.0, 2 * np.pi, 28, endpoint=False)
    radius, y = canvas.px(_RADIUS), panel.y(record.share)
    circle = np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn)])
    canvas.shapes([circle], color, edge=canvas.look.ground, width=2.0)


def range_of(shares: Sequence[float], least: float, most: float) -> tuple[float, float]:
    """From the lowest to the highest in steps of five percent, at least from ``least`` to ``most``.

    Never and always lie a little inside.
    """
    low, high = min([*shares, least]), max([*shares, most])
    low, high = float(np.floor(low * 20 + 1e-9) / 20), float(np.ceil(high * 20 - 1e-9) / 20)
    return (-_EDGE if low <= 0 else low), (1 + _EDGE if high >= 1 else high)
