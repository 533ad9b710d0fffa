"""The candle chart: all lines of 140 x 40 with everything on, against a picture put together cell by cell.

The usual way here: the same cells, each written with its style into one rich ``Text``, which rich's ``Console`` then
renders into lines; what programs do that draw charts into a ``Static``.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from benchmarks.common import Figure, percentile, report
from console.charting.raster import picture_of
from console.charting.sheet import Sheet
from console.charting.view import ZOOMS, ChartView, Zoom
from engine.service.answers import CandleRow, Chart, ChartLevel, ChartLine, ChartMark, Stamp

WIDTH, HEIGHT = 140, 40
LOOK, BACKGROUND = "night", "#0e1926"
START, QUARTER = 1_795_107_600_000, 900_000
EVERYTHING = ChartView(zoom=ZOOMS.index(Zoom(1, 1)), crosshair=440, pointer=9)
GOAL_MS = 6.0


def made_up(count: int = 500) -> Chart:
    """Candles on two waves, with averages, bands, marks and levels."""
    closes = [67_000 * (1 + 0.03 * math.sin(n / 37) + 0.006 * math.sin(n / 3.1)) for n in range(count)]
    opens = [closes[0], *closes]
    rows = [
        CandleRow(START + n * QUARTER, begin, max(begin, last) * 1.001, min(begin, last) * 0.999, last, 90.0 + n % 50)
        for n, (begin, last) in enumerate(zip(opens, closes, strict=False))
    ]

    def mean(length: int, factor: float = 1.0) -> tuple[float | None, ...]:
        parts = (closes[max(0, end - length) : end] for end in range(1, count + 1))
        return tuple(sum(part) / length * factor if len(part) == length else None for part in parts)

    lines = (("sma_20", mean(20)), ("sma_50", mean(50)), ("bb_upper", mean(20, 1.01)), ("bb_lower", mean(20, 0.99)))
    marks = tuple(
        ChartMark(row.at, ("signal", "entry", "exit")[n % 3], "BUY" if n % 2 else "SELL", row.close, 0.7, n % 4 == 0)
        for n, row in enumerate(rows[::9])
    )
    levels = tuple(
        ChartLevel(kind, rows[-30].open * factor, rows[-30].at)
        for kind, factor in (("entry", 1.0), ("stop", 0.98), ("target", 1.05))
    )
    return Chart(
        Stamp("demo", "demo", "paper", rows[-1].at), "BTC/USDT", "15m", ("15m",), tuple(rows),
        tuple(ChartLine(*line) for line in lines), marks, levels, closes[-1] * 1.001, START,
    )  # fmt: skip


def ours(sheet: Sheet, view: ChartView = EVERYTHING) -> list[Strip]:
    """Every line of the widget, as when everything changed."""
    return [Strip(line, WIDTH) for line in picture_of(sheet, view, WIDTH, HEIGHT, LOOK, BACKGROUND).lines]


Cells = list[list[tuple[str, Style]]]


def cells_of(sheet: Sheet) -> Cells:
    """The picture as single cells with their styles."""
    lines = picture_of(sheet, EVERYTHING, WIDTH, HEIGHT, LOOK, BACKGROUND).lines
    return [[(letter, part.style or Style()) for part in line for letter in part.text] for line in lines]


def usual(cells: Cells, console: Console) -> list[Strip]:
    """The same picture, cell by cell through a ``Text``. What each cell shows is given, which is in its favour."""
    text = Text(end="")
    for line in cells:
        for letter, style in line:
            text.append(letter, style)
        text.append("\n")
    return [Strip(line, WIDTH) for line in console.render_lines(text, console.options.update_width(WIDTH))]


def timed(work: Callable[[], object], repeat: int) -> tuple[float, float]:
    """Median and 95th percentile of one run of ``work``, in milliseconds."""
    work()
    spans = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        spans.append((time.perf_counter() - start) * 1e3)
    return statistics.median(spans), percentile(spans, 0.95)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true")
    wanted = parser.parse_args()
    repeat = 40 if wanted.quick else 300
    sheet = Sheet(made_up())
    console = Console(width=WIDTH, height=HEIGHT, color_system="truecolor", legacy_windows=False)
    cells = cells_of(sheet)
    whole, slow = timed(lambda: ours(sheet), repeat)
    by_cell, _ = timed(lambda: usual(cells, console), max(10, repeat // 10))
    figures = [Figure(f"candle chart {WIDTH} x {HEIGHT}, full redraw", whole, "ms", GOAL_MS, usual=by_cell)]
    figures.append(Figure("the same, 95th percentile", slow, "ms"))
    for place, zoom in enumerate(ZOOMS):
        how = f"{zoom.pitch} columns a candle" if zoom.merge == 1 else f"{zoom.merge} candles a column"
        at_zoom = partial(ours, sheet, replace(EVERYTHING, zoom=place))
        figures.append(Figure(f"the same, {how}", timed(at_zoom, repeat // 4)[0], "ms"))
    made_ready, _ = timed(lambda: Sheet(sheet.chart).marks, repeat)
    figures.append(Figure("make a chart of 500 candles ready", made_ready, "ms"))
    report("console_chart", figures, as_json=wanted.json)


if __name__ == "__main__":
    main()
