"""What moves the engine and the book, through the service: states, exits, entries, blocks, the paper purse, pairs."""

from __future__ import annotations

import asyncio
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.core.decisions import Decision
from engine.core.errors import HaiDangError
from engine.core.symbols import Symbol
from tests.engine.house import House, living, train, until
from tests.engine.service.conftest import STILL, reach

SECONDS = 30.0


async def refused(house: House, command: str, **arguments: object) -> str:
    """The key of the refusal."""
    with pytest.raises(HaiDangError) as said:
        await house.ask(command, **arguments)
    assert said.value.incident
    return said.value.key


async def state(house: House) -> str:
    found: str = (await house.ask("status")).state
    return found


async def go_on(house: House, candles: int = 2) -> None:
    await reach(house, house.pipeline.candles_seen + candles)


async def hold(house: House, *bases: str) -> None:
    """Positions, bought by hand."""
    for base in bases:
        await house.ask("enter", symbol=base, cash=500)
    await go_on(house)
    assert {row.symbol.split("/")[0] for row in (await house.ask("positions")).rows} >= set(bases)


async def flatten(house: House) -> Any:
    """Flatten while the market goes on: an exit whose last price is old waits for the next one."""
    asking = asyncio.create_task(house.ask("flatten"))
    while not asking.done():
        house.most += 1
        await asyncio.sleep(0.01)
    house.most = house.pipeline.candles_seen
    return await asking


# --- states ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("command", "wanted"), [("pause", "PAUSED"), ("resume", "RUNNING"), ("reduce", "REDUCING"), ("halt", "HALTED")]
)
async def test_a_state_asked_for_twice_is_that_state(still: House, command: str, wanted: str) -> None:
    first = await still.ask(command, reason="bảo trì")
    assert (first.key, first.params) == ("done-state", {"state": wanted, "before": "RUNNING"})
    again = await still.ask(command)
    assert again.params == {"state": wanted, "before": wanted}
    assert await state(still) == wanted


async def test_the_state_survives_a_kill(tmp_path: Path, models: Path) -> None:
    home = tmp_path / "home"
    for command, wanted in (("pause", "PAUSED"), ("reduce", "REDUCING"), ("halt", "HALTED"), ("resume", "RUNNING")):
        async with living(home, models, **STILL) as house:
            await house.ask(command)
            await house.die()
        async with living(home, models, **STILL) as house:
            assert await state(house) == wanted


async def test_a_halt_is_not_softened_by_a_pause(still: House) -> None:
    await still.ask("halt")
    assert await refused(still, "pause") == "err-state-change"
    assert await state(still) == "HALTED"
    await still.ask("resume")
    assert await state(still) == "RUNNING"


@pytest.mark.parametrize("command", ["pause", "reduce", "halt"])
async def test_no_state_but_running_opens_a_position(folder: Path, models: Path, command: str) -> None:
    async with living(folder, models) as house:
        await house.ask("flatten")
        await house.ask("resume")
        await house.ask(command)
        (before,) = (await house.rows("SELECT COUNT(*) FROM order_intents WHERE leg = 'entry'"))[0]
        await reach(house, 40)
        (spoken,) = (await house.rows("SELECT COUNT(*) FROM decisions WHERE spoken AND created_at > 0"))[0]
        assert spoken
        assert (await house.rows("SELECT COUNT(*) FROM order_intents WHERE leg = 'entry'"))[0][0] == before


@pytest.mark.parametrize("command", ["pause", "halt"])
async def test_protective_stops_stay(tmp_path: Path, models: Path, command: str) -> None:
    async with living(tmp_path / "home", models, **{**STILL, "stop_loss": "0.002"}) as house:
        await reach(house, 2)
        while not (await house.ask("positions")).rows:
            await house.ask("enter", symbol="BTC", cash=500)
            await go_on(house, 1)
        before = len((await house.ask("trades")).rows)
        await house.ask(command)
        while (await house.ask("positions")).rows:
            await go_on(house)
        trades = (await house.ask("trades")).rows
        assert len(trades) == before + 1
        assert trades[0].exit_reason == "stop_loss"
        assert await state(house) == {"pause": "PAUSED", "halt": "HALTED"}[command]


async def test_a_halt_takes_back_what_a_person_has_asked_for(still: House) -> None:
    await still.ask("enter", symbol="BTC", cash=500)
    await still.ask("halt")
    await go_on(still)
    assert not (await still.ask("positions")).rows
    assert (await still.ask("orders")).rows[0].state == "CANCELED"


