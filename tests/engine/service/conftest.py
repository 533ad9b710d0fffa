"""A run of 240 judged candles that every test may have a copy of, and engines on it."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from tests.engine.house import House, living

PAST = 240
T = TypeVar("T")


@pytest.fixture(scope="session")
def past(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an eager engine leaves behind; made by whichever worker asks first. Not to be written to."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = run / "past", run / "past-is-made"

    async def make() -> None:
        async with living(folder, models) as house:
            await house.reach(PAST)

    with (run / "past.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            asyncio.run(make())
            done.touch()
    return folder


@pytest.fixture
def folder(past: Path, tmp_path: Path) -> Path:
    """A copy of the past."""
    shutil.copytree(past, tmp_path / "house", ignore=shutil.ignore_patterns("engine.*"))
    return tmp_path / "house"


@pytest.fixture
def own_models(models: Path, tmp_path: Path) -> Path:
    """Models that a test may change."""
    return Path(shutil.copytree(models, tmp_path / "models"))


@pytest.fixture
async def house(folder: Path, models: Path) -> AsyncIterator[House]:
    """An engine that goes on from the past; its market stands still until the test lets it go on."""
    async with living(folder, models) as made:
        await reach(made, 2)
        yield made


@pytest.fixture
async def still(tmp_path: Path, models: Path) -> AsyncIterator[House]:
    """An engine that opens nothing by itself, with wide exits."""
    async with living(tmp_path / "still", models, **STILL) as made:
        await reach(made, 2)
        yield made


async def reach(house: House, candles: int) -> None:
    """Let the market go on until so many candles were judged, and until what was under way then is taken in too."""
    await house.reach(candles)
    quiet, before = 0, -1
    while quiet < 6:
        await asyncio.sleep(0.005)
        async with house.pipeline._turn:
            quiet, before = (quiet + 1 if house.pipeline.version == before else 0), house.pipeline.version


async def at_rest(house: House, ask: Callable[[], Awaitable[T]]) -> T:
    """Answers between which no price moved: the last ones are still under way when a market is held."""
    while True:
        before = house.pipeline.version
        found = await ask()
        if house.pipeline.version == before:
            return found


STILL = {"confidence_threshold": 0.99, "stop_loss": "0.3", "take_profit": "0.9", "time_limit": 5_000}
