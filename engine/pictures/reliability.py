"""The calibration curve: how often it came true, against how sure it said it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.pictures import legend, shares, sheet
from engine.pictures.canvas import DASHED, Box
from engine.pictures.panel import Panel
from engine.pictures.ticks import round_numbers
from locales import t
from locales.formats import DASH, number, percent

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas
    from engine.pictures.legend import Legend
    from engine.pictures.values import Bin, Reliability

_COUNT_SHARE: Final = 0.2
_SMALL: Final = 19
_LAST: Final = 6
"""Room at the right for half of the scale's last figure, beside the margin."""
_FIGURES: Final = 30
"""Room above the highest bar for how many it stands for."""


def draw(canvas: Canvas, picture: Reliability) -> None:
    """Bins with intervals around the diagonal, and below how many forecasts each rests on."""
    count = sum(one.record.n for one in picture.bins if one.record is not None)
    detail = t(
        "picture-reliability-detail",
        horizon=picture.horizon,
        count=count,
        error=DASH if picture.error is None else percent(picture.error, sign=False, decimals=1),
    )
    head = sheet.head(canvas, picture.origin, t("picture-reliability", symbol=picture.symbol), detail)
    foot = sheet.foot(canvas, picture.origin, t("not-advice"))
    found = [one for one in picture.bins if one.record is not None]
    named = _legend(canvas)
    top = head - canvas.px(16) - named.height(canvas)
    main, below = _panels(canvas, found, foot + canvas.px(68), top)
    named.draw(canvas, shares.legend_left(canvas), top + canvas.px(6))
    for panel in (main, below):
        panel.ground(canvas)
    sheet.watermark(canvas, picture.origin, main.box)
    shares.upright_scale(canvas, main, 6)
    _draw_claims(canvas, main, below)
    _draw_diagonal(canvas, main)
    _draw_counts(canvas, below, found)
    for one in found:
        _draw_bin(canvas, main, one)
    for panel in (main, below):
        panel.frame(canvas)
    sheet.axis_name(canvas, main.box, t("picture-true-axis"))
    sheet.axis_name(canvas, below.box, t("picture-count-axis"), above=True)
    sheet.below_name(canvas, main.box, t("picture-claimed-axis"), foot)
    if not found:
        sheet.nothing(canvas, main.box, t("picture-no-bins"), t("picture-no-bins-hint"))


def _legend(canvas: Canvas) -> Legend:
    items = [
        legend.stroke(canvas.look.lines[0], t("picture-came-true"), width=3.0),
        legend.stroke(canvas.look.accent, t("picture-diagonal"), dash=DASHED),
    ]
    if canvas.is_narrow:  # inside they would lie over the intervals
        items += [legend.sign("▲", t("picture-too-modest")), legend.sign("▼", t("picture-too-sure"))]
    return legend.fitted(canvas, items, canvas.width - shares.legend_left(canvas) - sheet.margin(canvas))


def _panels(canvas: Canvas, bins: list[Bin], bottom: float, top: float) -> tuple[Panel, Panel]:
    left, right = shares.left_of(canvas), canvas.width - sheet.margin(canvas) - canvas.px(_LAST)
    split = bottom + (top - bottom) * _COUNT_SHARE
    claimed = [end for one in bins for end in (one.low, one.high)]
    x_low, x_high = shares.range_of(claimed, min(claimed, default=0.5), max(claimed, default=1.0))
    records = [one.record for one in bins if one.record is not None]
    true = [end for record in records for end in (record.low, record.high)]
    y_low, y_high = shares.range_of(true, min(x_low, 0.4), x_high)
    most = max((record.n for record in records), default=1)
    figures = min(0.6, canvas.px(_FIGURES) / (split - bottom))
    return (
        Panel(Box(left, split + canvas.px(36), right, top), x_low, x_high, y_low, y_high),
        Panel(Box(left, bottom, right, split), x_low, x_high, 0.0, most / (1 - figures)),
    )


def _draw_claims(canvas: Canvas, main: Panel, below: Panel) -> None:
    values, _ = round_numbers(main.x_low, main.x_high, max(2, min(10, int(main.box.width / canvas.px(64)))))
    places = [main.x(value) for value in values]
    main.posts(canvas, places)
    below.posts(canvas, places)
    y = below.box.bottom - canvas.px(22)
    for x, value in zip(places, values, strict=True):
        words = shares.words_of(value)
        canvas.text(x, y, words, size=shares.TICK, color=canvas.look.muted, across="center", name="scale")


def _draw_diagonal(canvas: Canvas, panel: Panel) -> None:
    low, high = max(panel.x_low, panel.y_low), min(panel.x_high, panel.y_high)
    line = [[(panel.x(low), panel.y(low)), (panel.x(high), panel.y(high))]]
    canvas.segments(line, canvas.look.accent, width=2.2, dash=DASHED)
    if not canvas.is_narrow:
        _draw_sides(canvas, panel.box)


def _draw_sides(canvas: Canvas, box: Box) -> None:
    """What it means to lie on one side of the diagonal."""
    inner, muted = canvas.px(14), canvas.look.muted
    modest, sure = f"▲ {t('picture-too-modest')}", f"▼ {t('picture-too-sure')}"
    y = box.top - canvas.px(50)
    canvas.text(box.left + inner, y, modest, size=_SMALL, color=muted, name="side")
    y = box.bottom + canvas.px(20)
    canvas.text(box.right - inner, y, sure, size=_SMALL, color=muted, across="right", name="side")


def _draw_bin(canvas: Canvas, panel: Panel, one: Bin) -> None:
    if one.record is not None:
        color = canvas.look.lines[0]
        shares.interval(canvas, panel, panel.x(one.claimed), one.record, color)


def _draw_counts(canvas: Canvas, panel: Panel, bins: list[Bin]) -> None:
    for one in bins:
        if one.record is None:
            continue
        top = panel.y(one.record.n)
        bar = Box(panel.x(one.low) + 2, panel.box.bottom, panel.x(one.high) - 2, top)
        canvas.block(bar, canvas.look.lines[0], opacity=0.45)
        words = f"{number(one.record.hits)}/{number(one.record.n)}"
        middle = (bar.left + bar.right) / 2
        if canvas.measure(words, _SMALL)[0] > bar.width:
            words = number(one.record.n)
        canvas.text(middle, top + canvas.px(14), words, size=_SMALL, across="center", name="count")
