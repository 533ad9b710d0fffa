"""Memory of the headless engine on the demo market: ``python -m benchmarks.memory [--minutes 10] [--json]``.

The real ``run_bot.py`` path runs in a child process, first training included (which has a process of its own and is
not counted). Resident memory is read from outside; threads, tasks and objects are counted by a task inside.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.common import Figure, count_rows, environment, no_settings, report, resident_mb, slope, started

GOAL_MB = 300.0
FLAT_MB_A_MINUTE = 0.5
SETTLE_SECONDS = 30.0
EVERY = 1.0
NOT_NEEDED = ("pandas", "polars", "sklearn", "scipy", "torch", "xgboost", "ccxt", "matplotlib", "pyarrow", "alembic")


def measure(minutes: float, speed: float = 300.0) -> tuple[list[Figure], dict[str, Any]]:
    """Follow an engine for ``minutes`` after its models are there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        counts = folder / "counts.jsonl"
        child_words = [sys.executable, "-m", "benchmarks.memory", "--child", str(counts), "--env", no_settings(folder)]
        with started(child_words, environment(folder, demo_speed=speed), folder) as child:
            trained = _wait_for_models(folder, child)
            points = _sample(child, minutes * 60.0)
        inside = [json.loads(line) for line in counts.read_text(encoding="utf-8").splitlines()]
        decided = count_rows(folder / "data" / "trading_logs.db", "decisions")
        inside = [line for line in inside if line["at"] >= trained]
        return _figures(points, inside, decided, minutes), {"series": points, "inside": inside, "speed": speed}


def _wait_for_models(folder: Path, child: Any) -> float:
    """The training process is over once all champions are there."""
    until = time.monotonic() + 300
    while len(list(folder.glob("models/*/*/*/champion.json"))) < 5:
        if child.poll() is not None or time.monotonic() > until:
            raise SystemExit((folder / "output.txt").read_text(encoding="utf-8")[-2_000:])
        time.sleep(0.2)
    return time.time()


def _sample(child: Any, seconds: float) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    start = time.monotonic()
    while (passed := time.monotonic() - start) < seconds:
        points.append((round(passed, 1), round(resident_mb(child.pid), 2)))
        time.sleep(EVERY)
    return points


def _figures(
    points: list[tuple[float, float]], inside: list[dict[str, Any]], decided: int, minutes: float
) -> list[Figure]:
    late = [point for point in points if point[0] >= min(SETTLE_SECONDS, points[-1][0] / 2)]
    half = [point for point in points if point[0] >= points[-1][0] / 2]
    # A short run shows warm-up (caches of a fixed size that fill), so that only a long one is held to "flat".
    flat = FLAT_MB_A_MINUTE if minutes >= 10 else None
    at_end = f"after {minutes:g} min, {decided:,} decisions"
    figures = [
        Figure("resident memory, headless on demo, highest", max(mb for _, mb in points), "MB", GOAL_MB, note=at_end),
        Figure("resident memory, at the end", points[-1][1], "MB", GOAL_MB),
        Figure("growth, from half a minute on", slope(late) * 60, "MB/min"),
        Figure("growth, second half", slope(half) * 60, "MB/min", flat),
    ]
    if inside:
        first, last = inside[len(inside) // 2], inside[-1]
        figures += [
            Figure("threads, at the end", last["threads"], "", note=f"half-way {first['threads']}"),
            Figure("tasks on the loop, at the end", last["tasks"], "", note=f"half-way {first['tasks']}"),
            Figure("open files, at the end", last["files"], "", note=f"half-way {first['files']}"),
            Figure("objects that the collector knows", last["objects"], "", note=f"half-way {first['objects']}"),
            Figure(
                "libraries loaded that a demo does not need", len(last["heavy"]), "", 0, note=" ".join(last["heavy"])
            ),
        ]
    return figures


# --- the child -------------------------------------------------------------------------------------------------------
def child(counts: Path, arguments: list[str]) -> int:
    """``run_bot.py`` with one more task on its loop that counts."""
    from engine.cli import headless

    serve = headless._serve

    async def counted(loaded: Any) -> int:
        counting = asyncio.create_task(_count(counts))
        try:
            return await serve(loaded)
        finally:
            counting.cancel()

    headless._serve = counted
    return headless.main(arguments)


async def _count(path: Path) -> None:
    import gc

    with path.open("a", encoding="utf-8", buffering=1) as out:
        while True:
            await asyncio.sleep(5 * EVERY)
            facts = {
                "at": time.time(),
                "threads": threading.active_count(),
                "tasks": len(asyncio.all_tasks()),
                "files": len(os.listdir("/proc/self/fd")),  # noqa: PTH208
                "objects": len(gc.get_objects()),
                "heavy": [name for name in NOT_NEEDED if sys.modules.get(name) is not None],
            }
            out.write(json.dumps(facts) + "\n")


def main() -> None:
    """See the module."""
    if sys.argv[1:2] == ["--child"]:
        sys.exit(child(Path(sys.argv[2]), sys.argv[3:]))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="a quarter of a minute")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--speed", type=float, default=300.0, help="of the demo market")
    wanted = parser.parse_args()
    figures, more = measure(0.25 if wanted.quick else wanted.minutes, wanted.speed)
    report("memory", figures, as_json=wanted.json, **more)


if __name__ == "__main__":
    main()
