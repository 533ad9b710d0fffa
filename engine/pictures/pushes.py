"""What pushed a forecast: a bar for each input, to the right where it pushes up, to the left where it pushes down."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from engine.pictures import sheet
from engine.pictures.canvas import Box
from engine.pictures.fitting import cut
from engine.pictures.panel import Panel
from engine.pictures.values import Bar
from locales import t
from locales.formats import date_time, number, probability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.pictures.canvas import Canvas
    from engine.pictures.values import Pushes

_SMALL: Final = 20
_ROW: Final = 52
_BAR, _NARROW_BAR = 24, 18
_SIDES: Final = 30
_BESIDE: Final = 10
_WORDS_SHARE: Final = 0.42
_LEAST: Final = 0.001
"""Of probability: when nothing pushes, the scale is still that wide."""


def draw(canvas: Canvas, picture: Pushes) -> None:
    """The largest pushes one below the other, and the others together, so that all bars make the whole way."""
    title = t("picture-pushes", symbol=picture.symbol, horizon=picture.horizon)
    head = sheet.head(canvas, picture.origin, title, _detail(picture))
    foot = sheet.foot(canvas, picture.origin, t("not-advice"))
    left, right = sheet.margin(canvas), canvas.width - sheet.margin(canvas)
    box = Box(left, foot + canvas.px(34), right, head - canvas.px(12 + _SIDES))
    bars = _shown(picture.bars, max(2, int(box.height / canvas.px(_ROW))))
    # Words above their bars where there is little room across, else in a column before them.
    words = 0.0 if canvas.is_narrow else _words_room(canvas, bars, box.width)
    panel = _panel(canvas, Box(box.left + words, box.bottom, box.right, box.top), bars)
    panel.ground(canvas)
    sheet.watermark(canvas, picture.origin, panel.box)
    _draw_sides(canvas, panel)
    zero = panel.x(0.0)
    canvas.segments([[(zero, panel.box.bottom), (zero, panel.box.top)]], canvas.look.frame, width=1.6)
    for place, bar in enumerate(bars):
        top = box.top - place * box.height / len(bars)
        row = Box(box.left, top - box.height / len(bars), box.right, top)
        if canvas.is_narrow:
            _draw_words_above(canvas, panel, bar, row)
            _draw_bar(canvas, panel, bar, row.bottom + canvas.px(14), _NARROW_BAR)
        else:
            _draw_words_before(canvas, panel, bar, row)
            _draw_bar(canvas, panel, bar, (row.bottom + row.top) / 2, _BAR)
    sheet.below_name(canvas, panel.box, t("picture-pushes-axis"), foot)


def _detail(picture: Pushes) -> str:
    return t(
        "picture-pushes-detail",
        model=picture.model,
        base=probability(picture.base),
        probability=probability(picture.probability),
        lean=picture.lean,
        at=date_time(picture.made_at, show_zone=False),
    )


def _points(points: float) -> str:
    return number(100 * points, decimals=1, sign=True)


def _shown(bars: Sequence[Bar], most: int) -> list[Bar]:
    """As many bars as have room; what has none becomes one bar, the last."""
    if len(bars) <= most:
        return list(bars)
    rest = bars[most - 1 :]
    together = Bar(t("push-rest", count=len(rest)), math.fsum(bar.points for bar in rest))
    return [*bars[: most - 1], together]


def _words_room(canvas: Canvas, bars: Sequence[Bar], width: float) -> float:
    widest = max((canvas.measure(bar.words, _SMALL)[0] for bar in bars), default=0.0)
    return min(widest + canvas.px(2 * _BESIDE), width * _WORDS_SHARE)


def _panel(canvas: Canvas, box: Box, bars: Sequence[Bar]) -> Panel:
    """A scale on which the longest bars leave room for their figures."""
    low = min([0.0, *(bar.points for bar in bars)])
    high = max([0.0, *(bar.points for bar in bars)])
    figure = max((canvas.measure(_points(bar.points), _SMALL, bold=True)[0] for bar in bars), default=0.0)
    room = (figure + canvas.px(2 * _BESIDE)) / box.width
    unit = max(high - low, _LEAST) / (1.0 - 2.0 * room)
    return Panel(box, low - room * unit, low - room * unit + unit, 0.0, 1.0)


def _draw_sides(canvas: Canvas, panel: Panel) -> None:
    """Which side is which, in sign, word and colour."""
    y, box = panel.box.top + canvas.px(_SIDES / 2), panel.box
    down, up = f"◀ {t('picture-pushes-down')}", f"{t('picture-pushes-up')} ▶"
    canvas.text(box.left, y, down, size=_SMALL, color=canvas.look.down, bold=True, name="side")
    canvas.text(box.right, y, up, size=_SMALL, color=canvas.look.up, bold=True, across="right", name="side")


def _draw_words_before(canvas: Canvas, panel: Panel, bar: Bar, row: Box) -> None:
    right = panel.box.left - canvas.px(_BESIDE)
    words = cut(canvas, bar.words, right - row.left, _SMALL)
    canvas.text(right, (row.bottom + row.top) / 2, words, size=_SMALL, across="right", name="push")


def _draw_words_above(canvas: Canvas, panel: Panel, bar: Bar, row: Box) -> None:
    """From the zero line on to the side of the bar, as far as the panel reaches."""
    beside = canvas.px(_BESIDE)
    words = cut(canvas, bar.words, panel.box.width - 2 * beside, _SMALL)
    width, y, zero = canvas.measure(words, _SMALL)[0], row.top - canvas.px(16), panel.x(0.0)
    left = zero + beside if bar.points > 0 else zero - beside - width
    left = min(max(left, panel.box.left + beside), panel.box.right - beside - width)
    half = canvas.px(13)
    canvas.block(Box(left - beside / 2, y - half, left + width + beside / 2, y + half), canvas.look.ground, opacity=0.8)
    canvas.text(left, y, words, size=_SMALL, name="push")


def _draw_bar(canvas: Canvas, panel: Panel, bar: Bar, middle: float, thick: int) -> None:
    look, rises, half = canvas.look, bar.points > 0, canvas.px(thick) / 2
    color = look.up if rises else look.down
    start, end = sorted((panel.x(0.0), panel.x(bar.points)))
    shape = Box(start, middle - half, max(end, start + 1), middle + half)
    canvas.block(shape, look.up_inside if rises else color, edge=color)
    beside = canvas.px(_BESIDE)
    x, across = (end + beside, "left") if rises else (start - beside, "right")
    canvas.text(x, middle, _points(bar.points), size=_SMALL, color=color, bold=True, across=across, name="points")
