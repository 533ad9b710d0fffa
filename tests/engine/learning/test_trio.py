from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.core.errors import InvalidInput, Operational
from engine.core.series import CandleSeries
from engine.core.timeframes import Timeframe
from engine.features import basic
from engine.features.stream import BasicStream
from engine.forecast.calibration import Calibration
from engine.forecast.forecaster import Forecaster
from engine.forecast.manifest import verify
from engine.forecast.members import MEMBERS, Trio
from engine.forecast.registry import ModelRegistry
from engine.forecast.writer import point_champion
from engine.learning.spec import Progress, TrainedModel, TrainingSpec
from engine.learning.trio import train_trio
from tests.engine.learning.markets import M15, candles, martingale, regime

pytest.importorskip("sklearn")
H4 = Timeframe("4h")


def spec_for(models_dir: Path, **changes: object) -> TrainingSpec:
    base = TrainingSpec(models_dir, M15, 1_767_323_045_000, trees=40, folds=3)
    return replace(base, **changes)  # type: ignore[arg-type]


def nothing(_: Progress) -> None: ...


def left_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> tuple[TrainedModel, list[Progress], CandleSeries]:
    heard: list[Progress] = []
    series = regime(3_000, seed=1)
    return train_trio(series, spec_for(tmp_path_factory.mktemp("models")), heard.append), heard, series


def test_a_planted_pattern_is_learnt(learned: tuple[TrainedModel, list[Progress], CandleSeries]) -> None:
    metrics = learned[0].metrics
    assert metrics["samples"] > 900
    assert 0.55 < metrics["accuracy"] < 0.50 + 0.25 * 0.5 + 0.05, "and not better than is possible"
    assert metrics["spoken"] > 50
    assert metrics["accuracy_spoken"] > 0.68
    assert metrics["log_loss"] < np.log(2)
    assert set(metrics["models"]) == set(MEMBERS)
    assert 0.4 < metrics["base_rate"] < 0.6


def test_progress_counts_members_and_fits(learned: tuple[TrainedModel, list[Progress], CandleSeries]) -> None:
    steps = learned[1]
    assert [(at.model, at.done) for at in steps[::3]] == [("forest", 0), ("svm", 1), ("logistic", 2), ("", 3)]
    assert [at.step for at in steps] == [*range(1, 10), 9]
    assert {(at.steps, at.members, at.symbol) for at in steps} == {(9, 3, "BTC/USDT")}


def test_the_folder_serves_what_was_fitted(learned: tuple[TrainedModel, list[Progress], CandleSeries]) -> None:
    model, _, series = learned
    manifest, contents = verify(model.path, feature_set=basic.FEATURE_SET, inputs=basic.INPUTS)
    assert manifest.version == model.version == model.path.name
    assert model.version.startswith("20260102T030405Z-")
    assert manifest.ranges["train"][1] < manifest.ranges["test"][1]
    seen = basic.inputs(basic.batch(series))[-300:]
    votes = Trio.of(contents, len(basic.INPUTS)).votes(seen)
    chance = Calibration.parse(contents["calibration.json"]).apply(votes.mean(axis=1))
    assert ((chance > 0) & (chance < 1)).all()
    assert chance.std() > 0.02


def test_the_registry_and_the_forecaster_take_it_up(
    learned: tuple[TrainedModel, list[Progress], CandleSeries],
) -> None:
    model, _, series = learned
    point_champion(model.path.parent, model.version)
    forecaster = Forecaster(ModelRegistry(model.path.parents[3]), M15)
    stream, rows = BasicStream(series[:500]), []
    for candle in series[500:600].candles():
        row = stream.update(candle)
        assert row is not None
        rows.append(row)
    said = [one for one in forecaster.forecast(rows) if one is not None]
    assert len(said) == 100
    assert {one.model_version for one in said} == {model.version}
    seen = basic.inputs(basic.batch(series))[500:600]
    _, contents = verify(model.path)
    mean = Trio.of(contents, len(basic.INPUTS)).votes(seen).mean(axis=1)
    meant = Calibration.parse(contents["calibration.json"]).apply(mean)
    assert [one.probability_up for one in said] == pytest.approx(meant.tolist(), abs=1e-5)


def test_the_same_again_is_the_same(tmp_path: Path) -> None:
    series = regime(900, seed=2)
    first, second = (train_trio(series, spec_for(tmp_path / name), nothing) for name in ("a", "b"))
    assert first.version == second.version
    for name in ("manifest.json", "forest.onnx", "calibration.json"):
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes(), name
    other = train_trio(series, spec_for(tmp_path / "c", seed=8), nothing)
    assert other.version != first.version


def test_a_martingale_is_met_with_silence(tmp_path: Path) -> None:
    runs = [train_trio(martingale(1_500, seed), spec_for(tmp_path / str(seed)), nothing) for seed in range(4)]
    spoken = sum(run.metrics["spoken"] for run in runs)
    samples = sum(run.metrics["samples"] for run in runs)
    right = sum(run.metrics["accuracy_raw"] * run.metrics["samples"] for run in runs)
    assert spoken / samples <= 0.003
    assert abs(right / samples - 0.5) < 3.5 * 0.5 / np.sqrt(samples)


