from __future__ import annotations

import itertools

import pytest

from engine.core.errors import Refused
from engine.core.events import EventKind
from engine.core.modes import EngineState, ExitReason
from engine.store.events import events_since
from engine.store.store import Store
from engine.trading import states
from tests.engine.trading.dying import Crash, Dying
from tests.engine.trading.world import BTC, ETH, MS, START, candle, entry, only, place, rules, start, tick

S = EngineState


def test_which_state_follows_which() -> None:
    refused = {(a.value, b.value) for a, b in itertools.product(S, S) if not states.change_allowed(a, b, "person")}
    assert refused == {("HALTED", "PAUSED")}


def test_the_engine_by_itself_only_becomes_stricter() -> None:
    order = [S.RUNNING, S.PAUSED, S.REDUCING, S.HALTED]
    for before, after in itertools.product(order, order):
        if states.change_allowed(before, after, states.ENGINE):
            assert order.index(after) >= order.index(before)


@pytest.mark.parametrize("state", list(S))
def test_what_each_state_allows(state: EngineState) -> None:
    assert states.entries_allowed(state) is (state is S.RUNNING)
    assert states.own_exits_allowed(state) is (state is not S.HALTED)
    for reason in (ExitReason.STOP_LOSS, ExitReason.TRAILING):
        assert states.exit_allowed(state, reason)
    for reason in (ExitReason.TAKE_PROFIT, ExitReason.TIME, ExitReason.SIGNAL):
        assert states.exit_allowed(state, reason) is (state is not S.HALTED)


async def test_pause_twice_is_paused_resume_twice_is_running_and_it_survives(store: Store) -> None:
    desk = await start(store)
    for _ in range(2):
        await desk.set_state(S.PAUSED, "tester", "lunch", START)
        assert desk.state is S.PAUSED
    desk = await start(store)
    assert (desk.state, desk.record.actor, desk.record.cause) == (S.PAUSED, "tester", "lunch")
    for _ in range(2):
        await desk.set_state(S.RUNNING, "tester", "", START + 1)
        assert desk.state is S.RUNNING
    told = store.read(lambda conn: events_since(conn, 0, 10))
    assert [(e.kind, e.data["before"], e.data["state"]) for e in told] == [
        (EventKind.STATE_CHANGED, "RUNNING", "PAUSED"),
        (EventKind.STATE_CHANGED, "PAUSED", "RUNNING"),
    ]


async def test_a_halt_is_not_loosened_by_pausing(store: Store) -> None:
    desk = await start(store)
    await desk.set_state(S.HALTED, "tester", "", START)
    with pytest.raises(Refused, match="err-state-change"):
        await desk.set_state(S.PAUSED, "tester", "", START)
    assert desk.state is S.HALTED


@pytest.mark.parametrize("state", [S.PAUSED, S.REDUCING, S.HALTED])
async def test_no_state_takes_the_stops_off(store: Store, state: EngineState) -> None:
    desk = await start(store)
    for symbol, price in ((BTC, 64_000.0), (ETH, 3_200.0)):
        await place(desk, store, entry(symbol, START, price, 1_000))
        await desk.on_tick(tick(symbol, START, price))
    await desk.set_state(state, "tester", "", START + 1)
    desk = await start(store)
    assert len(await desk.on_tick(tick(BTC, START + 2, 60_000.0))) == 1
    assert len(await desk.on_candle(candle(ETH, START + MS, 3_190.0, 3_190.0, 3_100.0, 3_190.0))) == 1
    assert {t.exit_reason for t in desk.portfolio(0).recent_trades} == {ExitReason.STOP_LOSS}


async def test_a_halt_holds_targets_and_signals_back(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_tick(tick(BTC, START, 64_000.0))
    await desk.set_state(S.HALTED, "tester", "", START + 1)
    assert await desk.on_tick(tick(BTC, START + 2, 70_000.0)) == ()
    assert await desk.close(BTC, ExitReason.SIGNAL, "decision", START + 3) is None
    await desk.set_state(S.RUNNING, "tester", "", START + 4)
    assert len(await desk.on_tick(tick(BTC, START + 5, 70_000.0))) == 1


async def test_entries_under_way_are_taken_back_on_pause(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.set_state(S.PAUSED, "tester", "", START)
    assert not desk.portfolio(START).is_busy(BTC)
    assert await desk.on_tick(tick(BTC, START + 1, 64_000.0)) == ()


async def test_a_crash_between_a_pause_and_its_cancellations_lets_no_entry_through(store: Store) -> None:
    dying = Dying(store, set())
    desk = await start(dying)
    await place(desk, dying, entry(BTC, START, 64_000.0, 1_000))
    dying.points = {2 * dying.commits + 3}
    with pytest.raises(Crash):
        await desk.set_state(S.PAUSED, "tester", "", START)
    desk = await start(store)
    assert desk.state is S.PAUSED
    assert await desk.on_tick(tick(BTC, START + 1, 64_000.0)) == ()


async def test_reducing_leaves_at_the_first_price_that_pays(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_tick(tick(BTC, START, 64_000.0))
    await desk.set_state(S.REDUCING, "tester", "", START + 1)
    assert await desk.on_tick(tick(BTC, START + 2, 64_150.0)) == ()  # up, but not by fee and slippage
    assert len(await desk.on_tick(tick(BTC, START + 3, 64_250.0))) == 1
    (trade,) = desk.portfolio(0).recent_trades
    assert trade.pnl > 0
    assert trade.exit_reason is ExitReason.SIGNAL


async def test_reducing_ends_by_its_time_limit(store: Store) -> None:
    desk = await start(store, book=rules(time_limit=0, stop_ppm=0, target_ppm=0, trail_ppm=0), reduce_candles=3)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_tick(tick(BTC, START, 64_000.0))
    await desk.set_state(S.REDUCING, "tester", "", START + 1)
    for n in range(1, 4):
        assert await desk.on_candle(candle(BTC, START + n * MS, 63_900.0, 63_900.0, 63_900.0, 63_900.0)) == ()
        assert len(desk.portfolio(0).pending) == (n == 3)
    assert only(desk).lots == 1_000
    assert len(await desk.on_tick(tick(BTC, START + 4 * MS, 63_800.0))) == 1
    assert desk.portfolio(0).recent_trades[0].exit_reason is ExitReason.TIME
