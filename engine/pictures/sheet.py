"""What all pictures have around them: title, whose money, span, footer; and words where there is nothing to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.pictures.canvas import Box
from engine.pictures.tags import TICK
from locales import t
from locales.formats import date_time, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.pictures.canvas import Canvas
    from engine.pictures.ticks import Moment
    from engine.pictures.values import Origin

MARGIN: Final = 34
_TITLE: Final = 34
_SMALL: Final = 21
_CHIP: Final = 24
_THICK: Final = 10


def head(canvas: Canvas, origin: Origin, title: str, detail: str) -> None:
    """Title and what it covers at the left, market and money at the right."""
    margin = canvas.px(MARGIN)
    y = canvas.height - canvas.px(48)
    left = _chip(canvas, origin, canvas.width - margin, y, canvas.width * 0.45)
    title = cut(canvas, title, left - 2 * margin, _TITLE, bold=True)
    canvas.text(margin, y, title, size=_TITLE, bold=True, name="title")
    detail = cut(canvas, detail, canvas.width - 2 * margin, _SMALL)
    canvas.text(margin, y - canvas.px(44), detail, size=_SMALL, color=canvas.look.muted, name="detail")


def foot(canvas: Canvas, origin: Origin, warning: str) -> None:
    """Who drew it from data up to when, and what it is not."""
    margin, y = canvas.px(MARGIN), canvas.px(24)
    size = 18
    made = t("picture-footer", name=t("app-name"), at=date_time(origin.at))
    canvas.text(margin, y, "◆", size=size, color=canvas.look.accent)
    canvas.text(margin + canvas.px(22), y, made, size=size, color=canvas.look.muted, name="foot")
    if warning:
        canvas.text(
            canvas.width - margin, y, warning, size=size, color=canvas.look.muted, across="right", name="warning"
        )


def watermark(canvas: Canvas, origin: Origin, box: Box) -> None:
    """Over the whole plot, so that a part cut out of the picture still says that its prices are made up."""
    if origin.made_up:
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        words = cut(canvas, origin.market, box.width * 0.9, 110, bold=True)
        canvas.text(
            x, y, words, size=110, color=canvas.look.grid, bold=True, across="center", name="watermark", within=box
        )


def nothing(canvas: Canvas, box: Box, what: str, hint: str) -> None:
    """Why there is nothing in ``box``, and when there will be."""
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    half = max(canvas.measure(what, 27, bold=True)[0], canvas.measure(hint, 21)[0]) / 2 + canvas.px(16)
    canvas.block(Box(x - half, y - canvas.px(46), x + half, y + canvas.px(46)), canvas.look.ground, opacity=0.85)
    canvas.text(x, y + canvas.px(20), what, size=27, bold=True, across="center", name="nothing")
    canvas.text(x, y - canvas.px(24), hint, size=21, color=canvas.look.muted, across="center", name="nothing")


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
        if mark.day and x - half > free_day:
            free_day = x + half + canvas.px(14)
            y = top - canvas.px(26)
            canvas.text(x, y, mark.day, size=size, color=canvas.look.muted, across="center", name="moment")


def axis_name(canvas: Canvas, box: Box, words: str, *, above: bool = False) -> None:
    """What a panel measures: in its upper left corner, or above it where lines may run through that corner."""
    width, margin, tall = canvas.measure(words, 19)[0], canvas.px(8), canvas.px(30)
    middle = box.top + canvas.px(18) if above else box.top - tall / 2
    if not above:
        plate = Box(box.left + 2, box.top - tall, box.left + width + 2 * margin, box.top)
        canvas.block(plate, canvas.look.ground, opacity=0.8)
    left = box.left if above else box.left + margin
    canvas.text(left, middle, words, size=19, color=canvas.look.muted, name="axis")


def below_name(canvas: Canvas, box: Box, words: str) -> None:
    """What is measured across, above the footer."""
    middle = (box.left + box.right) / 2
    canvas.text(middle, canvas.px(58), words, size=19, color=canvas.look.muted, across="center", name="axis")


def legend_row(canvas: Canvas, box: Box, items: Sequence[tuple[str, tuple[float, ...] | None, float, str]]) -> None:
    """Strokes (colour, dash, width) and what they mean, in a row above ``box``."""
    x, y, wide, gap = box.left, box.top + canvas.px(22), canvas.px(30), canvas.px(10)
    for color, dash, width, words in items:
        opacity = 0.45 if width > _THICK else 1.0
        canvas.segments([[(x, y), (x + wide, y)]], color, width=width, dash=dash, opacity=opacity)
        canvas.text(x + wide + gap, y, words, size=19, color=canvas.look.muted, name="legend")
        x += wide + 3 * gap + canvas.measure(words, 19)[0]


def change(ratio: float) -> str:
    """A change with the sign that says the same as its colour would: ``▲ +1,25%``."""
    return f"{'▲ ' if ratio > 0 else '▼ ' if ratio < 0 else ''}{percent(ratio)}"


def cut(canvas: Canvas, text: str, width: float, size: float, *, bold: bool = False) -> str:
    """As much of ``text`` as fits into ``width``."""
    if canvas.measure(text, size, bold=bold)[0] <= width:
        return text
    while text and canvas.measure(f"{text}…", size, bold=bold)[0] > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _chip(canvas: Canvas, origin: Origin, right: float, y: float, most: float) -> float:
    """The words on money never give way; a long name of a market does."""
    inner, look = canvas.px(16), canvas.look
    money = f" · {origin.money}"
    kept = canvas.measure(money, _CHIP, bold=True)[0]
    words = cut(canvas, origin.market, most - kept - 2 * inner, _CHIP, bold=True) + money
    width = canvas.measure(words, _CHIP, bold=True)[0]
    tall = canvas.px(44)
    box = Box(right - width - 2 * inner, y - tall / 2, right, y + tall / 2)
    canvas.block(box, look.live if origin.real else look.paper)
    canvas.text(right - inner, y, words, size=_CHIP, color="#ffffff", bold=True, across="right", name="money")
    return box.left
