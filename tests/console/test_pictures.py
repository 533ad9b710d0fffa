"""Pictures of every area and screen, in both languages, small and large, against those that were looked at.

``pytest tests/console/test_pictures.py --snapshot-update`` takes new ones; look at them before they are kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.keys import AREAS
from console.look.themes import PALETTES
from engine.service.snapshots import Playing
from locales import LANGUAGES, set_defaults
from tests.console.stage import AT, BARE, IN_TROUBLE, LIVE, PICTURE, TRAINING, Stage, console

FOLDER = Path("data")
"""Where the console keeps its things, by a name that is the same in every run."""
SIZES = {"80x24": (80, 24), "140x40": (140, 40)}
STATES = {
    "live": LIVE,
    "bare": BARE,
    "trouble": IN_TROUBLE,
    "training": TRAINING,
    "playing": replace(PICTURE, playing=Playing(AT, AT - 86_400_000, AT + 3_600_000, 60.0, running=True)),
}
DEEDS = {
    "palette": ("ctrl+p", "d", "u", "space", "d"),
    "help": ("question_mark",),
    "line": ("colon", "d", "o"),
    "confirm": ("F",),
    "detail": ("enter",),
    "chart": ("z",),
}


@pytest.fixture(autouse=True)
def _the_same_for_everybody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


async def settled(pilot: Pilot[None]) -> None:
    """Until every question has been answered and drawn."""
    app: Any = pilot.app
    async with asyncio.timeout(30):
        while app.snapshot is None or not app.furnished:
            await pilot.pause(0.02)
        for _ in range(4):
            while any(worker.group == "fetch" and worker.is_running for worker in app.workers):
                await pilot.pause(0.02)
            await pilot.pause(0.05)


def taken(
    compare: Callable[..., bool],
    app: ConsoleApp,
    size: tuple[int, int],
    area: str = "market",
    keys: tuple[str, ...] = (),
) -> bool:
    """Whether the picture is the one that was kept."""
    app.memory.flash = False

    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await app.show_area(area)
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", AREAS)
def test_area(area: str, language: str, size: str, snap_compare: Any) -> None:
    set_defaults(language=language, number_style=language)
    assert taken(snap_compare, console(Stage(PICTURE), FOLDER), SIZES[size], area)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deed", DEEDS)
def test_deed(deed: str, language: str, snap_compare: Any) -> None:
    set_defaults(language=language, number_style=language)
    assert taken(snap_compare, console(Stage(PICTURE), FOLDER), (100, 30), keys=DEEDS[deed])


@pytest.mark.parametrize("language", LANGUAGES)
def test_people(language: str, snap_compare: Any) -> None:
    set_defaults(language=language, number_style=language)
    assert taken(snap_compare, console(Stage(PICTURE), FOLDER), (100, 30), "settings", ("w", "w", "enter"))


@pytest.mark.parametrize("state", STATES)
def test_state(state: str, snap_compare: Any) -> None:
    assert taken(snap_compare, console(Stage(STATES[state]), FOLDER), (100, 30))


@pytest.mark.parametrize("theme", [name for name in PALETTES if name != "night"])
def test_theme(theme: str, snap_compare: Any) -> None:
    app = console(Stage(PICTURE), FOLDER)
    app.theme = app.memory.theme = theme
    assert taken(snap_compare, app, (140, 40))
