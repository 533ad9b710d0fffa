"""The purse over time, with how far it stood below its peak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from engine.pictures import sheet, tags
from engine.pictures.canvas import DASHED, Box
from engine.pictures.panel import Panel, span_of
from engine.pictures.tags import Tag
from engine.pictures.ticks import moments, round_numbers
from locales import t
from locales.formats import date_time, money, number, percent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.pictures.canvas import Canvas
    from engine.pictures.values import Equity

_FALL_SHARE: Final = 0.28
_AT, _EQUITY, _BELOW = range(3)


def draw(canvas: Canvas, picture: Equity) -> None:
    """Equity above, drawdown below, on one time scale."""
    head = sheet.head(canvas, picture.origin, t("picture-equity"), _detail(picture))
    foot = sheet.foot(canvas, picture.origin, t("picture-past"))
    bottom, top = foot + canvas.px(sheet.TIME_SCALE), head - canvas.px(46)
    if not picture.points:
        _draw_empty(canvas, bottom, top)
        return
    table = np.array(picture.points, np.float64)
    first, last = float(table[0, _AT]), float(table[-1, _AT])
    low, high = span_of(min(picture.start, table[:, _EQUITY].min()), max(picture.start, table[:, _EQUITY].max()))
    if last == first:
        first, last = first - 1.0, last + 1.0
    values, step = round_numbers(float(low), float(high), max(2, round((top - bottom) / canvas.px(85))))
    scale = [number(value, decimals=_decimals(step)) for value in values]
    beside = _tags(canvas, picture.start, float(table[-1, _EQUITY]))
    above, below = _areas(canvas, bottom, top, tags.room_for(canvas, beside, scale))
    main = Panel(above, first, last, float(low), float(high))
    fall = Panel(below, first, last, -max(float(table[:, _BELOW].max()) * 1.15, 0.1), 0.0)
    for panel in (main, fall):
        panel.ground(canvas)
    sheet.watermark(canvas, picture.origin, above)
    marks = moments(int(first), int(last), sheet.time_steps(canvas, above.width))
    places = [main.x(mark.at) for mark in marks]
    for panel in (main, fall):
        panel.posts(canvas, places)
    sheet.time_scale(canvas, below, marks, places)
    main.rungs(canvas, values)
    _draw_fall(canvas, fall, table)
    _draw_curve(canvas, main, table, picture.start)
    sheet.axis_name(canvas, above, t("picture-equity-axis", asset=picture.asset), above=True)
    taken = tags.draw(canvas, beside, main)
    tags.scale(canvas, above, [(main.y(value), words) for value, words in zip(values, scale, strict=True)], taken)


def _tags(canvas: Canvas, start: float, now: float) -> list[Tag]:
    gain = now >= start
    color = canvas.look.up if gain else canvas.look.down
    return [
        Tag(now, money(now, None), color, f"{'▲' if gain else '▼'} {t('picture-equity-now')}", filled=True),
        Tag(start, money(start, None), canvas.look.entry, t("picture-equity-start")),
    ]


def _draw_curve(canvas: Canvas, panel: Panel, table: NDArray[np.float64], start: float) -> None:
    x, y, base = panel.x(table[:, _AT]), panel.y(table[:, _EQUITY]), panel.y(start)
    line = np.column_stack([x, y])
    area = np.concatenate([[(x[0], base)], line, [(x[-1], base)]])
    for color, part in (
        (canvas.look.up, Box(panel.box.left, base, panel.box.right, panel.box.top)),
        (canvas.look.down, Box(panel.box.left, panel.box.bottom, panel.box.right, base)),
    ):
        canvas.shapes([area], color, within=part, opacity=0.16)
        canvas.segments([line], color, width=2.8, within=part)
    canvas.segments([[(panel.box.left, base), (panel.box.right, base)]], canvas.look.entry, width=1.8, dash=DASHED)
    _dot(canvas, x[-1], y[-1])
    panel.frame(canvas)


def _draw_fall(canvas: Canvas, panel: Panel, table: NDArray[np.float64]) -> None:
    x, y = panel.x(table[:, _AT]), panel.y(-table[:, _BELOW])
    line, top = np.column_stack([x, y]), panel.box.top
    values, step = round_numbers(panel.y_low, 0.0, 3)
    panel.rungs(canvas, values)
    canvas.shapes([np.concatenate([[(x[0], top)], line, [(x[-1], top)]])], canvas.look.down, opacity=0.25)
    canvas.segments([line], canvas.look.down, width=2.2)
    panel.frame(canvas)
    deepest = percent(-float(table[:, _BELOW].max()), points=True)
    sheet.axis_name(canvas, panel.box, t("picture-drawdown-axis", deepest=deepest), above=True)
    decimals = _decimals(step)
    tags.scale(canvas, panel.box, [(panel.y(v), percent(v, points=True, decimals=decimals)) for v in values], ())


def _draw_empty(canvas: Canvas, bottom: float, top: float) -> None:
    above, below = _areas(canvas, bottom, top, canvas.px(40 if canvas.is_narrow else 100))
    for box in (above, below):
        panel = Panel(box, 0.0, 8.0, 0.0, 4.0)
        panel.ground(canvas)
        panel.rungs(canvas, (1.0, 2.0, 3.0))
        panel.frame(canvas)
    sheet.nothing(canvas, above, t("picture-no-equity"), t("picture-no-equity-hint"))


def _detail(picture: Equity) -> str:
    if not picture.points:
        return ""
    last = picture.points[-1]
    change = last[_EQUITY] / picture.start - 1 if picture.start else 0.0
    return t(
        "picture-equity-detail",
        start=date_time(int(picture.points[0][_AT]), show_zone=False),
        end=date_time(int(last[_AT])),
        count=len(picture.points),
        change=sheet.change(change),
        cash=money(picture.start, picture.asset),
    )


def _areas(canvas: Canvas, bottom: float, top: float, room: float) -> tuple[Box, Box]:
    split = bottom + (top - bottom) * _FALL_SHARE
    left, right = sheet.margin(canvas), canvas.width - room - sheet.margin(canvas)
    return Box(left, split + canvas.px(38), right, top), Box(left, bottom, right, split)


def _decimals(step: float) -> int:
    return max(0, -int(np.floor(np.log10(step))))


def _dot(canvas: Canvas, x: float, y: float) -> None:
    turn = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    radius = canvas.px(6)
    circle = np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn)])
    canvas.shapes([circle], canvas.look.accent, edge=canvas.look.ground, width=2.0)
