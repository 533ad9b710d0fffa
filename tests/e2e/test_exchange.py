"""The whole engine on a real exchange client against the local exchange: history, candles, drops, gaps, silence."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from engine.core.modes import Connection
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.forecast.layout import ModelKey
from engine.forecast.writer import point_champion
from engine.learning.spec import TrainingSpec
from engine.market.intake import Intake
from tests.engine.house import House, faults, living, retraced, until
from tests.fakes.binance import FakeBinance
from tests.fakes.binance_rig import MINUTE, START, Rig

PAIRS = ("BTC", "ETH")
M1, M4 = Timeframe("1m"), Timeframe("5m")
LEARNT = 1_400


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A market that is out of reach is waited for a moment only."""
    monkeypatch.setattr("engine.market_room.Intake", partial(Intake, start_patience_s=0.3))


async def learn(rig: Rig, folder: Path) -> None:
    """Models of the local exchange's own history, fetched as the engine fetches it."""
    from engine.core.series import CandleSeries
    from engine.learning.trio import train_trio

    for name in PAIRS:
        symbol = Symbol(name)
        rig.fake.market.script(symbol.binance, "1m", range(START - LEARNT * MINUTE, START, MINUTE))
    await rig.feed.open(rig.symbols, M1)
    for symbol in rig.symbols:
        pages = [page async for page in rig.feed.history(symbol, M1, START - LEARNT * MINUTE)]
        series = CandleSeries.of_candles([candle for page in pages for candle in page.candles()])
        spec = TrainingSpec(folder, M4, int(time.time() * 1000), folds=2, trees=20, leaf=20, svm_rows=500)
        made = await asyncio.to_thread(train_trio, series, spec, lambda progress: None)
        point_champion(ModelKey("binance", symbol, M1, M4).folder(folder), made.version)


def settings(fake: FakeBinance) -> dict[str, Any]:
    return {
        "market": "exchange", "exchange_api_url": fake.api_url, "exchange_ws_url": fake.ws_url,
        "timeframe": "1m", "horizon": "5m", "history_candles": 600,
    }  # fmt: skip


async def live(house: House, rig: Rig, within: float = 30) -> None:
    house.running = asyncio.create_task(house.engine.run())
    await until(lambda: house.engine.rooms.feed_status().connection is Connection.OK, within)
    await rig.streaming()


async def seen(house: House, candles: int) -> None:
    await until(lambda: house.pipeline.candles_seen >= candles, 30, lambda: house.pipeline.candles_seen)
    await house.written()


async def kinds(house: House) -> list[str]:
    return [row[0] for row in await house.rows("SELECT kind FROM events ORDER BY id")]


def once_down(house: House) -> Callable[[], bool]:
    return lambda: house.engine.rooms.feed_status().connection in (Connection.STALE, Connection.DOWN)


@pytest.mark.timeout(180)
async def test_a_day_at_the_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Rig(*PAIRS) as rig:
        models = tmp_path / "models"
        await learn(rig, models)
        monkeypatch.setattr("engine.grounds.make_feed", lambda settings, store: rig.feed)
        async with living(tmp_path, models, **settings(rig.fake)) as house:
            await live(house, rig)
            assert (await house.rows("SELECT COUNT(*) FROM candle_cache"))[0][0] >= 2 * 600

            for number in range(6):
                await rig.minute(number, *PAIRS)
                await seen(house, 2 * (number + 1))
            told = await house.rows("SELECT reason FROM decisions")
            assert len(told) == 12
            assert not {"why-late", "why-no-model", "why-feed-stale"} & {row[0] for row in told}
            assert (await house.rows("SELECT DISTINCT source FROM decisions")) == [("binance",)]

            # The line is cut and comes back: nothing is missing.
            await rig.drop()
            await rig.minute(6, *PAIRS)
            await seen(house, 14)

            # A candle that never came over the line is asked for when the next one shows that it is missing.
            await rig.minute(7, *PAIRS, ws=False)
            await rig.minute(8, *PAIRS)
            await seen(house, 18)
            candles = await house.rows("SELECT timestamp FROM tape WHERE kind = 'candle' AND symbol = 'BTC/USDT'")
            assert [(row[0] - START) // MINUTE for row in candles] == list(range(9))

            # Nothing for more than two candles: stale, no entries; then it clears by itself.
            rig.clock.at += 5 * MINUTE
            await until(once_down(house))
            health = await house.ask("health")
            assert (health.ok, health.ready) == (False, False)
            for number in range(9, 15):
                await rig.minute(number, *PAIRS)
            await seen(house, 30)
            await until(lambda: house.engine.rooms.feed_status().connection is Connection.OK)
            await rig.minute(15, *PAIRS)
            await seen(house, 32)
            assert (await house.ask("health")).ready
            changes = [row for row in await kinds(house) if row == "connection_changed"]
            assert len(changes) >= 2

            price = await house.ask("price", symbol="BTC")
            assert (price.stamp.market, price.stamp.source) == ("exchange", "binance")
        assert faults(tmp_path) == []
        found = await retraced(tmp_path, models)
        assert found.equal, found
        assert found.decisions == 32


@pytest.mark.timeout(120)
async def test_without_network_it_says_so_answers_and_ends_at_once(
    tmp_path: Path, models: Path, impatient: None
) -> None:
    gone = FakeBinance()
    await gone.start()
    port_settings = settings(gone)
    await gone.stop()  # its ports are closed now
    async with living(tmp_path, models, **port_settings) as house:
        house.running = asyncio.create_task(house.engine.run())
        await until(lambda: house.engine._market.opened)  # after a moment's patience it goes on without
        assert house.engine.rooms.feed_status().connection is Connection.DOWN  # and never well in between
        await until(lambda: house.engine.rooms.feed_status().key.startswith("err-exchange"))
        status = await house.ask("status")
        assert (status.connection, status.symbols) == ("down", ("BTC/USDT", "ETH/USDT"))
        health = await house.ask("health")
        assert (health.ok, health.ready) == (False, False)
        why = next(row.detail for row in health.rows if row.part == "market")
        assert why.key.startswith("err-exchange")
        assert not house.running.done()
        await until(lambda: any("[DU LIEU]" in line for line in house.engine.rooms.log_lines))
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert faults(tmp_path) == []


async def test_alone_and_without_network_it_answers_from_what_it_has(
    tmp_path: Path, models: Path, impatient: None
) -> None:
    from engine.app import Engine
    from tests.engine.house import loaded

    gone = FakeBinance()
    await gone.start()
    told = settings(gone)
    await gone.stop()
    engine = await Engine.start(loaded(tmp_path, models, **told), alone=True)
    house = House(engine)
    try:
        assert engine.rooms.feed_status().connection is Connection.DOWN
        assert (await house.ask("status")).connection == "down"
        assert (await house.ask("balance")).cash == 10_000
    finally:
        await engine.stop()
