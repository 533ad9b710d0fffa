"""The house as a whole: what a start recalls, what a running engine answers, and how it ends."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from engine.app import Engine
from engine.core.errors import HaiDangError, InvalidInput, Operational, Refused, Temporary
from engine.core.modes import Connection
from engine.core.symbols import Symbol
from engine.market.demo import DemoFeed
from engine.service.lock import FolderLock
from locales import use_language
from tests.engine.house import BTC, ETH, House, faults, living, loaded, retraced, until


async def test_a_start_goes_on_where_the_last_run_stopped(tmp_path: Path, models: Path) -> None:
    async with living(tmp_path, models) as house:
        await house.reach(20)
        await house.ask("pause", reason="x")
        last = house.pipeline.last_close()
        waiting = list(house.pipeline.scorer._waiting[BTC])
        closes = list(house.pipeline.pair(BTC).closes)
        books = await house.rows("SELECT cash FROM purses")
    async with living(tmp_path, models) as house:
        assert house.pipeline.last_close() == last
        assert house.pipeline.scorer._waiting[BTC] == waiting
        assert list(house.pipeline.pair(BTC).closes) == closes
        assert (await house.ask("status")).state == "PAUSED"
        assert await house.rows("SELECT cash FROM purses") == books
        await house.ask("resume")
        await house.reach(10)
        (count,) = await house.rows("SELECT COUNT(*), COUNT(DISTINCT timestamp || symbol) FROM decisions")
        assert tuple(count) == (30, 30)
        reasons = await house.rows("SELECT DISTINCT reason FROM decisions")
        assert not {"why-warming-up", "why-late"} & {row[0] for row in reasons}
    assert (await retraced(tmp_path, models)).equal


async def test_history_that_comes_late_is_caught_up_with(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start without network goes on where it stopped once the market is back: no new warm-up."""
    async with living(tmp_path, models) as house:
        await house.reach(20)
        last = house.pipeline.last_close()
    later = last + 12 * 900_000

    class Away(DemoFeed):
        away = True

        async def history(self, *asked: Any) -> AsyncIterator[Any]:
            if self.away:
                raise Temporary("err-exchange-unreachable", exchange="demo", detail="x")
            async for page in super().history(*asked):
                yield page

    feed = Away(7, 1_000_000, 600, later, source="demo")
    monkeypatch.setattr("engine.grounds.make_feed", lambda settings, store: feed)
    async with living(tmp_path, models) as house:
        house.start()
        await until(lambda: house.engine._market.opened)  # type: ignore[attr-defined]
        assert house.pipeline.last_close() == last
        feed.away = False
        await until(lambda: all(house.pipeline.pair(one).last.closed_at >= later for one in (BTC, ETH)))
        assert house.pipeline.progress(BTC) == (52, 52)
        await house.reach(house.pipeline.candles_seen + 6)
        told = await house.rows("SELECT DISTINCT reason FROM decisions WHERE timestamp >= ?", later)
        assert not {"why-warming-up", "why-late", "why-no-model"} & {row[0] for row in told}
    assert faults(tmp_path) == []
    assert (await retraced(tmp_path, models)).equal


async def test_a_model_with_one_byte_changed_is_named_and_its_pair_is_silent(tmp_path: Path, models: Path) -> None:
    own = tmp_path / "models"
    shutil.copytree(models, own)
    victim = next((own / "demo" / "BTC-USDT").rglob("svm.npz"))
    content = bytearray(victim.read_bytes())
    content[-10] ^= 1
    victim.write_bytes(content)
    async with living(tmp_path, own) as house:
        await house.reach(12)
        refused = await house.rows("SELECT symbol, data FROM events WHERE kind = 'model_refused'")
        assert {row[0] for row in refused} == {"BTC/USDT"}
        reasons = dict(await house.rows("SELECT symbol, MIN(reason) || MAX(reason) FROM decisions GROUP BY symbol"))
        assert reasons["BTC/USDT"] == "why-no-modelwhy-no-model"
        assert "why-no-model" not in reasons["ETH/USDT"]
        assert (await house.rows("SELECT COUNT(*) FROM direction_predictions WHERE symbol = 'ETH/USDT'"))[0][0] == 6
        health = await house.ask("health")
        assert (health.ok, health.ready) == (False, True)
        assert any("BTC" in str(row.detail.params) for row in health.rows if not row.ok)
        await until(lambda: any("[LOI]" in line and "BTC" in line for line in house.engine.rooms.log_lines))


async def test_alone_it_answers_and_neither_listens_nor_trades(tmp_path: Path, models: Path) -> None:
    async with living(tmp_path, models) as house:
        await house.reach(10)
    engine = await Engine.start(loaded(tmp_path, models), alone=True)
    house = House(engine)
    try:
        assert not (tmp_path / "data" / "engine.sock").exists()
        before = await house.rows("SELECT COUNT(*) FROM decisions")
        assert (await house.ask("predict", symbol="ETH")).confidence is not None
        assert (await house.ask("price", symbol="ETH")).price > 0
        assert await house.rows("SELECT COUNT(*) FROM decisions") == before
    finally:
        await engine.stop()
    kinds = faults(tmp_path)
    assert kinds == []


