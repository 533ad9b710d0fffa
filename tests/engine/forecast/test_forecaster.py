from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from engine.core.forecasts import FeatureRow
from engine.core.modes import Direction
from engine.features.rows import rows
from engine.features.stream import BasicStream
from engine.forecast.calibration import Calibration
from engine.forecast.explain import explain_logistic
from engine.forecast.forecaster import Forecaster
from engine.forecast.model import settle_memory
from engine.forecast.registry import ModelRegistry
from tests.engine.features.markets import walk
from tests.engine.forecast.test_registry import champion
from tests.engine.forecast.trained import H4, M15, key_of


def row_of(symbol: str, seed: int = 1, count: int = 600) -> FeatureRow:
    row = BasicStream(walk(count, seed=seed, symbol=symbol)).row
    assert row is not None
    return row


def test_a_forecast_carries_its_whole_story(tmp_path):
    champion(tmp_path, key_of())
    row = row_of("BTC")
    (made,) = Forecaster(ModelRegistry(tmp_path), H4).forecast([row])
    assert made is not None
    assert (made.source, made.symbol, made.timeframe, made.horizon) == ("test", row.symbol, row.timeframe, H4)
    assert (made.timestamp, made.price, made.settled) == (row.timestamp, row.close, True)
    assert (made.model_version, made.model_accuracy, made.trained_at) == ("v1", 0.7, 1_700_000_000_000)
    assert made.features_digest == row.digest
    assert [vote.model for vote in made.votes] == ["forest", "svm", "logistic"]
    assert made.probability_up == round(made.probability_up, 6)
    mean = np.array([np.mean([vote.probability_up for vote in made.votes])])
    assert abs(Calibration(1.2, 0.05).apply(mean)[0] - made.probability_up) < 1e-5
    assert len(made.id) == 24


def test_the_id_is_a_function_of_what_was_asked(tmp_path):
    champion(tmp_path, key_of(None))
    forecaster = Forecaster(ModelRegistry(tmp_path), H4)
    row = row_of("BTC")
    others = [dataclasses.replace(row, timestamp=row.timestamp + 1), row_of("ETH")]
    made = forecaster.forecast([row, row, *others])
    ids = [one.id for one in made if one is not None]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    again = Forecaster(ModelRegistry(tmp_path), H4).forecast([row])
    assert again == made[:1]


def test_company_and_order_change_nothing(tmp_path):
    champion(tmp_path, key_of())
    champion(tmp_path, key_of(None), "p1")
    forecaster = Forecaster(ModelRegistry(tmp_path), H4)
    asked = [row_of(f"C{number}", seed=number) for number in range(12)] + [row_of("BTC")]
    together = forecaster.forecast(asked)
    assert together == [forecaster.forecast([row])[0] for row in asked]
    assert together[::-1] == forecaster.forecast(asked[::-1])
    assert {one.model_version for one in together if one is not None} == {"v1", "p1"}


def test_no_model_no_forecast(tmp_path):
    champion(tmp_path, key_of())
    made = Forecaster(ModelRegistry(tmp_path), H4).forecast([row_of("ETH"), row_of("BTC")])
    assert made[0] is None
    assert made[1] is not None
    assert Forecaster(ModelRegistry(tmp_path), H4).forecast([]) == []


def test_rows_that_do_not_fit_the_model_get_no_forecast(tmp_path):
    champion(tmp_path, key_of())
    row = row_of("BTC")
    other = dataclasses.replace(row, feature_set="basic/2")
    hole = dataclasses.replace(row, inputs=np.full_like(row.inputs, np.nan))
    short = dataclasses.replace(row, inputs=row.inputs[:-1])
    made = Forecaster(ModelRegistry(tmp_path), H4).forecast([other, hole, short, row])
    assert made[:3] == [None, None, None]
    assert made[3] is not None


def test_an_unsettled_row_is_marked(tmp_path):
    champion(tmp_path, key_of())
    (made,) = Forecaster(ModelRegistry(tmp_path), H4).forecast([row_of("BTC", count=60)])
    assert made is not None
    assert not made.settled


def test_a_model_without_skill_points_nowhere(tmp_path):
    champion(tmp_path, key_of(), calibration=Calibration())
    (made,) = Forecaster(ModelRegistry(tmp_path), H4).forecast([row_of("BTC")])
    assert made is not None
    assert (made.probability_up, made.direction) == (0.5, Direction.FLAT)


def test_history_and_live_give_the_same_forecasts(tmp_path):
    champion(tmp_path, key_of())
    series = walk(800, seed=21)
    forecaster = Forecaster(ModelRegistry(tmp_path), H4)
    stream = BasicStream(series[:500])
    live = [forecaster.forecast([row])[0] for row in map(stream.update, series.candles()[500:]) if row is not None]  # type: ignore[list-item]
    assert live == forecaster.forecast(list(rows(series, start=int(series.timestamp[500]))))


def test_the_future_changes_no_forecast(tmp_path):
    champion(tmp_path, key_of())
    series = walk(700, seed=22)
    forecaster = Forecaster(ModelRegistry(tmp_path), H4)
    before = forecaster.forecast(list(rows(series)))[: 600 - 51]
    for name in ("open", "high", "low", "close", "volume"):
        getattr(series, name)[600:] = np.random.default_rng(3).uniform(1e-3, 1e5, 100)
    assert forecaster.forecast(list(rows(series)))[: 600 - 51] == before


def test_several_threads_get_the_same_answers(tmp_path):
    champion(tmp_path, key_of())
    champion(tmp_path, key_of(None), "p1")
    forecaster = Forecaster(ModelRegistry(tmp_path), H4)
    asked = [row_of("BTC"), row_of("ETH")]
    expected = Forecaster(ModelRegistry(tmp_path), H4).forecast(asked)
    with ThreadPoolExecutor(4) as pool:
        for answer in pool.map(lambda _: forecaster.forecast(asked), range(40)):
            assert answer == expected


def test_a_model_that_learnt_too_long_ago_is_silent(tmp_path):
    row = row_of("BTC")
    champion(tmp_path, key_of(), ranges={"train": [0, 5], "test": [6, row.timestamp - 10 * M15.ms]})
    registry = ModelRegistry(tmp_path)
    model = registry.peek("test", row.symbol, M15, H4)
    assert model is not None
    assert model.manifest.known_until == row.timestamp - 9 * M15.ms + H4.ms
    old = dataclasses.replace(row, timestamp=row.timestamp + 100 * H4.ms)
    assert Forecaster(registry, H4, max_age_ms=50 * H4.ms).forecast([row, old])[0] is not None
    assert Forecaster(registry, H4, max_age_ms=50 * H4.ms).forecast([row, old])[1] is None
    assert Forecaster(registry, H4).forecast([old])[0] is not None


def test_the_parts_of_an_explanation_add_up(tmp_path):
    champion(tmp_path, key_of())
    registry, row = ModelRegistry(tmp_path), row_of("BTC")
    model = registry.peek("test", row.symbol, M15, H4)
    assert model is not None
    told = explain_logistic(model, row)
    said = model.trio.votes(row.inputs[np.newaxis])[0, 2]
    assert abs(told.log_odds - np.log(said / (1.0 - said))) < 1e-9
    sizes = [abs(part.log_odds) for part in told.contributions]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == len(row.inputs)


def test_settling_memory_freezes_what_is_there():
    import gc

    try:
        settle_memory()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
