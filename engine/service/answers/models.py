"""Answers about one model in full."""

from __future__ import annotations

from dataclasses import dataclass

from engine.service.answers.common import Interval, Stamp, Why


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the ensemble, as measured when it was trained."""

    model: str
    accuracy: float | None
    log_loss: float | None


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Forecasts that claimed a confidence between ``low`` and ``high``: their mean claim, and what came true."""

    low: float
    high: float
    claimed: float
    record: Interval


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the model. ``status``: candidate, champion, shadow, retired, expired."""

    version: str
    status: str
    trained_at: int
    accuracy: float | None
    samples: int


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Answer of ``models SYMBOL``: what the model claims, what came true, and its earlier versions.

    ``live`` and ``drift`` are of this version alone; ``bins`` and ``live_calibration_error`` of all forecasts of the
    pair, whichever version made them: one version seldom lives long enough for a curve.
    """

    stamp: Stamp
    symbol: str
    timeframe: str
    horizon: str
    version: str | None
    trained_at: int | None
    age_ms: int | None
    samples: int
    accuracy: Interval
    log_loss: float | None
    calibration_error: float | None
    live: Interval
    live_calibration_error: float | None
    drift: Why
    members: tuple[MemberRow, ...]
    bins: tuple[ReliabilityBin, ...]
    versions: tuple[VersionRow, ...]
