from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from engine.core.errors import Refused
from engine.core.events import EventKind
from engine.core.modes import EngineState, ExitReason, Mode, Side
from engine.core.orders import OrderState
from engine.store.events import events_since
from engine.store.store import Store
from engine.store.tables.money import fills, ledger, orders, positions, trades
from engine.store.tape import read_tape
from engine.trading.paper import PaperBroker
from engine.trading.proof import check_books
from tests.engine.trading.world import (
    BTC,
    ETH,
    MS,
    START,
    XRP,
    candle,
    entry,
    instruments,
    only,
    place,
    rules,
    start,
    tick,
)  # fmt: skip


def faults(store: Store) -> list[tuple[str, dict[str, str]]]:
    return store.read(lambda conn: check_books(conn, "demo", Mode.PAPER))


def count(store: Store, table: sa.Table) -> int:
    return store.read(lambda conn: int(conn.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()))


async def test_an_entry_fills_at_the_first_price_after_it_with_slippage_and_fee(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    assert desk.portfolio(START).is_busy(BTC)
    assert await desk.on_tick(tick(BTC, START - 1, 10.0)) == ()
    (fill,) = await desk.on_tick(tick(BTC, START + 5, 64_100.0))
    # 64,100 and 0.05% against the buyer; 0.1% of 641.3205 rounded up to the smallest unit of money.
    assert (fill.price, fill.amount, fill.fee) == (Decimal("64132.05"), Decimal("0.01000"), Decimal("0.6413205"))
    position = only(desk)
    assert (position.entry_price, position.opened_at) == (Decimal("64132.05"), START + 5)
    # The stop lies around what was paid, not around what was seen.
    assert position.stop_loss == Decimal("63875.52")
    assert desk.portfolio(START).cash == Decimal(10_000) - Decimal("641.3205") - Decimal("0.6413205")
    assert faults(store) == []
    assert [entry.kind for entry in store.read(lambda c: read_tape(c, "demo", Mode.PAPER))] == ["tick"]


async def test_without_a_tick_the_next_candles_open_fills_and_its_range_counts(store: Store) -> None:
    desk = await start(store, book=rules(trail_ppm=0))
    await place(desk, store, entry(BTC, START + MS, 64_000.0, 1_000))
    assert await desk.on_candle(candle(BTC, START, 1.0, 1.0, 1.0, 1.0)) == ()
    entered, left = await desk.on_candle(candle(BTC, START + MS, 64_000.0, 64_010.0, 63_000.0, 63_500.0))
    assert entered.price == Decimal("64032.00")
    assert left.timestamp == START + MS
    (trade,) = desk.portfolio(START).recent_trades
    assert (trade.exit_reason, trade.opened_at, trade.closed_at) == (ExitReason.STOP_LOSS, START + MS, START + MS)
    assert desk.portfolio(START).cash == Decimal(10_000) + trade.pnl
    assert desk.portfolio(START).positions == ()
    assert faults(store) == []


async def test_an_entry_filled_by_a_tick_does_not_see_the_range_before_it(store: Store) -> None:
    desk = await start(store, book=rules(trail_ppm=0))
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_tick(tick(BTC, START + 30_000, 64_000.0))
    assert await desk.on_candle(candle(BTC, START, 64_000.0, 64_000.0, 60_000.0, 64_000.0)) == ()
    assert len(await desk.on_candle(candle(BTC, START + MS, 63_000.0, 64_000.0, 60_000.0, 64_000.0))) == 1
    (trade,) = desk.portfolio(START).recent_trades
    assert trade.exit_price == Decimal("62968.50")  # the gap fills at the open, less slippage


async def test_stop_first_when_both_are_touched_and_target_alone_at_its_price(store: Store) -> None:
    desk = await start(store, book=rules(trail_ppm=0, slippage_ppm=0))
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_candle(candle(BTC, START, 64_000.0, 64_000.0, 64_000.0, 64_000.0))
    await desk.on_candle(candle(BTC, START + MS, 64_000.0, 65_000.0, 63_000.0, 64_000.0))
    await place(desk, store, entry(BTC, START + 2 * MS, 64_000.0, 1_000))
    await desk.on_candle(candle(BTC, START + 2 * MS, 64_000.0, 65_000.0, 64_000.0, 64_000.0))
    first, second = desk.portfolio(START).recent_trades
    assert (first.exit_reason, second.exit_reason) == (ExitReason.STOP_LOSS, ExitReason.TAKE_PROFIT)
    assert second.exit_price == Decimal("64512.00")


async def test_a_stop_acts_on_a_tick_and_only_acting_ticks_are_on_the_tape(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(ETH, START, 3_200.0, 1_000))
    prices = [3_200.0, 3_201.0, 3_199.0, 3_202.0, 3_180.0, 3_100.0]
    for n, price in enumerate(prices):
        await desk.on_tick(tick(ETH, START + n, price))
    tape = store.read(lambda conn: read_tape(conn, "demo", Mode.PAPER))
    assert [(entry.kind, entry.price) for entry in tape] == [("tick", 3_200.0), ("tick", 3_180.0)]
    kinds = [event.kind for event in store.read(lambda conn: events_since(conn, 0, 50))]
    assert kinds == [EventKind.ORDER_SENT, EventKind.ENTRY_FILLED, EventKind.EXIT_FILLED]


async def test_the_trailing_stop_follows_closed_candles_and_survives_a_restart(store: Store) -> None:
    book = rules(target_ppm=0, slippage_ppm=0)
    desk = await start(store, book=book)
    await place(desk, store, entry(ETH, START, 3_200.0, 1_000, book=book))
    await desk.on_candle(candle(ETH, START, 3_200.0, 3_205.0, 3_200.0, 3_205.0))
    await desk.on_candle(candle(ETH, START + MS, 3_205.0, 3_300.0, 3_205.0, 3_300.0))
    assert only(desk).stop_loss == Decimal("3290.10")
    desk = await start(store, book=book)
    assert only(desk).stop_loss == Decimal("3290.10")
    # Fed again after the restart, the candle whose low lies under the moved stop must not act twice.
    assert await desk.on_candle(candle(ETH, START + MS, 3_205.0, 3_300.0, 3_205.0, 3_300.0)) == ()
    await desk.on_tick(tick(ETH, START + 2 * MS, 3_290.0))
    assert desk.portfolio(START).recent_trades[0].exit_reason is ExitReason.TRAILING


async def test_the_time_limit_closes_at_the_open_and_on_a_tick(store: Store) -> None:
    book = rules(time_limit=2, stop_ppm=0, target_ppm=0, trail_ppm=0)
    desk = await start(store, book=book)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000, book=book))
    await place(desk, store, entry(ETH, START, 3_200.0, 1_000, book=book))
    for n in range(3):
        await desk.on_candle(candle(BTC, START + n * MS, 64_000.0, 64_000.0, 64_000.0, 64_000.0))
    await desk.on_tick(tick(ETH, START + 1, 3_200.0))
    assert await desk.on_tick(tick(ETH, START + 2 * MS - 1, 3_200.0)) == ()
    assert len(await desk.on_tick(tick(ETH, START + 2 * MS, 3_200.0))) == 1
    assert [t.exit_reason for t in desk.portfolio(START).recent_trades] == [ExitReason.TIME, ExitReason.TIME]


