"""Draws the console as it is: a real engine on the demo market in a temporary folder, a picture of each scene.

``python -m tools.screenshot [vi] [en]`` writes ``docs/pictures/<scene>-<language>.svg``.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from console.app import ConsoleApp
    from engine.service.snapshots import Snapshot

ROOT: Final = Path(__file__).resolve().parent.parent
WIDE, NARROW = (140, 40), (80, 24)
FONTS: Final = "Menlo, Consolas, 'Noto Sans Mono', 'Liberation Mono', monospace"
LONGEST: Final = 300.0
"""Seconds to wait for something to show; the first start trains five models before anything is forecast."""
LEAST_TRADES: Final = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows: how one gets there, in which colours, how large."""

    name: str
    area: str = "market"
    theme: str = "night"
    size: tuple[int, int] = WIDE
    keys: tuple[str, ...] = ()


SCENES: Final = (
    Scene("console"),
    Scene("board", theme="board"),
    Scene("narrow", size=NARROW),
    Scene("chart", keys=("z",), theme="clear"),
    Scene("positions", area="positions"),
    Scene("signals", area="signals"),
    Scene("models", area="models"),
    Scene("backtest", area="backtest"),
    Scene("logs", area="logs"),
    Scene("settings", area="settings", theme="day"),
    Scene("palette", keys=("ctrl+p", "d", "u", "space", "d", "o")),
    Scene("playback", keys=("t", *("comma",) * 12)),
)


def worth_showing(snapshot: Snapshot) -> bool:
    """Training done, every coin forecast, a position open, signals spoken and scored: what a person will see."""
    kinds = [event.kind for event in snapshot.happenings]
    everywhere = snapshot.training is None and all(row.direction is not None for row in snapshot.rows)
    return everywhere and bool(snapshot.positions) and "signal" in kinds and "forecast_scored" in kinds


def self_contained(svg: str) -> str:
    """The picture without a font from elsewhere, which pages that show it would not load."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")


async def draw(language: str, folder: Path, tell: Callable[[str], None]) -> None:
    """All scenes in one language, from one engine: fast until there is something to show, then as it usually runs."""
    from engine.settings_load import load_settings
    from locales import set_defaults

    set_defaults(language=language, number_style=language)
    given = {"data_dir": folder / "data", "models_dir": folder / "models", "app_lang": language}
    await _run(language, folder, load_settings({**given, "demo_speed": 6_000}, environ={}, env_file=None), _has_traded)
    loaded = load_settings(given, environ={}, env_file=None)

    async def scenes(app: ConsoleApp, pilot: Pilot[None]) -> None:
        await _until(pilot, lambda: app.snapshot is not None and worth_showing(app.snapshot))
        for scene in SCENES:
            await _set_the_scene(app, pilot, scene)
            target = ROOT / "docs" / "pictures" / f"{scene.name}-{language}.svg"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self_contained(app.export_screenshot(title="Hải Đăng")), encoding="utf-8")
            tell(f"{target.relative_to(ROOT)} {target.stat().st_size // 1024} KB\n")
            await _leave_the_scene(app, pilot)

    await _run(language, folder, loaded, scenes)


async def _has_traded(app: ConsoleApp, pilot: Pilot[None]) -> None:
    while True:
        await _until(pilot, lambda: app.snapshot is not None and worth_showing(app.snapshot))
        if len((await app.ask("trades", {"limit": LEAST_TRADES})).rows) >= LEAST_TRADES:
            return
        await pilot.pause(1.0)


async def _run(
    language: str, folder: Path, loaded: Any, scenes: Callable[[ConsoleApp, Pilot[None]], Awaitable[None]]
) -> None:
    from console.app import ConsoleApp
    from console.launch import Launch
    from engine.core.modes import Role
    from engine.doors import LiveDoor, PlaybackDoor
    from engine.service.port import Caller

    settings = loaded.settings
    door = LiveDoor(loaded, actor="docs", readonly=False)
    caller = Caller("console", "docs", Role.OWNER, language=language)
    app = ConsoleApp(
        Launch(door, caller, settings.data_dir, lambda start, end: PlaybackDoor(settings, start, end), language)
    )
    try:
        async with app.run_test(size=WIDE) as pilot, asyncio.timeout(LONGEST):
            await scenes(app, pilot)
    finally:
        await door.close()


async def _until(pilot: Pilot[None], true: Callable[[], object]) -> None:
    while not true():
        await pilot.pause(0.2)


async def _set_the_scene(app: ConsoleApp, pilot: Pilot[None], scene: Scene) -> None:
    app.theme = app.memory.theme = scene.theme
    await pilot.resize_terminal(*scene.size)
    await app.show_area(scene.area)
    await pilot.pause(2.5)
    for key in scene.keys:
        await pilot.press(key)
        await pilot.pause(0.4)
    await pilot.pause(1.5)


async def _leave_the_scene(app: ConsoleApp, pilot: Pilot[None]) -> None:
    if app.is_playing:
        await app.live_again()
        await pilot.pause(1.0)
    for _ in range(3):
        await pilot.press("escape")
        await pilot.pause(0.2)
    await pilot.resize_terminal(*WIDE)


def main(languages: list[str]) -> int:
    """Draw the pictures that are asked for, or all."""
    os.environ.setdefault("COLORTERM", "truecolor")
    for language in languages or ["vi", "en"]:
        with tempfile.TemporaryDirectory(prefix="haidang-picture-") as folder:
            home = Path.cwd()
            os.chdir(folder)  # where no .env of ours lies
            try:
                asyncio.run(draw(language, Path(folder), lambda said: print(said, end="", flush=True)))  # noqa: T201
            finally:
                os.chdir(home)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
