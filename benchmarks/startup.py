"""How long a start takes: ``python -m benchmarks.startup [--json]``.

Help texts, a first start up to its first forecast (training included), a start with models present up to the first
answer on the socket, a stop, and the console's first picture in a terminal of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import ROOT, Figure, count_rows, environment, no_settings, report, started, wait_for
from engine.core.errors import HaiDangError
from engine.core.modes import Role
from engine.service.port import Caller, Request
from engine.service.wire import RemoteService, engine_is_running

HELPS = (
    ("run_bot.py --help", ("run_bot.py", "--help"), 0.2),
    ("run_tui.py --help", ("run_tui.py", "--help"), 0.2),
    ("python -m engine --help", ("-m", "engine", "--help"), None),
)
PATIENCE = 180.0
CORNER = "\u256d"
ME = Caller("bench", "bench", Role.VIEWER, language="en")


def helps(folder: Path, times: int) -> list[Figure]:
    """Help texts, beside what Python takes to do nothing."""
    bare = statistics.median(_run(("-c", "pass"), folder) for _ in range(times))
    found = []
    for what, words, goal in HELPS:
        spans = [_run(words, folder) for _ in range(times)]
        note = f"fastest {min(spans):.3f} s; Python alone {bare:.3f} s"
        found.append(Figure(what, statistics.median(spans), "s", goal, note=note))
    return found


def _run(words: tuple[str, ...], folder: Path) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL, check=True, timeout=60
    )
    return time.perf_counter() - began


def _bot(folder: Path) -> list[str]:
    return [sys.executable, "run_bot.py", "--env", no_settings(folder)]


def first_start(folder: Path) -> list[Figure]:
    """An empty folder: history, training, and the first forecast in the store; then all five pairs, and the stop."""
    database = folder / "data" / "trading_logs.db"
    began = time.perf_counter()
    with started(_bot(folder), environment(folder), folder) as child:
        ready = wait_for(lambda: engine_is_running(folder / "data"), PATIENCE, child) - began
        first = wait_for(lambda: count_rows(database, "direction_predictions") > 0, PATIENCE, child, 0.1) - began
        whole = wait_for(lambda: len(list(folder.glob("models/*/*/*/champion.json"))) == 5, PATIENCE, child, 0.1)
        time.sleep(1.0)
        stopping = time.perf_counter()
        child.send_signal(signal.SIGTERM)
        code = child.wait(30)
        stopped = time.perf_counter() - stopping
    if code:
        raise SystemExit(f"ended with {code}")
    return [
        Figure("first start: the socket answers", ready, "s"),
        Figure("first start to the first forecast, training included", first, "s", 60.0),
        Figure("first start to models for all five pairs", whole - began, "s"),
        Figure("stop after SIGTERM", stopped, "s", 5.0),
    ]


def ready(folder: Path, times: int) -> Figure:
    """A start with models present, up to the first answer of ``status`` on the socket."""
    spans = []
    for _ in range(times):
        began = time.perf_counter()
        with started(_bot(folder), environment(folder), folder) as child:
            spans.append(wait_for(lambda: _answers(folder / "data"), PATIENCE, child) - began)
    note = f"worst of {times}: {max(spans):.2f} s"
    return Figure("ready on demo with models present", statistics.median(spans), "s", 3.0, note=note)


def _answers(data: Path) -> bool:
    if not engine_is_running(data):
        return False
    with contextlib.suppress(HaiDangError):
        asyncio.run(RemoteService(data, actor="bench", readonly=True).call(ME, Request("status")))
        return True
    return False


def picture(folder: Path, times: int) -> Figure:
    """``run_tui.py`` with an engine of its own, up to the first panel on the terminal."""
    spans = [_painted(folder) for _ in range(times)]
    return Figure("run_tui.py: first picture, engine included", statistics.median(spans), "s")


def _painted(folder: Path) -> float:
    import fcntl
    import struct
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    env = {**environment(folder), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "run_tui.py", "--env", no_settings(folder)],
        cwd=ROOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        return _until_drawn(ours, child) - began
    finally:
        child.send_signal(signal.SIGTERM)
        _drain(ours, child)
        os.close(ours)


def _until_drawn(terminal: int, child: subprocess.Popen[bytes]) -> float:
    seen = b""
    until = time.perf_counter() + 60.0
    while time.perf_counter() < until:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65_536)
            except OSError:
                break
            if CORNER.encode() in seen:
                return time.perf_counter()
        elif child.poll() is not None:
            break
    raise SystemExit(f"nothing was drawn: {seen[-500:]!r}")


def _drain(terminal: int, child: subprocess.Popen[bytes]) -> None:
    """Read on until the child is gone: a full terminal would hold it up."""
    until = time.perf_counter() + 15.0
    while child.poll() is None and time.perf_counter() < until:
        with contextlib.suppress(OSError):
            if select.select([terminal], [], [], 0.1)[0]:
                os.read(terminal, 65_536)
    if child.poll() is None:
        child.kill()
    child.wait()


def measure(*, quick: bool = False) -> list[Figure]:
    """Everything, in one folder that is new."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            return [
                *helps(folder, 3 if quick else 9),
                *first_start(folder),
                ready(folder, 1 if quick else 5),
                picture(folder, 1 if quick else 3),
            ]
        except TimeoutError as error:
            words = folder / "output.txt"
            raise SystemExit(
                f"{error}\n{words.read_text(encoding='utf-8')[-2_000:] if words.exists() else ''}"
            ) from None


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    wanted = parser.parse_args()
    report("startup", measure(quick=wanted.quick), as_json=wanted.json)


if __name__ == "__main__":
    main()
