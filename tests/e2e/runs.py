"""Engines as processes of their own, the way people and servers start them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.core.modes import Role
from engine.service.port import Caller, Request
from engine.service.wire import RemoteService, engine_is_running
from tests.engine.house import EAGER

ROOT = Path(__file__).parents[2]
CALLER = Caller("cli", "an", Role.OWNER)


def environment(folder: Path, models: Path, **settings: Any) -> dict[str, str]:
    """What a process in ``folder`` is told; None leaves a setting out."""
    own = {"data_dir": folder / "data", "models_dir": models, **EAGER, "demo_speed": 10_000, **settings}
    told = {name.upper(): str(value) for name, value in own.items() if value is not None}
    return {**os.environ, "PYTHONPATH": str(ROOT), **told}


class Bot:
    """``run_bot.py`` on a data folder."""

    def __init__(self, folder: Path, models: Path, *words: str, **settings: Any) -> None:
        self.folder, self.data = folder, folder / "data"
        folder.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "run_bot.py"), *words],
            cwd=folder,
            env=environment(folder, models, **settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def up(self, within: float = 60) -> None:
        """Wait until it answers."""
        wait_for(lambda: engine_is_running(self.data) or self.process.poll() is not None, within)
        assert self.process.poll() is None, self.process.communicate()[1]

    def ask(self, command: str, confirmations: int = 2, *, readonly: bool = False, **arguments: Any) -> Any:
        """A command through the socket."""
        remote = RemoteService(self.data, actor="an", readonly=readonly)
        return asyncio.run(remote.call(CALLER, Request(command, arguments, confirmations)))

    def reach(self, candles: int, within: float = 60) -> None:
        """Wait until so many candles have been judged."""
        wait_for(lambda: self.ask("status").candles_seen >= candles, within)

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str, float]:
        """Signal it; its exit code, what it said, and how long it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        out, said = self.process.communicate(timeout=60)
        return self.process.returncode, out, said, time.monotonic() - began


@contextlib.contextmanager
def bot(folder: Path, models: Path, *words: str, **settings: Any) -> Iterator[Bot]:
    """A process that does not outlive its test."""
    made = Bot(folder, models, *words, **settings)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
            made.process.communicate()


def tool(folder: Path, models: Path, *words: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """``python -m engine ...`` to its end."""
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "engine", *words],
        cwd=folder,
        env=environment(folder, models, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


def facts(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def wait_for(true: Any, within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, f"not within {within} s"
        time.sleep(0.02)
