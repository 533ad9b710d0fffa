"""When a model should be trained anew. Pure functions over facts; what drifts is shown, what breaks a promise acts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

WEEK_MS: Final = 7 * 86_400_000
NEW_LABELS: Final = 1_000
LEAST_SPOKEN: Final = 500
"""Fewer spoken signals say nothing: a true 58 % model is below 55 % in a quarter of all samples of a hundred."""
WORSE_THAN: Final = -2.33
"""One-sided 1 %."""


class Trigger(StrEnum):
    """Why."""

    MISSING = "missing"
    BROKEN_PROMISE = "broken_promise"
    NEW_LABELS = "new_labels"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the model that serves. ``trained_at`` None: there is none.

    ``claimed`` and ``correct`` are those of its spoken and scored signals, oldest first; ``overlap`` how many of them
    share one move (the horizon in candles when it speaks on every candle), by which the evidence is thinner.
    """

    trained_at: int | None
    new_labels: int = 0
    claimed: Sequence[float] = ()
    correct: Sequence[bool] = ()
    overlap: float = 1.0


def trigger_of(standing: Standing, now: int) -> Trigger | None:
    """The most pressing reason to train, or None."""
    if standing.trained_at is None:
        return Trigger.MISSING
    if worse_than_claimed(standing.claimed, standing.correct, overlap=standing.overlap):
        return Trigger.BROKEN_PROMISE
    if standing.new_labels >= NEW_LABELS:
        return Trigger.NEW_LABELS
    return Trigger.WEEKLY if now - standing.trained_at >= WEEK_MS else None


def promise_z(claimed: Sequence[float], correct: Sequence[bool], *, overlap: float = 1.0) -> float:
    """How far the hits are from what was claimed, in standard deviations: ``sum(hit - p) / sqrt(sum p (1 - p))``."""
    spread = math.fsum(p * (1.0 - p) for p in claimed)
    if spread <= 0.0:
        return 0.0
    missing = math.fsum(float(hit) - p for p, hit in zip(claimed, correct, strict=True))
    return missing / math.sqrt(spread * max(1.0, overlap))


def worse_than_claimed(claimed: Sequence[float], correct: Sequence[bool], *, overlap: float = 1.0) -> bool:
    """Whether enough was spoken, and less of it came true than can be put down to chance."""
    return len(claimed) >= LEAST_SPOKEN and promise_z(claimed, correct, overlap=overlap) < WORSE_THAN