async def test_alone_it_knows_what_people_were_granted_and_have_chosen(tmp_path: Path, models: Path) -> None:
    async with living(tmp_path, models) as house:
        await house.ask("role", action="grant", surface="telegram", person="555", role="viewer")
        await house.ask("notify", event="signal", setting="off")
    engine = await Engine.start(loaded(tmp_path, models), alone=True)
    house = House(engine)
    try:
        assert [(row.person, row.role) for row in (await house.ask("role")).rows] == [("555", "viewer")]
        assert {row.kind: row.volume for row in (await house.ask("notify")).rows}["signal"] == "off"
    finally:
        await engine.stop()


async def test_two_on_one_folder_are_one_too_many(tmp_path: Path, models: Path) -> None:
    async with living(tmp_path, models):
        for language in ("vi", "en"):
            with use_language(language), pytest.raises(Refused, match="err-folder-in-use"):
                await Engine.start(loaded(tmp_path, models))
    await (await Engine.start(loaded(tmp_path, models))).stop()


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"mode": "live"}, "err-live-consent"),
        ({"mode": "live", "live_trading": "I-UNDERSTAND"}, "err-live-not-built"),
        ({"market": "replay"}, "err-replay-file-missing"),
        ({"market": "replay", "replay_file": "nowhere.csv"}, "err-"),
        ({"market": "replay", "replay_file": "nowhere.db"}, "err-file-missing"),
    ],
)
async def test_a_start_that_cannot_be_leaves_the_folder_free(
    tmp_path: Path, models: Path, settings: dict[str, Any], key: str
) -> None:
    with pytest.raises(HaiDangError, match=key):
        await Engine.start(loaded(tmp_path, models, **settings))
    lock = FolderLock(tmp_path / "data")
    lock.acquire()
    lock.release()


async def test_stopping_twice_and_before_running_is_harmless(tmp_path: Path, models: Path) -> None:
    engine = await Engine.start(loaded(tmp_path, models))
    await engine.stop()
    await engine.stop()


async def test_a_part_that_dies_is_reported_and_begins_again(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with living(tmp_path, models) as house:
        room = house.engine._market
        real, falls = room.run, []

        async def fragile() -> None:
            falls.append(1)
            if len(falls) == 1:
                raise RuntimeError("a fault of ours")
            if len(falls) == 2:
                raise Operational("err-store-disk-full", place="x")
            await real()

        room.run = fragile  # type: ignore[method-assign]
        await house.reach(4)
        assert len(falls) == 3
        told = [row[0] for row in await house.rows("SELECT data FROM events WHERE kind = 'error' ORDER BY id")]
        assert "err-part-died" in told[0]
        assert "err-store-disk-full" in told[1]


async def test_a_wrong_symbol_at_the_market_ends_the_run(tmp_path: Path, models: Path) -> None:
    class Picky(DemoFeed):
        async def open(self, symbols: Any, timeframe: Any) -> None:
            raise InvalidInput("err-symbol-unlisted", symbol="BTC/USDT", exchange="demo")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.grounds.make_feed", lambda settings, store: Picky())
        async with living(tmp_path, models) as house:
            with pytest.raises(InvalidInput, match="err-symbol-unlisted"):
                await house.engine.run()


async def test_symbols_come_and_go_while_it_runs(tmp_path: Path, models: Path) -> None:
    async with living(tmp_path, models) as house:
        await house.reach(10)
        await house.ask("symbols", action="add", symbol="DOGE")
        house.most = 10_000
        await until(lambda: Symbol("DOGE") in house.pipeline.symbols() and house.pipeline.pair(Symbol("DOGE")).last)
        await until(lambda: house.pipeline.last_price(Symbol("DOGE")))
        rows = {row.symbol: row for row in (await house.ask("symbols")).rows}
        assert rows["DOGE/USDT"].candles >= 600
        await until(lambda: house.pipeline.latest(Symbol("DOGE")) is not None)
        await house.ask("symbols", action="remove", symbol="DOGE")
        assert house.pipeline.symbols() == (BTC, ETH)
    async with living(tmp_path, models) as house:
        assert house.pipeline.symbols() == (BTC, ETH)
        assert house.engine.rooms.feed_status().connection is Connection.DOWN
    assert faults(tmp_path) == []


async def test_many_watch_and_nobody_is_waited_for(tmp_path: Path, models: Path) -> None:
    async with living(tmp_path, models) as house:
        await house.reach(4)
        stream = house.engine.service.snapshots()
        first = await asyncio.wait_for(anext(stream), 10)
        idle = house.engine.service.snapshots()  # never read
        await house.reach(40)
        newest = await asyncio.wait_for(anext(stream), 10)
        assert newest.number > first.number
        await stream.aclose()  # type: ignore[attr-defined]
        await idle.aclose()  # type: ignore[attr-defined]
