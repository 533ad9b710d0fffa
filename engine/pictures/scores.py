"""The scoreboard by confidence band: what was claimed, what came true, and what would pay the costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.pictures import shares, sheet
from engine.pictures.canvas import DASHED, DOTTED, Box
from engine.pictures.panel import Panel
from locales import t
from locales.formats import number, percent, probability

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas
    from engine.pictures.values import Bin, Scores, Share

_SMALL: Final = 20
_COIN: Final = 0.5


def draw(canvas: Canvas, picture: Scores) -> None:
    """A column for each band, and one for all."""
    sheet.head(canvas, picture.origin, t("picture-scores"), _detail(picture.total))
    sheet.foot(canvas, picture.origin, t("not-advice"))
    found = [(one, one.record) for one in picture.bands if one.record is not None]
    panel = _panel(canvas, picture, found)
    panel.ground(canvas)
    sheet.watermark(canvas, picture.origin, panel.box)
    shares.upright_scale(canvas, panel)
    _draw_line(canvas, panel, _COIN, canvas.look.muted, DOTTED)
    if picture.break_even is not None:
        _draw_line(canvas, panel, picture.break_even, canvas.look.accent, DASHED)
    for place, (one, record) in enumerate(found):
        promised = Box(panel.x(place + 0.12), panel.y(one.low), panel.x(place + 0.88), panel.y(one.high))
        canvas.block(promised, canvas.look.band, opacity=0.3)
        _draw_column(canvas, panel, place, f"{shares.words_of(one.low)} – {shares.words_of(one.high)}", record)
    if picture.total is not None and found:
        _draw_column(canvas, panel, len(found), t("picture-all"), picture.total, whole=True)
    panel.frame(canvas)
    sheet.axis_name(canvas, panel.box, t("picture-true-axis"))
    _draw_names(canvas, panel, picture)
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


def _panel(canvas: Canvas, picture: Scores, bands: list[tuple[Bin, Share]]) -> Panel:
    box = Box(
        canvas.px(sheet.MARGIN + 74), canvas.px(132), canvas.width - canvas.px(sheet.MARGIN),
        canvas.height - canvas.px(160),
    )  # fmt: skip
    ends = [end for one, record in bands for end in (one.low, one.high, record.low, record.high)]
    ends += [] if picture.break_even is None else [picture.break_even]
    low, high = shares.range_of(ends, 0.4, 0.8)
    return Panel(box, 0.0, float(max(len(bands) + 1, 2)), low, high)


def _draw_line(canvas: Canvas, panel: Panel, share: float, color: str, dash: tuple[float, ...]) -> None:
    y = panel.y(share)
    canvas.segments([[(panel.box.left, y), (panel.box.right, y)]], color, width=2.4, dash=dash)


def _draw_column(
    canvas: Canvas, panel: Panel, place: int, name: str, record: Share, *, whole: bool = False
) -> None:  # fmt: skip
    x, look = panel.x(place + 0.5), canvas.look
    shares.interval(canvas, panel, x, record, look.text if whole else look.lines[0])
    beside = f"{percent(record.share, decimals=1, sign=False)}"
    if canvas.measure(beside, _SMALL, bold=True)[0] + canvas.px(14) < panel.x(0.5) - panel.x(0.0):
        canvas.text(x + canvas.px(14), panel.y(record.share), beside, size=_SMALL, bold=True, name="share")
    y = panel.box.bottom - canvas.px(22)
    canvas.text(x, y, name, size=_SMALL, across="center", name="column")
    count = f"{number(record.hits)}/{number(record.n)}"
    canvas.text(x, y - canvas.px(26), count, size=_SMALL - 1, color=look.muted, across="center", name="count")


def _draw_names(canvas: Canvas, panel: Panel, picture: Scores) -> None:
    """The legend above the plot, and what the columns are below it."""
    look = canvas.look
    items: list[tuple[str, tuple[float, ...] | None, float, str]] = [
        (look.lines[0], None, 3.0, t("picture-came-true")),
        (look.band, None, 14.0, t("picture-promised")),
        (look.muted, DOTTED, 2.4, t("picture-coin")),
    ]
    if picture.break_even is not None:
        items.append((look.accent, DASHED, 2.4, t("picture-break-even", share=probability(picture.break_even))))
    sheet.legend_row(canvas, panel.box, items)
    sheet.below_name(canvas, panel.box, t("picture-band-axis"))
