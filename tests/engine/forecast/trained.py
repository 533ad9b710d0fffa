"""A small real trio, trained once a test process, and the folder it is written into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.features import basic
from engine.forecast.calibration import Calibration, fit_platt
from engine.forecast.layout import ModelKey
from engine.forecast.manifest import Manifest
from engine.forecast.writer import ModelWriter
from tests.engine.features.markets import walk

M15, H4 = Timeframe("15m"), Timeframe("4h")


@dataclass(frozen=True)
class Trained:
    forest: Any
    svm: Any
    logistic: Any
    scaler: Any
    platt: tuple[float, float]
    onnx: bytes
    inputs: np.ndarray


@cache
def trained() -> Trained:
    from skl2onnx import convert_sklearn
    from skl2onnx.common.data_types import FloatTensorType
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    series = walk(1600, seed=11)
    inputs = basic.inputs(basic.batch(series))[500:]
    chance = np.random.default_rng(5)
    up = (inputs[:, 8] * 4 + chance.normal(0, 0.5, len(inputs))) > 0
    scaler = StandardScaler().fit(inputs.astype(np.float64))
    scaled = scaler.transform(inputs.astype(np.float64))
    forest = RandomForestClassifier(25, max_depth=6, random_state=1).fit(inputs, up)
    svm = SVC(C=1.0, gamma=0.05).fit(scaled, up)
    logistic = LogisticRegression(C=0.5).fit(scaled, up)
    graph = convert_sklearn(
        forest, initial_types=[("X", FloatTensorType([None, inputs.shape[1]]))], options={id(forest): {"zipmap": False}}
    )
    a, b, _ = fit_platt(svm.decision_function(scaled), up)
    return Trained(forest, svm, logistic, scaler, (a, b), graph.SerializeToString(), inputs)


def facts(key: ModelKey, version: str = "v1", **more: Any) -> Manifest:
    known: dict[str, Any] = {
        "source": key.source, "symbol": key.symbol_name, "timeframe": str(key.timeframe), "horizon": str(key.horizon),
        "version": version, "feature_set": basic.FEATURE_SET, "inputs": basic.INPUTS, "trained_at": 1_700_000_000_000,
        "ranges": {"train": [0, 1], "calibration": [2, 3], "test": [4, 5]},
        "metrics": {"accuracy": 0.6, "accuracy_spoken": 0.7, "models": {"forest": 0.6}}, "libraries": {"numpy": "2"},
        "seed": 7,
    }  # fmt: skip
    return Manifest(**{**known, **more})


def key_of(symbol: str | None = "BTC", source: str = "test") -> ModelKey:
    return ModelKey(source, Symbol(symbol) if symbol else None, M15, H4)


def fill(writer: ModelWriter, calibration: Calibration = Calibration(1.2, 0.05)) -> None:  # noqa: B008  # frozen
    made = trained()
    writer.add_bytes("forest.onnx", made.onnx)
    writer.add_npz("scaler.npz", mean=made.scaler.mean_, scale=made.scaler.scale_)
    writer.add_npz("logistic.npz", coef=made.logistic.coef_[0], intercept=made.logistic.intercept_[0])
    writer.add_npz(
        "svm.npz", support=made.svm.support_vectors_, dual=made.svm.dual_coef_[0], intercept=made.svm.intercept_[0],
        gamma=made.svm._gamma, a=made.platt[0], b=made.platt[1],
    )  # fmt: skip
    writer.add_json("calibration.json", calibration.facts())


def write(models_dir: Path, key: ModelKey, version: str = "v1", **more: Any) -> Path:
    calibration = more.pop("calibration", Calibration(1.2, 0.05))
    with ModelWriter(models_dir, key) as writer:
        fill(writer, calibration)
        return writer.finish(facts(key, version, **more))
