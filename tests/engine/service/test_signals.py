"""Signals by kind: spoken, traded, refused, silent; as known now and at an earlier moment."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from engine.service.answers import SignalRow
from engine.service.handlers.runs import Run
from engine.service.handlers.signals import signal_rows
from tests.engine.house import BTC, H1, M15, House

RUN = Run("demo", "paper", M15, H1)
KINDS = {
    "spoken": "p.spoken",
    "traded": "p.spoken AND d.trades",
    "refused": "p.spoken AND NOT d.trades",
    "silent": "NOT p.spoken",
    "all": "1 = 1",
}
JOIN = "FROM direction_predictions p JOIN decisions d ON d.prediction_id = p.id"


async def rows_at(house: House, until: int | None, which: str = "all") -> tuple[SignalRow, ...]:
    """As a playback asks."""

    def work(conn: Any) -> tuple[SignalRow, ...]:
        return signal_rows(conn, RUN, symbol=None, which=which, limit=100_000, until=until)

    return await asyncio.to_thread(house.store.read, work)


@pytest.mark.parametrize("which", KINDS)
async def test_each_kind_is_what_the_store_holds(house: House, which: str) -> None:
    answer = await house.ask("signals", which=which, limit=500)
    expected = await house.rows(
        f"SELECT d.id, p.confidence, p.spoken, d.trades, d.reason, p.correct {JOIN} WHERE {KINDS[which]} "
        "ORDER BY p.created_at DESC, p.symbol LIMIT 500"
    )
    assert answer.which == which
    assert expected
    found = [
        (row.decision_id, row.confidence, row.spoken, row.traded, row.reason.key, row.correct) for row in answer.rows
    ]
    assert found == expected


async def test_spoken_is_meant_when_nothing_is_said(house: House) -> None:
    plain, spoken = await house.ask("signals", limit=50), await house.ask("signals", which="spoken", limit=50)
    assert (plain.which, plain.rows) == ("spoken", spoken.rows)


async def test_kinds_add_up(house: House) -> None:
    counts = {which: len(await rows_at(house, None, which)) for which in KINDS}
    assert counts["traded"] + counts["refused"] == counts["spoken"]
    assert counts["spoken"] + counts["silent"] == counts["all"]


async def test_one_pair_alone(house: House) -> None:
    answer = await house.ask("signals", symbol="BTC", which="refused", limit=20)
    assert {row.symbol for row in answer.rows} == {BTC}
    assert len(answer.rows) == 20


async def test_a_playback_sees_neither_later_signals_nor_their_outcomes(house: House) -> None:
    moments = [row[0] for row in await house.rows("SELECT DISTINCT created_at FROM direction_predictions ORDER BY 1")]
    middle = moments[len(moments) // 2]
    now = {row.decision_id: row for row in await rows_at(house, None)}
    then = await rows_at(house, middle)
    assert {row.decision_id for row in then} == {row.decision_id for row in now.values() if row.at <= middle}
    open_then = {row.decision_id for row in then if row.correct is None}
    waiting = await house.rows(f"SELECT d.id {JOIN} WHERE p.created_at <= ? AND p.scored_at > ?", middle, middle)
    assert open_then == {row[0] for row in waiting}
    assert len(open_then) == 2 * 4  # an hour of quarter hours in two pairs
    assert all(now[row.decision_id].correct is not None for row in then)
    assert [row for row in then if row.correct is not None] == [
        now[row.decision_id] for row in then if row.correct is not None
    ]


async def test_every_row_can_be_explained(house: House) -> None:
    for row in (await house.ask("signals", which="all", limit=5)).rows:
        answer = await house.ask("explain", symbol=row.symbol, decision=row.decision_id[:12])
        assert (answer.decision_id, answer.made_at, answer.confidence) == (row.decision_id, row.at, row.confidence)
        assert (answer.reason, answer.tier, answer.weight) == (row.reason, row.tier, row.weight)
