"""Forecasts against the usual way: ``python -m benchmarks.forecast [--json]``.

The usual way is what the same trio costs with pandas-ta for the features and scikit-learn's ``predict_proba`` for each
member (the SVM by its decision value, which is cheaper than the probabilities it no longer offers).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.features import frame_of, timed, usual_features, walk
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.features import basic
from engine.features.stream import BasicStream
from engine.forecast.calibration import fit_platt
from engine.forecast.forecaster import Forecaster
from engine.forecast.layout import ModelKey
from engine.forecast.manifest import Manifest
from engine.forecast.model import settle_memory
from engine.forecast.registry import ModelRegistry
from engine.forecast.writer import ModelWriter, point_champion

M15, H4 = Timeframe("15m"), Timeframe("4h")
ROWS, SYMBOLS = 6_000, 500


def train() -> tuple[Any, Any, Any, Any]:
    """A trio of the usual size: 100 trees, an SVM with a few thousand support vectors, a logistic regression."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    inputs = basic.inputs(basic.batch(walk(ROWS + 500, seed=11)))[500:]
    up = (inputs[:, 8] * 4 + np.random.default_rng(5).normal(0, 1.0, len(inputs))) > 0
    scaler = StandardScaler().fit(inputs.astype(np.float64))
    scaled = scaler.transform(inputs.astype(np.float64))
    forest = RandomForestClassifier(100, max_depth=8, min_samples_leaf=20, random_state=1).fit(inputs, up)
    return forest, SVC(C=1.0, gamma="scale").fit(scaled, up), LogisticRegression().fit(scaled, up), scaler


def write(models_dir: Path, trio: tuple[Any, Any, Any, Any], symbol: Symbol | None) -> None:
    from skl2onnx import convert_sklearn
    from skl2onnx.common.data_types import FloatTensorType

    forest, svm, logistic, scaler = trio
    width = len(basic.INPUTS)
    graph = convert_sklearn(
        forest, initial_types=[("X", FloatTensorType([None, width]))], options={id(forest): {"zipmap": False}}
    )
    key = ModelKey("bench", symbol, M15, H4)
    decisions = svm.decision_function(svm.support_vectors_)
    a, b, _ = fit_platt(decisions, decisions > 0)
    with ModelWriter(models_dir, key) as writer:
        writer.add_bytes("forest.onnx", graph.SerializeToString())
        writer.add_npz("scaler.npz", mean=scaler.mean_, scale=scaler.scale_)
        writer.add_npz("logistic.npz", coef=logistic.coef_[0], intercept=logistic.intercept_[0])
        writer.add_npz(
            "svm.npz", support=svm.support_vectors_, dual=svm.dual_coef_[0], intercept=svm.intercept_[0],
            gamma=svm._gamma, a=a, b=b,
        )  # fmt: skip
        writer.add_json("calibration.json", {"slope": 1.0, "intercept": 0.0})
        folder = writer.finish(
            Manifest(
                source="bench", symbol=key.symbol_name, timeframe="15m", horizon="4h", version="v1",
                feature_set=basic.FEATURE_SET, inputs=basic.INPUTS, trained_at=0, ranges={}, metrics={"accuracy": 0.6},
                libraries={}, seed=1,
            )
        )  # fmt: skip
    point_champion(folder.parent, "v1")


def usual(frame: Any, trio: tuple[Any, Any, Any, Any]) -> float:
    forest, svm, logistic, scaler = trio
    done = usual_features(frame.copy())
    row = np.zeros((1, len(basic.INPUTS)), np.float32)
    row[0, :14] = done.iloc[-1].to_numpy(np.float64)[:14] / 1e3
    scaled = scaler.transform(row.astype(np.float64))
    return float(
        forest.predict_proba(row)[0, 1] + svm.decision_function(scaled)[0] + logistic.predict_proba(scaled)[0, 1]
    )


def many_at_once(forecaster: Forecaster) -> tuple[float, float]:
    """Median and worst seconds for one candle of each of 500 symbols: features and forecasts."""
    whole = [walk(520, seed=number, symbol=f"C{number}") for number in range(SYMBOLS)]
    streams = [BasicStream(series[:500]) for series in whole]
    candles = [series.candles()[500:] for series in whole]
    spans = []
    for place in range(20):
        start = time.perf_counter()
        made = forecaster.forecast(
            [stream.update(own[place]) for stream, own in zip(streams, candles, strict=True)]  # type: ignore[misc]
        )
        spans.append(time.perf_counter() - start)
        assert all(made)  # noqa: S101
    return statistics.median(spans[2:]), max(spans[2:])


def measure() -> dict[str, float]:
    trio = train()
    with tempfile.TemporaryDirectory() as place:
        write(Path(place), trio, Symbol("BTC"))
        write(Path(place), trio, None)
        registry = ModelRegistry(Path(place))
        forecaster = Forecaster(registry, H4)
        start = time.perf_counter()
        registry.load("bench", Symbol("BTC"), M15, H4)
        load = time.perf_counter() - start
        settle_memory()
        series = walk(6_000, seed=3)
        stream, candles = BasicStream(series[:500]), iter(series.candles()[500:])
        one = timed(lambda: forecaster.forecast([stream.update(next(candles))]), 3_000)  # type: ignore[list-item]
        refresh = timed(registry.refresh, 500)
        median, worst = many_at_once(forecaster)
    frame = frame_of(series[:52])
    peer = timed(lambda: usual(frame, trio), 60)
    return {
        "one_symbol_us": one * 1e6,
        "usual_one_symbol_us": peer * 1e6,
        "one_symbol_ratio": peer / one,
        "symbols_500_ms": median * 1e3,
        "symbols_500_worst_ms": worst * 1e3,
        "first_load_ms": load * 1e3,
        "refresh_us": refresh * 1e6,
        "support_vectors": float(len(trio[1].support_vectors_)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    found = {name: round(value, 2) for name, value in measure().items()}
    print(json.dumps({"benchmark": "forecast", **found}))
    if wanted.json:
        return
    print(f"{'':34}{'here':>12}{'usual way':>12}{'ratio':>8}{'goal':>9}")
    print(
        f"{'features and trio, one symbol':34}{found['one_symbol_us']:>9.0f} us{found['usual_one_symbol_us']:>9.0f} us"
        f"{found['one_symbol_ratio']:>7.0f}x{'40x':>9}"
    )
    print(f"{'features and trio, 500 symbols':34}{found['symbols_500_ms']:>9.1f} ms{'':20}{'250 ms':>9}")
    print(f"{'load and check a model':34}{found['first_load_ms']:>9.1f} ms")
    print(f"{'look for a promotion':34}{found['refresh_us']:>9.1f} us")


if __name__ == "__main__":
    main()
