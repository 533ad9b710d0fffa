"""A decision looked at again is the decision that was made."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import HaiDangError, InvalidInput
from engine.service.answers import Prediction, Stamp
from engine.service.handlers.runs import Run
from engine.service.handlers.stored import decision_id_of, newest_decision, stored_prediction
from engine.service.text import render
from tests.engine.house import BTC, ETH, H1, M15, House, living
from tests.engine.service.conftest import at_rest, reach

RUN = Run("demo", "paper", M15, H1)
STAMP = Stamp("demo", "demo", "paper", 0)
NOT_STORED = {"stamp", "record", "break_even", "model_age_ms", "model_accuracy"}


def facts(answer: Prediction) -> dict[str, Any]:
    """All that is stored of a decision."""
    found = {field.name: getattr(answer, field.name) for field in dataclasses.fields(answer)}
    return {name: value for name, value in found.items() if name not in NOT_STORED}


async def at(house: House, until: int) -> Prediction | None:
    """What a playback shows of BTC."""

    def work(conn: Any) -> Prediction | None:
        found = newest_decision(conn, RUN, BTC, until)
        return None if found is None else stored_prediction(conn, RUN, STAMP, found, until)

    return await asyncio.to_thread(house.store.read, work)


@pytest.mark.parametrize("base", ["BTC", "ETH"])
async def test_the_newest_decision_reads_as_it_was_told(house: House, base: str) -> None:
    told = await at_rest(house, lambda: house.ask("explain", symbol=base))
    stored = await house.ask("explain", symbol=base, decision=told.decision_id)
    assert facts(stored) == facts(told)
    assert {vote.model for vote in stored.votes} == {"forest", "svm", "logistic"}
    assert stored.parts is not None
    assert stored.break_even is stored.model_accuracy is stored.model_age_ms is None
    assert stored.stamp.data_age_ms is not None
    assert f"mô hình {stored.model_version} ·" in render(stored)


async def test_the_record_is_that_of_its_band_when_it_was_made(house: House) -> None:
    ((identity, made_at, confidence),) = await house.rows(
        "SELECT d.id, p.created_at, p.confidence FROM decisions d JOIN direction_predictions p "
        "ON p.id = d.prediction_id WHERE p.symbol = 'BTC/USDT' ORDER BY p.created_at LIMIT 1 OFFSET 80"
    )
    answer = await house.ask("explain", symbol="BTC", decision=identity)
    low = int(confidence * 20) / 20
    ((count, hits),) = await house.rows(
        "SELECT COUNT(*), SUM(correct) FROM direction_predictions WHERE scored_at <= ? AND confidence >= ? "
        "AND confidence < ?",
        made_at, low, low + 0.05,
    )  # fmt: skip
    assert (answer.record.n, answer.record.hits) == (count, hits)
    assert count > 0


async def test_a_few_letters_in_any_case_are_enough(house: House) -> None:
    whole = (await house.ask("explain", symbol="BTC")).decision_id
    answer = await house.ask("explain", symbol="btcusdt", decision=whole[:10].upper())
    assert answer.decision_id == whole


@pytest.mark.parametrize("start", ["7f3", "zzzz", "7f3a%", "", "7f3a9c00' OR '1'='1"])
async def test_what_is_no_id_is_said(house: House, start: str) -> None:
    with pytest.raises(InvalidInput, match="err-decision-id"):
        await house.ask("explain", symbol="BTC", decision=start)


async def test_unknown_ids_and_those_of_other_pairs_are_said(house: House) -> None:
    with pytest.raises(InvalidInput, match="err-decision-unknown"):
        await house.ask("explain", symbol="BTC", decision="0123456789abcdef0123")
    other = (await house.ask("explain", symbol="ETH")).decision_id
    with pytest.raises(HaiDangError, match="err-decision-of-other") as said:
        await house.ask("explain", symbol="BTC", decision=other)
    assert said.value.params["other"] == ETH


async def test_an_id_that_two_decisions_share_asks_for_more_letters(house: House) -> None:
    ids = [row[0] for row in await house.rows("SELECT id FROM decisions WHERE symbol = 'BTC/USDT' ORDER BY id")]
    twin = f"{ids[0][:23]}{'0' if ids[0][23] != '0' else '1'}"
    columns = "source, mode, symbol, timeframe, timestamp, features_digest, votes, floor, advice, spoken, trades, "
    columns += "reason, reason_params, strategy, created_at"

    def copy(conn: Any) -> None:
        from engine.store.sql import run

        select = f"INSERT INTO decisions (id, {columns}) SELECT ?, {columns} FROM decisions WHERE id = ?"
        run(conn, select, (twin, ids[0]))

    await house.store.write(copy)
    with pytest.raises(InvalidInput, match="err-decision-ambiguous"):
        await house.ask("explain", symbol="BTC", decision=ids[0][:8])
    assert (await house.ask("explain", symbol="BTC", decision=ids[0])).decision_id == ids[0]


async def test_a_candle_without_a_forecast_is_told_without_figures(tmp_path: Path) -> None:
    async with living(tmp_path / "bare", tmp_path / "none") as house:
        await reach(house, 2)
        told = await house.ask("explain", symbol="BTC")
        stored = await house.ask("explain", symbol="BTC", decision=told.decision_id)
    assert stored.reason.key == "why-no-model"
    assert (stored.direction, stored.confidence, stored.votes, stored.parts, stored.tier) == (
        None,
        None,
        (),
        None,
        None,
    )
    assert (stored.spoken, stored.settled, stored.record.n, stored.model_version) == (False, False, 0, None)
    assert (stored.made_at, stored.horizon) == (told.made_at, told.horizon)
    assert render(stored)


async def test_a_playback_shows_the_newest_decision_and_what_was_known(house: House) -> None:
    rows = await house.rows(
        "SELECT id, created_at FROM decisions WHERE symbol = 'BTC/USDT' AND spoken ORDER BY created_at"
    )
    identity, made_at = rows[len(rows) // 2]
    for until in (made_at, made_at + M15.ms - 1):
        answer = await at(house, until)
        assert answer is not None
        assert (answer.decision_id, answer.made_at) == (identity, made_at)
        assert answer.last_signal is not None
        assert (answer.last_signal.at, answer.last_signal.correct, answer.silent_candles) == (made_at, None, 0)
    later = await house.ask("explain", symbol="BTC", decision=identity)
    ((correct,),) = await house.rows(
        "SELECT p.correct FROM direction_predictions p JOIN decisions d ON d.prediction_id = p.id WHERE d.id = ?",
        identity,
    )
    assert later.last_signal.correct == correct
    ((first,),) = await house.rows("SELECT MIN(created_at) FROM decisions")
    assert (await at(house, first - 1)) is None


async def test_a_later_decision_is_unknown_to_a_playback(house: House) -> None:
    newest = (await house.ask("explain", symbol="BTC")).decision_id
    ((first,),) = await house.rows("SELECT MIN(created_at) FROM decisions")

    def work(conn: Any) -> str:
        return decision_id_of(conn, RUN, BTC, newest, first)

    with pytest.raises(InvalidInput, match="err-decision-unknown"):
        await asyncio.to_thread(house.store.read, work)


async def test_votes_are_those_that_were_stored(house: House) -> None:
    answer = await house.ask("explain", symbol="BTC", decision=(await house.ask("explain", symbol="BTC")).decision_id)
    ((stored,),) = await house.rows("SELECT votes FROM decisions WHERE id = ?", answer.decision_id)
    for name, chance in json.loads(stored).items():
        (vote,) = [vote for vote in answer.votes if vote.model == name]
        assert vote.confidence == max(chance, 1 - chance)
        assert vote.direction == ("UP" if chance > 0.5 else "DOWN" if chance < 0.5 else "FLAT")
