"""Pictures against the usual way: ``python -m benchmarks.pictures [--json] [--quick]``.

The usual way is a pyplot figure with a patch and a line for each candle. Both draw the same candles, averages, band
and volume to PNG of the same size in the same run. Import and memory are taken in a process of their own.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import statistics
import subprocess
import sys
import time
from decimal import Decimal
from itertools import pairwise
from typing import Any

from benchmarks.common import ROOT, Figure, percentile, report
from benchmarks.features import walk
from engine.features import basic
from engine.service import answers as a
from engine.service.drawing import draw

GOAL_MS = 400.0
PAUSE_MS = 100.0
AT = 1_795_158_309_000
STAMP = a.Stamp("demo", "demo", "paper", AT)
COLD = """
import json, time, resource
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
import numpy
from engine.service import drawing
before, start = resident(), time.perf_counter()
from engine.pictures import candles, equity, reliability, scores
spent, loaded = time.perf_counter() - start, resident()
import asyncio
from benchmarks.pictures import chart
asyncio.run(drawing.draw(chart(140)))
first = time.perf_counter() - start
for _ in range(20): asyncio.run(drawing.draw(chart(140)))
print(json.dumps([spent * 1e3, loaded - before, first * 1e3, resident() - before]))
"""


def chart(count: int) -> a.Chart:
    """A random walk with the indicators that a chart carries."""
    series = walk(count + 60, seed=3)
    values = basic.batch(series)[60:]
    rows = tuple(a.CandleRow(*row) for row in _rows(series[60:]))
    names = (("sma_20", 6), ("sma_50", 7), ("bb_upper", 11), ("bb_lower", 12))
    lines = tuple(a.ChartLine(name, tuple(values[:, column].tolist())) for name, column in names)
    marks = tuple(a.ChartMark(rows[at].at, "signal", "BUY", rows[at].close, 0.7) for at in range(10, count, 20))
    levels = tuple(a.ChartLevel(kind, rows[-1].close * part, rows[count // 2].at) for kind, part in _LEVELS)
    return a.Chart(STAMP, "BTC/USDT", "15m", ("15m",), rows, lines, marks, levels, rows[-1].close, rows[0].at)


_LEVELS = (("entry", 1.0), ("stop", 0.99), ("target", 1.02))


def _rows(series: Any) -> Any:
    columns = (series.timestamp, series.open, series.high, series.low, series.close, series.volume)
    return zip(*(column.tolist() for column in columns), strict=True)


def others() -> dict[str, a.Answer]:
    """The three other pictures."""
    record = a.Interval(171, 240, 0.7125, 0.652, 0.766)
    points = tuple(a.EquityPoint(AT + n * 900_000, 10_000.0 + n % 37 * 5, n % 37 / 50) for n in range(500))
    bins = tuple(a.ReliabilityBin(n / 20, n / 20 + 0.05, n / 20 + 0.02, record) for n in range(10, 18))
    bands = tuple(a.BandRow(n / 20, n / 20 + 0.05, record) for n in range(13, 19))
    card = a.ModelCard(
        stamp=STAMP, symbol="BTC/USDT", timeframe="15m", horizon="4h", version="v1", trained_at=AT, age_ms=0,
        samples=4_000, accuracy=record, log_loss=0.6, calibration_error=0.02, live=record,
        live_calibration_error=0.02, drift=a.Why("why-paused"), members=(), bins=bins, versions=(),
    )  # fmt: skip
    return {
        "equity curve, 500 points": a.EquityCurve(STAMP, Decimal(10_000), points),
        "calibration curve": card,
        "scoreboard": a.Scoreboard(STAMP, record, bands, (), None),
    }


def usual(answer: a.Chart) -> bytes:
    """As most programs draw candles: pyplot, and a patch and a line for each of them."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt
    from matplotlib.patches import Rectangle

    figure, (main, below) = plt.subplots(2, 1, sharex=True, figsize=(12, 7.6), height_ratios=[4, 1])
    for place, row in enumerate(answer.candles):
        color = "green" if row.close >= row.open else "red"
        main.plot([place, place], [row.low, row.high], color=color, linewidth=1)
        low, tall = min(row.open, row.close), abs(row.close - row.open)
        main.add_patch(Rectangle((place - 0.3, low), 0.6, tall, color=color))
        below.bar(place, row.volume, color=color)
    for line in answer.lines:
        main.plot(line.values, linewidth=1, label=line.name)
    main.fill_between(range(len(answer.candles)), answer.lines[2].values, answer.lines[3].values, alpha=0.1)
    main.set_title(answer.symbol)
    main.legend()
    main.grid(True)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=100)
    plt.close(figure)
    return file.getvalue()


async def timed(answer: a.Answer, times: int) -> tuple[list[float], list[float]]:
    """How long each picture takes, and the longest pause of the loop meanwhile, both in milliseconds."""
    await draw(answer)
    spans: list[float] = []
    pauses: list[float] = []
    for _ in range(times):
        beats = [time.perf_counter()]
        drawing = asyncio.create_task(draw(answer))
        while not drawing.done():
            await asyncio.sleep(0.001)
            beats.append(time.perf_counter())
        spans.append(1e3 * (beats[-1] - beats[0]))
        pauses.append(max(1e3 * (later - sooner - 0.001) for sooner, later in pairwise(beats)))
    return spans, pauses


def measure(times: int) -> list[Figure]:
    figures = []
    pauses: list[float] = []
    for count in (140, 600):
        answer = chart(count)
        spans, held = asyncio.run(timed(answer, times))
        pauses += held
        before = []
        for _ in range(max(2, times // 4)):
            start = time.perf_counter()
            usual(answer)
            before.append(1e3 * (time.perf_counter() - start))
        figures.append(
            Figure(
                f"chart of {count} candles to PNG", statistics.median(spans), "ms", GOAL_MS,
                usual=statistics.median(before), note=f"{len(asyncio.run(draw(answer))) / 1e3:.0f} kB",
            )
        )  # fmt: skip
    for name, other in others().items():
        spans, held = asyncio.run(timed(other, times))
        pauses += held
        figures.append(Figure(f"{name} to PNG", statistics.median(spans), "ms", GOAL_MS))
    note = f"median {statistics.median(pauses):.0f} ms, worst {max(pauses):.0f} ms of {len(pauses)}"
    figures.append(
        Figure("longest pause of the loop in a picture, p95", percentile(pauses, 0.95), "ms", PAUSE_MS, note=note)
    )
    return figures + cold()


def cold() -> list[Figure]:
    """A process that has drawn nothing yet."""
    done = subprocess.run([sys.executable, "-c", COLD], cwd=ROOT, capture_output=True, text=True, check=True)
    spent, loaded, first, drawn = json.loads(done.stdout)
    return [
        Figure("matplotlib's import, beside numpy", spent, "ms", note="in the painter's thread, at the first picture"),
        Figure("the first picture, import included", first, "ms"),
        Figure("memory of the import", loaded, "MB"),
        Figure("memory after 21 pictures, import included", drawn, "MB"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="fewer pictures")
    wanted = parser.parse_args()
    report("pictures", measure(5 if wanted.quick else 30), as_json=wanted.json)


if __name__ == "__main__":
    main()
