"""What is imported when: starting fast is a promise, and the live path of the demo needs no heavy library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN_ALIVE = {
    *("pandas", "sklearn", "torch", "ccxt", "matplotlib", "xgboost", "shap"),
    *("discord", "telegram", "textual"),
}


def loaded_after(code: str, folder: Path, **environment: str) -> set[str]:
    """Top-level names of all modules that ``code`` leaves in memory."""
    script = f"{code}\nimport sys\nprint('LOADED', *sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.mark.parametrize(
    "module",
    [
        "engine.service",
        "engine.service.port",
        "engine.service.registry",
        "engine.service.specs",
        "engine.service.catalogue",
        "engine.service.answers",
        "engine.service.wire",
        "engine.service.access",
        "engine.core.errors",
        "engine.cli.main",
        "locales",
    ],
)
def test_the_door_is_light(module: str, tmp_path: Path) -> None:
    heavy = {"sqlalchemy", "numpy", "pydantic", "textual", "onnxruntime", "talib", "aiohttp", "babel"}
    assert not loaded_after(f"import {module}", tmp_path) & (heavy | FORBIDDEN_ALIVE)


@pytest.mark.parametrize("script", ["run_bot.py", "run_tui.py"])
def test_help_brings_nothing_heavy(script: str, tmp_path: Path) -> None:
    code = (
        "import runpy, sys, contextlib\n"
        f"sys.argv = ['{script}', '--help']\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    runpy.run_path({str(ROOT / script)!r}, run_name='__main__')"
    )
    heavy = {"sqlalchemy", "numpy", "pydantic", "onnxruntime", "talib", "aiohttp", "babel"}
    assert not loaded_after(code, tmp_path) & (heavy | FORBIDDEN_ALIVE)


LIVE = """
import asyncio
from pathlib import Path
from engine.app import Engine
from engine.service.port import Caller, Request
from engine.core.modes import Role
from engine.settings_load import load_settings

async def main():
    engine = await Engine.start(load_settings())
    running = asyncio.create_task(engine.run())
    owner = Caller("test", "an", Role.OWNER)
    while engine.rooms.pipeline.candles_seen < 20:
        assert not running.done()
        await asyncio.sleep(0.01)
    for command in ("price", "predict"):
        await engine.service.call(owner, Request(command, {"symbol": "BTC"}, 0))
    for command in ("status", "health", "positions", "stats", "models", "config"):
        await engine.service.call(owner, Request(command, {}, 0))
    await engine.stop()

asyncio.run(main())
"""


def test_the_live_engine_on_the_demo_does_without_heavy_libraries(tmp_path: Path, models: Path) -> None:
    from tests.e2e.runs import environment

    told = environment(tmp_path, models)
    found = loaded_after(LIVE, tmp_path, **{name: told[name] for name in told if name not in os.environ})
    assert not found & FORBIDDEN_ALIVE
    assert {"numpy", "onnxruntime", "sqlalchemy"} <= found


def test_the_console_reaches_the_engine_only_through_its_door(tmp_path: Path) -> None:
    """The console's own modules leave the rooms of the engine alone until one is started in process."""
    code = (
        "import console.app, sys\nfound = [name for name in sys.modules if name.startswith('engine.')]\nprint(*found)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    rooms = {name.split(".")[1] for name in done.stdout.split()}
    assert rooms <= {"service", "core", "cli"}