async def test_a_short_is_the_mirror_of_a_long(store: Store) -> None:
    desk = await start(store, book=rules(trail_ppm=0))
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000, side=Side.SELL))
    await desk.on_tick(tick(BTC, START, 64_000.0))
    assert only(desk).stop_loss > only(desk).entry_price
    assert faults(store) == []
    await desk.on_tick(tick(BTC, START + 1, 63_000.0))
    (trade,) = desk.portfolio(START).recent_trades
    assert trade.exit_reason is ExitReason.TAKE_PROFIT
    assert trade.pnl > 0
    assert desk.portfolio(START).cash == Decimal(10_000) + trade.pnl
    assert faults(store) == []


async def test_partial_fills_by_volume_on_the_way_in_and_out(store: Store) -> None:
    book = rules(trail_ppm=0, slippage_ppm=0, time_limit=0, stop_ppm=20_000)
    desk = await start(store, PaperBroker(book, instruments, volume_share=Decimal("0.1")), book=book)
    await place(desk, store, entry(ETH, START, 3_200.0, 10_000, book=book))  # one coin; a candle gives at most 0.4
    await desk.on_candle(candle(ETH, START, 3_200.0, 3_200.0, 3_200.0, 3_200.0, 4.0))
    assert only(desk).lots == 4_000
    assert store.read(lambda c: c.execute(sa.select(orders.c.state, orders.c.filled)).one()) == (
        OrderState.PARTIAL,
        "0.4",
    )
    desk = await start(store, PaperBroker(book, instruments, volume_share=Decimal("0.1")), book=book)
    assert desk.portfolio(START).is_busy(ETH)
    await desk.on_candle(candle(ETH, START + MS, 3_210.0, 3_210.0, 3_210.0, 3_210.0, 4.0))
    assert (only(desk).lots, only(desk).entry_price) == (8_000, Decimal(3205))
    # The stop is hit while the entry still waits: the rest of the entry is taken back, the exit comes in parts too.
    await desk.on_candle(candle(ETH, START + 2 * MS, 3_100.0, 3_100.0, 3_000.0, 3_050.0, 6.0))
    left = only(desk).lots
    assert left == 4_000  # 8,000 and 2,000 more at the open, of which 0.6 coins could leave
    await desk.on_candle(candle(ETH, START + 3 * MS, 3_000.0, 3_000.0, 3_000.0, 3_000.0, 0.0))
    assert only(desk).lots == left
    await desk.on_tick(tick(ETH, START + 4 * MS, 2_990.0))
    (trade,) = desk.portfolio(START).recent_trades
    assert desk.portfolio(START).positions == ()
    assert desk.portfolio(START).cash == Decimal(10_000) + trade.pnl
    assert faults(store) == []
    assert count(store, trades) == 1