def test_overlapping_labels_of_a_martingale_do_not_look_like_skill(tmp_path: Path) -> None:
    run = train_trio(martingale(1_500, 5), spec_for(tmp_path, horizon=H4), nothing)
    assert run.metrics["spoken"] / run.metrics["samples"] <= 0.003


def test_what_was_learnt_does_not_depend_on_the_future(tmp_path: Path) -> None:
    """The first round's forest is the same whatever comes after its test block."""
    series = regime(1_200, seed=3)
    garbage = candles(np.random.default_rng(0).normal(0, 0.02, 300), 9)
    joined = [
        np.concatenate((getattr(series, name)[:-300], getattr(garbage, name))) for name in ("open", "high", "low")
    ]
    close, volume = (np.concatenate((getattr(series, n)[:-300], getattr(garbage, n))) for n in ("close", "volume"))
    spoilt = CandleSeries("test", series.symbol, M15, series.timestamp, *joined, close, volume)

    from engine.learning.members import fit_member
    from engine.learning.samples import samples_of
    from engine.learning.splits import walk_forward

    said = []
    for one in (series, spoilt):
        samples = samples_of([one], M15)
        # Cut by place, not by share: a price that did not move would shift the shares by a row.
        fold = walk_forward(samples.made[:700], samples.due[:700], folds=2)[0]
        fitted = fit_member("svm", samples, fold, spec_for(tmp_path))
        said.append(fitted.probability_up(samples.inputs[fold.test[:50]]))
    assert said[0].tobytes() == said[1].tobytes()


def test_many_symbols_pooled(tmp_path: Path) -> None:
    many = [regime(700, seed, symbol=name) for seed, name in enumerate(("BTC", "ETH", "SOL"))]
    model = train_trio(many, spec_for(tmp_path, pooled=True), nothing)
    assert model.path.parent.parent.name == "POOLED"
    assert verify(model.path)[0].symbol == "POOLED"


def spoil(series: CandleSeries, **columns: object) -> CandleSeries:
    return replace(series, **columns)  # type: ignore[arg-type]


def holes(series: CandleSeries) -> CandleSeries:
    return spoil(series, timestamp=series.timestamp + np.arange(len(series)) // 40 * M15.ms)


@pytest.mark.parametrize(
    ("series", "key"),
    [
        (martingale(30), "err-training-few-candles"),
        (martingale(300), "err-training-few-rows"),
        (candles(np.zeros(600), 1), "err-training-constant-price"),
        (candles(np.full(600, 0.001), 1), "err-training-one-class"),
        (spoil(martingale(600), close=np.where(np.arange(600) == 300, np.nan, 100.0)), "err-training-bad-candles"),
        (spoil(martingale(600), volume=np.full(600, np.inf)), "err-training-bad-candles"),
        (spoil(martingale(600), low=np.zeros(600)), "err-training-bad-candles"),
        (spoil(martingale(600), timestamp=martingale(600).timestamp[::-1].copy()), "err-training-unordered"),
        (holes(martingale(900)), "err-training-few-rows"),
    ],
)
def test_candles_that_cannot_be_learnt_from(tmp_path: Path, series: CandleSeries, key: str) -> None:
    with pytest.raises(InvalidInput) as error:
        train_trio(series, spec_for(tmp_path), nothing)
    assert error.value.key == key
    assert not left_in(tmp_path)


def test_a_gap_is_no_obstacle(tmp_path: Path) -> None:
    series = martingale(1_200)
    series = spoil(series, timestamp=series.timestamp + (np.arange(1_200) >= 500) * 7 * M15.ms)
    assert train_trio(series, spec_for(tmp_path), nothing).path.is_dir()


def test_mixed_candles_and_sizes_that_make_no_sense(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        train_trio([martingale(600), spoil(martingale(600), source="other")], spec_for(tmp_path), nothing)
    with pytest.raises(InvalidInput):
        train_trio([], spec_for(tmp_path), nothing)
    with pytest.raises(InvalidInput):
        spec_for(tmp_path, folds=0)


def test_a_model_that_is_not_what_was_fitted_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.learning import trio

    monkeypatch.setattr(trio, "CLOSE_ENOUGH", -1.0)
    with pytest.raises(Operational) as error:
        train_trio(regime(700), spec_for(tmp_path), nothing)
    assert error.value.key == "err-training-mismatch"
    assert not left_in(tmp_path)


@pytest.mark.parametrize("step", [1, 7, 10])
def test_a_training_that_is_stopped_leaves_nothing(tmp_path: Path, step: int) -> None:
    heard: list[Progress] = []

    def stop(at: Progress) -> None:
        heard.append(at)
        if len(heard) == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_trio(regime(700), spec_for(tmp_path), stop)
    assert not left_in(tmp_path)
