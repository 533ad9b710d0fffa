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


NOT_IN_THE_FIRST_FRAME = {
    *("numpy", "sqlalchemy", "onnxruntime", "talib", "aiohttp", "babel", "matplotlib", "pandas"),
    *("engine.app", "engine.service.answers", "engine.service.text", "console.areas.market", "console.screens"),
    *("console.widgets.tick_table", "console.widgets.candle_chart", "console.widgets.command_line"),
}
"""What the console's first frame does without: it is painted before any of this is imported."""
BUILT = """
import sys
from pathlib import Path
from console.app import ConsoleApp
from console.launch import Launch
from engine.core.modes import Role
from engine.service.port import Caller


class Door:
    own = True

    async def open(self):
        global before
        before = set(sys.modules)
        import asyncio
        await asyncio.Event().wait()

    async def close(self):
        pass


def app():
    caller = Caller("console", "an", Role.OWNER, language="vi")
    return ConsoleApp(Launch(Door(), caller, Path("data"), lambda start, end: Door(), "vi"))
"""
PAINTED = """
import asyncio

frames = []


async def main():
    shown = app()
    paint = shown._furnish

    async def furnish():
        frames.append(set(sys.modules))
        await paint()

    shown._furnish = furnish
    async with shown.run_test(size=(140, 40)) as pilot:
        while not frames:
            await pilot.pause(0.01)
        assert any("1" in str(bar.render_line(0).text) for bar in shown.query("NavBar"))
        while "before" not in globals():
            await pilot.pause(0.01)


asyncio.run(main())
"""


def names_after(code: str, folder: Path, shown: str = "sys.modules") -> set[str]:
    """Full names of the modules in the set that ``shown`` names once ``code`` has run."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('LOADED', *{shown})"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(next(line for line in done.stdout.splitlines() if line.startswith("LOADED")).split()[1:])


def test_the_console_is_built_without_anything_heavy(tmp_path: Path) -> None:
    found = names_after(f"{BUILT}\napp()", tmp_path)
    assert "console.app" in found
    assert not found & NOT_IN_THE_FIRST_FRAME


def test_its_first_frame_is_painted_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    assert not names_after(BUILT + PAINTED, tmp_path, "frames[0]") & NOT_IN_THE_FIRST_FRAME


def test_the_door_is_opened_before_the_engine_is_imported(tmp_path: Path) -> None:
    """The libraries of the engine come with the door, in a thread, behind what is seen already."""
    found = names_after(BUILT + PAINTED, tmp_path, "before")
    assert "console.areas.market" in found
    assert not found & (
        NOT_IN_THE_FIRST_FRAME - {name for name in found if name.startswith(("console", "engine.serv"))}
    )
    assert "engine.app" not in found
