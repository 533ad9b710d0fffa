"""Forecasts are scored once, at their horizon, by the price that was there; the records count every one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.candles import Candle
from engine.core.forecasts import Forecast
from engine.core.modes import Direction
from engine.decision.records import band_of
from engine.pipeline.scoring import Scorer
from tests.engine.house import BTC, H1, M15
from tests.engine.pipeline.world import FIRST, candles, moment, world

HOUR = H1.ms


def forecast(made_at: int, direction: Direction = Direction.UP, confidence: float = 0.7) -> Forecast:
    """Made at a price of 100."""
    up = {Direction.UP: confidence, Direction.DOWN: 1 - confidence, Direction.FLAT: 0.5}[direction]
    return Forecast(
        id=f"f{made_at}", source="demo", symbol=BTC, timeframe=M15, horizon=H1, timestamp=made_at - M15.ms, price=100.0,
        probability_up=up, votes=(), model_version="v", model_accuracy=0.6, trained_at=0, settled=True,
        features_digest="",
    )  # fmt: skip


def candle(closed_at: int, opened: float = 100.0, closed: float = 100.0) -> Candle:
    high, low = max(opened, closed), min(opened, closed)
    return Candle("demo", BTC, M15, closed_at - M15.ms, opened, high, low, closed, 1.0)


def test_scored_on_the_close_at_the_horizon_and_not_before() -> None:
    scorer = Scorer()
    scorer.expect(forecast(HOUR), True)
    for early in range(1, 4):
        assert scorer.due(candle(HOUR + early * M15.ms, closed=200.0)) == []
    (outcome,) = scorer.due(candle(2 * HOUR, closed=100.5))
    assert (outcome.actual_price, outcome.actual_direction, outcome.correct) == (100.5, Direction.UP, True)
    assert outcome.scored_at == 2 * HOUR
    scorer.settle(BTC, [outcome])
    assert scorer.due(candle(3 * HOUR, closed=1.0)) == []
    assert not scorer.is_waiting(BTC)


def test_a_missing_candle_is_made_up_by_the_next_opening_price() -> None:
    scorer = Scorer()
    scorer.expect(forecast(HOUR), False)
    (outcome,) = scorer.due(candle(2 * HOUR + 3 * M15.ms, opened=99.0, closed=150.0))
    assert (outcome.actual_price, outcome.actual_direction, outcome.correct) == (99.0, Direction.DOWN, False)


@pytest.mark.parametrize(
    ("said", "price", "actual", "correct"),
    [
        (Direction.UP, 100.1, Direction.UP, True),
        (Direction.UP, 99.9, Direction.DOWN, False),
        (Direction.UP, 100.0, Direction.FLAT, False),
        (Direction.DOWN, 99.9, Direction.DOWN, True),
        (Direction.DOWN, 100.0, Direction.FLAT, False),
        (Direction.FLAT, 100.0, Direction.FLAT, True),
    ],
)
def test_directions(said: Direction, price: float, actual: Direction, correct: bool) -> None:
    scorer = Scorer()
    scorer.expect(forecast(HOUR, said), False)
    (outcome,) = scorer.due(candle(2 * HOUR, closed=price))
    assert (outcome.actual_direction, outcome.correct) == (actual, correct)


@given(st.lists(st.tuples(st.floats(0.51, 0.999), st.booleans()), max_size=30))
def test_records_count_every_forecast_of_a_band(said: list[tuple[float, bool]]) -> None:
    scorer = Scorer()
    expected: dict[float, tuple[int, int]] = {}
    for number, (confidence, correct) in enumerate(said):
        at = (number + 1) * 10 * HOUR
        scorer.expect(forecast(at, confidence=confidence), False)
        outcomes = scorer.due(candle(at + HOUR, closed=101.0 if correct else 99.0))
        scorer.settle(BTC, outcomes)
        low = band_of(confidence)[0]
        count, hits = expected.get(low, (0, 0))
        expected[low] = (count + 1, hits + int(correct))
    assert {low: (record.spoken, record.correct) for low, record in scorer.records.items()} == expected


async def test_the_house_scores_each_forecast_once_and_recalls_the_rest(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, FIRST + 20))
        scored = here.rows(
            "SELECT p.price, actual_price, prediction, actual_direction, correct, scored_at, due_at, c.close "
            "FROM direction_predictions p JOIN candle_cache c ON c.symbol = p.symbol AND c.timestamp + ? = due_at "
            "WHERE p.scored_at IS NOT NULL",
            M15.ms,
        )
        assert len(scored) == 2 * 16
        for price, actual, said, went, correct, scored_at, due_at, close in scored:
            assert (actual, scored_at) == (close, due_at)
            assert went == ("UP" if actual > price else "DOWN" if actual < price else "FLAT")
            assert bool(correct) == (said == went)
        board = here.rows("SELECT kind, COUNT(*), COUNT(DISTINCT prediction_id) FROM scoreboard GROUP BY kind")
        spoken = here.rows("SELECT SUM(spoken), SUM(spoken AND scored_at IS NOT NULL) FROM direction_predictions")[0]
        assert sorted(board) == [("scored", spoken[1], spoken[1]), ("spoken", spoken[0], spoken[0])]
        told = here.rows("SELECT COUNT(*) FROM events WHERE kind = 'forecast_scored'")[0][0]
        assert told == spoken[1]
        records, waiting = dict(here.pipeline.scorer.records), here.pipeline.scorer._waiting[BTC]
        assert sum(record.spoken for record in records.values()) == 32
        assert waiting[0].due_at == moment(FIRST + 17) + HOUR
    with world(tmp_path, models) as here:
        await here.open(behind=FIRST + 20)
        assert here.pipeline.scorer.records == records
        assert here.pipeline.scorer._waiting[BTC] == waiting
        await here.pipeline.on_candles(candles(FIRST + 20, FIRST + 24))
        assert here.rows("SELECT COUNT(*) FROM direction_predictions WHERE scored_at IS NOT NULL")[0][0] == 40


async def test_a_hole_in_time_scores_at_the_next_opening_price(tmp_path: Path, models: Path) -> None:
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, FIRST + 1))
        after = candles(FIRST + 10, FIRST + 11)
        await here.pipeline.on_candles(after)
        prices = {str(each.symbol): each.open for each in after}
        scored = here.rows(
            "SELECT symbol, actual_price, scored_at FROM direction_predictions WHERE correct IS NOT NULL"
        )
        assert {symbol: price for symbol, price, _ in scored} == prices
        assert {at for _, _, at in scored} == {after[0].closed_at}
        # The hole starts the streams anew: features never span it.
        assert here.rows(
            "SELECT DISTINCT reason, reason_params FROM decisions WHERE timestamp = ?", after[0].timestamp
        ) == [("why-warming-up", '{"have":1,"need":52}')]


async def test_records_silence_a_band_that_breaks_its_promises(tmp_path: Path, models: Path) -> None:
    """The small models promise too much: their bands lose their voice once thirty outcomes are known."""
    with world(tmp_path, models) as here:
        await here.open()
        await here.pipeline.on_candles(candles(FIRST, FIRST + 100))
        reasons = dict(here.rows("SELECT reason, COUNT(*) FROM decisions GROUP BY reason"))
        assert reasons["why-record-contradicts"] > 0
        first = here.rows("SELECT MIN(timestamp) FROM decisions WHERE reason = 'why-record-contradicts'")[0][0]
        known = here.rows("SELECT COUNT(*) FROM direction_predictions WHERE scored_at <= ?", first)[0][0]
        assert known >= 30
