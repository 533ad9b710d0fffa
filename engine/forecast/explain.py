"""Why a model leans the way it does.

For a linear member the answer is exact and needs no library: each input moves the log-odds by its weight times its
distance from the training mean, and the parts add up to the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.core.forecasts import FeatureRow
from engine.forecast.model import TrioModel


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
        return self.base + sum(part.log_odds for part in self.contributions)


def explain_logistic(model: TrioModel, row: FeatureRow) -> Explanation:
    """The exact parts of the logistic regression's opinion of ``row``."""
    line = model.trio.logistic
    parts = line.coef * model.trio.scaler.apply(row.inputs[np.newaxis])[0]
    named = zip(model.manifest.inputs, row.inputs.tolist(), parts.tolist(), strict=True)
    ordered = sorted((Contribution(*part) for part in named), key=lambda part: -abs(part.log_odds))
    return Explanation("logistic", line.intercept, tuple(ordered))
