"""The promise of a playback: what was known at that moment, and nothing later."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from engine.core.errors import HaiDangError
from engine.playback.service import PlaybackService
from engine.service.answers import Answer
from engine.service.port import Request
from engine.service.snapshots import Snapshot
from tests.engine.house import M15, OWNER
from tests.engine.playback.conftest import ASKED

Opener = Callable[..., PlaybackService]


async def shown(service: PlaybackService, at: int) -> Snapshot:
    """What a screen shows at a moment, without its running number."""
    await service.seek(at)
    snapshot = await anext(service.snapshots())
    assert snapshot.playing is not None
    assert snapshot.playing.at == at
    return replace(snapshot, number=0, playing=None)


async def told(service: PlaybackService) -> list[Answer | str]:
    """All answers at the moment that is shown."""
    found: list[Answer | str] = []
    for name, arguments in ASKED:
        try:
            found.append(await service.call(OWNER, Request(name, arguments)))
        except HaiDangError as error:
            found.append(error.key)
    return found


def moments(service: PlaybackService) -> list[int]:
    """Closes, and moments in the middle of candles, over all that is recorded but its last two candles."""
    chance = random.Random(5)
    closes = list(service._asof.record.moments)[:-2]
    between = [close + chance.randrange(1, M15.ms) for close in chance.sample(closes, 12)]
    return sorted({*chance.sample(closes, 12), closes[0], closes[-1], *between})


async def test_a_moment_looks_the_same_whatever_came_after_it(play: Opener) -> None:
    middle, later = play("middle"), play("later")
    assert later._head.end > middle._head.end + 20 * M15.ms
    for at in moments(middle):
        assert await shown(later, at) == await shown(middle, at)


async def test_every_answer_is_the_same_whatever_came_after_it(play: Opener) -> None:
    middle, later = play("middle"), play("later")
    for at in moments(middle):
        await middle.seek(at)
        await later.seek(at)
        for asked, ours, theirs in zip(ASKED, await told(later), await told(middle), strict=True):
            assert ours == theirs, (asked, at)


async def test_the_answers_are_those_that_the_engine_gave_then(
    play: Opener, said: list[tuple[int, str, dict[str, Any], Any]]
) -> None:
    service = play("later")
    for at, name, asked, live in said:
        await service.seek(at)
        now = await service.call(OWNER, Request(name, asked))
        assert replace(now, stamp=live.stamp) == live, (name, at)  # type: ignore[call-arg]
    trades = [live for _, name, _, live in said if name == "trades"]
    assert 0 < len(trades[0].rows) < len(trades[1].rows) < len(trades[3].rows)


async def test_what_a_candle_did_is_known_at_its_close(play: Opener) -> None:
    """Its fills are dated at its opening; nobody could have known of them then."""
    service = play("later")
    late = [one for one, _ in service._asof.record.late]
    assert all(event is not None for _, event in service._asof.record.late)
    assert {one.leg for one in late} == {"entry", "exit"}
    for one in late:
        seen = []
        for at in (one.known - 1, one.known):
            await service.seek(at)
            orders = await service.call(OWNER, Request("orders", {"limit": 500}))
            states = {row.client_order_id: row.state for row in orders.rows}  # type: ignore[union-attr]
            seen.append(states.get(one.client_order_id))
        assert seen[0] == (None if one.own else "OPEN")
        assert seen[1] == "FILLED"


async def test_the_point_of_a_close_is_known_when_the_next_one_has_come(play: Opener) -> None:
    """It is worked out then, with the fills of the time in between."""
    service = play("later")
    closes = service._asof.record.moments
    for place in (40, 41, len(closes) - 1):
        for at in (closes[place], closes[place] + M15.ms - 1):
            await service.seek(at)
            curve = await service.call(OWNER, Request("equity"))
            known = [point.at for point in curve.points]  # type: ignore[union-attr]
            assert known[-2:] == [closes[place - 1], service._head.playing().at]


async def test_going_back_and_forth_changes_nothing(play: Opener) -> None:
    service = play("later")
    places = moments(service)
    first = {at: await shown(service, at) for at in places}
    service._known.clear()
    random.Random(3).shuffle(places)
    for at in places:
        assert await shown(service, at) == first[at]
    assert len({snapshot.stamp.market_time for snapshot in first.values()}) == len(places)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
async def test_no_row_of_any_table_is_younger_than_the_moment(play: Opener, share: float) -> None:
    from engine.store.sql import run
    from engine.store.tables import metadata

    service = play("later")
    record = service._asof.record
    at = record.moments[int(len(record.moments) * share)] + 1
    dated = {
        "candle_cache": "timestamp + 900000", "decisions": "created_at", "direction_predictions": "created_at",
        "scoreboard": "created_at", "events": "timestamp", "fills": "timestamp", "ledger": "timestamp",
        "trades": "closed_at", "equity": "timestamp", "order_intents": "updated_at", "orders": "updated_at",
        "tape": "timestamp", "positions": "opened_at", "purses": "updated_at", "locks": "created_at",
    }  # fmt: skip
    assert dated.keys() <= metadata.tables.keys()
    for table, moment in dated.items():
        query = f"SELECT MAX({moment}) FROM {table}"
        youngest = service._asof.read(at, lambda conn, q=query: run(conn, q).scalar())
        assert youngest is None or youngest <= at, table
    outcomes = "SELECT MAX(scored_at), COUNT(actual_price) - COUNT(scored_at) FROM direction_predictions"
    newest, strays = service._asof.read(at, lambda conn: run(conn, outcomes).one())
    assert newest <= at
    assert strays == 0


def test_every_table_has_its_rule() -> None:
    """A table that is added later must say when its rows are known, or a playback would show its present."""
    from engine.playback.views import CANDLES, REBUILT, VIEWS
    from engine.store.tables import metadata

    assert {*VIEWS, *REBUILT, CANDLES} == set(metadata.tables)
