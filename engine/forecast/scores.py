"""How good probabilities were: accuracy, log-loss, Brier, calibration error, reliability, and a bound on a hit rate."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

BANDS: Final = (0.50, 0.55, 0.60, 0.65, 0.70, 0.80, 0.90)
"""Lower edges of the confidence bands in which records are kept."""
# A probability of exactly 0 or 1 would make one mistake cost infinitely much.
_EDGE: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of like probability: how many, what they said on average, and what happened."""

    count: int
    mean_probability: float
    frequency: float


@dataclass(frozen=True, slots=True)
class Band:
    """Forecasts of like confidence, from ``floor`` up to the next band: how many, and how many were right."""

    floor: float
    count: int
    correct: int


def accuracy(probability_up: ArrayLike, up: ArrayLike) -> float:
    """Share that pointed the right way; a probability of exactly a half counts as half right."""
    chance, truth = _pair(probability_up, up)
    if not len(chance):
        return 0.0
    right = np.where(chance == 0.5, 0.5, (chance > 0.5) == (truth > 0.5))
    return float(right.mean())


def log_loss(probability_up: ArrayLike, up: ArrayLike) -> float:
    """Mean negative log-likelihood; a coin flip scores 0.6931."""
    chance, truth = _pair(probability_up, up)
    chance = np.clip(chance, _EDGE, 1.0 - _EDGE)
    return float(-np.mean(np.where(truth > 0.5, np.log(chance), np.log1p(-chance)))) if len(chance) else 0.0


def brier(probability_up: ArrayLike, up: ArrayLike) -> float:
    """Mean squared distance to what happened; a coin flip scores 0.25."""
    chance, truth = _pair(probability_up, up)
    return float(np.mean((chance - truth) ** 2)) if len(chance) else 0.0


def reliability(probability_up: ArrayLike, up: ArrayLike, bins: int = 10) -> list[Bin]:
    """Equal-width bins of probability, empty ones left out."""
    chance, truth = _pair(probability_up, up)
    place = np.minimum((chance * bins).astype(np.int64), bins - 1)
    found = []
    for number in range(bins):
        inside = place == number
        if inside.any():
            found.append(Bin(int(inside.sum()), float(chance[inside].mean()), float(truth[inside].mean())))
    return found


def calibration_error(probability_up: ArrayLike, up: ArrayLike, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between what was said and what happened, weighted by count."""
    found = reliability(probability_up, up, bins)
    total = sum(part.count for part in found)
    return sum(part.count * abs(part.mean_probability - part.frequency) for part in found) / total if total else 0.0


def bands(probability_up: ArrayLike, up: ArrayLike) -> list[Band]:
    """Hits in each confidence band."""
    chance, truth = _pair(probability_up, up)
    confidence = np.maximum(chance, 1.0 - chance)
    right = (chance > 0.5) == (truth > 0.5)
    place = np.searchsorted(np.array(BANDS), confidence, side="right") - 1
    return [Band(floor, int((place == i).sum()), int(right[place == i].sum())) for i, floor in enumerate(BANDS)]


def wilson(correct: int, count: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Wilson interval of a hit rate (two-sided 95 % by default); with no observation it is all of 0 to 1."""
    if count <= 0:
        return 0.0, 1.0
    rate = correct / count
    middle = rate + z * z / (2 * count)
    half = z * sqrt(rate * (1.0 - rate) / count + z * z / (4.0 * count * count))
    scale = 1.0 + z * z / count
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def _pair(probability_up: ArrayLike, up: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.asarray(probability_up, np.float64), np.asarray(up, np.float64)
