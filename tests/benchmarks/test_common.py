"""Figures, their goals, and the one table."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.common import ROOT, Figure, count_rows, environment, number, percentile, slope, table


def test_a_goal_is_met_from_its_own_side() -> None:
    assert Figure("a", 1.0, "ms", 2.0).met is True
    assert Figure("a", 3.0, "ms", 2.0).met is False
    assert Figure("a", 41.0, "x", 40.0, least=True).met is True
    assert Figure("a", math.nan, "ms", 2.0).met is False
    assert Figure("a", 1.0, "ms").met is None


def test_ratios_say_how_many_times_better() -> None:
    assert Figure("a", 2.0, "ms", usual=10.0).ratio == 5.0
    assert Figure("a", 20.0, "rows/s", least=True, usual=10.0).ratio == 2.0
    assert Figure("a", 0.0, "ms", usual=10.0).ratio is None


def test_percentiles_and_slopes() -> None:
    assert percentile(list(range(100)), 0.99) == 99
    assert percentile([3.0], 0.5) == 3.0
    assert slope([(0, 1.0), (1, 3.0), (2, 5.0)]) == pytest.approx(2.0)
    assert slope([(0, 1.0)]) == 0.0


def test_the_table_tells_what_was_missed() -> None:
    text = table([Figure("quick", 1.0, "ms", 2.0, usual=4.0), Figure("slow", 3.0, "ms", 2.0, note="busy")])
    quick, slow = text.splitlines()[1:]
    assert "yes" in quick
    assert "4.0x" in quick
    assert "NO" in slow
    assert slow.endswith("busy")
    assert number(12345.6) == "12,346"


def test_every_benchmark_is_a_module_and_older_ones_are_read_too() -> None:
    assert all((ROOT / "benchmarks" / f"{name}.py").exists() for name in BENCHMARKS)
    rows = [
        {"name": "stored", "ours": 2e5, "usual": 1e5, "unit": "rows/s", "goal": ">= 100,000"},
        {"name": "last", "ours": 9.0, "usual": None, "unit": "us", "goal": ""},
    ]
    stored, last = BENCHMARKS["store"].read({"rows": rows})
    assert (stored.met, stored.ratio, last.met) == (True, 2.0, None)
    own = Figure("a", 1.0, "ms", 2.0, usual=3.0, note="b")
    assert BENCHMARKS["pipeline"].read({"figures": json.loads(json.dumps([own.facts()]))}) == [own]


def test_an_engine_to_measure_sees_only_its_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKET", "exchange")
    monkeypatch.setenv("PAPER_CASH", "1")
    env = environment(tmp_path, demo_speed=5)
    assert (env["MARKET"], env["DEMO_SPEED"]) == ("demo", "5")
    assert "PAPER_CASH" not in env
    assert count_rows(tmp_path / "none.db", "decisions") == 0


def test_an_unknown_name_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "nonsense"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr
