"""The technical look at a pair: what it says, and that a restart does not change it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.core.candles import Candle
from engine.core.modes import Direction
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.decision.outlook import Outlook, OutlookTracker
from engine.decision.usual import UsualBand

START = 1_700_006_400_000  # midnight, UTC


def series(
    count: int, *, timeframe: str = "15m", drift: float = 0.0, seed: int = 1, scale: float = 100.0
) -> CandleSeries:
    chance = np.random.default_rng(seed)
    close = scale * np.exp(np.cumsum(chance.normal(drift, 0.004, count)))
    open_ = np.concatenate([[scale], close[:-1]])
    spread = np.abs(chance.normal(0, 0.002, count))
    tf = Timeframe(timeframe)
    return CandleSeries(
        "demo", Symbol("BTC"), tf, START + np.arange(count, dtype=np.int64) * tf.ms, open_,
        np.maximum(open_, close) * (1 + spread), np.minimum(open_, close) * (1 - spread), close,
        chance.lognormal(3, 0.5, count),
    )  # fmt: skip


def run(whole: CandleSeries) -> list[Outlook]:
    tracker = OutlookTracker()
    return [tracker.update(candle) for candle in whole.candles()]


@pytest.mark.parametrize("timeframe", ["1m", "15m", "1h"])
@pytest.mark.parametrize("scale", [1e-5, 100.0, 60_000.0])
def test_reopened_on_five_hundred_candles_it_says_what_it_always_said(timeframe: str, scale: float) -> None:
    whole = series(1_700, timeframe=timeframe, scale=scale)
    always = run(whole)
    for tail in (500, 501, 777, 1_200):
        reopened = OutlookTracker(whole[1_500 - tail : 1_500])
        assert reopened.last == always[1_499]
        assert [reopened.update(candle) for candle in whole[1_500:].candles()] == always[1_500:]


def test_the_future_changes_nothing_said_before() -> None:
    whole = series(600)
    garbage = replace(whole, close=np.where(np.arange(600) < 550, whole.close, 1e6))
    assert run(whole)[:550] == run(garbage)[:550]


def test_a_steady_climb_is_seen_as_one() -> None:
    last = run(series(600, drift=0.004))[-1]
    sides = {opinion.name: opinion.side for opinion in last.opinions}
    assert sides["EMA_12_21"] == 1
    assert last.score > 0
    assert last.trend >= 25
    assert {view.timeframe: view.direction for view in last.views} == dict.fromkeys(("1h", "4h", "1d"), Direction.UP)
    assert all(view.confidence == 100 for view in last.views)


def test_only_longer_timeframes_that_can_be_known_are_looked_at() -> None:
    assert [view.timeframe for view in run(series(600, timeframe="1m"))[-1].views] == ["1h"]
    assert [view.timeframe for view in run(series(600, timeframe="1h"))[-1].views] == ["4h", "1d"]


def test_a_longer_candle_counts_only_once_it_has_closed() -> None:
    whole = series(600)
    outlooks = run(whole)
    hours = {whole.candles()[n].closed_at % 3_600_000: n for n in range(580, 584)}
    before_the_hour = hours[2_700_000]
    assert outlooks[before_the_hour].views[0] == outlooks[before_the_hour - 1].views[0]


def test_a_constant_price_says_nothing_and_is_never_oversold() -> None:
    flat = [
        Candle("demo", Symbol("BTC"), Timeframe("15m"), START + n * 900_000, 5.0, 5.0, 5.0, 5.0, 0.0)
        for n in range(600)
    ]
    last = OutlookTracker(CandleSeries.of_candles(flat)).last
    assert last is not None
    assert all(opinion.side == 0 for opinion in last.opinions)
    assert (last.score, last.quality, last.volatility) == (0.0, 0.0, 0.0)
    assert all(math.isfinite(opinion.value) for opinion in last.opinions)


def test_before_it_knows_enough_it_has_no_opinions() -> None:
    outlooks = run(series(60))
    assert outlooks[50].opinions == ()
    assert len(outlooks[51].opinions) == 6
    assert outlooks[10].volatility is None


def test_a_hole_in_time_starts_it_anew() -> None:
    whole = series(700).candles()
    tracker = OutlookTracker()
    for candle in whole[:100]:
        tracker.update(candle)
    after = [tracker.update(candle) for candle in whole[101:]]
    assert after[0].opinions == ()
    assert after == run(CandleSeries.of_candles(whole[101:]))


def test_volatility_and_volume_outside_their_own_band_are_noticed() -> None:
    whole = series(600).candles()
    tracker = OutlookTracker(CandleSeries.of_candles(whole[:-1]))
    calm = whole[-1]
    wild = replace(calm, volume=calm.volume * 50, close=calm.close * 1.2, high=calm.high * 1.3)
    last = tracker.update(wild)
    assert not last.volume_usual
    assert not last.volatility_usual


def test_a_usual_band_forgets_what_is_older_than_its_window() -> None:
    one, other = UsualBand(), UsualBand()
    for n in range(500):
        one.place(1e9 + n)
    for n in range(200):
        one.place(float(n))
        other.place(float(n))
    answers = [(one.place(value), other.place(value)) for value in (-5.0, 5.0, 100.0, 195.0, 500.0)]
    assert all(a == b for a, b in answers)
    assert answers[0] == (False, False)
    assert answers[2] == (True, True)
