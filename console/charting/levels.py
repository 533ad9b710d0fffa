"""Prices that matter now: entry, stop and target of an open position, and the price of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from console.charting.canvas import Canvas
from console.charting.frame import Window
from console.charting.inks import (
    CHIP_DOWN,
    CHIP_ENTRY,
    CHIP_STILL,
    CHIP_STOP,
    CHIP_TARGET,
    CHIP_UP,
    DOWN,
    ENTRY,
    MUTED,
    PRICE,
    STILL,
    STOP,
    TARGET,
    UP,
)
from console.charting.scale import Scale
from console.charting.sheet import Sheet, extremes
from engine.service.answers import ChartLevel
from locales import t
from locales.formats import percent, price

_DASH, _DOT = "╌", "┈"
_LEAST_SHARE: Final = 0.5
"""Of the height: what candles keep when the scale stretches to hold levels. What is further is named at the edge."""
_INKS: Final = {"stop": (STOP, CHIP_STOP), "target": (TARGET, CHIP_TARGET), "entry": (ENTRY, CHIP_ENTRY)}


@dataclass(frozen=True, slots=True)
class Tag:
    """A price to be shown on the axis in colours of its own."""

    price: float
    ink: int
    chip: int


def prices_in_view(sheet: Sheet, window: Window, *, levels: bool) -> list[float]:
    """What the scale must hold: every candle in view, and near enough levels and price."""
    low, high = extremes(window.bars)
    most = max(high - low, high * 1e-4) / _LEAST_SHARE
    wanted = [level.price for level in sheet.chart.levels] if levels else []
    if sheet.chart.price is not None:
        wanted.append(sheet.chart.price)
    for one in sorted(wanted, key=lambda value: max(low - value, value - high)):
        if max(high, one) - min(low, one) <= most:
            low, high = min(low, one), max(high, one)
    return [low, high]


def tags(sheet: Sheet, *, levels: bool) -> list[Tag]:
    """The price first, then the levels; the first has the say where two share a row."""
    found = []
    chart = sheet.chart
    if chart.price is not None:
        last = chart.candles[-1].close if chart.candles else chart.price
        before = chart.candles[-1].open if chart.candles and chart.price == last else last
        ink, chip = (UP, CHIP_UP) if chart.price > before else (DOWN, CHIP_DOWN)
        found.append(Tag(chart.price, *((STILL, CHIP_STILL) if chart.price == before else (ink, chip))))
    if levels:
        found += [Tag(level.price, *_INKS.get(level.kind, (PRICE, CHIP_STILL))) for level in chart.levels]
    return found


def draw_price(canvas: Canvas, value: float, width: int, scale: Scale) -> None:
    """A dotted line at the price of the moment."""
    if scale.holds(value):
        _across(canvas, 0, width, scale.row(value), _DOT, MUTED)


def draw_levels(canvas: Canvas, sheet: Sheet, window: Window, scale: Scale, width: int) -> None:
    """A dashed line for each level, from the candle where it began to hold."""
    for level in sheet.chart.levels:
        if not scale.holds(level.price):
            continue
        began = sheet.number_at(level.since)
        bar = window.bar_of(began) if began is not None else None
        if bar is None and began is not None and window.lasts and began > window.lasts[-1]:
            continue
        start = 0 if bar is None else window.xs[bar]
        _across(canvas, start, width, scale.row(level.price), _DASH, _INKS.get(level.kind, (PRICE, 0))[0])


def name_levels(canvas: Canvas, sheet: Sheet, window: Window, scale: Scale, width: int) -> None:
    """The name of each level beside its line where no candle is in the way; at the edge if it lies beyond."""
    taken: set[int] = set()
    for level in sheet.chart.levels:
        row = scale.row(level.price)
        inside = scale.holds(level.price)
        text = f" {_name(level, sheet.chart.price)} " if inside else f" {_beyond(level, scale)} "
        while not inside and row in taken and 0 < row < scale.rows - 1:
            row += 1 if level.price > scale.high else -1
        taken.add(row)
        if len(text) > width:
            continue
        x = _free_place(window, scale, row, len(text), width)
        canvas.write(x, row, text, _INKS.get(level.kind, (PRICE, 0))[0])


def _name(level: ChartLevel, now: float | None) -> str:
    away = percent(level.price / now - 1) if now and level.kind != "entry" else ""
    return f"{_word(level.kind)} {away}".rstrip()


def _beyond(level: ChartLevel, scale: Scale) -> str:
    return f"{'↑' if level.price > scale.high else '↓'} {_word(level.kind)} {price(level.price)}"


def _word(kind: str) -> str:
    if kind == "stop":
        return t("chart-stop")
    if kind == "target":
        return t("chart-target")
    return t("chart-entry")


def _free_place(window: Window, scale: Scale, row: int, length: int, width: int) -> int:
    """The rightmost place in a row where no candle stands; the right end if there is none."""
    tops = scale.places([bar.high for bar in window.bars], 1)
    bottoms = scale.places([bar.low for bar in window.bars], 1)
    reach = window.pitch // 2
    blocked = [x for x, top, bottom in zip(window.xs, tops, bottoms, strict=True) if top <= row <= bottom]
    return rightmost_gap(blocked, length, width, reach)


def rightmost_gap(blocked: Sequence[int], length: int, width: int, reach: int) -> int:
    """Where ``length`` free columns begin, as far right as can be; each of ``blocked`` takes ``reach`` both sides."""
    end = width
    for x in sorted(blocked, reverse=True):
        if end - (x + reach + 1) >= length:
            break
        end = min(end, x - reach)
    return end - length if end >= length else width - length


def _across(canvas: Canvas, start: int, end: int, row: int, mark: str, ink: int) -> None:
    for x in range(max(0, start), end):
        if canvas.free(x, row):  # an average that runs along the line stays readable
            canvas.put(x, row, mark, ink)
