"""Every event reaches the outbox of those who want it, once, whatever ends the process, and no fault floods it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.core.events import EventKind
from engine.core.modes import Connection
from engine.store.store import Store
from tests.engine.service.alerts.world import OWNER, Clock, Office, stores
from tests.engine.trading.dying import Crash, Dying

CHANGED = EventKind.CONNECTION_CHANGED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stores(tmp_path) as opened:
        yield opened


async def open_office(store: Any, **settings: Any) -> Office:
    owner_only = {"telegram_operators": "", "telegram_viewers": ""}
    return await Office(store, Clock(), **{**owner_only, **settings}).open()


def waiting(office: Office, mailbox: str = "user:1") -> list[int]:
    rows = office.rows("SELECT event_id FROM outbox WHERE recipient = ? ORDER BY id", mailbox)
    return [row[0] for row in rows]


async def test_the_first_start_tells_nothing_of_what_was_before(store: Store) -> None:
    office = Office(store, Clock())
    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.open()
    new = office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    assert waiting(office) == [new]


async def test_a_later_start_goes_on_where_the_last_one_stopped(store: Store) -> None:
    office = await open_office(store)
    await office.post.look()
    missed = office.happens(EventKind.SIGNAL, "BTC/USDT")
    office = await office.again()
    await office.post.look()
    assert waiting(office) == [missed]
    assert office.post.waiting("telegram") == 1
    assert (await office.again()).post.waiting("telegram") == 1


async def test_without_a_bot_nothing_is_followed(store: Store) -> None:
    office = await open_office(store, telegram_bot_token=None)
    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    assert office.rows("SELECT COUNT(*) FROM outbox") == [(0,)]


async def test_what_is_no_alert_and_other_markets_and_purses_are_passed_over(store: Store) -> None:
    office = await open_office(store)
    office.happens(EventKind.SILENCE, "BTC/USDT")
    office.happens(EventKind.CANDLE_REFUSED, "BTC/USDT")
    office.happens(EventKind.SIGNAL, "BTC/USDT", source="binance")
    office.happens(EventKind.ENTRY_FILLED, "BTC/USDT", mode="live")
    own = office.happens(EventKind.ENTRY_FILLED, "BTC/USDT", mode="paper")
    await office.post.look()
    assert waiting(office) == [own]


async def test_a_bot_is_told_of_by_the_other_one_only(store: Store) -> None:
    office = await open_office(store, discord_bot_token="d", discord_owners="7")
    office.happens(EventKind.BOT_CHANGED, surface="telegram", up=False)
    await office.post.look()
    assert office.rows("SELECT channel, recipient FROM outbox") == [("discord", "user:7")]


@pytest.mark.parametrize("seed", range(8))
async def test_a_crash_at_any_commit_neither_loses_nor_repeats_an_event(tmp_path: Path, seed: int) -> None:
    luck, ids = random.Random(seed), list[int]()
    with stores(tmp_path) as real:
        office = await open_office(real)
        for life in range(12):
            dying = Dying(real, {luck.randint(0, 6)} if life < 11 else set())
            try:
                office = await office.again(dying)
                for _ in range(luck.randint(1, 300)):
                    ids.append(office.happens(EventKind.SIGNAL, "BTC/USDT"))
                await office.post.look()
            except Crash:
                continue
        assert waiting(office) == ids
        assert office.post.waiting("telegram") == len(ids)


# --- what repeats -----------------------------------------------------------------------------------------------------
async def test_a_feed_that_goes_stale_is_told_once_and_so_is_its_return(store: Store) -> None:
    office = await open_office(store)
    told = []
    for minute, state in enumerate(("ok", "degraded", "stale", "down", "stale", "degraded", "ok", "ok")):
        number = office.happens(CHANGED, connection=Connection(state).value, key="feed-stale")
        if minute in (2, 5):
            told.append(number)
        office.clock.pass_by(minutes=1)
        await office.post.look()
    assert waiting(office) == told


async def test_a_fluttering_feed_is_told_when_it_stays_away(store: Store) -> None:
    office = await open_office(store)

    async def becomes(connection: Connection, minutes: float) -> int:
        number = office.happens(CHANGED, connection=connection.value)
        await office.post.look()
        office.clock.pass_by(minutes=minutes)
        return number

    first = await becomes(Connection.DOWN, 1)
    back = await becomes(Connection.OK, 1)
    for _ in range(3):
        await becomes(Connection.DOWN, 1)
        await becomes(Connection.OK, 1)
    assert waiting(office) == [first, back]
    again = await becomes(Connection.DOWN, 20)
    office = await office.again()  # what is held back outlives the process
    await office.post.look()
    assert waiting(office) == [first, back, again]
    clear = await becomes(Connection.OK, 0)
    assert waiting(office) == [first, back, again, clear]


async def test_a_feed_that_was_lost_when_the_engine_ended_is_told_of_anew_when_it_is_lost_again(store: Store) -> None:
    office = await open_office(store)
    first = office.happens(CHANGED, connection=Connection.DOWN.value)
    office.clock.pass_by(hours=1)
    started = office.happens(EventKind.ENGINE_STARTED)
    office.clock.pass_by(hours=1)
    again = office.happens(CHANGED, connection=Connection.DOWN.value)
    await office.post.look()
    assert waiting(office) == [first, started, again]


async def test_the_same_fault_is_told_every_quarter_of_an_hour_with_its_count(store: Store) -> None:
    office = await open_office(store)
    first = office.happens(EventKind.ERROR, key="err-a")
    other = office.happens(EventKind.ERROR, key="err-b")
    for _ in range(40):
        office.clock.pass_by(seconds=30)
        office.happens(EventKind.ERROR, key="err-a", params={"detail": "x"})
        await office.post.look()
    told = waiting(office)
    assert told[:2] == [first, other]
    assert len(told) == 3
    (data,) = office.rows("SELECT data FROM events WHERE id = ?", told[2])[0]
    assert '"repeats":29' in data
    assert '"detail":"x"' in data
    office.clock.pass_by(minutes=16)
    await office.post.look()
    assert len(waiting(office)) == 4  # the eleven after that, though nothing happened any more
    office.clock.pass_by(minutes=31)
    await office.post.look()
    fresh = office.happens(EventKind.ERROR, key="err-a")
    await office.post.look()
    assert waiting(office)[4:] == [fresh]


async def test_every_stranger_that_the_door_tells_of_is_told_of(store: Store) -> None:
    office = await open_office(store)
    for stranger in range(50):
        office.happens(EventKind.KNOCK, key="knock-person", actor=str(stranger))
    await office.post.look()
    assert len(waiting(office)) == 50


async def test_who_brought_something_about_is_not_told_of_it_again(store: Store) -> None:
    office = await open_office(store)
    office.happens(EventKind.STATE_CHANGED, state="PAUSED", actor=f"telegram:{OWNER}")
    office.happens(EventKind.STATE_CHANGED, state="RUNNING", actor=f"discord:{OWNER}")
    await office.post.look()
    assert len(waiting(office)) == 1


async def test_a_store_that_refuses_leaves_nothing_behind_and_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.core.errors import Operational

    office = await open_office(store)
    number = office.happens(EventKind.ERROR, key="err-a")

    async def full(work: Any, *, durable: bool = False) -> Any:
        raise Operational("err-store-full")

    monkeypatch.setattr(store, "write", full)
    with pytest.raises(Operational):
        await office.post.look()
    monkeypatch.undo()
    await office.post.look()
    assert waiting(office) == [number]
