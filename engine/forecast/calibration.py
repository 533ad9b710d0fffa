"""From what the members say on average to a probability that means what it says.

Platt scaling on the log-odds of the members' mean: ``sigmoid(slope * log-odds + intercept)``. The slope is shrunk to
zero when the data do not show that it is positive, and it is never negative: on a market without pattern that alone
keeps the engine silent, instead of trusting noise or betting against its own models.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Log-odds of a forest that is unanimous are infinite; 6.9 (0.999) is as sure as one may be.
_SURE: Final = 0.999
_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt's two numbers. The default says a half whatever it is told."""

    slope: float = 0.0
    intercept: float = 0.0

    def apply(self, mean: NDArray[np.float64]) -> NDArray[np.float64]:
        """Calibrated probability of up, from the members' mean probability of up."""
        return sigmoid(self.slope * log_odds(mean) + self.intercept)

    def facts(self) -> dict[str, float]:
        """What ``calibration.json`` holds."""
        return {"slope": self.slope, "intercept": self.intercept}

    @classmethod
    def parse(cls, raw: bytes) -> Calibration:
        """From ``calibration.json``; raises ValueError when it is not sane."""
        facts: Any = json.loads(raw)
        try:
            made = cls(float(facts["slope"]), float(facts["intercept"]))
        except (KeyError, TypeError) as fault:
            raise ValueError("calibration without slope or intercept") from fault
        if not (0.0 <= made.slope <= 100.0 and abs(made.intercept) <= 100.0):
            raise ValueError("calibration out of bounds")
        return made


def sigmoid(score: NDArray[np.float64]) -> NDArray[np.float64]:
    """``1 / (1 + exp(-score))`` without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * score)), np.float64)


def log_odds(probability: ArrayLike) -> NDArray[np.float64]:
    """``log(p / (1 - p))`` with ``p`` kept within 0.001 to 0.999."""
    kept = np.clip(np.asarray(probability, np.float64), 1.0 - _SURE, _SURE)
    return np.asarray(np.log(kept / (1.0 - kept)), np.float64)


def fit_platt(score: ArrayLike, up: ArrayLike) -> tuple[float, float, float]:
    """Slope, intercept and the slope's standard error, by Newton's method on Platt's softened labels.

    Used on decision values of a single model too. With one class only there is nothing to learn: slope 0, error
    infinite.
    """
    x = np.asarray(score, np.float64)
    y = np.asarray(up, np.float64) > 0.5
    ups, downs = int(y.sum()), int((~y).sum())
    if ups == 0 or downs == 0:
        return 0.0, 0.0, float("inf")
    target = np.where(y, (ups + 1.0) / (ups + 2.0), 1.0 / (downs + 2.0))
    spread = float(x.std()) or 1.0
    middle = float(x.mean())
    z = (x - middle) / spread
    theta = np.array([0.0, np.log((ups + 1.0) / (downs + 1.0))])
    loss, chance = _loss(theta, z, target)
    for _ in range(_STEPS):
        gradient, hessian = _slopes(z, target, chance)
        step = np.linalg.solve(hessian, gradient)
        theta, loss, chance, moved = _downhill(theta, step, loss, z, target)
        if not moved or np.abs(step).max() < 1e-10:
            break
    _, hessian = _slopes(z, target, chance)
    error = float(np.sqrt(np.linalg.inv(hessian)[0, 0])) / spread
    slope = float(theta[0]) / spread
    return slope, float(theta[1]) - slope * middle, error


def _loss(theta: NDArray[Any], z: NDArray[Any], target: NDArray[Any]) -> tuple[float, NDArray[np.float64]]:
    score = theta[0] * z + theta[1]
    value = float(np.sum(np.logaddexp(0.0, score) - target * score))
    return value, sigmoid(score)


def _slopes(z: NDArray[Any], target: NDArray[Any], chance: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    off = chance - target
    weight = chance * (1.0 - chance)
    cross = float(np.sum(weight * z))
    hessian = np.array([[float(np.sum(weight * z * z)), cross], [cross, float(np.sum(weight))]]) + 1e-10 * np.eye(2)
    return np.array([float(np.sum(off * z)), float(np.sum(off))]), hessian


def _downhill(
    theta: NDArray[Any], step: NDArray[Any], loss: float, z: NDArray[Any], target: NDArray[Any]
) -> tuple[NDArray[Any], float, NDArray[np.float64], bool]:
    length = 1.0
    while length > 1e-10:
        tried = theta - length * step
        value, chance = _loss(tried, z, target)
        if value <= loss:
            return tried, value, chance, bool(value < loss)
        length /= 2.0
    return theta, loss, _loss(theta, z, target)[1], False
