"""Training of a trio: honest rounds first, then the model that serves, written down and read back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import InvalidInput, Operational
from engine.core.hashing import digest
from engine.core.series import CandleSeries
from engine.features import basic
from engine.forecast.calibration import Calibration, fit_calibration
from engine.forecast.layout import POOLED, ModelKey
from engine.forecast.manifest import Manifest, verify
from engine.forecast.members import MEMBERS, Trio
from engine.forecast.writer import ModelWriter
from engine.learning.labels import horizon_bars
from engine.learning.members import Fitted, arrays_of, fit_member, forest_bytes
from engine.learning.metrics import metrics_of
from engine.learning.samples import Samples, samples_of
from engine.learning.spec import Listener, Progress, TrainedModel, TrainingSpec
from engine.learning.splits import Fold, check_purged, final_split, walk_forward

CLOSE_ENOUGH: Final = 1e-5
_COMPARED: Final = 512
# Coins move together: rows of one moment are not as many witnesses as there are symbols.
_TOGETHER: Final = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """A fold with what the members, fitted on it, said of its later rows: ``[rows, 3]``."""

    fold: Fold
    calibrate: Floats
    test: Floats


def train_trio(series: CandleSeries | Sequence[CandleSeries], spec: TrainingSpec, progress: Listener) -> TrainedModel:
    """Train on one pair's candles, or on those of many for a pooled model, and write a new version.

    Raises InvalidInput for candles that cannot be learnt from and Operational when the model written is not the model
    fitted; in both cases nothing is left behind. The champion is never touched here.
    """
    many = [series] if isinstance(series, CandleSeries) else list(series)
    samples = samples_of(many, spec.horizon)
    first = many[0]
    if any((one.source, one.timeframe) != (first.source, first.timeframe) for one in many):
        raise InvalidInput("err-training-mixed", symbol=str(first.symbol), timeframe=str(first.timeframe))
    key = ModelKey(first.source, None if spec.pooled else first.symbol, first.timeframe, spec.horizon)
    overlap = round(horizon_bars(first.timeframe, spec.horizon) * (1.0 + _TOGETHER * (len(many) - 1)))
    folds = _folds(samples, spec, first.timeframe.ms)
    rounds, fitted = _fit_all(key, samples, folds, spec, progress)
    calibrations = [_calibrate(samples, rounds, number, overlap) for number in range(len(rounds))]
    metrics = metrics_of(samples.label, [(one.fold.test, one.test) for one in rounds[:-1]], calibrations, spec.floor)
    tested = np.concatenate([fold.test for fold in folds])
    blocks = {"train": folds[-1].train, "calibration": folds[-1].calibrate, "test": tested}
    ranges = {name: _range(samples, rows) for name, rows in blocks.items()}
    return _write(key, samples, ranges, fitted, calibrations[-1], metrics, spec)


def _folds(samples: Samples, spec: TrainingSpec, step: int) -> list[Fold]:
    embargo = spec.embargo_bars * step
    folds = walk_forward(samples.made, samples.due, folds=spec.folds, embargo=embargo)
    folds.append(final_split(samples.made, samples.due, embargo=embargo))
    for number, fold in enumerate(folds):
        check_purged(fold, samples.made, samples.due)
        wanted = (fold.train, fold.tune, fold.calibrate, *(() if number == spec.folds else (fold.test,)))
        if not all(len(block) for block in wanted):
            raise InvalidInput("err-training-splits", folds=spec.folds)
    return folds


def _fit_all(
    key: ModelKey, samples: Samples, folds: list[Fold], spec: TrainingSpec, progress: Listener
) -> tuple[list[_Round], dict[str, Fitted]]:
    """Member by member, so that "2 of 3 members" means something while it runs."""
    said: list[list[tuple[Floats, Floats]]] = [[] for _ in folds]
    fitted: dict[str, Fitted] = {}
    for place, name in enumerate(MEMBERS):
        for number, fold in enumerate(folds):
            step = place * len(folds) + number + 1
            steps = len(MEMBERS) * len(folds)
            progress(Progress("job-training-fitting", key.symbol_name, name, step, steps, place, len(MEMBERS)))
            fitted[name] = fit_member(name, samples, fold, spec)
            rows = np.concatenate((fold.calibrate, fold.test))
            votes = fitted[name].probability_up(samples.inputs[rows])
            said[number].append((votes[: len(fold.calibrate)], votes[len(fold.calibrate) :]))
    rounds = [
        _Round(fold, *(np.stack(column, axis=1) for column in zip(*votes, strict=True)))
        for fold, votes in zip(folds, said, strict=True)
    ]
    return rounds, fitted


def _calibrate(samples: Samples, rounds: list[_Round], number: int, overlap: int) -> Calibration:
    """On the round's own block and on what earlier rounds said of rows before it: all out of sample, all later than
    what spoke was trained on, and all known before the first row that will be judged.
    """
    this = rounds[number]
    rows, votes = [this.fold.calibrate], [this.calibrate]
    begin = int(samples.made[this.fold.calibrate].min())
    for earlier in rounds[:number]:
        before = samples.due[earlier.fold.test] < begin
        rows.append(earlier.fold.test[before])
        votes.append(earlier.test[before])
    mean = np.concatenate(votes).mean(axis=1)
    return fit_calibration(mean, samples.label[np.concatenate(rows)], overlap=overlap)


def _write(
    key: ModelKey,
    samples: Samples,
    ranges: dict[str, list[int]],
    fitted: dict[str, Fitted],
    calibration: Calibration,
    metrics: dict[str, Any],
    spec: TrainingSpec,
) -> TrainedModel:
    manifest = Manifest(
        source=key.source,
        symbol=key.symbol_name,
        timeframe=str(key.timeframe),
        horizon=str(key.horizon),
        version=version_of(samples, spec),
        feature_set=basic.FEATURE_SET,
        inputs=basic.INPUTS,
        trained_at=spec.trained_at,
        ranges=ranges,
        metrics=metrics,
        libraries=_libraries(),
        seed=spec.seed,
    )
    forest, svm, logistic = (fitted[name] for name in MEMBERS)
    with ModelWriter(spec.models_dir, key) as writer:
        writer.add_bytes("forest.onnx", forest_bytes(forest, len(basic.INPUTS)))
        for name, arrays in arrays_of(svm, logistic).items():
            writer.add_npz(name, **arrays)
        writer.add_json("calibration.json", calibration.facts())
        path = writer.finish(manifest)
    try:
        _compare(path, samples.latest(_COMPARED), fitted, calibration)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return TrainedModel(path, manifest.version, manifest.metrics)


def _compare(path: Path, rows: Samples, fitted: dict[str, Fitted], calibration: Calibration) -> None:
    """What service will read must say what was fitted, or it is no good."""
    _, contents = verify(path, feature_set=basic.FEATURE_SET, inputs=basic.INPUTS)
    served = Trio.of(contents, len(basic.INPUTS)).votes(rows.inputs)
    meant = np.stack([fitted[name].probability_up(rows.inputs) for name in MEMBERS], axis=1)
    reread = Calibration.parse(contents["calibration.json"])
    ends = np.abs(reread.apply(served.mean(axis=1)) - calibration.apply(meant.mean(axis=1)))
    off = max(float(np.abs(served - meant).max()), float(ends.max()))
    if not off <= CLOSE_ENOUGH:
        raise Operational("err-training-mismatch", path=str(path), off=off)


def version_of(samples: Samples, spec: TrainingSpec) -> str:
    """``20260102T030405Z-1a2b3c4d``: when, and a digest of what it was trained on and how."""
    when = datetime.fromtimestamp(spec.trained_at / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    data = hashlib.sha256(samples.inputs.tobytes() + samples.label.tobytes() + samples.timestamp.tobytes())
    sizes = {name: getattr(spec, name) for name in spec.__slots__ if name != "models_dir"}
    return f"{when}-{digest(data.hexdigest(), sizes, basic.FEATURE_SET, length=8)}"


def _range(samples: Samples, rows: NDArray[np.int64]) -> list[int]:
    times = samples.timestamp[rows]
    return [int(times.min()), int(times.max())]


def _libraries() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("numpy", "onnx", "scikit-learn", "skl2onnx", "TA-Lib")}
