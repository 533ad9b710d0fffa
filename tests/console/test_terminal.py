"""The console in a real terminal: it leaves no trace there, and the engine it looks at is not its own."""

from __future__ import annotations

import asyncio
import errno
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.core.modes import Role
from engine.service.port import Caller, Request
from engine.service.wire import RemoteService, engine_is_running

ROOT = Path(__file__).parents[2]
SECONDS = 60


def environment(home: Path, models: Path) -> dict[str, str]:
    home.mkdir(parents=True, exist_ok=True)
    (home / "blank.env").touch()
    own = {
        "DATA_DIR": str(home / "data"), "MODELS_DIR": str(models), "SYMBOLS": "BTC,ETH", "HORIZON": "1h",
        "HISTORY_CANDLES": "600", "TERM": "xterm-256color", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    return {**os.environ, **own}


class Terminal:
    """A program at a terminal of 100 x 30."""

    def __init__(self, script: str, home: Path, models: Path, *flags: str) -> None:
        self.screen, self._line = pty.openpty()
        termios.tcsetwinsize(self.screen, (30, 100))
        self.before = termios.tcgetattr(self._line)
        self.program = subprocess.Popen(
            [sys.executable, script, "--env", str(home / "blank.env"), *flags],
            cwd=ROOT, env=environment(home, models), stdin=self._line, stdout=self._line, stderr=self._line,
            start_new_session=True,
        )  # fmt: skip
        self.said = b""

    def read(self, wait: float = 0.1) -> None:
        if select.select([self.screen], [], [], wait)[0]:
            try:
                self.said += os.read(self.screen, 65_536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise

    def until(self, text: str) -> None:
        deadline = time.monotonic() + SECONDS
        while text.encode() not in self.said:
            assert time.monotonic() < deadline, self.said[-2_000:]
            assert self.program.poll() is None or self._drained(), self.said[-2_000:]
            self.read()

    def _drained(self) -> bool:
        before = len(self.said)
        self.read()
        return len(self.said) > before

    def press(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def end(self) -> int:
        """Until it has ended; everything it still says is read, lest it wait for a reader."""
        deadline = time.monotonic() + SECONDS
        while self.program.poll() is None:
            assert time.monotonic() < deadline
            self.read()
        while self._drained():
            pass
        return self.program.returncode

    @property
    def is_clean(self) -> bool:
        """Whether the terminal is as it was: cooked, on its usual screen, with its cursor, without mouse reports."""
        undone = all(
            self.said.rfind(f"\x1b[?{mode}{off}".encode()) > self.said.rfind(f"\x1b[?{mode}{on}".encode())
            for mode, on, off in (("1049", "h", "l"), ("25", "l", "h"), ("1000", "h", "l"), ("2004", "h", "l"))
        )
        return undone and termios.tcgetattr(self._line) == self.before

    def close(self) -> None:
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        os.close(self.screen)
        os.close(self._line)


@contextmanager
def opened(script: str, home: Path, models: Path, *flags: str) -> Iterator[Terminal]:
    terminal = Terminal(script, home, models, *flags)
    try:
        yield terminal
    finally:
        terminal.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    environment(tmp_path / "home", tmp_path)
    return tmp_path / "home"


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, "q"], ids=str)
def test_it_leaves_the_terminal_as_it_was(home: Path, models: Path, ending: signal.Signals | str) -> None:
    with opened("run_tui.py", home, models) as terminal:
        terminal.until("BTC")
        if isinstance(ending, str):
            terminal.press(ending)
        else:
            terminal.program.send_signal(ending)
        assert terminal.end() == 0
        assert terminal.is_clean
        assert not engine_is_running(home / "data")
    assert (home / "data" / "logs" / "stderr.log").read_text(encoding="utf-8") == ""


def test_what_keeps_it_from_starting_is_said_on_the_terminal(home: Path, models: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "trading_logs.db").write_bytes(b"this is no database" * 100)
    with opened("run_tui.py", home, models, "--lang", "en") as terminal:
        assert terminal.end() == 1
        said = terminal.said.decode()
        assert "restore" in said
        assert "E-" in said
        assert "Traceback" not in said


def test_what_ends_the_engine_ends_the_console_and_is_said(home: Path, models: Path) -> None:
    lines = "timestamp,open,high,low,close,volume\n"
    (home / "broken.csv").write_text(lines + "x,1,1,1,1,1\n", encoding="utf-8")
    flags = ("--market", "replay", "--file", str(home / "broken.csv"), "--lang", "en")
    with opened("run_tui.py", home, models, *flags) as terminal:
        assert terminal.end() == 2
        assert "broken.csv" in terminal.said.decode()
        assert "Traceback" not in terminal.said.decode()


def test_it_attaches_to_a_running_engine_and_leaves_it_running(home: Path, models: Path, tmp_path: Path) -> None:
    data = home / "data"
    with (tmp_path / "bot.log").open("wb") as log:
        bot = subprocess.Popen(
            [sys.executable, "run_bot.py", "--env", str(home / "blank.env")],
            cwd=ROOT, env=environment(home, models), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + SECONDS
        while not engine_is_running(data):
            assert bot.poll() is None, (tmp_path / "bot.log").read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with opened("run_tui.py", home, models) as one, opened("run_tui.py", home, models, "--readonly") as two:
            one.until("BTC")
            two.until("BTC")
            two.press("p")
            two.until("E-")
            one.press("p")
            one.until("TẠM DỪNG")
            two.until("TẠM DỪNG")
            for terminal in (one, two):
                terminal.press("q")
                assert terminal.end() == 0
                assert terminal.is_clean
        status = asyncio.run(RemoteService(data, actor="an").call(Caller("test", "an", Role.OWNER), Request("status")))
        assert status.state == "PAUSED"  # type: ignore[union-attr]
        assert bot.poll() is None
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(SECONDS) == 0
    finally:
        if bot.poll() is None:
            bot.kill()
            bot.wait()
    shutil.rmtree(data)
