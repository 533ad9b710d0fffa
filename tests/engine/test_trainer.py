"""What is missing is trained in another process while the house runs, told as it goes, and picked up when done."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.core.clocks import MarketClock
from engine.core.errors import Operational, Refused
from engine.core.symbols import Symbol
from engine.forecast.layout import ModelKey
from engine.forecast.registry import ModelRegistry
from engine.forecast.writer import read_champion
from engine.store.sql import run
from engine.store.store import Store
from engine.trainer import RETRY_MS, Trainer
from tests.engine.house import BTC, ETH, H1, M15, living, loaded, retraced, until


class HandClock:
    def __init__(self, at: int) -> None:
        self.at = at

    def now(self) -> int:
        return self.at


class Job:
    """A job as the runner shows it."""

    def __init__(self, state: str, items: list[dict[str, Any]], error: Any = None) -> None:
        from engine.jobs.model import JobState

        self.id, self.state, self.items, self.error = "j1", JobState(state), items, error
        self.params, self.fraction = {"symbol": "BTC/USDT", "done": 2, "members": 6}, 0.33


class Runner:
    """Starts nothing; the test says how it went."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.now_is: Any = None

    def start(self, kind: str, request: dict[str, Any]) -> Any:
        self.requests.append(request)
        self.now_is = Job("running", [])
        return self.now_is

    def job(self, name: str) -> Any:
        return self.now_is

    async def close(self) -> None:
        return None


@pytest.fixture
def made(tmp_path: Path, models: Path) -> Callable[..., tuple[Trainer, Runner, HandClock, Store]]:
    def make(folder: Path = tmp_path / "models") -> tuple[Trainer, Runner, HandClock, Store]:
        settings = loaded(tmp_path, folder).settings
        store = Store.open(f"sqlite:///{tmp_path}/x.db")
        wall = HandClock(10**13)
        trainer = Trainer(settings, "demo", "x", store, ModelRegistry(folder), wall, MarketClock(5), lambda: (BTC, ETH))
        runner = Runner()
        trainer._runner = runner  # type: ignore[assignment]
        return trainer, runner, wall, store

    return make


async def test_what_is_missing_is_asked_for_once_and_told_while_it_runs(made: Any) -> None:
    trainer, runner, _, store = made()
    task = asyncio.create_task(trainer.run())
    try:
        assert trainer.training() is None
        trainer.wake()
        await until(lambda: runner.requests)
        (request,) = runner.requests
        assert request["symbols"] == ["BTC/USDT", "ETH/USDT"]
        assert (request["pooled"], request["timeframe"], request["horizon"]) == (False, "15m", "1h")
        shown = trainer.training()
        assert shown is not None
        assert (shown.done, shown.total, shown.symbol) == (2, 6, "BTC/USDT")
        with pytest.raises(Refused, match="err-training-busy"):
            await trainer.retrain(None)
        for _ in range(3):
            trainer.wake()
            await asyncio.sleep(0)
        assert len(runner.requests) == 1
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        store.close()


async def test_a_pair_that_cannot_be_trained_yet_is_told_once_and_put_off(made: Any) -> None:
    trainer, runner, wall, store = made()
    task = asyncio.create_task(trainer.run())
    try:
        trainer.wake()
        await until(lambda: runner.requests)
        refused = {"event": "refused", "symbol": "BTC/USDT", "key": "err-training-too-few", "params": {"have": 3}}
        runner.now_is = Job("failed", [refused], Operational("err-training-too-few"))
        runner.now_is.error.tail = ""
        trainer.wake()
        await until(lambda: trainer.training() is None)
        await asyncio.wait_for(trainer.settled(), 10)
        told = store.read(lambda conn: [tuple(row) for row in run(conn, "SELECT kind, symbol FROM events", ()).all()])
        assert told == [("training", "BTC/USDT")]
        assert len(runner.requests) == 1
        wall.at += RETRY_MS + 1
        trainer.wake()
        await until(lambda: len(runner.requests) == 2)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        store.close()


async def test_a_new_champion_is_brought_in_and_written_down_once(made: Any, models: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(models, folder)
    trainer, _, _, store = made(folder)
    try:
        await trainer.bring_in()
        await trainer.bring_in()
        tape = store.read(lambda conn: [row[0] for row in run(conn, "SELECT symbol FROM tape ORDER BY id", ()).all()])
        assert sorted(tape) == ["BTC/USDT", "ETH/USDT"]
        known = store.read(
            lambda conn: [tuple(row) for row in run(conn, "SELECT symbol, status FROM smart_models", ()).all()]
        )
        assert {row[0] for row in known} == {"BTC/USDT", "ETH/USDT"}
    finally:
        store.close()


@pytest.mark.timeout(180)
async def test_a_first_start_trains_for_real_and_speaks_by_itself(tmp_path: Path, models: Path) -> None:
    """One pair lacks its model: a process trains it while the other one is already served."""
    own = tmp_path / "models"
    shutil.copytree(models, own)
    shutil.rmtree(own / "demo" / "ETH-USDT")
    async with living(tmp_path, own, history_candles=900) as house:
        await house.reach(8)
        assert house.pipeline.has_model(BTC)
        await until(lambda: house.pipeline.has_model(ETH), 120)
        await house.reach(house.pipeline.candles_seen + 4)
        assert (await house.rows("SELECT COUNT(*) FROM direction_predictions WHERE symbol = 'ETH/USDT'"))[0][0] >= 1
        loads = await house.rows("SELECT symbol FROM events WHERE kind = 'model_loaded' ORDER BY id")
        assert [row[0] for row in loads].count("ETH/USDT") == 1
    assert read_champion(ModelKey("demo", Symbol("ETH"), M15, H1).folder(own))


async def test_a_rollback_speaks_with_the_version_before(tmp_path: Path, models: Path) -> None:
    own = tmp_path / "models"
    shutil.copytree(models, own)
    folder = ModelKey("demo", BTC, M15, H1).folder(own)
    first = read_champion(folder)
    assert first is not None
    from tests.engine.house import train

    train(own, BTC)
    second = read_champion(folder)
    assert second != first
    async with living(tmp_path, own) as house:
        await house.reach(4)
        await house.ask("rollback", symbol=BTC)
        registry = house.engine.rooms.registry
        await until(lambda: registry.peek("demo", BTC, M15, H1).version == first, 20)
        await house.reach(8)
        query = "SELECT model_version FROM direction_predictions WHERE symbol = 'BTC/USDT' ORDER BY timestamp"
        spoke = [row[0] for row in await house.rows(query)]
        assert (spoke[0], spoke[-1]) == (second, first)
    assert (await retraced(tmp_path, own)).equal
    assert read_champion(folder) == first
