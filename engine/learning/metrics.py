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


def metrics_of(
    label: NDArray[np.int8],
    tests: Sequence[tuple[Rows, NDArray[np.float64]]],
    calibrations: Sequence[Calibration],
    floor: float,
) -> dict[str, Any]:
    """``tests`` holds each round's rows and votes ``[n, 3]``, ``calibrations`` the round's own calibration (and more)."""
    rows = np.concatenate([part for part, _ in tests])
    votes = np.concatenate([part for _, part in tests])
    chance = np.concatenate(
        [calibration.apply(part.mean(axis=1)) for calibration, (_, part) in zip(calibrations, tests, strict=False)]
    )
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
