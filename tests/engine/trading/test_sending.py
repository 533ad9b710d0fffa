from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from engine.core.modes import EngineState, ExitReason, Mode
from engine.store.store import Store
from engine.trading.broker import Abilities, Outcome
from engine.trading.desk import TradingDesk
from engine.trading.locks import ALL, active_locks, add_lock, clear_locks
from engine.trading.proof import check_books
from tests.engine.trading.dying import Dying
from tests.engine.trading.venue import LossyVenue
from tests.engine.trading.world import BTC, ETH, START, entry, place, start


@pytest.mark.parametrize("part", range(4))
async def test_lost_answers_never_lose_or_double_an_order(tmp_path: Path, part: int) -> None:
    """A thousand seeds: in and out over a venue that loses four answers in ten, the engine restarted in between."""
    with Store.open(f"sqlite:///{tmp_path}/books.db") as real:
        store: Any = Dying(real, set())
        for seed in range(part * 250, part * 250 + 250):
            source = f"venue{seed}"
            venue = LossyVenue(seed)
            intent = entry(BTC, START, 64_000.0, 100, source=source)
            desk = await start(store, venue, source=source)
            await place(desk, store, intent)
            if seed % 2:
                desk = await start(store, venue, source=source)
            await settle(desk, 1)
            await desk.close(BTC, ExitReason.SIGNAL, "out", START + 5, actor="t", price=intent.reference_price)
            if seed % 3 == 0:
                desk = await start(store, venue, source=source)
            await settle(desk, 0)
            assert set(venue.accepted.values()) == {1}
            assert len(venue.orders) == 2
            assert len(desk.portfolio(0).recent_trades) == 1
            assert store.read(lambda conn, of=source: check_books(conn, of, Mode.PAPER)) == []


async def settle(desk: TradingDesk, positions: int) -> None:
    for moment in range(200):
        await desk.ask(START + moment)
        book = desk.portfolio(0)
        if not book.pending and len(book.positions) == positions:
            return
    raise AssertionError("never settled")


async def test_absence_is_proven_only_by_several_aged_questions(store: Store) -> None:
    venue = LossyVenue(1, loss=0.0)
    venue.abilities = Abilities(questions=3, aged_ms=1_000, entry_life_ms=None)
    intent = entry(BTC, START, 64_000.0, 100)
    desk = await start(store, venue)
    await store.write(lambda conn: desk.write_intent(conn, intent))
    desk = await start(store, venue)  # asked without knowing the time: that proves nothing
    for moment, sent in ((0, 0), (500, 0), (900, 0), (1_000, 1)):
        await desk.ask(START + moment)
        assert len(venue.orders) == sent


async def test_an_entry_that_has_grown_old_is_dropped_and_one_under_a_pause_too(store: Store) -> None:
    venue = LossyVenue(1, loss=0.0)
    venue.abilities = Abilities(questions=1, aged_ms=0, entry_life_ms=60_000)
    desk = await start(store, venue)
    await store.write(lambda conn: desk.write_intent(conn, entry(BTC, START, 64_000.0, 100)))
    await store.write(lambda conn: desk.write_intent(conn, entry(ETH, START + 70_000, 3_200.0, 100)))
    await desk.set_state(EngineState.PAUSED, "t", "", START)
    desk.load()
    await desk.resume(START + 70_001)
    assert desk.portfolio(0).pending == ()
    assert not venue.orders


async def test_a_doubtful_order_blocks_its_symbol(store: Store) -> None:
    desk = await start(store, LossyVenue(3, loss=1.0))
    intent = entry(BTC, START, 64_000.0, 100)
    await place(desk, store, intent)
    assert desk.doubtful == (intent,)
    assert desk.portfolio(0).is_busy(BTC)
    assert (await desk.send(intent)).outcome is Outcome.UNKNOWN


async def test_acts_that_come_together_happen_one_after_the_other(store: Store) -> None:
    venue = LossyVenue(5, loss=0.0)
    desk = await start(store, venue)
    intent = entry(BTC, START, 64_000.0, 100)
    await store.write(lambda conn: desk.write_intent(conn, intent))
    await asyncio.gather(*(desk.send(intent) for _ in range(5)), desk.ask(START), desk.ask(START))
    assert venue.accepted[intent.client_order_id] == 1


def test_locks(store: Store) -> None:
    def work(c: Connection) -> None:
        add_lock(c, "demo", Mode.PAPER, BTC, "why-cooldown", 100, 200)
        add_lock(c, "demo", Mode.PAPER, BTC, "why-cooldown", 110, 150)
        add_lock(c, "demo", Mode.PAPER, ETH, "person", 100)
        add_lock(c, "other", Mode.PAPER, ALL, "person", 100)

    store.write_sync(work)
    at = lambda now: store.read(lambda c: active_locks(c, "demo", Mode.PAPER, now))  # noqa: E731
    assert [(lock.scope, lock.until) for lock in at(150)] == [(BTC, 200), (ETH, None)]
    assert [lock.scope for lock in at(200)] == [ETH]
    assert [lock.scope for lock in store.read(lambda c: active_locks(c, "other", Mode.PAPER, 1))] == [ALL]
    assert store.write_sync(lambda c: clear_locks(c, "demo", Mode.PAPER, ETH)) == 1
    assert store.write_sync(lambda c: clear_locks(c, "demo", Mode.PAPER)) == 1
    assert at(0) == []
