"""The members of the trio, each from bytes that were checked, each saying the probability of "up".

The forest runs in ONNX Runtime on one thread (two threads add up in another order and give other bits); the SVM and the
logistic regression are a few lines of numpy in float64, with einsum rather than a product that BLAS would spread over
threads. The SVM goes row by row, so that a row's answer does not depend on how many came with it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engine.forecast.calibration import sigmoid

FOREST: Final = "forest"
SVM: Final = "svm"
LOGISTIC: Final = "logistic"
MEMBERS: Final = (FOREST, SVM, LOGISTIC)

Floats = NDArray[np.float64]
Inputs = NDArray[np.float32]


class Forest:
    """A random forest as ONNX: inputs as they are, probabilities as a tensor."""

    def __init__(self, model: bytes, width: int) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.inter_op.allow_spinning", "0")
        self._session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        entries, exits = self._session.get_inputs(), self._session.get_outputs()
        if len(entries) != 1 or len(exits) != 2 or list(entries[0].shape)[1:] != [width]:
            raise ValueError("forest with other inputs or outputs")
        if not exits[1].type.startswith("tensor(") or list(exits[1].shape)[1:] != [2]:
            raise ValueError("forest without a tensor of two probabilities")
        self._input, self._output = entries[0].name, [exits[1].name]

    def probability_up(self, inputs: Inputs) -> Floats:
        """``[n, k]`` inputs to ``[n]`` probabilities."""
        answer: Any = self._session.run(self._output, {self._input: inputs})[0]
        return np.asarray(answer[:, 1], np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Scaler:
    """Centre and spread of each input in the training rows."""

    mean: Floats
    scale: Floats

    def apply(self, inputs: Inputs) -> Floats:
        """Inputs as the SVM and the logistic regression see them."""
        return (inputs.astype(np.float64) - self.mean) / self.scale


@dataclass(frozen=True, slots=True, eq=False)
class Svm:
    """An RBF support vector machine with its own Platt numbers. ``columns`` are its support vectors, [k, m]."""

    columns: Floats
    dual: Floats
    intercept: float
    gamma: float
    a: float
    b: float
    norms: Floats

    def decision(self, scaled: Floats) -> Floats:
        """Distance from the border, positive for up."""
        out = np.empty(len(scaled), np.float64)
        for place, row in enumerate(scaled):
            distance = self.norms - 2.0 * np.einsum("j,ji->i", row, self.columns) + float((row * row).sum())
            np.maximum(distance, 0.0, out=distance)
            distance *= -self.gamma
            np.exp(distance, out=distance)
            out[place] = np.einsum("i,i->", self.dual, distance)
        return out + self.intercept

    def probability_up(self, scaled: Floats) -> Floats:
        """``[n, k]`` scaled inputs to ``[n]`` probabilities."""
        return sigmoid(self.a * self.decision(scaled) + self.b)


@dataclass(frozen=True, slots=True, eq=False)
class Logistic:
    """A logistic regression."""

    coef: Floats
    intercept: float

    def probability_up(self, scaled: Floats) -> Floats:
        """``[n, k]`` scaled inputs to ``[n]`` probabilities."""
        return sigmoid((scaled * self.coef).sum(axis=1) + self.intercept)


@dataclass(frozen=True, slots=True, eq=False)
class Trio:
    """The three members together."""

    forest: Forest
    svm: Svm
    logistic: Logistic
    scaler: Scaler

    def votes(self, inputs: Inputs) -> Floats:
        """``[n, 3]`` probabilities of up, in the order of ``MEMBERS``."""
        scaled = self.scaler.apply(inputs)
        return np.stack(
            (
                self.forest.probability_up(inputs),
                self.svm.probability_up(scaled),
                self.logistic.probability_up(scaled),
            ),
            axis=1,
        )

    @classmethod
    def of(cls, contents: Mapping[str, bytes], width: int) -> Trio:
        """From the checked bytes of a model folder; raises ValueError when they do not fit together."""
        scaler = _arrays(contents["scaler.npz"], mean=(width,), scale=(width,))
        if not (scaler["scale"] > 0.0).all():
            raise ValueError("scaler with a scale of zero")
        line = _arrays(contents["logistic.npz"], coef=(width,), intercept=())
        svm = _arrays(
            contents["svm.npz"], support=(None, width), dual=(None,), intercept=(), gamma=(), a=(), b=()
        )  # fmt: skip
        if len(svm["support"]) != len(svm["dual"]) or not svm["gamma"] > 0.0:
            raise ValueError("svm whose parts do not fit")
        return cls(
            Forest(contents["forest.onnx"], width),
            Svm(
                columns=np.ascontiguousarray(svm["support"].T),
                dual=svm["dual"],
                intercept=float(svm["intercept"]),
                gamma=float(svm["gamma"]),
                a=float(svm["a"]),
                b=float(svm["b"]),
                norms=np.einsum("ij,ij->i", svm["support"], svm["support"]),
            ),
            Logistic(line["coef"], float(line["intercept"])),
            Scaler(scaler["mean"], scaler["scale"]),
        )


def _arrays(raw: bytes, **shapes: tuple[int | None, ...]) -> dict[str, Floats]:
    """Exactly the named arrays, finite, of the given shapes, as float64; never unpickled."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as file:
        if set(file.files) != set(shapes):
            raise ValueError(f"arrays {sorted(file.files)} instead of {sorted(shapes)}")
        held = {name: np.ascontiguousarray(file[name], np.float64).reshape(file[name].shape) for name in shapes}
    for name, shape in shapes.items():
        found = held[name].shape
        fits = len(found) == len(shape) and all(want in (None, have) for want, have in zip(shape, found, strict=True))
        if not fits or not np.isfinite(held[name]).all():
            raise ValueError(f"array {name} of shape {found}")
    return held
