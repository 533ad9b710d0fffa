"""The console in a real terminal: it leaves no trace there, and the engine it looks at is not its own."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import json
import os
import pty
import select
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

    def forget(self) -> None:
        """What is waited for next must be said from now on."""
        self.said = b""

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
def fresh(tmp_path: Path) -> Path:
    """A home where nobody has ever been."""
    environment(tmp_path / "home", tmp_path)
    return tmp_path / "home"


@pytest.fixture
def home(fresh: Path) -> Path:
    """A home of somebody who knows the console already."""
    (fresh / "data").mkdir()
    (fresh / "data" / "console.json").write_text(json.dumps({"welcomed": True}), encoding="utf-8")
    return fresh


@contextmanager
def bot(home: Path, models: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The engine without a screen, once it can be asked."""
    with log.open("ab") as written:
        program = subprocess.Popen(
            [sys.executable, "run_bot.py", "--env", str(home / "blank.env")],
            cwd=ROOT, env=environment(home, models), stdin=subprocess.DEVNULL, stdout=written, stderr=written,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + SECONDS
        while not engine_is_running(home / "data"):
            assert program.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield program
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()


def ended(program: subprocess.Popen[bytes]) -> int:
    program.send_signal(signal.SIGTERM)
    return program.wait(SECONDS)


def state_of(home: Path) -> str:
    asked = RemoteService(home / "data", actor="an").call(Caller("test", "an", Role.OWNER), Request("status"))
    return str(asyncio.run(asked).state)  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, "q"], ids=str)
def test_it_leaves_the_terminal_as_it_was(home: Path, models: Path, ending: signal.Signals | str) -> None:
    with opened("run_tui.py", home, models) as terminal:
        terminal.until("ĐANG CHẠY")
        if isinstance(ending, str):
            terminal.press(ending)
        else:
            terminal.program.send_signal(ending)
        assert terminal.end() == 0
        assert terminal.is_clean
        assert not engine_is_running(home / "data")
    assert (home / "data" / "logs" / "stderr.log").read_text(encoding="utf-8") == ""


def test_a_broken_database_is_said_on_the_screen_and_then_on_the_terminal(home: Path, models: Path) -> None:
    (home / "data" / "trading_logs.db").write_bytes(b"this is no database" * 100)
    with opened("run_tui.py", home, models, "--lang", "en") as terminal:
        terminal.until("E-")
        terminal.press("q")
        assert terminal.end() == 1
        assert terminal.is_clean
        told = terminal.said.decode().rpartition("\x1b[?1049l")[2]
        assert "restore" in told
        assert "E-" in told
        assert "Traceback" not in terminal.said.decode()


def test_a_market_that_cannot_be_read_waits_for_a_person(home: Path, models: Path) -> None:
    lines = "timestamp,open,high,low,close,volume\n"
    (home / "broken.csv").write_text(lines + "x,1,1,1,1,1\n", encoding="utf-8")
    flags = ("--market", "replay", "--file", str(home / "broken.csv"), "--lang", "en")
    with opened("run_tui.py", home, models, *flags) as terminal:
        terminal.until("broken.csv")
        terminal.press("q")
        assert terminal.end() == 2
        told = terminal.said.decode().rpartition("\x1b[?1049l")[2]
        assert "broken.csv" in told
        assert "Traceback" not in terminal.said.decode()


def test_settings_that_make_no_sense_are_said_before_any_screen(home: Path, models: Path) -> None:
    (home / "blank.env").write_text("SYMBOLS=??\n", encoding="utf-8")
    with opened("run_tui.py", home, models, "--lang", "en", "--seed", "nine") as terminal:
        assert terminal.end() == 2
        assert b"\x1b[?1049h" not in terminal.said
        assert "Traceback" not in terminal.said.decode()


