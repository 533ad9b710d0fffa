"""Fitting each member of the trio and writing it down in the form it is served in.

The forest sees the inputs as they are, the other two scaled ones; the scaler knows training rows only. All of it is
float32 at the door, as in service: a forest fitted on float64 could send a row down another branch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import InvalidInput
from engine.forecast.calibration import fit_platt, sigmoid
from engine.forecast.members import FOREST, LOGISTIC, SVM
from engine.learning.samples import LEAST_OF_CLASS, Samples
from engine.learning.spec import TrainingSpec
from engine.learning.splits import Fold, Rows

Floats = NDArray[np.float64]
OPSET: Final = 17


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted member: its probability of up for inputs, and a way to write it into a model folder's files."""

    probability_up: Callable[[NDArray[np.float32]], Floats]
    model: Any
    scaler: Any
    platt: tuple[float, float] = (1.0, 0.0)


def fit_member(name: str, samples: Samples, fold: Fold, spec: TrainingSpec) -> Fitted:
    """Fit on the fold's training rows; the SVM's own Platt on its ``tune`` rows, which it has not seen."""
    return {FOREST: _fit_forest, SVM: _fit_svm, LOGISTIC: _fit_logistic}[name](samples, fold, spec)


def _fit_forest(samples: Samples, fold: Fold, spec: TrainingSpec) -> Fitted:
    from sklearn.ensemble import RandomForestClassifier

    rows = _chosen(samples, fold.train, spec.most_rows)
    model = RandomForestClassifier(
        n_estimators=spec.trees, max_depth=spec.depth, min_samples_leaf=spec.leaf, n_jobs=1, random_state=spec.seed
    )
    model.fit(samples.inputs[rows], samples.label[rows])
    return Fitted(lambda inputs: np.asarray(model.predict_proba(inputs)[:, 1], np.float64), model, None)


def _fit_svm(samples: Samples, fold: Fold, spec: TrainingSpec) -> Fitted:
    from sklearn.svm import SVC

    scaler = _scaler(samples, fold, spec)
    rows = _chosen(samples, fold.train, spec.svm_rows)
    # probability=True would calibrate by shuffled folds, which mixes time, and is on its way out of scikit-learn.
    model = SVC(C=spec.svm_c, kernel="rbf", gamma="scale", cache_size=200)
    model.fit(_scaled(scaler, samples.inputs[rows]), samples.label[rows])

    def decision(inputs: NDArray[np.float32]) -> Floats:
        return np.asarray(model.decision_function(_scaled(scaler, inputs)), np.float64)

    a, b, _ = fit_platt(decision(samples.inputs[fold.tune]), samples.label[fold.tune])
    # A border that pointed the wrong way on later rows has learnt nothing; it is not to be bet against.
    platt = (a, b) if a > 0.0 else (0.0, 0.0)
    return Fitted(lambda inputs: sigmoid(platt[0] * decision(inputs) + platt[1]), model, scaler, platt)


def _fit_logistic(samples: Samples, fold: Fold, spec: TrainingSpec) -> Fitted:
    from sklearn.linear_model import LogisticRegression

    scaler = _scaler(samples, fold, spec)
    rows = _chosen(samples, fold.train, spec.most_rows)
    model = LogisticRegression(C=spec.logistic_c, max_iter=500)
    model.fit(_scaled(scaler, samples.inputs[rows]), samples.label[rows])

    def probability_up(inputs: NDArray[np.float32]) -> Floats:
        return np.asarray(model.predict_proba(_scaled(scaler, inputs))[:, 1], np.float64)

    return Fitted(probability_up, model, scaler)


def forest_bytes(forest: Fitted, width: int) -> bytes:
    """The forest as ONNX: a float32 matrix in, probabilities as a tensor out."""
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import FloatTensorType

    model = to_onnx(
        forest.model,
        initial_types=[("inputs", FloatTensorType([None, width]))],
        options={id(forest.model): {"zipmap": False}},
        target_opset=OPSET,
    )
    written: bytes = model.SerializeToString()
    return written


def arrays_of(svm: Fitted, logistic: Fitted) -> dict[str, dict[str, Any]]:
    """The arrays of ``svm.npz``, ``logistic.npz`` and ``scaler.npz``, float64."""
    machine, line, scaler = svm.model, logistic.model, svm.scaler
    return {
        "svm.npz": {
            "support": np.asarray(machine.support_vectors_, np.float64),
            "dual": np.asarray(machine.dual_coef_[0], np.float64),
            "intercept": np.float64(machine.intercept_[0]),
            "gamma": np.float64(machine._gamma),
            "a": np.float64(svm.platt[0]),
            "b": np.float64(svm.platt[1]),
        },
        "logistic.npz": {
            "coef": np.asarray(line.coef_[0], np.float64),
            "intercept": np.float64(line.intercept_[0]),
        },
        "scaler.npz": {
            "mean": np.asarray(scaler.mean_, np.float64),
            "scale": np.asarray(scaler.scale_, np.float64),
        },
    }


def _scaler(samples: Samples, fold: Fold, spec: TrainingSpec) -> Any:
    from sklearn.preprocessing import StandardScaler

    rows = _chosen(samples, fold.train, spec.most_rows)
    return StandardScaler().fit(samples.inputs[rows].astype(np.float64))


def _scaled(scaler: Any, inputs: NDArray[np.float32]) -> Floats:
    return np.asarray(scaler.transform(inputs.astype(np.float64)), np.float64)


def _chosen(samples: Samples, rows: Rows, most: int) -> Rows:
    """The latest ``most`` rows, with both classes among them."""
    chosen = rows[-most:]
    ups = int(samples.label[chosen].sum())
    if min(ups, len(chosen) - ups) < LEAST_OF_CLASS:
        raise InvalidInput("err-training-one-class", ups=ups, rows=len(chosen))
    return chosen
