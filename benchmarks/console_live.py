"""The whole console with an engine of its own in a terminal: ``python -m benchmarks.console_live [--minutes N]``.

The first paint, a flood of a thousand market updates a second through the real pipeline and publisher, the time from a
key to its effect on the screen while the market ticks, and (with ``--minutes``) memory on the demo at 100 times life.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from benchmarks.common import Figure, environment, no_settings, percentile, report, resident_mb, slope
from benchmarks.console_flood import FLOOD
from benchmarks.console_terminal import skip_welcome, terminal

PATIENCE = 180.0
AREAS = (("2", "Risk"), ("1", "Watch list"))
"""A key, and words that only its area draws."""


def paints(folder: Path, times: int) -> list[Figure]:
    """From the start of Python to the frame, and to the first prices, with models present."""
    first, whole = [], []
    for _ in range(times):
        began = time.perf_counter()
        with terminal(["run_tui.py", "--lang", "en", "--env", no_settings(folder)], environment(folder)) as console:
            first.append(console.until("Market", PATIENCE) - began)
            whole.append(console.until("RUNNING", PATIENCE) - began)
    note = f"fastest {min(first):.2f} s, slowest {max(first):.2f} s"
    return [
        Figure("run_tui.py: first paint, models present", statistics.median(first), "s", 0.6, note=note),
        Figure("run_tui.py: first prices of its own engine", statistics.median(whole), "s"),
    ]


def train(folder: Path) -> None:
    """Let a first start bring models."""
    with terminal(["run_tui.py", "--lang", "en", "--env", no_settings(folder)], environment(folder)) as console:
        deadline = time.monotonic() + PATIENCE
        while len(list(folder.glob("models/*/*/*/champion.json"))) < 5:
            if time.monotonic() > deadline:
                raise TimeoutError("no models")
            console.drain(0.2)


def keys(folder: Path, times: int) -> list[Figure]:
    """From a key to the area it leads to, while five pairs tick on the demo."""
    spans = []
    with terminal(["run_tui.py", "--lang", "en", "--env", no_settings(folder)], environment(folder)) as console:
        console.until("RUNNING", PATIENCE)
        console.drain(3.0)
        for number, (key, drawn) in zip(range(times + 2), cycle(AREAS), strict=False):
            began = time.perf_counter()
            console.press(key)
            span = console.until(drawn, 10.0) - began
            if number >= 2:  # the first visit imports and mounts the area
                spans.append(1_000 * span)
            console.drain(0.15)
    note = f"median {statistics.median(spans):.0f} ms, worst {max(spans):.0f} ms of {len(spans)}"
    return [Figure("a key to its effect on screen, p95", percentile(spans, 0.95), "ms", 50.0, note=note)]


def flood(folder: Path, seconds: float) -> list[Figure]:
    """A thousand prices a second through pipeline, publisher, bridge and screen; measured inside the process."""
    out = folder / "flood.json"
    words = ["-m", "benchmarks.console_flood", str(out), str(seconds), no_settings(folder)]
    with terminal(words, environment(folder)) as console:
        console.drain(seconds + 60.0)
    if not out.exists():
        raise SystemExit(f"the flooded console ended early: {console.seen[-1_000:]!r}")
    facts = json.loads(out.read_text(encoding="utf-8"))
    note = f"{facts['updates']} updates in {facts['seconds']:.0f} s; drawn {facts['drawn']} times"
    return [
        Figure("flood: market updates a second", facts["updates"] / facts["seconds"], "1/s", 0.9 * FLOOD, least=True),
        Figure("flood: snapshots handled a second", facts["drawn"] / facts["seconds"], "1/s", 4.2, note=note),
        Figure("flood: loop lag p99", facts["lag_p99_ms"], "ms", 50.0, note=f"median {facts['lag_p50_ms']:.1f} ms"),
        Figure("flood: growth of memory", facts["growth_mb"], "MB", 10.0),
    ]


def hour(folder: Path, minutes: float) -> tuple[list[Figure], list[tuple[float, float]]]:
    """Resident memory on the demo at 100 times life; the first minute is warming up."""
    points: list[tuple[float, float]] = []
    env = environment(folder, demo_speed=100)
    with terminal(["run_tui.py", "--lang", "vi", "--env", no_settings(folder)], env) as console:
        console.until("CHẠY", PATIENCE)
        begun = time.monotonic()
        while (passed := (time.monotonic() - begun) / 60) < minutes:
            console.drain(2.0)
            if console.child.poll() is not None:
                raise SystemExit(f"the console ended after {passed:.1f} minutes")
            points.append((passed, resident_mb(console.child.pid)))
    settled = [point for point in points if point[0] >= min(5.0, minutes / 5)]
    quarter = max(1, len(settled) // 4)
    before = statistics.median(mb for _, mb in settled[:quarter])
    after = statistics.median(mb for _, mb in settled[-quarter:])
    note = f"{before:.0f} MB, then {after:.0f} MB; slope {slope(settled):+.3f} MB a minute"
    return [
        Figure(f"{minutes:g} min on the demo at 100x: drift", 100 * (after / before - 1), "%", 5.0, note=note)
    ], points


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="less of everything")
    parser.add_argument("--minutes", type=float, help="only memory, for so many minutes")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        skip_welcome(folder)
        if wanted.minutes:
            figures, points = hour(folder, wanted.minutes)
            report("console_live", figures, as_json=wanted.json, series=points)
            return
        train(folder)
        figures = [
            *paints(folder, 3 if wanted.quick else 9),
            *keys(folder, 10 if wanted.quick else 60),
            *flood(folder, 5.0 if wanted.quick else 20.0),
        ]
    report("console_live", figures, as_json=wanted.json)


if __name__ == "__main__":
    sys.exit(main())
