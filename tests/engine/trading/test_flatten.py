from __future__ import annotations

from pathlib import Path

import pytest

from engine.core.modes import EngineState, ExitReason, Mode
from engine.core.symbols import Symbol
from engine.store.events import events_since
from engine.store.store import Store
from engine.trading.desk import TradingDesk
from engine.trading.proof import check_books
from tests.engine.trading.dying import Crash, Dying
from tests.engine.trading.venue import FaultyPaper
from tests.engine.trading.world import BTC, ETH, PRICES, SOL, START, XRP, entry, hash_of, place, rules, start, tick


async def hold(desk: TradingDesk, store: Store, symbols: tuple[Symbol, ...] = (BTC, ETH, XRP)) -> None:
    for symbol in symbols:
        await place(desk, store, entry(symbol, START, PRICES[symbol], 1_000))
        await desk.on_tick(tick(symbol, START, PRICES[symbol]))


@pytest.mark.parametrize("before", list(EngineState))
async def test_flatten_closes_all_from_every_state(store: Store, before: EngineState) -> None:
    desk = await start(store)
    await hold(desk, store)
    await place(desk, store, entry(BTC, START, PRICES[BTC], 1_000, cause="one more"))
    await desk.set_state(before, "tester", "", START + 1)
    report = await desk.flatten("tester", START + 2)
    assert desk.state is EngineState.HALTED
    assert [(row.symbol, row.done, row.waiting) for row in report.rows] == [
        (BTC, True, False), (ETH, True, False), (XRP, True, False),
    ]  # fmt: skip
    assert all(row.price is not None and row.error_key is None for row in report.rows)
    assert report.canceled == (1 if before is EngineState.RUNNING else 0)
    assert report.verified
    assert desk.portfolio(0).positions == desk.portfolio(0).pending == ()
    assert {t.exit_reason for t in desk.portfolio(0).recent_trades} == {ExitReason.FLATTEN}
    assert store.read(lambda conn: check_books(conn, "demo", Mode.PAPER)) == []


async def test_one_that_fails_does_not_stop_the_rest_and_can_be_tried_again(store: Store) -> None:
    broker = FaultyPaper(rules(), ETH)
    desk = await start(store, broker)
    await hold(desk, store)
    report = await desk.flatten("tester", START + 2)
    by = {row.symbol: row for row in report.rows}
    assert by[BTC].done
    assert by[XRP].done
    assert not by[ETH].done
    assert by[ETH].error_key == "err-order-venue-fault"
    assert by[ETH].error_params["detail"] == "HTTP 503"
    assert str(by[ETH].incident).startswith("E-")
    assert not report.verified
    told = [e for e in store.read(lambda conn: events_since(conn, 0, 99)) if e.kind == "error"]
    assert told[0].data["incident"] == by[ETH].incident
    assert [p.symbol for p in desk.portfolio(0).positions] == [ETH]
    broker.broken = None
    await desk.ask(START + 3)
    after = await desk.verify(report)
    assert after.verified
    assert all(row.done and row.error_key is None for row in after.rows)


async def test_without_a_fresh_price_it_waits_for_the_next_one_and_says_so(store: Store) -> None:
    desk = await start(store)
    await hold(desk, store, (BTC,))
    await desk.on_tick(tick(ETH, START + 3_600_000, PRICES[ETH]))
    report = await desk.flatten("tester")
    assert [(row.done, row.waiting) for row in report.rows] == [(False, True)]
    assert not report.verified
    await desk.on_tick(tick(BTC, START + 3_600_001, 63_990.0))
    assert (await desk.verify(report)).verified


async def test_a_flatten_cut_off_by_a_crash_finishes_by_itself(store: Store, tmp_path: Path) -> None:
    async def ready(on: Store) -> tuple[TradingDesk, Dying]:
        dying = Dying(on, set())
        desk = await start(dying)
        await hold(desk, dying)
        # An entry on its way stands in the line, too.
        await place(desk, dying, entry(SOL, START, PRICES[ETH], 1_000))
        dying.commits = 0
        return desk, dying

    desk, dying = await ready(store)
    report = await desk.flatten("tester", START + 2)
    assert (report.canceled, report.verified) == (1, True)
    commits, expected = dying.commits, hash_of(store)
    assert commits > 10
    for point in range(3, 2 * commits + 2):  # from the moment the command is durable
        with Store.open(f"sqlite:///{tmp_path}/{point}.db") as other:
            desk, dying = await ready(other)
            dying.points = {point}
            with pytest.raises(Crash):
                await desk.flatten("tester", START + 2)
            again = await start(other)
            assert again.portfolio(0).positions == again.portfolio(0).pending == ()
            assert again.state is EngineState.HALTED
            assert hash_of(other) == expected


async def test_flatten_of_nothing_is_done(store: Store) -> None:
    desk = await start(store)
    report = await desk.flatten("tester", START)
    assert (report.rows, report.canceled, report.verified) == ((), 0, True)
    assert desk.state is EngineState.HALTED
