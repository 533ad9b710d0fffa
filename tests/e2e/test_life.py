"""A headless engine from its start to its stop, and through being killed."""

from __future__ import annotations

import asyncio
import random
import signal
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import InvalidInput, Refused
from engine.store.sql import run
from engine.store.store import Store
from tests.e2e.runs import Bot, bot, facts, tool, wait_for
from tests.engine.house import database, faults, retraced

pytestmark = pytest.mark.timeout(240)


def rows(folder: Path, query: str) -> list[Any]:
    with Store.open(database(folder), readonly=True) as store:
        return [tuple(row) for row in store.read(lambda conn: run(conn, query).all())]


def test_ready_forecasting_asked_and_stopped(tmp_path: Path, models: Path) -> None:
    with bot(tmp_path, models, "--lang", "en") as engine:
        began = time.monotonic()
        engine.up()
        ready = time.monotonic() - began
        assert stat.S_IMODE((engine.data / "engine.sock").stat().st_mode) == 0o600
        assert (engine.data / "engine.lock").read_text() == str(engine.process.pid)
        engine.reach(20)
        assert ready < 30  # three seconds on a machine of its own; tests share theirs
        health = engine.ask("health")
        assert (health.ok, health.ready) == (True, True)
        # A machine that is busy with other things comes late to a candle now and then, and is silent about it.
        wait_for(lambda: engine.ask("predict", symbol="BTC").confidence is not None)

        # The same question through the command line, and refusals of a viewer.
        asked = facts(tool(tmp_path, models, "call", "dudoan", "btc", "--json"))
        assert (asked["symbol"], len(asked["votes"])) in (("BTC/USDT", 3), ("BTC/USDT", 0))
        assert facts(tool(tmp_path, models, "call", "whoami", "--json"))["surface"] == "cli"
        with pytest.raises(Refused, match="err-refused-role"):
            engine.ask("pause", readonly=True)
        refused = tool(tmp_path, models, "call", "pause", "--readonly", "--lang", "en")
        assert (refused.returncode, refused.stdout) == (4, "")
        assert engine.ask("status").state == "RUNNING"

        # A second engine on the folder is refused by name.
        with bot(tmp_path, models, "--lang", "en") as second:
            _, said = second.process.communicate(timeout=60)
            assert second.process.returncode == 4
            assert str(engine.process.pid) in said
            assert str(engine.data) in said
        with bot(tmp_path, models, "--lang", "vi") as third:
            _, said = third.process.communicate(timeout=60)
            assert third.process.returncode == 4
            assert f"tiến trình {engine.process.pid}" in said

        engine.ask("pause", reason="night")
        engine.reach(engine.ask("status").candles_seen + 4)
        seen = engine.ask("status").candles_seen
        code, out, said, took = engine.end()
    assert (code, out) == (0, "")
    assert took < 5
    assert "Traceback" not in said
    assert "[KHOI TAO] The engine has stopped." in said
    assert not (tmp_path / "data" / "engine.sock").exists()
    kept = rows(tmp_path, "SELECT COUNT(*) FROM tape WHERE kind = 'candle'")[0][0]
    assert kept >= seen
    assert rows(tmp_path, "SELECT COUNT(*) FROM decisions") == [(kept,)]
    assert faults(tmp_path) == []

    # Alone, the tool box says what the engine would have said.
    status = facts(tool(tmp_path, models, "call", "status", "--json"))
    assert (status["state"], status["symbols"]) == ("PAUSED", ["BTC/USDT", "ETH/USDT"])
    found = asyncio.run(retraced(tmp_path, models))
    assert found.equal, found


QUESTIONS = ("positions", "orders", "trades", "balance", "stats", "scoreboard", "signals", "models", "locks", "config")


def test_asked_through_the_socket_or_alone_it_says_the_same(tmp_path: Path, models: Path) -> None:
    from engine.service.codec import encode

    with bot(tmp_path, models) as engine:
        engine.up()
        engine.reach(40)
        assert engine.end()[0] == 0
    with bot(tmp_path, models, demo_speed=0.001) as engine:  # nothing moves any more
        engine.up()
        wait_for(lambda: engine.ask("health").ready)
        told = {name: encode(engine.ask(name)) for name in QUESTIONS}
        assert engine.end()[0] == 0
    alone = asyncio.run(_alone(tmp_path, models, demo_speed=0.001))
    for name in QUESTIONS:
        assert _steady(alone[name]) == _steady(told[name]), name
    assert told["scoreboard"]["rows"]


async def _alone(folder: Path, models: Path, **settings: Any) -> dict[str, Any]:
    from engine.app import Engine
    from engine.service.codec import encode
    from engine.service.port import Request
    from engine.settings_load import load_settings
    from tests.e2e.runs import CALLER, environment

    blank = folder / "blank.env"
    blank.touch()
    engine = await Engine.start(
        load_settings(environ=environment(folder, models, **settings), env_file=blank), alone=True
    )
    try:
        return {name: encode(await engine.service.call(CALLER, Request(name, {}, 0))) for name in QUESTIONS}
    finally:
        await engine.stop()


def _steady(value: Any) -> Any:
    """Without what the wall clock says."""
    if isinstance(value, dict):
        return {name: _steady(part) for name, part in value.items() if not name.endswith("age_ms")}
    return [_steady(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_it_loses_nothing(tmp_path: Path, models: Path, seed: int) -> None:
    luck = random.Random(seed)
    seen = 0
    for life in range(4):
        with bot(tmp_path, models) as engine:
            if life == 2:  # in the middle of a start
                wait_for(lambda: (tmp_path / "data" / "engine.lock").stat().st_size > 0)
                time.sleep(luck.random())
            else:
                engine.up()
                engine.reach(luck.randint(4, 30))
                _disturb(engine, luck)
                seen += engine.ask("status").candles_seen
                time.sleep(luck.random() / 4)
            assert engine.end(signal.SIGKILL)[0] == -signal.SIGKILL
        assert faults(tmp_path) == []
    with bot(tmp_path, models) as engine:
        engine.up()
        engine.reach(6)
        assert engine.end()[0] == 0
    assert faults(tmp_path) == []
    found = asyncio.run(retraced(tmp_path, models))
    assert found.equal, found
    assert found.decisions == found.candles >= seen
    assert rows(tmp_path, "SELECT COUNT(*) - COUNT(DISTINCT client_order_id) FROM orders") == [(0,)]


def _disturb(engine: Bot, luck: random.Random) -> None:
    for command, arguments in luck.sample(
        [("enter", {"symbol": "BTC"}), ("close", {"symbol": "BTC"}), ("pause", {}), ("resume", {}), ("flatten", {})], 2
    ):
        with suppress(InvalidInput, Refused):  # for a reason, as a person would be
            engine.ask(command, **arguments)
    if engine.ask("status").state == "HALTED":
        engine.ask("resume")
