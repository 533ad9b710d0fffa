"""What benchmarks share: figures with their goals, the machine they were taken on, and engines to measure."""

from __future__ import annotations

import contextlib
import json
import math
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TERM", "VIRTUAL_ENV", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. ``usual`` is what the usual way takes in the same run; ``least``: the goal is a minimum."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    least: bool = False
    usual: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None or math.isnan(self.value):
            return None if self.goal is None else False
        return self.value >= self.goal if self.least else self.value <= self.goal

    @property
    def ratio(self) -> float | None:
        """How many times better than the usual way."""
        if self.usual is None or not self.usual or not self.value:
            return None
        return self.value / self.usual if self.least else self.usual / self.value

    def facts(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "met": self.met, "ratio": self.ratio}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def machine() -> dict[str, Any]:
    """Where figures were taken; the load says how far absolute ones may be trusted."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def number(value: float) -> str:
    """A number as wide as it needs to be."""
    if math.isnan(value):
        return "-"
    size = abs(value)
    return f"{value:,.0f}" if size >= 1_000 else f"{value:.1f}" if size >= 10 else f"{value:.3g}"


def table(figures: Sequence[Figure]) -> str:
    """Figures for people."""
    lines = [f"{'what':<58}{'measured':>14}{'goal':>14}  {'met':<5}{'usual way':>12}{'ratio':>9}"]
    for one in figures:
        goal = "" if one.goal is None else f"{'>=' if one.least else '<='} {number(one.goal)}"
        met = {None: "", True: "yes", False: "NO"}[one.met]
        usual = "" if one.usual is None else number(one.usual)
        ratio = "" if one.ratio is None else f"{one.ratio:,.1f}x"
        measured = f"{number(one.value)} {one.unit}"
        lines.append(f"{one.what:<58}{measured:>14}{goal:>14}  {met:<5}{usual:>12}{ratio:>9}  {one.note}".rstrip())
    return "\n".join(lines)


def report(name: str, figures: Sequence[Figure], *, as_json: bool, **more: Any) -> None:
    """One line of JSON on stdout, and a table unless only JSON is wanted."""
    if not as_json:
        print(table(figures), file=sys.stderr)
    print(json.dumps({"benchmark": name, "machine": machine(), **more, "figures": [one.facts() for one in figures]}))


# --- engines to measure ----------------------------------------------------------------------------------------------
def environment(folder: Path, **settings: object) -> dict[str, str]:
    """An environment in which an engine lives in ``folder`` alone, whatever the reader's own settings are."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    own = {"DATA_DIR": folder / "data", "MODELS_DIR": folder / "models", "MARKET": "demo", **settings}
    return {**kept, **{name.upper(): str(value) for name, value in own.items()}}


def no_settings(folder: Path) -> str:
    """An empty settings file, so that the ``.env`` of the working folder does not count."""
    path = folder / "empty.env"
    path.touch()
    return str(path)


@contextlib.contextmanager
def started(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A child that is ended politely, and if need be not, when the block is left. Its words go to ``output.txt``."""
    with (folder / "output.txt").open("ab") as output:
        child = subprocess.Popen(
            list(command), cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            yield child
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def wait_for(is_so: Callable[[], bool], seconds: float, child: subprocess.Popen[bytes], every: float = 0.01) -> float:
    """The moment (``perf_counter``) at which ``is_so``; TimeoutError when it does not come or the child is gone."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until and child.poll() is None:
        if is_so():
            return time.perf_counter()
        time.sleep(every)
    raise TimeoutError(f"not within {seconds:g} s" if child.poll() is None else f"ended with {child.returncode}")


def count_rows(database: Path, table_name: str) -> int:
    """Rows of a table in a database that another process writes; 0 while there is none."""
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute(f"SELECT COUNT(*) FROM {table_name}").fetchone()[0])
    except sqlite3.Error:
        return 0


def resident_mb(pid: int) -> float:
    """Memory that a process holds in RAM."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Least-squares slope; 0 for fewer than two points."""
    if len(points) < 2:
        return 0.0
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0
