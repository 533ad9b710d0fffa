"""A chart, a view and a size become a picture: lines of segments, and the geometry that a pointer needs."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from rich.style import Style

from console.charting.axis import (
    axis_width,
    grid,
    labels_of,
    time_ticks,
    write_prices,
    write_times,
)
from console.charting.candles import WIDE_FROM, draw_candles, draw_volume
from console.charting.canvas import Canvas, Line
from console.charting.curves import draw_averages, draw_bands
from console.charting.frame import Frame, Window, frame_of, window_of
from console.charting.inks import CROSS, MUTED, UNDER_CROSSHAIR, styles_of
from console.charting.levels import draw_levels, draw_price, name_levels, prices_in_view, tags
from console.charting.marks import draw_marks
from console.charting.readout import Run, candle_runs, fitted, legend_runs, mark_runs
from console.charting.scale import Scale, Tick, scale_of
from console.charting.sheet import Sheet
from console.charting.view import ChartView
from engine.core.timeframes import TIMEFRAMES
from engine.service.answers import Chart
from locales import t
from locales.formats import price

Styles = tuple[Style, ...]
_ROWS_A_TICK = 4
_USUAL_AXIS = 12
_SENTENCE = 60
_BRIEF_BELOW = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines from top to bottom, each as wide as was asked for, and what lies where in them."""

    lines: list[Line]
    frame: Frame
    window: Window | None
    scale: Scale | None

    def candle_at(self, x: int) -> int | None:
        """The number of the candle at column ``x``; of several in one column, the newest."""
        bar = self.window.bar_at(x) if self.window is not None and x < self.frame.plot else None
        return None if bar is None or self.window is None else self.window.lasts[bar]

    def price_row_at(self, y: int) -> int | None:
        """The row of prices at line ``y``; None in the volume, the axis and the lines of text."""
        row = y - self.frame.readout
        return row if 0 <= row < self.frame.prices else None


@dataclass(frozen=True, slots=True)
class Cross:
    """Where the crosshair lies: its column, time and price."""

    x: int
    at: int
    price: float


def picture_of(sheet: Sheet | None, view: ChartView, width: int, height: int, look: str, background: str) -> Picture:
    """``sheet`` as ``view`` shows it, in ``width`` x ``height`` cells."""
    styles = styles_of(look, background)
    if sheet is None or not sheet.candles:
        frame = frame_of(width, height, _USUAL_AXIS, volume=False)
        lines = _bare(frame, None if sheet is None else sheet.chart).lines(styles)
        return Picture(_framed(lines, frame, [], [], styles), frame, None, None)
    frame, window, scale, ticks = _laid_out(sheet, view, width, height)
    canvas = _drawn(sheet, view, frame, window, scale, ticks)
    pointed = None if view.crosshair is None else window.bar_of(view.crosshair)
    above = candle_runs(sheet, window, len(window.bars) - 1 if pointed is None else pointed, brief=width < _BRIEF_BELOW)
    below = legend_runs(sheet, view, window)
    if pointed is not None:
        numbers = range(window.firsts[pointed], window.lasts[pointed] + 1)
        happened = [mark for number in numbers for mark in sheet.marks.get(number, ())]
        below = mark_runs(happened) or below
    return Picture(_framed(canvas.lines(styles), frame, above, below, styles), frame, window, scale)


def _laid_out(sheet: Sheet, view: ChartView, width: int, height: int) -> tuple[Frame, Window, Scale, list[Tick]]:
    """Sizes depend on the longest price, which depends on what is in view, which depends on sizes: so twice."""
    axis = 0
    while True:
        frame = frame_of(width, height, axis, volume="volume" in view.overlays)
        window = window_of(sheet, view, frame)
        levels = "levels" in view.overlays
        within = prices_in_view(sheet, window, levels=levels)
        scale = scale_of(within, frame.prices, log=view.log)
        ticks = scale.ticks(max(1, frame.prices // _ROWS_A_TICK))
        held = [price(tag.price) for tag in tags(sheet, levels=levels) if scale.holds(tag.price)]
        texts = [*labels_of(ticks), *held, *(price(value) for value in within)]
        needed = axis_width(texts)
        if needed <= axis:
            return frame, window, scale, ticks
        axis = needed


def _drawn(sheet: Sheet, view: ChartView, frame: Frame, window: Window, scale: Scale, ticks: list[Tick]) -> Canvas:
    times = time_ticks(window, TIMEFRAMES.get(sheet.chart.timeframe, 1), frame.plot)
    net = grid(frame, [tick.row for tick in ticks], [tick.x for tick in times])
    canvas = Canvas(frame.plot + frame.axis, frame.rows + 1, net)
    on = view.overlays
    if "bands" in on:
        draw_bands(canvas, sheet, window, scale)
    if "averages" in on:
        draw_averages(canvas, sheet, window, scale)
    if sheet.chart.price is not None:
        draw_price(canvas, sheet.chart.price, frame.plot, scale)
    if "levels" in on:
        draw_levels(canvas, sheet, window, scale, frame.plot)
    wide = window.pitch >= WIDE_FROM
    draw_candles(canvas, window.bars, window.xs, scale, wide=wide)
    if frame.volume:
        draw_volume(canvas, window.bars, window.xs, frame.prices, frame.rows, wide=wide)
    if "marks" in on:
        draw_marks(canvas, sheet, window, scale)
    cross = _draw_crosshair(canvas, view, frame, window, scale)
    if "levels" in on:
        name_levels(canvas, sheet, window, scale, frame.plot)
    write_times(canvas, frame, sheet, window, times, None if cross is None else (cross.x, cross.at))
    write_prices(
        canvas, frame, scale, ticks, tags(sheet, levels="levels" in on), None if cross is None else cross.price
    )
    return canvas


def _draw_crosshair(canvas: Canvas, view: ChartView, frame: Frame, window: Window, scale: Scale) -> Cross | None:
    """A column and a row over everything empty; answers with where it lies."""
    bar = None if view.crosshair is None else window.bar_of(view.crosshair)
    if bar is None:
        return None
    pointer = view.pointer if view.pointer is not None and 0 <= view.pointer < scale.rows else None
    value = window.bars[bar].close if pointer is None else scale.price(pointer)
    x, row = window.xs[bar], scale.row(value)
    for y in range(frame.rows):
        if canvas.free(x, y):
            canvas.put(x, y, "│", CROSS)
    for column in range(frame.plot):
        if column != x and canvas.free(column, row):
            canvas.put(column, row, "─", CROSS)
    reach = window.pitch // 2 if window.pitch >= WIDE_FROM else 0
    for column in range(max(0, x - reach), min(frame.plot, x + reach + 1)):
        canvas.shade(column, 0, frame.rows - 1, UNDER_CROSSHAIR)
    return Cross(x, window.bars[bar].at, value)


def _bare(frame: Frame, chart: Chart | None) -> Canvas:
    """Axes and net before there is anything to draw, and a sentence about what is awaited."""
    rows = range(_ROWS_A_TICK // 2, frame.rows, _ROWS_A_TICK)
    canvas = Canvas(frame.width, frame.rows + 1, grid(frame, rows, range(_USUAL_AXIS, frame.plot, 2 * _USUAL_AXIS)))
    if chart is None:
        sentences = [t("chart-awaiting")]
    else:
        sentences = [t("chart-no-candle", symbol=chart.symbol, timeframe=chart.timeframe), t("chart-no-candle-next")]
    texts = [text for sentence in sentences for text in wrap(sentence, max(1, min(frame.plot - 4, _SENTENCE)))]
    first = max(0, (frame.rows - len(texts)) // 2)
    for row, text in enumerate(texts[: frame.rows], first):
        canvas.write(max(0, (frame.plot - len(text) - 2) // 2), row, f" {text} ", MUTED)
    return canvas


def _framed(
    lines: list[Line], frame: Frame, above: list[Run], below: list[Run], styles: tuple[Style, ...]
) -> list[Line]:
    """The plot between its lines of text, cut to the height asked for."""
    found = [fitted(above, frame.width, styles)] if frame.readout else []
    found += lines
    if frame.legend:
        found.append(fitted(below, frame.width, styles))
    return found[: frame.height]
