"""Pictures of the house: few, immutable, only for somebody, the newest for the slow; in the process and by socket."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import AsyncIterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from engine.core.candles import Tick
from engine.core.events import Event, EventKind
from engine.core.symbols import Symbol
from engine.service.codec import decode, encode
from engine.service.publisher import INTERVAL, SnapshotPublisher
from engine.service.snapshots import Snapshot
from engine.service.wire import RemoteService
from engine.store.events import append_event
from tests.engine.house import House, until
from tests.engine.service.conftest import at_rest, reach

BTC = Symbol("BTC")


def publisher(house: House) -> SnapshotPublisher:
    return house.engine._publisher


def counting(house: House, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When pictures were made."""
    made: list[float] = []
    picture = publisher(house).picture

    async def counted(rooms: Any) -> Snapshot:
        made.append(time.monotonic())
        return await picture(rooms)

    monkeypatch.setattr(publisher(house), "picture", counted)
    return made


async def take(snapshots: AsyncIterator[Snapshot], count: int) -> list[Snapshot]:
    async with asyncio.timeout(20):
        return [await anext(snapshots) for _ in range(count)]


async def test_a_thousand_updates_a_second_make_four_pictures(still: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made = counting(still, monkeypatch)
    price, ticks = still.pipeline.last_price(BTC), 0
    numbers: list[int] = [0]

    async def look() -> None:
        async for snapshot in still.engine.service.snapshots():
            numbers[:] = [*numbers, snapshot.number]

    looking = asyncio.create_task(look())
    began = time.monotonic()
    while len(made) < 6:
        for _ in range(50):
            ticks += 1
            await still.pipeline.on_tick(Tick("demo", BTC, still.pipeline.clock.now(), price))
        await asyncio.sleep(0.01)
    span = time.monotonic() - began
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    assert ticks / span > 500
    assert all(later - earlier >= INTERVAL * 0.95 for earlier, later in pairwise(made))
    assert numbers == sorted(set(numbers))


async def test_nothing_is_made_while_nobody_looks(still: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made = counting(still, monkeypatch)
    await reach(still, 6)
    await asyncio.sleep(3 * INTERVAL)
    assert not made
    looking = still.engine.service.snapshots()
    await take(looking, 1)
    await looking.aclose()
    after = len(made)
    await reach(still, 10)
    await asyncio.sleep(3 * INTERVAL)
    assert len(made) == after


async def test_each_of_two_gets_all_and_the_slow_one_the_newest(still: House) -> None:
    quick, slow = still.engine.service.snapshots(), still.engine.service.snapshots()
    first, also = await asyncio.gather(take(quick, 1), take(slow, 1))
    assert first == also
    await still.ask("pause")
    many = await take(quick, 3)
    (one,) = await take(slow, 1)
    assert one.number >= many[-1].number
    assert one.state == "PAUSED"
    assert first[0].state == "RUNNING"
    await quick.aclose()
    await slow.aclose()


async def test_a_snapshot_cannot_be_changed_and_travels_whole(house: House) -> None:
    looking = house.engine.service.snapshots()
    (one,) = await take(looking, 1)
    await looking.aclose()
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.state = "HALTED"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.rows[0].price = 0.0
    assert isinstance(one.rows, tuple)
    assert decode(encode(one)) == one


async def test_a_snapshot_tells_what_the_answers_tell(house: House) -> None:
    while not (await house.ask("positions")).rows:
        await reach(house, house.pipeline.candles_seen + 2)
    rooms = house.engine.rooms

    async def ask() -> Any:
        one = await publisher(house).picture(rooms)
        return one, await house.ask("balance"), await house.ask("status"), await house.ask("positions")

    one, balance, status, positions = await at_rest(house, ask)
    assert (one.equity, one.cash, one.start_cash) == (balance.equity, balance.cash, balance.start_cash)
    assert (one.state, one.connection, one.timeframe, one.horizon) == ("RUNNING", "ok", "15m", "1h")
    assert one.positions == positions.rows
    assert one.stamp.market == "demo"
    assert tuple(row.symbol for row in one.rows) == status.symbols
    for row in one.rows:
        said = await house.ask("predict", symbol=row.symbol)
        assert (row.direction, row.confidence, row.spoken) == (said.direction, said.confidence, said.spoken)
        assert len(row.closes) == 48


async def test_happenings_are_of_this_market_and_not_of_silence(still: House) -> None:
    def more(conn: Any) -> None:
        for number in range(700):
            append_event(conn, Event(EventKind.SILENCE, number, "demo", "BTC/USDT", {"reason": "why-late"}))
        append_event(conn, Event(EventKind.ERROR, 1, "binance", None, {"key": "err-x"}))
        append_event(conn, Event(EventKind.STATE_CHANGED, 2, "demo", None, {"state": "PAUSED", "mode": "live"}))
        append_event(conn, Event(EventKind.STATE_CHANGED, 3, "demo", None, {"state": "PAUSED", "mode": "paper"}))

    looking = still.engine.service.snapshots()
    await take(looking, 1)
    await still.store.write(more)
    one = (await take(looking, 2))[-1]
    await looking.aclose()
    assert (one.happenings[-1].kind, one.happenings[-1].at) == ("state_changed", 3)
    assert "engine_started" in [event.kind for event in one.happenings]
    assert not [event for event in one.happenings if event.kind in ("silence", "error") or event.at == 2]


async def test_after_a_long_look_away_the_newest_are_shown_at_once(still: House) -> None:
    def more(conn: Any) -> None:
        for number in range(1_500):
            append_event(
                conn, Event(EventKind.SIGNAL, number, "demo", "BTC/USDT", {"advice": "BUY", "confidence": 0.7})
            )

    looking = still.engine.service.snapshots()
    await take(looking, 1)
    await looking.aclose()
    await still.store.write(more)
    looking = still.engine.service.snapshots()
    (one,) = await take(looking, 1)
    await looking.aclose()
    assert [event.at for event in one.happenings] == list(range(1_440, 1_500))


async def test_a_slow_exchange_does_not_stop_the_screens(still: House) -> None:
    never = asyncio.Event()

    async def hang() -> list[Any]:
        await never.wait()
        return []

    still.engine.rooms.tickers = hang
    looking = still.engine.service.snapshots()
    assert len(await take(looking, 3)) == 3
    await looking.aclose()


async def test_the_same_by_socket_for_two_at_once(still: House, tmp_path: Path) -> None:
    data = still.engine.settings.data_dir
    left, right = (RemoteService(data, actor=name) for name in ("an", "binh"))
    one, two = left.snapshots(), right.snapshots()
    (first,), (second,) = await asyncio.gather(take(one, 1), take(two, 1))
    assert first.cash == second.cash == Decimal(10_000)
    assert first.stamp.source == "demo"
    await still.ask("pause")
    later = (await take(one, 4))[-1]
    assert later.state == "PAUSED"
    assert (await take(two, 1))[0].number > second.number
    await one.aclose()
    await two.aclose()
    await until(lambda: not publisher(still)._subscribers, 10)


async def test_a_stopped_engine_ends_the_stream(still: House) -> None:
    looking = still.engine.service.snapshots()
    await take(looking, 1)
    ending = asyncio.create_task(take(looking, 1_000))
    await still.engine.stop()
    with pytest.raises((StopAsyncIteration, RuntimeError)):
        await ending


async def test_who_comes_to_an_idle_house_need_not_wait(still: House) -> None:
    await asyncio.sleep(INTERVAL)
    for _ in range(3):
        began = time.monotonic()
        await take(still.engine.service.snapshots(), 1)
        assert time.monotonic() - began < INTERVAL * 2
    first = still.engine.service.snapshots()
    await take(first, 1)
    # The market stands still, so no new picture is due for a second; what is there is of now.
    began = time.monotonic()
    await take(still.engine.service.snapshots(), 1)
    assert time.monotonic() - began < INTERVAL / 2
