from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from engine.core.candles import Candle
from engine.core.errors import InvalidInput
from engine.core.moments import moment_here, moment_of
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import EPOCH, DemoTape
from engine.market.feed import Feed, FeedStatus
from engine.market.files import file_name, write_candles
from engine.market.replay import FileReplay, instrument_of
from engine.service.registry import registry
from locales import use_zone

BTC, ETH = Symbol("BTC"), Symbol("ETH")
M15 = Timeframe("15m")


async def all_of(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items if not isinstance(item, FeedStatus)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for symbol, first, last in ((BTC, 0, 40), (ETH, 10, 30)):
        made = DemoTape("demo", 7, coin_of(symbol), M15).series(first, last)
        write_candles(made, tmp_path / file_name(made))
    return tmp_path


async def test_a_folder_is_replayed_in_the_order_of_closes(folder: Path) -> None:
    feed = FileReplay(folder)
    assert isinstance(feed, Feed)
    await feed.open([], M15)
    assert feed.found() == [BTC, ETH]
    candles = await all_of(feed.items())
    keys = [(c.closed_at, c.symbol) for c in candles]
    assert keys == sorted(keys)
    assert len(candles) == 60
    assert {c.source for c in candles} == {f"replay:{folder.name}"}
    assert feed.now() == EPOCH + 40 * M15.ms


async def test_from_and_to_divide_history_from_what_happens(folder: Path) -> None:
    start, end = EPOCH + 20 * M15.ms, EPOCH + 25 * M15.ms
    feed = FileReplay(folder, start=start, end=end)
    await feed.open([BTC], M15)
    pages = [page async for page in feed.history(BTC, M15, 0)]
    assert sum(map(len, pages)) == 20
    assert pages[-1].candles()[-1].closed_at == start
    candles = await all_of(feed.items())
    assert [c.timestamp for c in candles] == [EPOCH + n * M15.ms for n in range(20, 25)]


async def test_history_of_a_replay_hides_the_future(folder: Path) -> None:
    feed = FileReplay(folder)
    await feed.open([BTC], M15)
    async for item in feed.items():
        if isinstance(item, Candle):
            pages = [page async for page in feed.history(BTC, M15, 0, EPOCH * 2)]
            assert pages[-1].timestamp[-1] == item.timestamp


async def test_pairs_join_and_leave_a_replay(folder: Path) -> None:
    feed = FileReplay(folder)
    await feed.open([BTC], M15)
    seen = []
    async for item in feed.items():
        if isinstance(item, FeedStatus):
            continue
        seen.append((item.symbol, (item.timestamp - EPOCH) // M15.ms))
        if len(seen) == 20:
            await feed.add(ETH)
        if seen[-1] == (ETH, 24):
            await feed.remove(BTC)
    assert seen[19:22] == [(BTC, 19), (BTC, 20), (ETH, 20)]
    assert seen[-1] == (ETH, 29)
    with pytest.raises(InvalidInput, match="err-symbol-unlisted"):
        await feed.add(Symbol("XRP"))


async def test_a_paced_replay_waits(folder: Path) -> None:
    clock = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal clock
        clock += seconds

    feed = FileReplay(folder, speed=900.0, sleep=sleep, monotonic=lambda: clock)
    await feed.open([BTC], M15)
    await all_of(feed.items())
    assert clock == pytest.approx(40.0)
    assert (await feed.tickers())[0].symbol == BTC


async def test_a_file_that_does_not_fit_is_refused(folder: Path) -> None:
    with pytest.raises(InvalidInput, match="err-replay-empty"):
        await FileReplay(folder).open([], Timeframe("1h"))
    made = DemoTape("other", 7, coin_of(BTC), M15).series(0, 5)
    write_candles(made, folder / file_name(made))
    with pytest.raises(InvalidInput, match="err-replay-twice"):
        await FileReplay(folder).open([], M15)


def test_steps_are_read_off_the_numbers() -> None:
    for name in ("BTC", "XRP", "DOGE"):
        coin = coin_of(Symbol(name))
        found = instrument_of(DemoTape("demo", 7, coin, M15).series(0, 3_000))
        assert (found.tick_size, found.lot_size) == (coin.instrument.tick_size, coin.instrument.lot_size)


def test_moments_are_utc() -> None:
    assert moment_of("2024-01-01") == moment_of("2024-01-01T07:00+07:00") == moment_of("2024-01-01T00:00Z") == EPOCH
    assert moment_of(None) is None
    with pytest.raises(InvalidInput, match="err-replay-moment"):
        moment_of("yesterday")


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York"])
def test_what_a_person_types_is_meant_by_the_clock_on_the_wall(zone: str) -> None:
    with use_zone(zone):
        hours = {"Asia/Ho_Chi_Minh": -7, "America/New_York": 5}[zone]
        assert moment_here("2024-01-01") == EPOCH + hours * 3_600_000
        assert moment_here("2024-01-01T00:00Z") == EPOCH, "unless it names a zone"
        command = registry().parse("chart btc 1h 2024-01-01T00:00")
        assert command.arguments["until"] == EPOCH + hours * 3_600_000
