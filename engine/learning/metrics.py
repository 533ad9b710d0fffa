"""How good the honest rounds were: only rows that neither training nor calibration had seen, or could have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.forecast import scores
from engine.forecast.calibration import Calibration
from engine.forecast.members import MEMBERS
from engine.learning.splits import Rows

Judged = tuple[Rows, NDArray[np.float64], Calibration]


def metrics_of(label: NDArray[np.int8], judged: Sequence[Judged], floor: float) -> dict[str, Any]:
    """``judged`` holds each round's rows, votes ``[n, 3]`` and a calibration that had not seen them."""
    rows = np.concatenate([part for part, _, _ in judged])
    votes = np.concatenate([part for _, part, _ in judged])
    chance = np.concatenate([calibration.apply(part.mean(axis=1)) for _, part, calibration in judged])
    up = label[rows]
    confidence = np.maximum(chance, 1.0 - chance)
    loud = confidence >= floor
    right = (chance > 0.5) == (up > 0)
    spoken, correct = int(loud.sum()), int(right[loud].sum())
    low, high = scores.wilson(correct, spoken)
    base = float(up.mean())
    return {
        "samples": len(rows),
        "accuracy": _short(scores.accuracy(chance, up)),
        "accuracy_raw": _short(scores.accuracy(votes.mean(axis=1), up)),
        "models": {name: _short(scores.accuracy(votes[:, place], up)) for place, name in enumerate(MEMBERS)},
        "floor": floor,
        "spoken": spoken,
        "coverage": _short(spoken / len(rows)),
        "accuracy_spoken": _short(correct / spoken) if spoken else None,
        "accuracy_spoken_interval": [_short(low), _short(high)],
        "claimed_spoken": _short(float(confidence[loud].mean())) if spoken else None,
        "log_loss": _short(scores.log_loss(chance, up)),
        "brier": _short(scores.brier(chance, up)),
        "calibration_error": _short(scores.calibration_error(chance, up)),
        "base_rate": _short(base),
        "largest_class": _short(max(base, 1.0 - base)),
        "bands": [[band.floor, band.count, band.correct] for band in scores.bands(chance, up)],
    }


def _short(value: float) -> float:
    return round(float(value), 6)
