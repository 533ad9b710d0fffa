"""The lines above and below the plot: one candle in figures, what happened on it, and what the glyphs mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from console.charting.axis import GAP_MARK, day, short_clock
from console.charting.candles import WIDE_FROM
from console.charting.canvas import Line
from console.charting.curves import EDGE, PENS
from console.charting.frame import Window
from console.charting.inks import ACCENT, DOWN, EMPTY, MUTED, QUIET, SIGNAL, STILL, STRONG, TEXT, UP, WARN
from console.charting.marks import ENTERED, LEFT, PASSED, TRADED, glyph
from console.charting.sheet import Sheet
from console.charting.view import ChartView
from engine.service.answers import ChartMark
from engine.service.text.words import why, word
from locales import t
from locales.formats import compact, date_time, percent, price, probability

ARROWS = {UP: "▲", DOWN: "▼", STILL: "·"}


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one ink. ``rank``: the higher, the sooner it is left out where there is little room."""

    text: str
    ink: int
    rank: int = 0


def fitted(runs: Sequence[Run], width: int, styles: Sequence[Style]) -> Line:
    """A line of exactly ``width`` cells: the least important runs go first, then the end is cut."""
    kept = list(runs)
    while sum(cell_len(run.text) for run in kept) > width and any(run.rank for run in kept):
        worst = max(run.rank for run in kept)
        kept = [run for run in kept if run.rank < worst]
    line: Line = []
    left = width
    for run in kept:
        text = run.text if cell_len(run.text) <= left else set_cell_size(run.text, left - 1) + "…" if left else ""
        if text:
            line.append(Segment(text, styles[run.ink]))
            left -= cell_len(text)
    if left:
        line.append(Segment(" " * left, styles[EMPTY]))
    return line


def candle_runs(sheet: Sheet, window: Window, bar: int, *, brief: bool) -> list[Run]:
    """A bar of ``window`` in figures: time, four prices, change against the bar before, volume, indicators.

    ``brief``: without the year.
    """
    row, last, first = window.bars[bar], window.lasts[bar], window.firsts[bar]
    before = sheet.candles[first - 1].close if first else row.open
    change = row.close / before - 1 if before else None
    ink = STILL if not change else UP if change > 0 else DOWN
    time = f"{day(row.at)} {short_clock(row.at)}" if brief else date_time(row.at, show_zone=False)
    runs = [Run(f" {time} ", STRONG)]
    prices = (
        (t("chart-letter-open"), row.open, 4),
        (t("chart-letter-high"), row.high, 3),
        (t("chart-letter-low"), row.low, 3),
    )
    for label, value, rank in (*prices, (t("chart-letter-close"), row.close, 0)):
        runs += [Run(f" {label} ", MUTED, rank), Run(price(value), TEXT, rank)]
    runs.append(Run(f"  {ARROWS[ink]} {percent(change)}", ink, 1))
    runs += [Run(f"  {t('chart-letter-volume')} ", MUTED, 2), Run(compact(row.volume), TEXT, 2)]
    lines = [(name, values, PENS[place % len(PENS)]) for place, (name, values) in enumerate(sheet.averages.items())]
    for place, (name, values, pen) in enumerate(lines):
        rank = 5 + place
        runs += [Run(f"  {pen.sample} {title(name)} ", pen.ink, rank), Run(price(values[last]), TEXT, rank)]
    edges = [values[last] for values in sheet.bands.values()]
    if edges:
        runs += [Run(f"  {EDGE.sample} BB ", EDGE.ink, 7), Run(" – ".join(map(price, reversed(edges))), TEXT, 7)]
    return runs


def mark_runs(marks: Sequence[ChartMark]) -> list[Run]:
    """What happened on a candle, each with its sign, price and reason; the newest last."""
    runs: list[Run] = []
    for mark in marks:
        sign, ink = glyph(mark)
        runs.append(Run(f" {sign} {_happened(mark)}", ink))
        if mark.confidence is not None:
            runs.append(Run(f" {probability(mark.confidence)}", STRONG))
        runs.append(Run(f" · {price(mark.price)}", TEXT))
        if mark.note is not None:
            runs.append(Run(f" · {why(mark.note)}", TEXT))
        runs.append(Run(" ", EMPTY))
    return runs


def _happened(mark: ChartMark) -> str:
    side = word("side", mark.side)
    if mark.kind == "entry":
        return t("chart-entered", side=side)
    if mark.kind == "exit":
        return t("chart-left", side=side)
    return t("chart-signal-traded" if mark.traded else "chart-signal-passed", side=side)


def legend_runs(sheet: Sheet, view: ChartView, window: Window) -> list[Run]:
    """What the lines and signs mean: only of those that are on."""
    runs: list[Run] = []
    if "averages" in view.overlays:
        for place, name in enumerate(sheet.averages):
            pen = PENS[place % len(PENS)]
            runs += [Run(f" {pen.sample} ", pen.ink), Run(f"{title(name)} ", MUTED)]
    if "bands" in view.overlays and sheet.bands:
        runs += [Run(f" {EDGE.sample} ", EDGE.ink), Run("BB ", MUTED)]
    if "marks" in view.overlays and sheet.marks:
        signs = (
            (TRADED["BUY"] + TRADED["SELL"], SIGNAL, t("chart-legend-traded")),
            (PASSED["BUY"] + PASSED["SELL"], QUIET, t("chart-legend-passed")),
            (ENTERED, UP, t("chart-legend-entry")),
            (LEFT, TEXT, t("chart-legend-exit")),
        )
        for rank, (sign, ink, text) in zip((3, 3, 4, 4), signs, strict=True):
            runs += [Run(f" {sign} ", ink, rank), Run(f"{text} ", MUTED, rank)]
    rising, falling = "▯▮" if window.pitch >= WIDE_FROM else "║┃"
    runs += [Run(f" {rising} ", UP, 5), Run(f"{t('chart-legend-rising')} ", MUTED, 5)]
    runs += [Run(f" {falling} ", DOWN, 5), Run(f"{t('chart-legend-falling')} ", MUTED, 5)]
    if any(window.bar_of(number) is not None for number in sheet.gaps):
        runs += [Run(f" {GAP_MARK} ", WARN, 2), Run(f"{t('chart-legend-gap')} ", MUTED, 2)]
    if view.step.merge > 1:
        runs.append(Run(f" {t('chart-merged', count=view.step.merge)} ", ACCENT, 1))
    if view.log:
        runs.append(Run(f" {t('chart-log')} ", ACCENT, 1))
    if view.offset:
        runs.append(Run(f" {t('chart-behind', count=view.offset)} ", ACCENT, 1))
    return runs


def title(name: str) -> str:
    """An indicator as traders write it: ``sma_20`` is SMA20."""
    return name.replace("_", "").upper()
