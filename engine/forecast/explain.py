"""Why a model leans the way it does.

For a linear member the answer is exact and needs no library: each input moves the log-odds by its weight times its
distance from the training mean, and the parts add up to the whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.core.forecasts import FeatureRow
from engine.forecast.members import LOGISTIC
from engine.forecast.model import TrioModel

_LITTLE: Final = 1e-4
"""Of log-odds: below it the slope is more exact than a quotient of two tiny differences."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One input: its name, its value, and by how much it moves the log-odds of "up"."""

    name: str
    value: float
    log_odds: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """``base`` plus all contributions is the member's log-odds of "up". Largest contributions first."""

    member: str
    base: float
    contributions: tuple[Contribution, ...]

    @property
    def log_odds(self) -> float:
        """The whole."""
        return self.base + self.moved

    @property
    def moved(self) -> float:
        """All contributions together."""
        return math.fsum(part.log_odds for part in self.contributions)

    @property
    def base_probability(self) -> float:
        """What the member says of a row whose every input is as in the training mean."""
        return _chance(self.base)

    def points(self) -> tuple[float, ...]:
        """The contributions in probability (0.08 is eight points), each by the same factor.

        Probability is not linear in log-odds, so that a part has no points of its own; the factor is the one with
        which all parts together are the member's probability minus its base probability.
        """
        factor = _slope(self.base, self.moved)
        return tuple(part.log_odds * factor for part in self.contributions)


def explain_logistic(model: TrioModel, row: FeatureRow) -> Explanation:
    """The exact parts of the logistic regression's opinion of ``row``."""
    line = model.trio.logistic
    parts = line.coef * model.trio.scaler.apply(row.inputs[np.newaxis])[0]
    named = zip(model.manifest.inputs, row.inputs.tolist(), parts.tolist(), strict=True)
    ordered = sorted((Contribution(*part) for part in named), key=lambda part: -abs(part.log_odds))
    return Explanation(LOGISTIC, line.intercept, tuple(ordered))


def _chance(log_odds: float) -> float:
    return 0.5 * (1.0 + math.tanh(0.5 * log_odds))


def _slope(base: float, moved: float) -> float:
    """Probability per log-odds on the way from ``base`` to ``base + moved``."""
    if abs(moved) < _LITTLE:
        middle = _chance(base + moved / 2)
        return middle * (1.0 - middle)
    return (_chance(base + moved) - _chance(base)) / moved