async def test_orders_a_venue_would_refuse_are_refused(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(XRP, START, 0.52, 9, cause="too few"))
    await place(desk, store, entry(BTC, START, 64_000.0, 7, cause="too cheap"))
    assert desk.portfolio(START).pending == ()
    told = store.read(lambda conn: events_since(conn, 0, 50))
    assert [event.data["key"] for event in told] == ["err-order-too-small", "err-order-min-value"]
    assert all(str(event.data["incident"]).startswith("E-") for event in told)


async def test_cash_never_becomes_negative(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 15_600))  # 9,984 at the seen price
    (fill,) = await desk.on_tick(tick(BTC, START, 70_000.0))
    assert fill.lots < 15_600
    assert Decimal(0) <= desk.portfolio(START).cash < Decimal(1)
    assert desk.portfolio(START).pending == ()
    assert faults(store) == []


async def test_the_same_intent_twice_is_one_order_and_a_fill_is_booked_once(store: Store) -> None:
    desk = await start(store)
    intent = entry(BTC, START, 64_000.0, 1_000)
    await place(desk, store, intent)
    await place(desk, store, intent)
    await desk.on_tick(tick(BTC, START, 64_000.0))
    await place(desk, store, intent)
    await desk.on_tick(tick(BTC, START + 1, 64_000.0))
    assert (count(store, fills), count(store, positions), count(store, ledger)) == (1, 1, 4)


async def test_an_exit_signal_fills_at_the_next_price(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_tick(tick(BTC, START, 64_000.0))
    intent = await desk.close(BTC, ExitReason.SIGNAL, "decision:2", START + MS)
    assert intent is not None
    assert await desk.close(BTC, ExitReason.SIGNAL, "decision:3", START + MS) == intent
    assert only(desk).lots == 1_000
    (fill,) = await desk.on_tick(tick(BTC, START + MS, 64_001.0))
    assert fill.client_order_id == intent.client_order_id
    assert desk.portfolio(START).recent_trades[0].exit_reason is ExitReason.SIGNAL


async def test_an_order_on_the_way_survives_a_restart_and_time_away_is_replayed(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    del desk
    again = await start(store)
    assert again.portfolio(START).is_busy(BTC)
    (fill,) = await again.on_candle(candle(BTC, START, 64_050.0, 64_060.0, 64_040.0, 64_050.0))
    assert fill.price == Decimal("64082.03")


async def test_entries_are_refused_where_the_state_says_so(store: Store) -> None:
    desk = await start(store)
    await desk.set_state(EngineState.PAUSED, "tester", "because", START)
    with pytest.raises(Refused) as refused:
        await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    assert refused.value.key == "err-entries-off"
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000, cause="command:enter:1"))
    assert desk.portfolio(START).is_busy(BTC)


async def test_a_write_that_fails_leaves_memory_with_the_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))

    async def broken(work: object, *, durable: bool = False) -> object:
        raise OSError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", broken)
        with pytest.raises(OSError, match="gone"):
            await desk.on_tick(tick(BTC, START, 64_000.0))
    assert len(await desk.on_tick(tick(BTC, START + 1, 64_000.0))) == 1
    assert faults(store) == []


async def test_marks_keep_peak_and_day_over_a_restart(store: Store) -> None:
    desk = await start(store)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_candle(candle(BTC, START, 64_000.0, 64_100.0, 64_000.0, 64_100.0))
    await desk.mark(START + MS)
    await desk.mark(START + MS)
    before = desk.portfolio(START + MS)
    again = await start(store)
    after = again.portfolio(START + MS)
    assert after == before
    assert after.equity == after.cash + Decimal("0.01") * Decimal("64100.0")


async def test_play_money_is_paid_in_and_started_anew(store: Store) -> None:
    desk = await start(store)
    await desk.pay(Decimal(500), "tester", START)
    assert desk.portfolio(START).cash == Decimal(10_500)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    with pytest.raises(Refused, match="err-purse-in-use"):
        await desk.pay(Decimal(2_000), "tester", START, anew=True)
    await desk.cancel(BTC, "tester", START)
    await desk.pay(Decimal(2_000), "tester", START, anew=True)
    assert desk.portfolio(START).cash == Decimal(2_000)
    assert faults(store) == []
