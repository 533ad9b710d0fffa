"""A recorded run, decided anew: the same ledger and decisions whatever people did and whenever the engine died."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import InvalidInput, Operational, Refused
from engine.store.store import Store
from tests.engine.house import BTC, House, database, faults, living, loaded, retraced, until
from tests.engine.trading.dying import Crash, Dying

COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("pause", {"reason": "tin xấu"}),
    ("resume", {}),
    ("close", {"symbol": BTC}),
    ("enter", {"symbol": BTC}),
    ("symbols", {"action": "block", "symbol": "ETH"}),
    ("unlock", {"symbol": "ETH"}),
    ("enter", {"symbol": "ETH", "cash": "250"}),
    ("cancel", {"symbol": BTC}),
    ("paper", {"action": "cash", "cash": "500"}),
    ("reduce", {}),
    ("resume", {}),
    ("halt", {}),
    ("resume", {}),
    ("enter", {"symbol": BTC, "cash": "99"}),
    ("flatten", {}),
    ("resume", {}),
)


class Mortal(Dying):
    """Once dead, nothing is written any more, whichever part of the engine tries; the first to notice ends the life."""

    dead = False

    def _die(self, half: int) -> None:
        try:
            super()._die(half)
        except Crash:
            self.dead = True
        if self.dead:
            raise Crash


async def reach(house: House, candles: int) -> None:
    """As ``House.reach``; what has died will not get there."""
    going = asyncio.create_task(house.reach(candles))
    await until(lambda: going.done() or house.store.dead, 60)  # type: ignore[attr-defined]
    if not going.done():
        going.cancel()
        raise Crash
    await going


async def do(house: House, command: str, arguments: dict[str, Any]) -> str:
    """A command as a person gives it; what cannot be done just now is part of the run."""
    try:
        await house.ask(command, **arguments)
    except (InvalidInput, Refused) as error:
        return error.key
    return "done"


async def test_a_run_with_commands_in_the_middle_is_retraced_equal(tmp_path: Path, models: Path) -> None:
    async with living(tmp_path, models) as house:
        results = []
        for number, (command, arguments) in enumerate(COMMANDS):
            await house.reach((number + 1) * 8)
            results.append(await do(house, command, arguments))
        await house.reach(150)
        assert results.count("done") >= 12
        (commands,) = await house.rows("SELECT COUNT(*) FROM tape WHERE kind = 'command'")
        (trades,) = await house.rows("SELECT COUNT(*) FROM trades")
        assert commands[0] >= 12
        assert trades[0] >= 3
    found = await retraced(tmp_path, models)
    assert found.equal, found
    assert (found.candles, found.decisions) == (150, 150)
    assert faults(tmp_path) == []


@pytest.mark.parametrize("seed", range(4))
async def test_a_run_that_died_at_any_commit_is_retraced_equal(
    tmp_path: Path, models: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each life ends at some commit, before it or after it with nobody told; commands go on in the next one."""
    luck, commands, deaths = random.Random(seed), list(COMMANDS), 0
    real, points = Store.open, set[int]()
    monkeypatch.setattr("engine.app.Store.open", lambda url, **more: Mortal(real(url, **more), points))
    for life in range(6):
        points.clear()
        if life < 5:
            points.add(luck.randint(4, 60))
        try:
            house = House(await _born(tmp_path, models))
        except Crash:
            deaths += 1
            continue
        try:
            for step in range(1, 8):
                await reach(house, step * 6)
                if commands:
                    await do(house, *commands.pop(0))
        except Crash:
            deaths += 1
            await house.die()
        else:
            await house.engine.stop()
    monkeypatch.undo()
    assert deaths >= 3
    found = await retraced(tmp_path, models)
    assert found.equal, found
    assert found.decisions >= 42
    assert faults(tmp_path) == []


async def _born(folder: Path, models: Path) -> Any:
    from engine.app import Engine

    return await Engine.start(loaded(folder, models))


@pytest.fixture
async def recorded(tmp_path: Path, models: Path) -> Path:
    """A small run to be tampered with."""
    async with living(tmp_path, models) as house:
        await house.reach(60)
    return tmp_path


def tamper(folder: Path, statement: str, *values: object) -> None:
    path = folder / "data" / "trading_logs.db"
    with sqlite3.connect(path) as connection:
        assert connection.execute(statement, values).rowcount > 0
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE candle_cache SET close = close * 1.0001 WHERE timestamp = (SELECT MAX(timestamp) - 9000000 FROM tape)",
        "UPDATE decisions SET probability = probability + 0.000001 WHERE id = (SELECT id FROM decisions LIMIT 1)",
        "UPDATE decisions SET reason_params = '{}' WHERE reason_params <> '{}'",
        "DELETE FROM decisions WHERE id = (SELECT id FROM decisions LIMIT 1)",
        "UPDATE ledger SET delta = '0.01' WHERE id = (SELECT MAX(id) FROM ledger)",
        "DELETE FROM tape WHERE id = (SELECT MAX(id) FROM tape WHERE kind = 'candle')",
    ],
)
async def test_a_recording_that_was_touched_comes_out_unequal(recorded: Path, models: Path, statement: str) -> None:
    tamper(recorded, statement)
    assert not (await retraced(recorded, models)).equal


async def test_a_candle_that_is_gone_is_named(recorded: Path, models: Path) -> None:
    tamper(recorded, "DELETE FROM candle_cache WHERE timestamp = (SELECT MAX(timestamp) FROM tape) AND symbol = ?", BTC)
    with pytest.raises(InvalidInput, match="err-replay-candle-missing"):
        await retraced(recorded, models)


async def test_models_that_are_gone_or_touched_are_named(recorded: Path, models: Path, tmp_path: Path) -> None:
    with pytest.raises(Operational, match="err-replay-models-gone"):
        await retraced(recorded, tmp_path / "none")
    touched = tmp_path / "touched"
    shutil.copytree(models, touched)
    forest = next(touched.rglob("forest.onnx"))
    content = bytearray(forest.read_bytes())
    content[len(content) // 2] ^= 1
    forest.write_bytes(content)
    with pytest.raises(Operational, match="err-model"):
        await retraced(recorded, touched, "touched.db")


async def test_an_empty_recording_is_said_to_be_empty(tmp_path: Path, models: Path) -> None:
    (tmp_path / "data").mkdir()
    Store.open(database(tmp_path)).close()
    with pytest.raises(InvalidInput, match="err-replay-no-tape"):
        await retraced(tmp_path, models)


async def test_a_recording_is_played_by_a_whole_engine_into_a_scratch_ledger(recorded: Path, models: Path) -> None:
    before = (recorded / "data" / "trading_logs.db").read_bytes()
    played = recorded / "played"
    async with living(played, models, market="replay", replay_file=str(recorded / "data" / "trading_logs.db")) as house:
        house.most = 60
        await house.watch()
        status = await house.ask("status")
        assert (status.stamp.market, status.candles_seen) == ("replay", 60)
        decided = await house.rows("SELECT id, reason, probability FROM decisions ORDER BY id")
        with pytest.raises(Refused):
            await house.ask("symbols", action="add", symbol="XRP")
    with Store.open(database(recorded), readonly=True) as store:
        from engine.store.sql import run

        meant = store.read(lambda conn: run(conn, "SELECT id, reason, probability FROM decisions ORDER BY id").all())
    assert [tuple(row) for row in decided] == [tuple(row) for row in meant]
    assert (recorded / "data" / "trading_logs.db").read_bytes() == before
