"""Pushes are of the very numbers and the very model that spoke, now and later; otherwise there are none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from engine.features.basic import INPUTS
from engine.forecast.layout import CHAMPION, ModelKey
from engine.service.answers import Prediction
from tests.engine.house import BTC, H1, M15, House, living
from tests.engine.service.conftest import at_rest, reach


def said(answer: Prediction) -> float:
    assert answer.pushes_base is not None
    return answer.pushes_base + sum(push.points for push in answer.pushes)


async def vote_of(house: House, decision: str) -> float:
    ((stored,),) = await house.rows("SELECT votes FROM decisions WHERE id = ?", decision)
    return float(json.loads(stored)["logistic"])


async def test_the_pushes_of_the_newest_forecast_make_the_vote_it_was_told_with(house: House) -> None:
    for command in ("predict", "explain"):
        answer = await at_rest(house, lambda name=command: house.ask(name, symbol="BTC"))
        assert answer.pushes_of == "logistic"
        assert {push.feature for push in answer.pushes} == set(INPUTS)
        sizes = [abs(push.points) for push in answer.pushes]
        assert sizes == sorted(sizes, reverse=True)
        assert abs(said(answer) - await vote_of(house, answer.decision_id)) < 1e-6


async def test_an_old_decision_is_explained_by_its_own_numbers(house: House) -> None:
    rows = await house.rows("SELECT id FROM decisions WHERE symbol = 'BTC/USDT' ORDER BY timestamp LIMIT 3 OFFSET 100")
    for (identity,) in rows:
        answer = await house.ask("explain", symbol="BTC", decision=identity)
        assert abs(said(answer) - await vote_of(house, identity)) < 1e-6


async def test_a_decision_whose_candles_are_gone_has_no_pushes(house: House) -> None:
    from engine.store.sql import run

    ((identity, at),) = await house.rows(
        "SELECT id, timestamp FROM decisions WHERE symbol = 'BTC/USDT' ORDER BY timestamp LIMIT 1 OFFSET 100"
    )
    await house.store.write(
        lambda conn: run(conn, "UPDATE candle_cache SET close = close * 1.01 WHERE timestamp = ?", (at,))
    )
    answer = await house.ask("explain", symbol="BTC", decision=identity)
    assert (answer.pushes, answer.pushes_of, answer.pushes_base) == ((), None, None)


async def test_the_model_that_spoke_is_asked_even_when_another_serves(folder: Path, own_models: Path) -> None:
    async with living(folder, own_models) as house:
        await reach(house, 2)
        told = await at_rest(house, lambda: house.ask("explain", symbol="BTC"))
        folder_of_models = ModelKey("demo", BTC, M15, H1).folder(own_models)
        (folder_of_models / CHAMPION).unlink()
        house.engine.rooms.registry._slots.clear()
        assert not house.pipeline.has_model(BTC)
        again = await house.ask("explain", symbol="BTC", decision=told.decision_id)
        assert again.pushes == told.pushes
        shutil.rmtree(folder_of_models)
        gone = await house.ask("explain", symbol="BTC", decision=told.decision_id)
        assert gone.pushes == ()


async def test_a_candle_without_a_forecast_has_no_pushes(tmp_path: Path) -> None:
    async with living(tmp_path / "bare", tmp_path / "none") as house:
        await reach(house, 2)
        told = await house.ask("predict", symbol="BTC")
        stored = await house.ask("explain", symbol="BTC", decision=told.decision_id)
    assert told.pushes == stored.pushes == ()
