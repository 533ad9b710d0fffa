"""``run_bot.py``: starts, answers ``call``, stops cleanly when told to, and refuses a second of its kind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.service.wire import engine_is_running
from tests.engine.cli.test_market_verbs import ROOT, settings_for


def bot(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "run_bot.py", "--speed", "100", *words],
        cwd=ROOT,
        env=settings_for(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = bot(tmp_path, "--lang", "en")
    deadline = time.monotonic() + 60
    while not engine_is_running(tmp_path / "data") and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    yield process
    if process.poll() is None:
        process.kill()
        process.communicate()


def tool(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", *words]
    return subprocess.run(command, cwd=ROOT, env=settings_for(folder), capture_output=True, text=True, check=False)


@pytest.mark.timeout(240)
def test_from_start_to_stop(running: subprocess.Popen[str], tmp_path: Path) -> None:
    asked = tool(tmp_path, "call", "tôi là ai", "--json")
    assert json.loads(asked.stdout)["surface"] == "cli"
    assert tool(tmp_path, "call", "suc khoe").stdout.count("[DEMO · TIỀN GIẤY]") == 1
    second = bot(tmp_path)
    _, said = second.communicate(timeout=60)
    assert second.returncode == 4
    assert f"tiến trình {running.pid}" in said
    running.send_signal(signal.SIGTERM)
    began = time.monotonic()
    out, said = running.communicate(timeout=30)
    assert time.monotonic() - began < 5
    assert (running.returncode, out) == (0, "")
    assert "No bot token is set" in said
    assert "[KHOI TAO] The engine has started." in said
    assert "[KHOI TAO] The engine has stopped." in said
    assert "Traceback" not in said
    assert not engine_is_running(tmp_path / "data")
