"""What all pictures have around them: title, whose money, span, footer; and words where there is nothing to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.pictures.canvas import Box
from engine.pictures.fitting import cut, folded, size_for
from engine.pictures.tags import TICK
from locales import t
from locales.formats import date_time, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.pictures.canvas import Canvas
    from engine.pictures.ticks import Moment
    from engine.pictures.values import Origin

TIME_SCALE: Final = 62
"""What the moments below a panel take, with the dates below them."""
_MARGIN, _NARROW_MARGIN = 34, 22
_TITLES, _NARROW_TITLES = (34,), (30, 27, 24)
_SMALL: Final = 21
_LINE: Final = 28
_CHIP, _NARROW_CHIP, _CHIP_TALL = 24, 20, 44
_CHIP_EDGE: Final = 16
_BESIDE_TITLE: Final = 18
_FOOT, _FOOT_LINE = 18, 26
_AXIS: Final = 19
_WATERMARKS: Final = tuple(range(110, 20, -10))


def margin(canvas: Canvas) -> float:
    """What stays free at the edges of the sheet."""
    return canvas.px(_NARROW_MARGIN if canvas.is_narrow else _MARGIN)


def head(canvas: Canvas, origin: Origin, title: str, detail: str) -> float:
    """Title, market and money, and what the picture covers; returns how far down they reach."""
    left, right = margin(canvas), canvas.width - margin(canvas)
    y = canvas.height - canvas.px(48)
    sizes = _NARROW_TITLES if canvas.is_narrow else _TITLES
    gap = canvas.px(_BESIDE_TITLE)
    room = right - left - gap - _chip_width(canvas, origin)
    size = next((size for size in sizes if canvas.measure(title, size, bold=True)[0] <= room), None)
    if size is None and canvas.is_narrow:
        size = sizes[0]
        canvas.text(left, y, cut(canvas, title, right - left, size, bold=True), size=size, bold=True, name="title")
        y -= canvas.px(52)
        _chip(canvas, origin, left + _chip_width(canvas, origin), y, right - left)
    else:
        size = size or sizes[0]
        end = _chip(canvas, origin, right, y, canvas.width * (0.6 if canvas.is_narrow else 0.45))
        canvas.text(left, y, cut(canvas, title, end - gap - left, size, bold=True), size=size, bold=True, name="title")
    y -= canvas.px(_CHIP_TALL)
    for line in folded(canvas, detail, right - left, _SMALL):
        canvas.text(left, y, line, size=_SMALL, color=canvas.look.muted, name="detail")
        y -= canvas.px(_LINE)
    return y + canvas.px(_LINE - 18)


def foot(canvas: Canvas, origin: Origin, warning: str) -> float:
    """Who drew it from data up to when, and what it is not; returns how far up they reach."""
    left, right, y = margin(canvas), canvas.width - margin(canvas), canvas.px(24)
    made = t("picture-footer", name=t("app-name"), at=date_time(origin.at))
    canvas.text(left, y, "◆", size=_FOOT, color=canvas.look.accent)
    canvas.text(left + canvas.px(22), y, made, size=_FOOT, color=canvas.look.muted, name="foot")
    if not warning:
        return y + canvas.px(20)
    if canvas.is_narrow:
        y += canvas.px(_FOOT_LINE)
    x, across = (left, "left") if canvas.is_narrow else (right, "right")
    canvas.text(x, y, warning, size=_FOOT, color=canvas.look.muted, across=across, name="warning")
    return y + canvas.px(20)


def watermark(canvas: Canvas, origin: Origin, box: Box) -> None:
    """Over the whole plot, so that a part cut out of the picture still says that its prices are made up."""
    if origin.made_up:
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        size = size_for(canvas, [origin.market], box.width * 0.9, _WATERMARKS, bold=True)
        canvas.text(
            x, y, origin.market, size=size, color=canvas.look.grid, bold=True, across="center", name="watermark",
            within=box,
        )  # fmt: skip


def nothing(canvas: Canvas, box: Box, what: str, hint: str) -> None:
    """Why there is nothing in ``box``, and when there will be."""
    x, room = (box.left + box.right) / 2, box.width - canvas.px(40)
    lines = [(line, 27, True) for line in folded(canvas, what, room, 27, bold=True)]
    lines += [(line, _SMALL, False) for line in folded(canvas, hint, room, _SMALL)]
    half = max(canvas.measure(line, size, bold=bold)[0] for line, size, bold in lines) / 2 + canvas.px(16)
    up = sum(canvas.px(1.5 * size) for _, size, _ in lines) / 2
    top = (box.bottom + box.top) / 2 + up
    plate = Box(x - half, top - 2 * up - canvas.px(10), x + half, top + canvas.px(10))
    canvas.block(plate, canvas.look.ground, opacity=0.85)
    for line, size, bold in lines:
        top -= canvas.px(1.5 * size)
        color = canvas.look.text if bold else canvas.look.muted
        middle = top + canvas.px(0.75 * size)
        canvas.text(x, middle, line, size=size, color=color, bold=bold, across="center", name="nothing")


def time_steps(canvas: Canvas, width: float) -> int:
    """How many moments a time scale of this width may have."""
    return max(2, int(width / canvas.px(95 if canvas.is_narrow else 130)))


def time_scale(canvas: Canvas, box: Box, marks: Sequence[Moment], places: Sequence[float]) -> None:
    """Moments below the lowest panel; those whose words would not fit are left out."""
    top, size = box.bottom - canvas.px(22), TICK
    free, free_day = canvas.px(4), canvas.px(4)
    for mark, x in zip(marks, places, strict=True):
        half = canvas.measure(mark.words, size)[0] / 2
        if x - half < free or x + half > canvas.width - canvas.px(4):
            continue
        free = x + half + canvas.px(14)
        canvas.text(x, top, mark.words, size=size, color=canvas.look.muted, across="center", name="moment")
        half = canvas.measure(mark.day, size)[0] / 2
        if mark.day and x - half > free_day and x + half < canvas.width:
            free_day = x + half + canvas.px(14)
            y = top - canvas.px(26)
            canvas.text(x, y, mark.day, size=size, color=canvas.look.muted, across="center", name="moment")


def axis_name(canvas: Canvas, box: Box, words: str, *, above: bool = False) -> None:
    """What a panel measures: in its upper left corner, or above it where lines may run through that corner."""
    width, beside, tall = canvas.measure(words, _AXIS)[0], canvas.px(8), canvas.px(30)
    middle = box.top + canvas.px(18) if above else box.top - tall / 2
    if not above:
        plate = Box(box.left + 2, box.top - tall, box.left + width + 2 * beside, box.top)
        canvas.block(plate, canvas.look.ground, opacity=0.8)
    left = box.left if above else box.left + beside
    canvas.text(left, middle, words, size=_AXIS, color=canvas.look.muted, name="axis")


def below_name(canvas: Canvas, box: Box, words: str, foot: float) -> None:
    """What is measured across, above the footer, which reaches up to ``foot``."""
    middle = (box.left + box.right) / 2
    y = foot + canvas.px(14)
    canvas.text(middle, y, words, size=_AXIS, color=canvas.look.muted, across="center", name="axis")


def change(ratio: float) -> str:
    """A change with the sign that says the same as its colour would: ``▲ +1,25%``."""
    return f"{'▲ ' if ratio > 0 else '▼ ' if ratio < 0 else ''}{percent(ratio)}"


def _chip_size(canvas: Canvas) -> int:
    return _NARROW_CHIP if canvas.is_narrow else _CHIP


def _chip_width(canvas: Canvas, origin: Origin) -> float:
    words = f"{origin.market} · {origin.money}"
    return canvas.measure(words, _chip_size(canvas), bold=True)[0] + canvas.px(2 * _CHIP_EDGE)


def _chip(canvas: Canvas, origin: Origin, right: float, y: float, most: float) -> float:
    """The words on money never give way; a long name of a market does."""
    inner, look, size = canvas.px(_CHIP_EDGE), canvas.look, _chip_size(canvas)
    right = min(right, canvas.width - margin(canvas))
    money = f" · {origin.money}"
    kept = canvas.measure(money, size, bold=True)[0]
    words = cut(canvas, origin.market, most - kept - 2 * inner, size, bold=True) + money
    width = canvas.measure(words, size, bold=True)[0]
    half = canvas.px(_CHIP_TALL if size == _CHIP else _CHIP_TALL - 6) / 2
    box = Box(right - width - 2 * inner, y - half, right, y + half)
    canvas.block(box, look.live if origin.real else look.paper)
    canvas.text(right - inner, y, words, size=size, color="#ffffff", bold=True, across="right", name="money")
    return box.left
