"""The day is summed up once, at its time, whatever the engine did meanwhile."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.core.events import Event, EventKind
from engine.service.alerts.digest import Digest, is_due
from engine.settings import Settings
from engine.store.events import events_since
from engine.store.sql import run
from engine.store.store import Store
from tests.engine.service.alerts.world import Clock, stores

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = 86_400_000


def at(day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(2026, 11, day, hour, minute, tzinfo=HANOI).timestamp() * 1000)


def digests(store: Store) -> list[Event]:
    return [e for e in store.read(lambda conn: events_since(conn, 0, 1_000)) if e.kind is EventKind.DIGEST]


async def begun(store: Any, clock: Clock, **more: object) -> Digest:
    digest = Digest(store, Settings.model_validate(more), clock)
    await digest.load()
    return digest


async def test_it_comes_once_a_day_at_its_time_over_restarts(tmp_path: Path) -> None:
    with stores(tmp_path) as store:
        clock = Clock(at(20, 7))
        digest = await begun(store, clock)
        counts = []
        for hour in range(24 * 4):
            clock.moment = at(20, 7) + hour * 3_600_000
            if hour % 5 == 0:
                digest = await begun(store, clock)
            await digest.look()
            await digest.look()
            counts.append(len(digests(store)))
        assert counts[0] == counts[24] == 0  # a house that has just been opened has nothing to sum up
        assert counts[25] == 1
        assert counts[-1] == 3


async def test_one_that_was_missed_comes_when_the_engine_is_back(tmp_path: Path) -> None:
    with stores(tmp_path) as store:
        clock = Clock(at(20, 12))
        await begun(store, clock)
        clock.moment = at(23, 15)
        digest = await begun(store, clock)
        await digest.look()
        assert len(digests(store)) == 1


@pytest.mark.parametrize(("time", "due"), [("08:00", True), ("15:01", False), ("off", False)])
def test_its_time_is_a_setting(time: str, due: bool) -> None:
    minute = Settings(digest_time=time).digest_minute
    assert is_due(at(20, 15), minute, "Asia/Ho_Chi_Minh", "2026-11-19") is due
    assert not is_due(at(20, 15), minute, "Asia/Ho_Chi_Minh", "2026-11-20")


@pytest.mark.parametrize("time", ["8", "24:00", "12:60", "sáng", ""])
def test_what_is_no_time_is_refused(time: str) -> None:
    with pytest.raises(ValueError, match="digest_time"):
        Settings(digest_time=time)


async def test_it_tells_what_came_of_the_time_since_the_last_one(tmp_path: Path) -> None:
    market = 1_700_000_000_000  # a simulated market has dates of its own
    with stores(tmp_path) as store:
        clock = Clock(at(20, 7))
        digest = await begun(store, clock)

        def write(statement: str, *values: object) -> None:
            store.write_sync(lambda conn: run(conn, statement, values))

        def equity(moment: int, value: float) -> None:
            write(
                "INSERT INTO equity (source, mode, timestamp, cash, positions_value, equity, drawdown) "
                "VALUES ('demo', 'paper', ?, 1, 1, ?, 0)", moment, value,
            )  # fmt: skip

        equity(market, 10_000.0)
        clock.moment = at(21, 8)
        await digest.look()
        equity(market + DAY, 10_350.0)
        write(
            "INSERT INTO ledger (source, mode, asset, kind, delta, balance, reference, timestamp) "
            "VALUES ('demo', 'paper', 'USDT', 'deposit', '300', '1', 'd', ?)", market + 5,
        )  # fmt: skip
        write(
            "INSERT INTO scoreboard (prediction_id, kind, source, mode, symbol, content, previous_hash, hash, "
            "created_at) VALUES ('p', 'scored', 'demo', 'paper', 'BTC/USDT', '{\"correct\":true}', '0', 'abc', ?)",
            market + 9,
        )
        write("INSERT INTO knocks VALUES ('telegram', '9', '9', 'x', 4, ?, ?)", clock.moment + 1, clock.moment + 1)
        clock.moment = at(22, 8)
        await digest.look()
        _, event = digests(store)
    facts = event.data
    assert (facts["equity"], facts["change"], facts["change_pct"]) == (10_350.0, 50.0, 0.5)
    assert (facts["trades"], facts["wins"], facts["positions"], facts["realised"]) == (0, 0, 0, 0)
    assert (facts["spoken"], facts["scored"], facts["right"]) == (0, 1, 1)
    assert (facts["scoreboard"], facts["knocks"], facts["since"]) == ("abc", 1, market)
    assert facts["uptime_ms"] == 49 * 3_600_000
