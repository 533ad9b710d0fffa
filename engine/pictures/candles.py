"""The candle chart: candles, volume, averages and band, what was said and done, and the prices that matter now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from engine.pictures import bodies, legend, marks, overlays, sheet, tags
from engine.pictures.canvas import Box
from engine.pictures.panel import Panel, span_of
from engine.pictures.slots import Slots
from engine.pictures.tags import Tag
from engine.pictures.ticks import moments, round_numbers
from locales import t
from locales.formats import date_time, duration, price

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.pictures.canvas import Canvas
    from engine.pictures.values import Candles

_VOLUME_SHARE: Final = 0.17
_CANDLES_SHARE: Final = 0.4
"""Of the height, at least, for the candles; a level that would press them together is told at the edge instead."""


def draw(canvas: Canvas, picture: Candles) -> None:
    """The whole chart."""
    head = sheet.head(canvas, picture.origin, f"{picture.symbol} · {picture.timeframe}", _detail(picture))
    said = any(mark.kind == "signal" for mark in picture.marks)
    foot = sheet.foot(canvas, picture.origin, t("not-advice") if said else "")
    bottom, top = foot + canvas.px(sheet.TIME_SCALE), head - canvas.px(14)
    if not picture.rows:
        _draw_empty(canvas, picture, bottom, top)
        return
    table = np.array([row[1:] for row in picture.rows], np.float64)
    slots = Slots.of([row[0] for row in picture.rows], picture.step_ms)
    left, right = sheet.margin(canvas), canvas.width - sheet.margin(canvas)
    items = overlays.legend_items(canvas, picture.lines, marks.on_chart(picture.marks, slots))
    named = legend.fitted(canvas, items, right - left)
    top -= named.height(canvas)
    named.draw(canvas, left, top + canvas.px(4))
    low, high = _range(picture, table)
    prices, step = round_numbers(low, high, max(2, round((top - bottom) / canvas.px(62))))
    scale = [price(value, tick=step) for value in prices]
    beside = _tags(canvas, picture, (low, high), table)
    room = tags.room_for(canvas, beside, scale)
    above, below = _areas(canvas, bottom, top, min(room, canvas.width * 0.4))
    main = Panel(above, slots.low, slots.high, low, high)
    lower = Panel(below, slots.low, slots.high, 0.0, (float(table[:, bodies.VOLUME].max()) or 1.0) * 1.1)
    for panel in (main, lower):
        panel.ground(canvas)
    sheet.watermark(canvas, picture.origin, above)
    main.rungs(canvas, prices)
    _draw_times(canvas, picture, main, lower, slots)
    _draw_inside(canvas, picture, main, lower, slots, table)
    taken = tags.draw(canvas, beside, main)
    highest = above.top - canvas.px(10)  # the legend runs above
    marked = [(main.y(value), words) for value, words in zip(prices, scale, strict=True) if main.y(value) < highest]
    tags.scale(canvas, above, marked, taken)


def _draw_inside(
    canvas: Canvas, picture: Candles, main: Panel, lower: Panel, slots: Slots, table: NDArray[np.float64]
) -> None:
    slots.gaps(canvas, main)
    overlays.band(canvas, picture.lines, main, slots)
    bodies.volume(canvas, lower, table, slots, picture.asset)
    bodies.candles(canvas, main, table, slots)
    overlays.averages(canvas, picture.lines, main, slots)
    overlays.levels(canvas, picture.levels, main, slots)
    marks.draw(canvas, picture.marks, main, table, slots)
    main.frame(canvas)
    lower.frame(canvas)


def _draw_times(canvas: Canvas, picture: Candles, main: Panel, lower: Panel, slots: Slots) -> None:
    first, last = picture.rows[0][0], picture.rows[-1][0]
    found = moments(first, last, sheet.time_steps(canvas, main.box.width))
    places = [main.x(slots.place(mark.at)) for mark in found]
    main.posts(canvas, places)
    lower.posts(canvas, places)
    sheet.time_scale(canvas, lower.box, found, places)


def _draw_empty(canvas: Canvas, picture: Candles, bottom: float, top: float) -> None:
    """Axes first, then why nothing stands on them."""
    areas = _areas(canvas, bottom, top, canvas.px(40 if canvas.is_narrow else 100))
    for box in areas:
        panel = Panel(box, 0.0, 8.0, 0.0, 4.0)
        panel.ground(canvas)
        panel.rungs(canvas, (1.0, 2.0, 3.0))
        panel.posts(canvas, [panel.x(place) for place in range(1, 8)])
        panel.frame(canvas)
    above = areas[0]
    sheet.watermark(canvas, picture.origin, above)
    if picture.first_at is None:
        what = t("picture-no-candles", symbol=picture.symbol, timeframe=picture.timeframe)
        sheet.nothing(canvas, above, what, t("picture-no-candles-hint"))
    else:
        hint = t("picture-no-candles-here-hint", start=date_time(picture.first_at))
        sheet.nothing(canvas, above, t("picture-no-candles-here"), hint)


def _detail(picture: Candles) -> str:
    if not picture.rows:
        return ""
    first, last = picture.rows[0], picture.rows[-1]
    end = last[0] + picture.step_ms
    change = last[4] / first[1] - 1 if first[1] else 0.0
    return t(
        "picture-candles-detail",
        start=date_time(first[0], show_zone=False),
        end=date_time(end),
        count=len(picture.rows),
        change=sheet.change(change),
        span=duration(end - first[0]),
    )


def _areas(canvas: Canvas, bottom: float, top: float, room: float) -> tuple[Box, Box]:
    split = bottom + (top - bottom) * _VOLUME_SHARE
    left, right = sheet.margin(canvas), canvas.width - room - sheet.margin(canvas)
    return Box(left, split + canvas.px(10), right, top), Box(left, bottom, right, split)


def _range(picture: Candles, table: NDArray[np.float64]) -> tuple[float, float]:
    """The candles, and of bands and levels as much as leaves the candles their share."""
    low, high = float(table[:, bodies.LOW].min()), float(table[:, bodies.HIGH].max())
    more = [value for line in picture.lines for value in line.values if value is not None]
    more += [level.price for level in picture.levels]
    if picture.price is not None:
        low, high = min(low, picture.price), max(high, picture.price)
    widest = (high - low) / _CANDLES_SHARE or abs(high) * 0.02
    for value in sorted(more, key=lambda one: max(low - one, one - high)):
        if max(high, value) - min(low, value) <= widest:
            low, high = min(low, value), max(high, value)
    return span_of(low, high)


def _tags(canvas: Canvas, picture: Candles, span: tuple[float, float], table: NDArray[np.float64]) -> list[Tag]:
    now = float(table[-1, bodies.CLOSE]) if picture.price is None else picture.price
    rising = now >= float(table[-1, bodies.OPEN])
    color = canvas.look.up if rising else canvas.look.down
    found = [Tag(now, f"{'▲' if rising else '▼'} {price(now)}", color, filled=True)]
    for level in picture.levels:
        color = overlays.level_color(canvas, level.kind)
        arrow = " ↑" if level.price > span[1] else " ↓" if level.price < span[0] else ""
        name = {"entry": t("picture-level-entry"), "stop": t("exit-stop-loss"), "target": t("exit-take-profit")}
        found.append(Tag(level.price, f"{price(level.price)}{arrow}", color, name[level.kind]))
    return found
