"""Pictures against the usual way: ``python -m benchmarks.pictures [--json] [--quick]``.

The usual way is pyplot: for candles a patch and a line each, for the others ``plot``, ``errorbar`` and ``barh``. Both
draw the same facts to PNG of the same size in the same run. Each picture is drawn anew, unless the row says that it
comes from the shelf. Import and memory are taken in processes of their own, with and without warming up.
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
from engine.service import drawing
from engine.service.drawing import PHONE, draw

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
from engine.pictures import candles, equity, pushes, reliability, scores
spent, loaded = time.perf_counter() - start, resident()
import asyncio
from benchmarks.pictures import chart
asyncio.run(drawing.draw(chart(140)))
first = time.perf_counter() - start
for count in range(120, 140): asyncio.run(drawing.draw(chart(count)))
print(json.dumps([spent * 1e3, loaded - before, first * 1e3, resident() - before]))
"""
WARM = """
import asyncio, json, time
from benchmarks.pictures import chart
from engine.service import drawing
answer = chart(140)
asyncio.run(drawing.warm())
start = time.perf_counter()
asyncio.run(drawing.draw(answer))
print(json.dumps([(time.perf_counter() - start) * 1e3]))
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
    """The other pictures."""
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
        "explanation bars": forecast(record),
    }


def forecast(record: a.Interval) -> a.Prediction:
    """A forecast with as many pushes as there are inputs."""
    pushes = tuple(a.Push(name, 0.01 * n, 0.5 / n, 0.1 / n * (-1) ** n) for n, name in enumerate(basic.INPUTS, 1))
    return a.Prediction(
        stamp=STAMP, symbol="BTC/USDT", timeframe="15m", horizon="4h", made_at=AT, price=67_900.0, direction="UP",
        confidence=0.712, probability_up=0.712, votes=(), floor=0.65, spoken=True, traded=True, advice="BUY",
        reason=a.Why("why-paused"), weight=76.0, parts=None, tier=None, multiplier=None, stop_loss=None,
        take_profit=None, expected_edge=None, break_even=0.617, record=record, silent_candles=None, last_signal=None,
        model_version="v1", model_age_ms=0, model_accuracy=0.58, settled=True, decision_id="7f3a", pushes=pushes,
        pushes_of="logistic", pushes_base=0.502,
    )  # fmt: skip


def usual(answer: a.Answer) -> bytes:
    """As most programs draw it."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    if isinstance(answer, a.Chart):
        figure, (main, below) = plt.subplots(2, 1, sharex=True, figsize=(12, 7.6), height_ratios=[4, 1])
        _usual_candles(answer, main, below)
    else:
        figure, main = plt.subplots(figsize=(12, 7.6))
        _usual_other(answer, main)
    main.set_title(type(answer).__name__)
    main.grid(True)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=100)
    plt.close(figure)
    return file.getvalue()


def _usual_candles(answer: a.Chart, main: Any, below: Any) -> None:
    from matplotlib.patches import Rectangle

    for place, row in enumerate(answer.candles):
        color = "green" if row.close >= row.open else "red"
        main.plot([place, place], [row.low, row.high], color=color, linewidth=1)
        low, tall = min(row.open, row.close), abs(row.close - row.open)
        main.add_patch(Rectangle((place - 0.3, low), 0.6, tall, color=color))
        below.bar(place, row.volume, color=color)
    for line in answer.lines:
        main.plot(line.values, linewidth=1, label=line.name)
    main.fill_between(range(len(answer.candles)), answer.lines[2].values, answer.lines[3].values, alpha=0.1)
    main.legend()


def _usual_other(answer: a.Answer, axes: Any) -> None:
    if isinstance(answer, a.EquityCurve):
        axes.plot([point.at for point in answer.points], [point.equity for point in answer.points])
    elif isinstance(answer, a.Prediction):
        axes.barh([push.feature for push in answer.pushes], [push.points for push in answer.pushes])
    elif isinstance(answer, a.ModelCard | a.Scoreboard):
        rows = answer.bins if isinstance(answer, a.ModelCard) else answer.bands
        records = [row.record for row in rows]
        middle = [(row.low + row.high) / 2 for row in rows]
        down = [(record.share or 0) - (record.low or 0) for record in records]
        up = [(record.high or 0) - (record.share or 0) for record in records]
        axes.errorbar(middle, [record.share or 0 for record in records], yerr=[down, up], fmt="o")
        axes.bar(middle, [record.n / 1_000 for record in records], width=0.04, alpha=0.3)


async def timed(
    answer: a.Answer, times: int, size: Any = drawing.USUAL, *, anew: bool = True
) -> tuple[list[float], list[float]]:
    """How long each picture takes, and the longest pause of the loop meanwhile, both in milliseconds."""
    await draw(answer, size=size)
    spans: list[float] = []
    pauses: list[float] = []
    for _ in range(times):
        if anew:
            drawing._shelf.cache_clear()
        beats = [time.perf_counter()]
        task = asyncio.create_task(draw(answer, size=size))
        while not task.done():
            await asyncio.sleep(0.001)
            beats.append(time.perf_counter())
        spans.append(1e3 * (beats[-1] - beats[0]))
        pauses.append(max(1e3 * (later - sooner - 0.001) for sooner, later in pairwise(beats)))
    return spans, pauses


def measure(times: int) -> list[Figure]:
    figures = []
    pauses: list[float] = []
    kinds = {f"chart of {count} candles": chart(count) for count in (140, 600)} | others()
    for name, answer in kinds.items():
        before = []
        for _ in range(max(3, times // 4)):
            start = time.perf_counter()
            usual(answer)
            before.append(1e3 * (time.perf_counter() - start))
        for kind, size, peer in (("", drawing.USUAL, statistics.median(before)), (", for a phone", PHONE, None)):
            spans, held = asyncio.run(timed(answer, times, size))
            pauses += held
            size_of = len(asyncio.run(draw(answer, size=size))) / 1e3
            note = f"p50; p95 {percentile(spans, 0.95):.0f} ms, worst {max(spans):.0f} ms, {size_of:.0f} kB"
            figures.append(Figure(f"{name}{kind}", statistics.median(spans), "ms", GOAL_MS, usual=peer, note=note))
    again, _ = asyncio.run(timed(kinds["chart of 140 candles"], times, PHONE, anew=False))
    figures.append(Figure("the same chart again, from the shelf", percentile(again, 0.95), "ms", 20.0, note="p95"))
    note = f"median {statistics.median(pauses):.0f} ms, worst {max(pauses):.0f} ms of {len(pauses)}"
    figures.append(
        Figure("longest pause of the loop in a picture, p95", percentile(pauses, 0.95), "ms", PAUSE_MS, note=note)
    )
    return figures + cold()


def cold() -> list[Figure]:
    """Processes that have drawn nothing yet."""
    spent, loaded, first, drawn = _fresh(COLD)
    (warmed,) = _fresh(WARM)
    return [
        Figure("matplotlib's import, beside numpy", spent, "ms", note="in the painter's thread, when warming up"),
        Figure("the first picture, import included", first, "ms"),
        Figure("the first picture after warming up", warmed, "ms", GOAL_MS),
        Figure("memory of the import", loaded, "MB"),
        Figure("memory after 21 pictures, import included", drawn, "MB"),
    ]


def _fresh(code: str) -> list[float]:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="fewer pictures")
    wanted = parser.parse_args()
    report("pictures", measure(5 if wanted.quick else 30), as_json=wanted.json)


if __name__ == "__main__":
    main()
