"""The scoreboard by confidence band: what was claimed, what came true, and what would pay the costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.pictures import legend, shares, sheet
from engine.pictures.canvas import DASHED, DOTTED, Box
from engine.pictures.fitting import shortest_needed, size_for
from engine.pictures.panel import Panel
from locales import t
from locales.formats import number, percent, probability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.pictures.canvas import Canvas
    from engine.pictures.legend import Legend
    from engine.pictures.values import Bin, Scores, Share

_SMALL: Final = 20
_SMALLER: Final = (19, 17, 15, 13)
"""For many columns side by side."""
_COIN: Final = 0.5


def draw(canvas: Canvas, picture: Scores) -> None:
    """A column for each band, and one for all."""
    head = sheet.head(canvas, picture.origin, t("picture-scores"), _detail(picture.total))
    foot = sheet.foot(canvas, picture.origin, t("not-advice"))
    found = [(one, one.record) for one in picture.bands if one.record is not None]
    named = _legend(canvas, picture.break_even)
    left, top = shares.left_of(canvas), head - canvas.px(16) - named.height(canvas)
    named.draw(canvas, shares.legend_left(canvas), top + canvas.px(6))
    box = Box(left, foot + canvas.px(88), canvas.width - sheet.margin(canvas), top)
    panel = _panel(box, picture, found)
    panel.ground(canvas)
    sheet.watermark(canvas, picture.origin, panel.box)
    shares.upright_scale(canvas, panel)
    _draw_line(canvas, panel, _COIN, canvas.look.muted, DOTTED)
    if picture.break_even is not None:
        _draw_line(canvas, panel, picture.break_even, canvas.look.accent, DASHED)
    for place, (one, _) in enumerate(found):
        promised = Box(panel.x(place + 0.12), panel.y(one.low), panel.x(place + 0.88), panel.y(one.high))
        canvas.block(promised, canvas.look.band, opacity=0.3)
    _draw_columns(canvas, panel, found, picture.total)
    panel.frame(canvas)
    sheet.axis_name(canvas, panel.box, t("picture-true-axis"))
    sheet.below_name(canvas, panel.box, t("picture-band-axis"), foot)
    if not found:
        sheet.nothing(canvas, panel.box, t("picture-no-scores"), t("picture-no-scores-hint"))


def _detail(total: Share | None) -> str:
    if total is None:
        return t("picture-scores-detail-none")
    return t(
        "picture-scores-detail",
        hits=total.hits,
        count=total.n,
        share=percent(total.share, decimals=1, sign=False),
        low=shares.words_of(total.low),
        high=shares.words_of(total.high),
    )


def _panel(box: Box, picture: Scores, bands: list[tuple[Bin, Share]]) -> Panel:
    ends = [end for one, record in bands for end in (one.low, one.high, record.low, record.high)]
    ends += [] if picture.break_even is None else [picture.break_even]
    low, high = shares.range_of(ends, 0.4, 0.8)
    return Panel(box, 0.0, float(max(len(bands) + 1, 2)), low, high)


def _draw_line(canvas: Canvas, panel: Panel, share: float, color: str, dash: tuple[float, ...]) -> None:
    y = panel.y(share)
    canvas.segments([[(panel.box.left, y), (panel.box.right, y)]], color, width=2.4, dash=dash)


def _draw_columns(canvas: Canvas, panel: Panel, bands: list[tuple[Bin, Share]], total: Share | None) -> None:
    records = [record for _, record in bands]
    if total is not None and bands:
        records.append(total)
    room = panel.x(1.0) - panel.x(0.0) - canvas.px(6)
    names = [*_names(canvas, [one for one, _ in bands], room), t("picture-all")]
    counts = _counts(canvas, records, room)
    below = size_for(canvas, counts, room, _SMALLER)
    for place, record in enumerate(records):
        x, whole = panel.x(place + 0.5), place == len(bands)
        shares.interval(canvas, panel, x, record, canvas.look.text if whole else canvas.look.lines[0])
        beside = percent(record.share, decimals=1, sign=False)
        if canvas.measure(beside, _SMALL, bold=True)[0] + canvas.px(14) < room / 2:
            canvas.text(x + canvas.px(14), panel.y(record.share), beside, size=_SMALL, bold=True, name="share")
        y = panel.box.bottom - canvas.px(22)
        size = size_for(canvas, [names[place]], room, (_SMALL, *_SMALLER))
        canvas.text(x, y, names[place], size=size, across="center", name="column")
        y -= canvas.px(26)
        canvas.text(x, y, counts[place], size=below, color=canvas.look.muted, across="center", name="count")


def _names(canvas: Canvas, bands: list[Bin], room: float) -> Sequence[str]:
    """Both ends of each band, or what it begins with where columns are narrow."""
    whole = [f"{shares.words_of(one.low)} – {shares.words_of(one.high)}" for one in bands]
    bare = [words.replace("%", "").replace(" ", "") for words in whole]
    return shortest_needed(canvas, (whole, bare, [f"{words.partition('–')[0]}+" for words in bare]), room, _SMALL)


def _counts(canvas: Canvas, records: list[Share], room: float) -> Sequence[str]:
    whole = [f"{number(record.hits)}/{number(record.n)}" for record in records]
    return shortest_needed(canvas, (whole, [number(record.n) for record in records]), room, _SMALLER[0])


def _legend(canvas: Canvas, break_even: float | None) -> Legend:
    look = canvas.look
    items = [
        legend.stroke(look.lines[0], t("picture-came-true"), width=3.0),
        legend.stroke(look.band, t("picture-promised"), width=14.0),
        legend.stroke(look.muted, t("picture-coin"), dash=DOTTED),
    ]
    if break_even is not None:
        items.append(legend.stroke(look.accent, t("picture-break-even", share=probability(break_even)), dash=DASHED))
    return legend.fitted(canvas, items, canvas.width - shares.legend_left(canvas) - sheet.margin(canvas))
