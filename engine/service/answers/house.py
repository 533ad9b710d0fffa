"""Answers about the house itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from engine.service.answers.common import Stamp, Why


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A champion."""

    symbol: str
    timeframe: str
    horizon: str
    version: str
    age_ms: int | None
    accuracy: float | None
    band_accuracy: float | None
    log_loss: float | None
    calibration_error: float | None
    samples: int
    status: str


@dataclass(frozen=True, slots=True)
class Training:
    """Progress of a training under way."""

    done: int
    total: int
    symbol: str | None
    fraction: float


@dataclass(frozen=True, slots=True)
class Models:
    """Answer of ``models``."""

    stamp: Stamp
    rows: tuple[ModelRow, ...]
    training: Training | None


@dataclass(frozen=True, slots=True)
class Status:
    """Answer of ``status``: the house in one view."""

    stamp: Stamp
    state: str
    state_since: int | None
    connection: str
    symbols: tuple[str, ...]
    timeframe: str
    horizon: str
    strategy: str
    equity: Decimal
    cash: Decimal
    positions: int
    uptime_ms: int
    candles_seen: int
    decisions: int
    training: Training | None
    last_candle_at: int | None


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One part of the house."""

    part: str
    ok: bool
    detail: Why


@dataclass(frozen=True, slots=True)
class Health:
    """Answer of ``health``."""

    stamp: Stamp
    ok: bool
    ready: bool
    rows: tuple[HealthRow, ...]
    memory_mb: float
    decision_p50_ms: float | None
    decision_p99_ms: float | None


@dataclass(frozen=True, slots=True)
class Logs:
    """Answer of ``logs``: the newest lines, oldest first; ``total`` counts all since the start."""

    lines: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SymbolRow:
    """A watched pair."""

    symbol: str
    status: str
    candles: int
    have: int
    need: int
    has_model: bool


@dataclass(frozen=True, slots=True)
class Symbols:
    """Answer of ``symbols``."""

    stamp: Stamp
    rows: tuple[SymbolRow, ...]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting, its value (secrets are only ``set``) and where it comes from."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Config:
    """Answer of ``config``."""

    rows: tuple[SettingRow, ...]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the audit."""

    at: int
    surface: str
    actor: str
    role: str
    command: str
    arguments: str
    result: str


@dataclass(frozen=True, slots=True)
class Audit:
    """Answer of ``audit``."""

    rows: tuple[AuditRow, ...]
    intact: bool
