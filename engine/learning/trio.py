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
from engine.forecast.calibration import Calibration, log_odds
from engine.forecast.layout import ModelKey
from engine.forecast.manifest import Manifest, verify
from engine.forecast.members import MEMBERS, Trio
from engine.forecast.writer import ModelWriter
from engine.learning.calibrate import cautious_calibration, overlap_of
from engine.learning.labels import horizon_bars
from engine.learning.members import Fitted, arrays_of, fit_member, forest_bytes
from engine.learning.metrics import metrics_of
from engine.learning.samples import Samples, samples_of
from engine.learning.spec import Listener, Progress, TrainedModel, TrainingSpec
from engine.learning.splits import Fold, check_purged, known_before, walk_forward

CLOSE_ENOUGH: Final = 1e-5
_COMPARED: Final = 512
# Coins move together: rows of one moment are not as many witnesses as there are symbols.
_TOGETHER: Final = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """A fold with what the members, fitted on it, said of its test rows: ``[rows, 3]``."""

    fold: Fold
    votes: Floats


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
    folds = walk_forward(samples.made, samples.due, folds=spec.folds, embargo=spec.embargo_bars * first.timeframe.ms)
    for fold in folds:
        check_purged(fold, samples.made, samples.due)
    rounds, fitted = _fit_all(key, samples, folds, spec, progress)
    bars = horizon_bars(first.timeframe, spec.horizon)
    judged = [
        (one.fold.test, one.votes, _calibrate(samples, rounds[:place], one, bars)) for place, one in enumerate(rounds)
    ]
    metrics = metrics_of(samples.label, judged[1:] or judged, spec.floor)
    calibration = _calibrate(samples, rounds, None, bars)
    blocks = {"train": folds[-1].train, "calibration": np.concatenate([fold.test for fold in folds])}
    blocks["test"] = np.concatenate([rows for rows, _, _ in judged[1:] or judged])
    ranges = {name: _range(samples, rows) for name, rows in blocks.items()}
    return _write(key, samples, ranges, fitted, calibration, metrics, spec)


def _fit_all(
    key: ModelKey, samples: Samples, folds: list[Fold], spec: TrainingSpec, progress: Listener
) -> tuple[list[_Round], dict[str, Fitted]]:
    """Member by member, so that "2 of 3 members" means something while it runs. The last round's members serve."""
    votes: list[list[Floats]] = [[] for _ in folds]
    fitted: dict[str, Fitted] = {}
    steps = len(MEMBERS) * len(folds)
    for place, name in enumerate(MEMBERS):
        for number, fold in enumerate(folds):
            step = place * len(folds) + number + 1
            progress(Progress("job-training-fitting", key.symbol_name, name, step, steps, place, len(MEMBERS)))
            fitted[name] = fit_member(name, samples, fold, spec)
            votes[number].append(fitted[name].probability_up(samples.inputs[fold.test]))
    progress(Progress("job-training-checking", key.symbol_name, "", steps, steps, len(MEMBERS), len(MEMBERS)))
    return [_Round(fold, np.stack(said, axis=1)) for fold, said in zip(folds, votes, strict=True)], fitted


def _calibrate(samples: Samples, rounds: list[_Round], judged: _Round | None, bars: int) -> Calibration:
    """On what ``rounds`` said of their test rows, as far as answers were known before the first row to be judged."""
    begin = int(samples.made[judged.fold.test].min()) if judged else int(samples.due.max()) + 1
    kept = [(one, known_before(one.fold.test, samples.due, begin)) for one in rounds]
    parts = [(one.votes[known].mean(axis=1), one.fold.test[known]) for one, known in kept if known.any()]
    if not parts:
        return Calibration()
    rows = np.concatenate([part for _, part in parts])
    stretches = [
        log_odds(mean[samples.symbol[part] == code]) for mean, part in parts for code in np.unique(samples.symbol)
    ]
    together = 1.0 + _TOGETHER * int(samples.symbol.max())
    return cautious_calibration(
        np.concatenate([mean for mean, _ in parts]),
        samples.label[rows],
        witness=overlap_of(stretches, bars) * together,
        label_witness=bars * together,
    )


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
