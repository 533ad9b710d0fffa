"""A table of 50 x 10 cells that all change ten times a second: ``python -m benchmarks.console_table [--json]``.

Each table lives in an app of its own, in a child process with a pseudo-terminal for a screen, so that Textual's real
driver writes what a terminal would get. The child measures its own CPU time, and its loop's lag by a ticking task.
Texts of the cells are made beforehand; cells, rows, comparing and drawing count. Beside it Textual's ``DataTable`` does
the same by ``update_cell``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.common import ROOT, Figure, environment, percentile, report

if TYPE_CHECKING:
    from textual.app import App

ROWS, COLUMNS, HERTZ = 50, 10, 10
SCREEN = (56, 150)
FRAMES = 20
WARM_UP = 2.0
TICK = 0.005
CPU_GOAL, LAG_GOAL = 15.0, 20.0


# --- the child -------------------------------------------------------------------------------------------------------
def texts() -> list[list[list[str]]]:
    """Frames of cell texts in which every cell differs from the frame before."""
    from locales.formats import number

    return [
        [
            [number(1_000 + 37 * row + 7 * column + frame, decimals=2) for column in range(COLUMNS)]
            for row in range(ROWS)
        ]
        for frame in range(FRAMES)
    ]


def ours(frames: list[list[list[str]]], flash: bool) -> tuple[App[None], Callable[[int], None]]:
    """An app with our table, and how a frame is shown."""
    from textual.app import App, ComposeResult

    from console.look.themes import PALETTES, theme_of
    from console.look.tones import look_of
    from console.tables.cells import Cell, Row
    from console.tables.columns import Column
    from console.widgets.tick_table import TickTable

    look = look_of("night")
    columns = [Column(f"c{i}", f"Cột {i}", width=11, right=True) for i in range(COLUMNS)]
    tones = (look.up, look.down)
    table = TickTable(flash=flash)

    class Ours(App[None]):
        CSS_PATH = ROOT / "console" / "styles" / "widgets.tcss"

        def compose(self) -> ComposeResult:
            yield table

        def on_mount(self) -> None:
            self.register_theme(theme_of(PALETTES["night"]))
            self.theme = "night"

    def cell(text: str, turn: int) -> Cell:
        """Every second one rises while the others fall."""
        return Cell(text, tones[turn % 2], float(turn % 2))

    def show(frame: int) -> None:
        rows = [
            Row(str(r), tuple(cell(text, r + c + frame) for c, text in enumerate(cells)))
            for r, cells in enumerate(frames[frame % FRAMES])
        ]
        table.show(columns, rows, look)

    return Ours(), show


def usual(frames: list[list[list[str]]]) -> tuple[App[None], Callable[[int], None]]:
    """An app with Textual's DataTable, and how a frame is shown."""
    from rich.text import Text
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable

    table: DataTable[Text] = DataTable(cursor_type="row")

    class Usual(App[None]):
        def compose(self) -> ComposeResult:
            yield table

        def on_mount(self) -> None:
            for column in range(COLUMNS):
                table.add_column(f"Cột {column}", key=f"c{column}", width=11)
            for row, cells in enumerate(frames[0]):
                table.add_row(*(Text(text, style="green") for text in cells), key=str(row))

    def show(frame: int) -> None:
        for r, cells in enumerate(frames[frame % FRAMES]):
            for c, text in enumerate(cells):
                table.update_cell(str(r), f"c{c}", Text(text, style="green" if (r + c + frame) % 2 else "red"))

    return Usual(), show


async def _measured(app: App[None], show: Callable[[int], None], seconds: float) -> dict[str, float]:
    """Run ``app`` on the terminal and show frames; its share of a core and the lag of its loop."""
    lags: list[float] = []
    found: dict[str, float] = {}

    async def ticker() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            lags.append(1_000 * (time.perf_counter() - before - TICK))

    async def feed() -> None:
        frame = 0

        async def run_for(span: float) -> None:
            nonlocal frame
            due = time.perf_counter()
            until = due + span
            while due < until:
                show(frame)
                frame += 1
                due += 1 / HERTZ
                await asyncio.sleep(max(0.0, due - time.perf_counter()))

        await run_for(WARM_UP)
        lags.clear()
        cpu, wall = time.process_time(), time.perf_counter()
        await run_for(seconds)
        spent, passed = time.process_time() - cpu, time.perf_counter() - wall
        found["cpu"] = 100 * spent / passed
        found["lag_p99"], found["lag_p50"] = percentile(lags, 0.99), percentile(lags, 0.5)
        app.exit()

    tasks: list[asyncio.Task[None]] = []

    def begin() -> None:
        tasks.extend([asyncio.create_task(ticker()), asyncio.create_task(feed())])

    app.call_later(begin)
    await app.run_async()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return found


def child(kind: str, seconds: float, result: Path) -> None:
    """One table on this process's terminal."""
    frames = texts()
    app, show = usual(frames) if kind == "usual" else ours(frames, flash=kind == "flash")
    result.write_text(json.dumps(asyncio.run(_measured(app, show, seconds))), encoding="utf-8")


# --- the parent ------------------------------------------------------------------------------------------------------
def measured(kind: str, seconds: float) -> dict[str, Any]:
    """One table in a child with a terminal of its own; what the child found, and how much it wrote."""
    import fcntl
    import struct
    import termios

    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SCREEN, 0, 0))
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        words = [sys.executable, "-m", "benchmarks.console_table", "--child", kind]
        env = {**environment(Path(folder)), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        process = subprocess.Popen(
            [*words, "--seconds", str(seconds), "--result", str(result)],
            cwd=ROOT, env=env, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        written = _drained(master, process, 30 + 3 * seconds)
        os.close(master)
        if not result.exists():
            raise SystemExit(f"{kind}: ended with {process.returncode}")
        return {**json.loads(result.read_text(encoding="utf-8")), "written_kb": written / 1_000}


def _drained(terminal: int, process: subprocess.Popen[bytes], patience: float) -> int:
    """Read like a terminal until the child is gone; bytes read."""
    written, until = 0, time.monotonic() + patience
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError):
            if select.select([terminal], [], [], 0.1)[0]:
                written += len(os.read(terminal, 1 << 16))
    if process.poll() is None:
        process.kill()
    process.wait()
    return written


def measure(seconds: float) -> list[Figure]:
    """Ours without and with marks of changes, and the usual table."""
    plain, flash, common = (measured(kind, seconds) for kind in ("plain", "flash", "usual"))
    what = f"table {ROWS} x {COLUMNS} at {HERTZ} Hz"
    note = f"{plain['written_kb'] / (seconds + WARM_UP):.0f} kB/s to the terminal"
    return [
        Figure(f"{what}, of a core", plain["cpu"], "%", CPU_GOAL, usual=common["cpu"], note=note),
        Figure(f"{what}, loop lag p99", plain["lag_p99"], "ms", LAG_GOAL, usual=common["lag_p99"]),
        Figure(f"{what}, every change marked, of a core", flash["cpu"], "%", CPU_GOAL, usual=common["cpu"]),
        Figure(f"{what}, every change marked, loop lag p99", flash["lag_p99"], "ms", LAG_GOAL, usual=common["lag_p99"]),
    ]


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="shorter")
    parser.add_argument("--child", choices=("plain", "flash", "usual"), help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each table is measured")
    parser.add_argument("--result", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        child(wanted.child, wanted.seconds, wanted.result)
        return
    report("console_table", measure(2.0 if wanted.quick else wanted.seconds), as_json=wanted.json)


if __name__ == "__main__":
    main()
