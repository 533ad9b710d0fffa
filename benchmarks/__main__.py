"""All benchmarks, each in a process of its own: ``python -m benchmarks [NAME ...] [--json FILE] [--quick]``.

One table with what was measured, the goal, and the ratio against the usual way in the same run; the same as JSON in
``benchmarks/results/``. Absolute figures belong to the machine and its load, which are noted; ratios travel.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import RESULTS, ROOT, Figure, machine, table

Facts = Mapping[str, Any]


def _own(facts: Facts) -> list[Figure]:
    names = ("what", "value", "unit", "goal", "least", "usual", "note")
    return [Figure(**{name: one[name] for name in names}) for one in facts["figures"]]


def _features(facts: Facts) -> list[Figure]:
    return [
        Figure("14 features, one candle", facts["one_candle_us"], "us", 20.0, usual=facts["usual_one_candle_us"]),
        Figure("14 features, batch, row", facts["batch_ns_per_row"], "ns", 50.0, usual=facts["usual_batch_ns_per_row"]),
        Figure("inputs of models, batch, a row", facts["inputs_ns_per_row"], "ns"),
        Figure("open a stream on 500 candles", facts["open_stream_500_us"], "us"),
    ]  # fmt: skip


def _forecast(facts: Facts) -> list[Figure]:
    return [
        Figure("features and trio, one symbol", facts["one_symbol_us"], "us", usual=facts["usual_one_symbol_us"]),
        Figure("features and trio, times faster than usual", facts["one_symbol_ratio"], "x", 40.0, least=True),
        Figure("features and trio, 500 symbols", facts["symbols_500_ms"], "ms", 250.0),
        Figure("load and check a model", facts["first_load_ms"], "ms"),
        Figure("look for a promotion", facts["refresh_us"], "us"),
    ]


def _store(facts: Facts) -> list[Figure]:
    found = []
    for row in facts["rows"]:
        words = str(row["goal"]).split()
        goal = float(words[1].replace(",", "")) if words else None
        least = row["unit"].startswith("rows/s")
        found.append(Figure(row["name"], row["ours"], row["unit"], goal, least, row["usual"]))
    return found


def _training(facts: Facts) -> list[Figure]:
    goal = facts["budget_seconds"] if facts["symbols"] >= 5 else None
    what = f"training {facts['symbols']} symbols of {facts['candles']:,} candles"
    note = f"CPU {facts['cpu_seconds']} s, {facts['peak_mb']} MB"
    return [Figure(what, facts["seconds"], "s", goal, note=note)]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A module of this package: how it is asked and how its JSON is read."""

    read: Callable[[Facts], list[Figure]] = _own
    full: tuple[str, ...] = ()
    quick: tuple[str, ...] = ("--quick",)


BENCHMARKS: dict[str, Benchmark] = {
    "features": Benchmark(_features, quick=()),
    "forecast": Benchmark(_forecast, quick=()),
    "store": Benchmark(_store, quick=("--candles", "100000", "--times", "200")),
    "training": Benchmark(_training, quick=("--symbols", "1", "--candles", "2000")),
    "pipeline": Benchmark(),
    "startup": Benchmark(),
    "memory": Benchmark(),
    "console_live": Benchmark(),
    "console_chart": Benchmark(),
    "console_table": Benchmark(),
    "pictures": Benchmark(),
    "outbox": Benchmark(),
    "chat_render": Benchmark(),
    "bots": Benchmark(),
    "bots_hang": Benchmark(),
    "bots_memory": Benchmark(),
}


def run(name: str, *, quick: bool) -> tuple[list[Figure], Facts]:
    """One benchmark in its own process; SystemExit with its last words when it fails."""
    asked = BENCHMARKS[name]
    words = [sys.executable, "-m", f"benchmarks.{name}", "--json", *(asked.quick if quick else asked.full)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    start = done.stdout.find("{")
    if start < 0:
        raise SystemExit(f"{name}: {done.stderr[-2_000:] or done.stdout[-2_000:]}")
    facts = json.JSONDecoder().raw_decode(done.stdout[start:])[0]
    return asked.read(facts), facts


def main() -> int:
    """Run what is asked for; 1 when something failed to run. A goal that is missed is told, not an error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the JSON goes")
    parser.add_argument("--quick", action="store_true", help="less of everything: to see that it runs")
    wanted = parser.parse_args()
    if unknown := [name for name in wanted.names if name not in BENCHMARKS]:
        parser.error(f"{', '.join(unknown)}: not among {', '.join(BENCHMARKS)}")
    report: dict[str, Any] = {"machine": machine(), "quick": wanted.quick, "benchmarks": {}}
    figures: list[Figure] = []
    failed = []
    for name in wanted.names or BENCHMARKS:
        began = time.perf_counter()
        print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
        try:
            found, facts = run(name, quick=wanted.quick)
        except SystemExit as error:
            print(error, file=sys.stderr)
            failed.append(name)
            continue
        print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)
        figures += found
        report["benchmarks"][name] = {"figures": [one.facts() for one in found], "facts": facts}
    print(table(figures))
    print(_summary(figures, failed))
    print(_write(report, wanted.json))
    return int(bool(failed))


def _summary(figures: list[Figure], failed: list[str]) -> str:
    judged = [one for one in figures if one.met is not None]
    missed = [one.what for one in judged if not one.met]
    now = machine()
    place = f"{now['processor']}, {now['cores']} cores, load {now['load']}, Python {now['python']}"
    lines = [f"\n{len(judged) - len(missed)} of {len(judged)} goals met. {place}."]
    lines += [f"missed: {what}" for what in missed]
    lines += [f"did not run: {name}" for name in failed]
    return "\n".join(lines)


def _write(report: Mapping[str, Any], wanted: Path | None) -> Path:
    path = wanted or RESULTS / time.strftime("%Y%m%dT%H%M%SZ.json", time.gmtime())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
