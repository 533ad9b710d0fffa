"""A run with a past and a future: copied in the middle, asked in the middle, then gone on with."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.core.candles import Tick
from engine.playback.service import PlaybackService
from engine.service.codec import decode, encode
from engine.store.backup import backup
from tests.engine.house import House, living, loaded
from tests.engine.service.conftest import at_rest, reach

MIDDLE, END = 150, 330
ASKED = (
    ("trades", {"limit": 500}), ("signals", {"limit": 500}), ("signals", {"limit": 500, "which": "all"}), ("stats", {}),
    ("orders", {"limit": 500}), ("scoreboard", {"limit": 500}), ("profit", {}), ("performance", {"by": "tier"}),
    ("performance", {}), ("positions", {}), ("balance", {}), ("risk", {}), ("locks", {}), ("audit", {"limit": 500}),
    ("models", {}), ("models", {"symbol": "BTC"}), ("price", {"symbol": "ETH"}), ("movers", {}), ("status", {}),
    ("predict", {"symbol": "BTC"}), ("explain", {"symbol": "ETH"}), ("equity", {}), ("symbols", {}),
    ("chart", {"symbol": "BTC"}), ("chart", {"symbol": "ETH", "timeframe": "1h"}), ("depth", {"symbol": "BTC"}),
)  # fmt: skip
"""Every question that a recording answers about the market, the book and the house."""
LIVE = ("trades", "signals", "stats", "scoreboard", "profit", "performance", "locks")
"""Of them, those whose live answer depends on nothing but the record: no price between candles, no wall clock."""


@pytest.fixture(scope="session")
def story(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``middle`` is a copy of ``later`` from when half of it had not happened yet. Not to be written to."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = run / "story", run / "story-is-told"
    with (run / "story.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            asyncio.run(_tell(folder, models))
            done.touch()
    return folder


async def _tell(folder: Path, models: Path) -> None:
    said: list[dict[str, Any]] = []
    async with living(folder / "later", models) as house:
        with deaf(house):
            for candles in (30, 60):
                await reach(house, candles)
                said.append(await at_rest(house, lambda: _answers(house)))
        await reach(house, 64)  # what people do while the market stands still is of the same moment as what it said
        await house.ask("pause", reason="lunch")
        await house.ask("symbols", action="block", symbol="ETH")
        await reach(house, 75)
        await house.ask("resume")
        await house.ask("unlock", symbol="ETH")
        await reach(house, MIDDLE)
        said.append(await at_rest(house, lambda: _answers(house)))
        copy = folder / "middle" / "data" / "trading_logs.db"
        copy.parent.mkdir(parents=True)
        await asyncio.to_thread(backup, house.store, copy)
        await reach(house, MIDDLE + 6)
        await house.ask("symbols", action="block", symbol="BTC")
        await reach(house, MIDDLE + 40)
        await house.ask("unlock")
        await house.ask("paper", action="cash", cash="500")
        await reach(house, END)
        said.append(await at_rest(house, lambda: _answers(house)))
        await house.ask("halt")
    (folder / "said.json").write_text(json.dumps(said), encoding="utf-8")


@contextmanager
def deaf(house: House) -> Iterator[None]:
    """Time passes, but prices act only by closed candles, as where a market shows none between them."""

    async def only_time(tick: Tick) -> None:
        house.pipeline.clock.advance(tick.timestamp)

    heard = house.pipeline.on_tick
    house.pipeline.on_tick = only_time
    try:
        yield
    finally:
        house.pipeline.on_tick = heard


async def _answers(house: House) -> dict[str, Any]:
    now = house.pipeline.clock.now()
    asked = [(name, arguments) for name, arguments in ASKED if name in LIVE]
    return {"at": now, "answers": [(*one, encode(await house.ask(one[0], **one[1]))) for one in asked]}


@pytest.fixture(scope="session")
def said(story: Path) -> list[tuple[int, str, dict[str, Any], Any]]:
    """What the engine itself said on its way: at what market time, to which question, and its answer."""
    times = json.loads((story / "said.json").read_text(encoding="utf-8"))
    return [(facts["at"], name, asked, decode(answer)) for facts in times for name, asked, answer in facts["answers"]]


Opener = Callable[..., PlaybackService]


@pytest.fixture
def play(story: Path, models: Path) -> Iterator[Opener]:
    """Opens the playback of one of the two stores."""
    opened: list[PlaybackService] = []

    def make(name: str = "later", start: int | None = None, end: int | None = None, **more: Any) -> PlaybackService:
        settings = loaded(story / name, models).settings
        opened.append(PlaybackService.open(settings, start, end, **more))
        return opened[-1]

    yield make
    for service in opened:
        service._asof.close()


@pytest.fixture
def own_copy(story: Path, tmp_path: Path) -> Path:
    """A copy of the whole story that a test may look at closely."""
    return Path(shutil.copytree(story / "later", tmp_path / "later", ignore=shutil.ignore_patterns("engine.*")))