def _more(house: House) -> bool:
    house.most += 2
    return False


async def test_reducing_closes_what_is_open_in_time(still: House) -> None:
    await hold(still, "BTC", "ETH")
    await still.ask("reduce")
    await go_on(still, 2 * 20)
    assert not (await still.ask("positions")).rows
    assert len((await still.ask("trades")).rows) == 2
    assert await state(still) == "REDUCING"


# --- flatten, close, enter, cancel -----------------------------------------------------------------------------------
@pytest.mark.parametrize("before", ["resume", "pause", "halt"])
async def test_flatten_closes_each_position_and_says_so(still: House, before: str) -> None:
    await hold(still, "BTC", "ETH")
    await still.ask(before)
    report = await flatten(still)
    assert {row.symbol for row in report.rows} == {"BTC/USDT", "ETH/USDT"}
    assert all(row.done and row.price and row.amount > 0 and row.error is None for row in report.rows)
    assert report.verified
    assert await state(still) == "HALTED"
    assert not (await still.ask("positions")).rows
    exits = await still.rows("SELECT DISTINCT exit_reason FROM trades")
    assert exits == [("flatten",)]
    again = await still.ask("flatten")
    assert (again.rows, again.verified) == ((), True)


async def test_one_that_fails_does_not_keep_the_others_open(still: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await hold(still, "BTC", "ETH")
    broker = still.engine.rooms.desk._c.broker
    place = broker.submit

    async def broken(intent: Any) -> Any:
        if intent.symbol == "BTC/USDT":
            raise OSError("venue on fire")
        return await place(intent)

    monkeypatch.setattr(broker, "submit", broken)
    report = await flatten(still)
    rows = {row.symbol: row for row in report.rows}
    assert rows["ETH/USDT"].done
    assert not rows["BTC/USDT"].done
    assert rows["BTC/USDT"].error is not None
    assert rows["BTC/USDT"].incident
    assert not report.verified
    assert [row.symbol for row in (await still.ask("positions")).rows] == ["BTC/USDT"]


async def test_a_position_is_closed_by_hand(still: House) -> None:
    await hold(still, "BTC", "ETH")
    assert (await still.ask("close", symbol="BTC")).key == "done-close"
    await go_on(still)
    assert [row.symbol for row in (await still.ask("positions")).rows] == ["ETH/USDT"]
    trade = (await still.ask("trades")).rows[0]
    assert (trade.symbol, trade.exit_reason) == ("BTC/USDT", "manual")
    assert await refused(still, "close", symbol="BTC") == "err-no-position"


async def test_entering_holds_to_purse_exposure_and_size(still: House) -> None:
    done = await still.ask("enter", symbol="BTC", cash=500)
    spent = Decimal(done.params["amount"]) * Decimal(done.params["price"])
    assert 480 < spent <= 500
    assert await refused(still, "enter", symbol="BTC", cash=500) == "why-already-in-position"
    await go_on(still)
    (row,) = (await still.ask("positions")).rows
    assert row.stop_loss < row.entry_price < row.take_profit
    cash = (await still.ask("balance")).cash
    assert await refused(still, "enter", symbol="ETH", cash=9_400) == "why-over-budget"
    assert await refused(still, "enter", symbol="ETH", cash=6_000) == "why-over-budget"
    assert await refused(still, "enter", symbol="ETH", cash="0.5") == "why-size-too-small"
    await go_on(still)
    assert (await still.ask("balance")).cash == cash
    assert len((await still.ask("orders")).rows) == 1


async def test_an_order_that_waits_can_be_cancelled(still: House) -> None:
    await still.ask("enter", symbol="BTC", cash=500)
    (order,) = (await still.ask("orders")).rows
    assert (order.state, order.filled, order.leg) == ("OPEN", 0, "entry")
    assert (await still.ask("cancel", symbol="BTC")).params["count"] == 1
    assert (await still.ask("cancel", symbol="BTC")).params["count"] == 0
    await go_on(still)
    assert (await still.ask("orders")).rows[0].state == "CANCELED"
    assert not (await still.ask("positions")).rows


# --- blocks, purse, pairs --------------------------------------------------------------------------------------------
async def test_a_blocked_pair_is_not_entered_and_a_block_survives_a_restart(folder: Path, models: Path) -> None:
    async with living(folder, models) as house:
        await house.ask("flatten")
        await house.ask("resume")
        for _ in range(2):
            listed = await house.ask("symbols", action="block", symbol="BTC")
        assert [row.status for row in listed.rows] == ["blocked", "watched"]
        assert [row.scope for row in (await house.ask("locks")).rows] == ["BTC/USDT"]
        await house.die()
    async with living(folder, models) as house:
        assert [row.status for row in (await house.ask("symbols")).rows] == ["blocked", "watched"]
        entries = "SELECT COUNT(*) FROM order_intents WHERE leg = 'entry' AND symbol = 'BTC/USDT'"
        (before,) = (await house.rows(entries))[0]
        await reach(house, 60)
        assert (await house.rows(entries))[0][0] == before
        assert (await house.ask("unlock", symbol="ETH")).params["count"] == 0
        assert (await house.ask("unlock", symbol="BTC")).params["count"] == 1
        assert not (await house.ask("locks")).rows
        await house.ask("symbols", action="block", symbol="BTC")
        await house.ask("symbols", action="block", symbol="ETH")
        assert (await house.ask("unlock")).params["count"] == 2


async def test_play_money_is_paid_in_and_is_no_profit(still: House) -> None:
    before = await still.ask("balance")
    await still.ask("paper", action="cash", cash="2500.50")
    after = await still.ask("balance")
    assert after.cash == before.cash + Decimal("2500.50")
    assert after.start_cash == before.start_cash + Decimal("2500.50")
    assert after.profit_pct == before.profit_pct
    assert after.drawdown_pct == 0


async def test_the_purse_starts_anew_only_when_nothing_is_open(still: House) -> None:
    await hold(still, "BTC")
    assert await refused(still, "paper", action="reset") == "err-purse-in-use"
    await still.ask("paper", action="cash", cash=100)
    assert (await still.ask("positions")).rows
    await still.ask("close", symbol="BTC")
    await go_on(still)
    await still.ask("paper", action="reset", cash=777)
    balance = await still.ask("balance")
    assert (balance.cash, balance.start_cash, balance.equity, balance.profit_pct) == (777, 777, 777, 0)
    await still.ask("paper", action="reset")
    assert (await still.ask("balance")).cash == 10_000
    (total,) = (await still.rows("SELECT COUNT(*) FROM trades"))[0]
    assert total == 1


async def test_pairs_come_and_go_while_the_engine_runs(tmp_path: Path, models: Path) -> None:
    own = tmp_path / "models"
    shutil.copytree(models, own)
    await asyncio.to_thread(train, own, Symbol("DOGE"))
    home = tmp_path / "home"
    async with living(home, own, **STILL) as house:
        await reach(house, 2)
        listed = await house.ask("symbols", action="add", symbol="doge")
        assert [row.symbol for row in listed.rows] == ["BTC/USDT", "ETH/USDT", "DOGE/USDT"]
        pair = house.pipeline.pair(Symbol("DOGE"))
        await until(lambda: isinstance(pair.latest, Decision) or _more(house), SECONDS)
        rows = (await house.ask("symbols")).rows
        assert rows[2].candles >= 600
        assert rows[2].has_model
        answer = await house.ask("predict", symbol="DOGE")
        assert answer.direction is not None
        assert answer.model_version is not None
        await hold(house, "DOGE")
        assert await refused(house, "symbols", action="remove", symbol="DOGE") == "err-symbol-in-use"
        await house.ask("close", symbol="DOGE")
        await go_on(house, 3)
        await house.ask("symbols", action="remove", symbol="ETH")
        assert [row.symbol for row in (await house.ask("symbols")).rows] == ["BTC/USDT", "DOGE/USDT"]
        assert await refused(house, "symbols", action="remove", symbol="ETH") == "err-symbol-not-watched"
        assert await refused(house, "predict", symbol="ETH") == "err-symbol-not-watched"
        await house.die()
    async with living(home, own, **STILL) as house:
        assert [row.symbol for row in (await house.ask("symbols")).rows] == ["BTC/USDT", "DOGE/USDT"]


async def test_a_halt_is_not_undone_without_agreement_and_a_pause_is(still: House) -> None:
    await still.ask("halt")
    with pytest.raises(HaiDangError) as said:
        await still.ask("resume", confirmations=0)
    assert said.value.key == "err-confirm-needed"
    assert await state(still) == "HALTED"
    await still.ask("resume", confirmations=1)
    assert await state(still) == "RUNNING"
    await still.ask("pause")
    await still.ask("resume", confirmations=0)
    assert await state(still) == "RUNNING"