def test_consoles_attach_to_a_running_engine_and_leave_it_running(home: Path, models: Path, tmp_path: Path) -> None:
    with bot(home, models, tmp_path / "bot.log") as program:
        with opened("run_tui.py", home, models) as one, opened("run_tui.py", home, models, "--readonly") as two:
            one.until("ĐANG CHẠY")
            two.until("ĐANG CHẠY")
            two.press("p")
            two.until("‖")
            two.press("pP")  # the picture goes on; the engine is not the reader's to pause
            one.press("P")
            one.until("TẠM DỪNG")
            two.until("TẠM DỪNG")
            for terminal in (one, two):
                terminal.press("q")
                assert terminal.end() == 0
                assert terminal.is_clean
        assert state_of(home) == "PAUSED"
        assert program.poll() is None
        assert ended(program) == 0


def test_a_reader_pauses_nothing(home: Path, models: Path, tmp_path: Path) -> None:
    with bot(home, models, tmp_path / "bot.log") as program:
        with opened("run_tui.py", home, models, "--readonly") as terminal:
            terminal.until("ĐANG CHẠY")
            terminal.press("P")
            terminal.press(":tamdung\r")
            terminal.until("E-")
            terminal.press("q")
            assert terminal.end() == 0
        assert state_of(home) == "RUNNING"
        assert ended(program) == 0


def test_an_engine_that_restarts_is_missed_and_found_again(home: Path, models: Path, tmp_path: Path) -> None:
    with bot(home, models, tmp_path / "bot.log") as program, opened("run_tui.py", home, models) as terminal:
        terminal.until("ĐANG CHẠY")
        terminal.forget()
        assert ended(program) == 0
        terminal.until("mất liên lạc")
        assert not engine_is_running(home / "data"), "whoever was attached takes no folder over"
        terminal.forget()
        with bot(home, models, tmp_path / "bot.log") as again:
            terminal.until("ĐANG CHẠY")
            terminal.press("q")
            assert terminal.end() == 0
            assert terminal.is_clean
            assert again.poll() is None
            assert ended(again) == 0


def test_a_playback_shows_the_record_and_writes_nothing(home: Path, models: Path, tmp_path: Path) -> None:
    with bot(home, models, tmp_path / "bot.log") as program:
        deadline = time.monotonic() + SECONDS
        caller = Caller("test", "an", Role.OWNER)
        asked = Request("signals", {"which": "all", "limit": 10})
        while len(asyncio.run(RemoteService(home / "data", actor="an").call(caller, asked)).rows) < 10:  # type: ignore[union-attr]
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert ended(program) == 0
    before = hashes(home / "data")
    with opened("run_tui.py", home, models, "--playback") as terminal:
        terminal.until("XEM LẠI")
        terminal.until("BTC")
        terminal.press(".")
        terminal.press("P")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.is_clean
    assert hashes(home / "data") == before


def hashes(data: Path) -> dict[str, str]:
    """Of everything that an engine would write."""
    kept = [path for path in data.glob("trading_logs.db*") if path.stat().st_size and not path.name.endswith("-shm")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def test_somebody_new_is_welcomed_once(fresh: Path, models: Path) -> None:
    with opened("run_tui.py", fresh, models) as terminal:
        terminal.until("Tiếng Việt")
        assert not engine_is_running(fresh / "data"), "nothing is started before something was chosen"
        terminal.press("\x1b")
        terminal.until("ĐANG CHẠY")
        terminal.press("q")
        assert terminal.end() == 0
    with opened("run_tui.py", fresh, models) as again:
        again.until("ĐANG CHẠY")
        assert "Tiếng Việt" not in again.said.decode()
        again.press("q")
        assert again.end() == 0


def test_whoever_says_what_to_run_is_not_asked(fresh: Path, models: Path) -> None:
    with opened("run_tui.py", fresh, models, "--market", "demo") as terminal:
        terminal.until("ĐANG CHẠY")
        assert "Tiếng Việt" not in terminal.said.decode()
        terminal.press("q")
        assert terminal.end() == 0
