"""A candle's way: one transaction, the same whatever comes together, blind to the future, and off the event loop."""

from __future__ import annotations

import asyncio
import random
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.decisions import Decision
from engine.core.errors import Ambiguous, Operational
from engine.core.modes import Connection, EngineState
from engine.decision.context import Silence
from engine.pipeline.entries import Flags
from tests.engine.house import BTC, ETH, until
from tests.engine.pipeline.world import EAGER, FIRST, World, candles, garbage, moment, ticks, world


async def test_a_candle_leaves_all_its_rows(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        before = here.counts()
        candle = candles(FIRST, FIRST + 1)[0]
        await here.pipeline.on_candle(candle)
        after = here.counts()
        grown = {name: after[name] - before[name] for name in after}
        decision = here.pipeline.latest(BTC)
        assert isinstance(decision, Decision)
        assert grown["candle_cache"] == grown["direction_predictions"] == grown["decisions"] == grown["tape"] == 1
        assert grown["events"] >= 1
        assert grown["scoreboard"] == int(decision.spoken)
        (row,) = here.rows("SELECT * FROM candle_cache")
        assert set(row) >= {"demo", "BTC/USDT", "15m", candle.timestamp, candle.close}
        (kept,) = here.rows(
            "SELECT d.prediction_id, d.timestamp, d.features_digest, d.votes, p.due_at, d.created_at "
            "FROM decisions d JOIN direction_predictions p ON p.id = d.prediction_id"
        )
        forecast = decision.forecast
        assert kept[:3] == (forecast.id, candle.timestamp, forecast.features_digest)
        assert all(f'"{name}"' in kept[3] for name in ("forest", "svm", "logistic"))
        assert kept[4:] == (candle.closed_at + 4 * candle.timeframe.ms, candle.closed_at)
        assert (here.pipeline.candles_seen, here.pipeline.decisions_made) == (1, 1)


@pytest.mark.parametrize("table", ["candle_cache", "direction_predictions", "decisions", "tape", "events"])
async def test_a_write_that_fails_leaves_nothing_and_is_done_again(tmp_path: Path, models: Path, table: str) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        before = here.counts()
        fault = (
            f"CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        here.store.write_sync(lambda conn: conn.exec_driver_sql(fault))
        work = asyncio.create_task(here.pipeline.on_candles(candles(FIRST, FIRST + 2)))
        await until(lambda: here.pipeline.problem)
        assert here.pipeline.problem.key == "err-store-disk-full"
        assert here.counts() == before
        here.store.write_sync(lambda conn: conn.exec_driver_sql("DROP TRIGGER fault"))
        await asyncio.wait_for(work, 30)
        assert here.pipeline.problem is None
        after = here.counts()
        grown = {name: after[name] - before[name] for name in after}
        assert grown["candle_cache"] == grown["direction_predictions"] == grown["decisions"] == 4
        assert [row[0] for row in here.rows("SELECT COUNT(*) FROM tape WHERE kind = 'candle'")] == [4]


async def test_a_commit_whose_answer_was_lost_is_not_made_twice(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        write, lost = here.store.write, []

        async def lossy(work: Any, *, durable: bool = False) -> Any:
            before = here.counts()["decisions"]
            result = await write(work, durable=durable)
            if not lost and here.counts()["decisions"] > before:
                lost.append(True)
                raise Ambiguous("err-store-commit-unknown", place="x")
            return result

        here.store.write = lossy
        await asyncio.wait_for(here.pipeline.on_candles(candles(FIRST, FIRST + 2)), 30)
        assert lost
        assert here.pipeline.problem is None
        assert here.counts()["decisions"] == 4


async def test_what_is_no_fault_of_the_store_is_not_repeated(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()

        async def refuse(*_: Any, **__: Any) -> None:
            raise Operational("err-folder-unusable", path="x", detail="y")

        here.store.write = refuse
        with pytest.raises(Operational, match="err-folder-unusable"):
            await here.pipeline.on_candle(candles(FIRST, FIRST + 1)[0])


async def _in_pieces(here: World, sizes: Any, last: int) -> World:
    """The same market with ticks between moments, candles in pieces of any size."""
    await here.open()
    waiting = candles(FIRST, last)
    while waiting:
        size = next(sizes)
        await here.pipeline.on_candles(waiting[:size])
        waiting = waiting[size:]
    return here


def _ones() -> Any:
    while True:
        yield 1


def _any(seed: int) -> Any:
    luck = random.Random(seed)
    while True:
        yield luck.choice([1, 2, 3, 5, 17, 60])


async def test_it_does_not_matter_what_comes_together(tmp_path: Path, models: Path) -> None:
    said = []
    for name, sizes in (("ones", _ones()), ("all", iter([10_000])), ("some", _any(1)), ("others", _any(2))):
        with world(tmp_path, models, name) as here:
            await _in_pieces(here, sizes, FIRST + 90)
            equity = here.rows("SELECT timestamp, cash, positions_value, equity FROM equity ORDER BY id")
            scored = here.rows("SELECT id, correct, actual_price, scored_at FROM direction_predictions ORDER BY id")
            tape = here.rows("SELECT kind, symbol, timestamp, price, payload FROM tape ORDER BY id")
            said.append((here.decisions(), here.forecasts(), here.ledger(), equity, scored, tape))
            assert here.rows("SELECT COUNT(*) FROM trades")[0][0] > 3
    assert len(said[0][0]) == 180
    assert said[1:] == [said[0]] * 3


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_future_changes_nothing_before_it(tmp_path: Path, models: Path, seed: int) -> None:
    border = FIRST + 40
    with world(tmp_path, models, "true") as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, border + 20))
        meant = (here.decisions(moment(border)), here.forecasts(moment(border)))
        further = here.decisions()
    with world(tmp_path, models, "false") as here:
        await here.open()
        await here.pipeline.on_candles([*candles(FIRST, border), *garbage(border, border + 20, seed)])
        found = (here.decisions(moment(border)), here.forecasts(moment(border)))
        assert here.decisions() != further
    assert len(found[0]) == 80
    assert found == meant


async def test_an_order_never_fills_at_a_price_before_its_decision(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        for number in range(FIRST, FIRST + 60):
            for tick in ticks(number):
                await here.pipeline.on_tick(tick)
            await here.pipeline.on_candles(candles(number, number + 1))
        filled = here.rows(
            "SELECT i.created_at, f.timestamp FROM fills f JOIN orders o ON o.client_order_id = f.client_order_id "
            "JOIN order_intents i ON i.client_order_id = o.client_order_id"
        )
        assert len(filled) > 5
        assert all(decided <= done for decided, done in filled)


# --- silence ----------------------------------------------------------------------------------------------------------
async def test_warm_up_is_counted_and_told(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open(behind=49)
        assert here.pipeline.progress(BTC) == (49, 52)
        await here.pipeline.on_candles(candles(49, 53))
        told = here.rows(
            "SELECT timestamp, reason, reason_params, spoken FROM decisions WHERE symbol = ? ORDER BY timestamp", BTC
        )
        assert [(row[1], row[2]) for row in told[:2]] == [
            ("why-warming-up", '{"have":50,"need":52}'),
            ("why-warming-up", '{"have":51,"need":52}'),
        ]
        assert [row[1] for row in told[2:]] == ["why-unsettled", "why-unsettled"]
        assert all(row[3] == 0 for row in told)
        assert len(here.forecasts()) == 4
        assert here.pipeline.progress(BTC) == (52, 52)


async def test_a_pair_without_a_model_is_silent_while_others_speak(tmp_path: Path, models: Path) -> None:
    from shutil import copytree, rmtree

    copytree(models, tmp_path / "models")
    rmtree(next((tmp_path / "models").glob("*/ETH-USDT")))
    with world(tmp_path, tmp_path / "models") as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, FIRST + 10))
        reasons = here.rows("SELECT DISTINCT symbol, reason, reason_params FROM decisions WHERE symbol = ?", ETH)
        assert reasons == [("ETH/USDT", "why-no-model", '{"symbol":"ETH/USDT"}')]
        assert {row[1] for row in here.forecasts()} == {"BTC/USDT"}
        assert (here.pipeline.has_model(BTC), here.pipeline.has_model(ETH)) == (True, False)
        assert isinstance(here.pipeline.latest(ETH), Silence)


async def test_late_candles_are_known_but_neither_spoken_nor_traded(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, FIRST + 40), Flags(late=True))
        assert here.rows("SELECT DISTINCT reason, spoken, trades FROM decisions") == [("why-late", 0, 0)]
        assert here.counts()["order_intents"] == here.counts()["scoreboard"] == len(here.forecasts()) == 0
        assert here.rows("SELECT DISTINCT payload FROM tape WHERE kind = 'candle'") == [('{"late":true}',)]
        await here.pipeline.on_candles(candles(FIRST + 40, FIRST + 60))
        spoken = here.decisions()[80:]
    with world(tmp_path, models, "punctual") as here:
        await here.open(behind=FIRST + 40)
        await here.pipeline.on_candles(candles(FIRST + 40, FIRST + 60))
        assert here.decisions() == spoken


async def test_a_late_candle_still_stops_a_position(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.command("enter", {"symbol": BTC, "cash": None, "actor": "test"})
        first, second = candles(FIRST, FIRST + 2, [BTC])
        await here.pipeline.on_candle(first, Flags(late=True))
        assert here.desk.portfolio(here.clock.now()).position_of(BTC) is not None
        crash = replace(second, low=second.low * 0.9)
        await here.pipeline.on_candle(crash, Flags(late=True))
        assert here.rows("SELECT exit_reason FROM trades") == [("stop_loss",)]


async def test_a_model_past_its_time_is_silent(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, FIRST + 5), Flags(expired=True))
        assert here.rows("SELECT DISTINCT reason, spoken FROM decisions") == [("why-model-expired", 0)]


async def test_a_paused_house_speaks_and_does_not_enter(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.command("state", {"state": EngineState.PAUSED.value, "actor": "test", "why": ""})
        await here.pipeline.on_candles(candles(FIRST, FIRST + 30))
        assert here.counts()["order_intents"] == 0
        assert here.counts()["scoreboard"] > 0


# --- locks ------------------------------------------------------------------------------------------------------------
async def test_a_locked_pair_enters_nothing_and_stays_locked_over_a_restart(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.command("lock", {"symbol": BTC, "actor": "test"})
        await here.pipeline.on_candles(candles(FIRST, FIRST + 20))
        assert here.rows("SELECT DISTINCT symbol FROM order_intents") == [("ETH/USDT",)]
        await until(lambda: here.pipeline.locked() == {BTC})
    with world(tmp_path, models) as here:
        await here.open(behind=FIRST + 20)
        assert here.pipeline.locked() == {BTC}
        await here.pipeline.on_candles(candles(FIRST + 20, FIRST + 40))
        assert here.rows("SELECT DISTINCT symbol FROM order_intents") == [("ETH/USDT",)]
        await here.pipeline.command("unlock", {"symbol": None, "actor": "test"})
        await here.pipeline.on_candles(candles(FIRST + 40, FIRST + 80))
        assert ("BTC/USDT",) in here.rows("SELECT DISTINCT symbol FROM order_intents")


# --- the event loop ---------------------------------------------------------------------------------------------------
async def test_thinking_leaves_the_loop_free(tmp_path: Path, models: Path) -> None:
    """The models wait for something that only the loop can do: thinking on the loop would never end."""
    with world(tmp_path, models) as here:
        await here.open()
        think, gate, names = here.forecaster.forecast, threading.Event(), []

        def slow(rows: Any) -> Any:
            names.append(threading.current_thread().name)
            assert gate.wait(30)
            return think(rows)

        here.forecaster.forecast = slow  # type: ignore[method-assign]
        work = asyncio.create_task(here.pipeline.on_candles(candles(FIRST, FIRST + 3)))
        await until(lambda: names)
        assert here.pipeline.last_price(BTC) is not None  # questions are answered meanwhile
        tick = ticks(FIRST, [BTC])[0]
        seen = asyncio.create_task(here.pipeline.on_tick(tick))
        await until(lambda: here.pipeline.last_price(BTC) == tick.price)
        gate.set()
        await asyncio.gather(work, seen)
        assert names == ["forecast_0"]
        assert here.pipeline.decisions_made == 6


async def test_judging_a_long_batch_lets_others_run_in_between(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        turns, done = 0, False

        async def other() -> None:
            nonlocal turns
            while not done:
                turns += 1
                await asyncio.sleep(0)

        beside = asyncio.create_task(other())
        await here.pipeline.on_candles(candles(FIRST, FIRST + 60))
        done = True
        await beside
        assert turns > 10


async def test_a_pair_that_is_let_go_waits_for_its_turn(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        work = asyncio.create_task(here.pipeline.on_candles(candles(FIRST, FIRST + 2)))
        await asyncio.sleep(0)
        await here.pipeline.release(ETH)
        await work
        assert {row[0] for row in here.rows("SELECT symbol FROM decisions")} == {"BTC/USDT", "ETH/USDT"}
        await here.pipeline.on_candles(candles(FIRST + 2, FIRST + 3))
        assert here.rows("SELECT COUNT(*) FROM decisions WHERE symbol = 'ETH/USDT'")[0][0] == 2


async def test_unknown_pairs_are_not_listened_to(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open(symbols=[BTC])
        await here.pipeline.on_candles(candles(FIRST, FIRST + 1))
        for tick in ticks(FIRST, [ETH]):
            await here.pipeline.on_tick(tick)
        assert here.pipeline.symbols() == (BTC,)
        assert here.pipeline.candles_seen == 1


async def test_the_limit_of_signals_holds_over_a_restart(tmp_path: Path, models: Path) -> None:
    """Two pairs speak on one candle; with a limit of one the second is silent, also when a restart lies between."""
    rules = replace(EAGER, max_signals_per_minute=1)
    with world(tmp_path, models, "free") as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, FIRST + 40))
        both = here.rows("SELECT timestamp FROM decisions WHERE spoken = 1 GROUP BY timestamp HAVING COUNT(*) = 2")
    number = (both[0][0] - moment(0)) // (moment(1) - moment(0))
    first, second = candles(number, number + 1)
    with world(tmp_path, models, "limited", rules) as here:
        await here.open(behind=number)
        await here.pipeline.on_candle(first)
    with world(tmp_path, models, "limited", rules) as here:
        await here.open(behind=number + 1, symbols=[first.symbol])
        await here.open(behind=number, symbols=[second.symbol])
        await here.pipeline.on_candle(second)
        reason = here.rows("SELECT reason FROM decisions WHERE symbol = ?", second.symbol)
        assert reason == [("why-too-many-signals",)]


async def test_a_market_out_of_sight_is_not_spoken_about_and_the_tape_knows(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        here.pipeline.connection = Connection.STALE
        await here.pipeline.on_candles(candles(FIRST, FIRST + 5))
        assert here.rows("SELECT DISTINCT reason, spoken FROM decisions") == [("why-feed-stale", 0)]
        assert here.rows("SELECT DISTINCT payload FROM tape WHERE kind = 'candle'") == [('{"blind":true}',)]
        here.pipeline.connection = Connection.DEGRADED
        await here.pipeline.on_candles(candles(FIRST + 5, FIRST + 10))
        last = here.rows(
            "SELECT DISTINCT payload FROM tape WHERE kind = 'candle' AND timestamp >= ?", moment(FIRST + 5)
        )
        assert last == [(None,)]
        assert here.counts()["scoreboard"] > 0


@given(st.booleans(), st.booleans(), st.booleans())
def test_flags_survive_the_tape(late: bool, expired: bool, blind: bool) -> None:
    flags = Flags(late, expired, blind)
    assert Flags.of(flags.payload()) == flags
