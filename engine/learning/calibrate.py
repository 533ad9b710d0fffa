"""From out-of-sample votes to a calibration that claims no more than the evidence carries.

Labels of neighbouring candles share most of their move, so a thousand rows are not a thousand witnesses. How many rows
make one depends on how long labels *and* scores stay alike; with scores that change fast it is far fewer than the
horizon, and counting only every h-th row would throw away most of what was learnt (measured on 5,000 candles of a
market with a known pattern: half of the models fell silent for no reason).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.forecast.calibration import Calibration, fit_platt, log_odds

SURE: Final = 1.645
"""One-sided 5 %: the members must point the right way with this much certainty, else nothing is claimed."""
CAUTION: Final = 1.5
"""How strongly the slope is drawn to zero by its own uncertainty; 1 would be James and Stein's amount."""

Floats = NDArray[np.float64]


def overlap_of(scores: Sequence[Floats], bars: int) -> float:
    """How many neighbouring rows make one independent witness, 1 to ``bars``.

    ``1 + 2 * sum(r_score(k) * r_label(k))`` over lags below the horizon: the first is measured, in stretches that are
    in time order, the second is that of the signs of two sums that share ``bars - k`` of their terms.
    """
    if bars <= 1:
        return 1.0
    middle = np.concatenate(scores).mean()
    parts = [part - middle for part in scores]
    power = sum(float(part @ part) for part in parts)
    if power <= 0.0:
        return float(bars)
    total = 1.0
    for lag in range(1, bars):
        alike = sum(float(part[lag:] @ part[:-lag]) for part in parts) / power
        total += 2.0 * max(0.0, alike) * (2.0 / np.pi) * float(np.arcsin(1.0 - lag / bars))
    return float(min(max(total, 1.0), bars))


def cautious_calibration(mean: Floats, up: NDArray[np.int8], *, witness: float, label_witness: float) -> Calibration:
    """Platt's fit with a slope that has to prove itself.

    ``witness`` rows make one independent witness of the slope, ``label_witness`` one of the base rate. A slope that is
    not surely positive becomes zero, one that is gets shrunk; the base rate counts only where it cannot be chance.
    """
    score = log_odds(mean)
    slope, intercept, error = fit_platt(score, up)
    error *= float(np.sqrt(witness))
    if not np.isfinite(error) or slope <= SURE * error:
        return Calibration()
    middle = float(score.mean())
    base = intercept + slope * middle
    base_error = 2.0 * float(np.sqrt(label_witness / len(score)))
    base *= max(0.0, 1.0 - (1.96 * base_error / base) ** 2) if base else 0.0
    slope = min(slope * max(0.0, 1.0 - CAUTION * (error / slope) ** 2), 100.0)
    return Calibration(round(slope, 12), round(float(np.clip(base - slope * middle, -100.0, 100.0)), 12))
