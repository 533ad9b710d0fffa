"""Answers about what came of it all."""

from __future__ import annotations

from dataclasses import dataclass

from engine.service.answers.common import Interval, Stamp


@dataclass(frozen=True, slots=True)
class ProfitRow:
    """Results of one day, week or month."""

    start_at: int
    trades: int
    wins: int
    pnl: float
    fees: float


@dataclass(frozen=True, slots=True)
class Profit:
    """Answer of ``profit``."""

    stamp: Stamp
    period: str
    rows: tuple[ProfitRow, ...]


@dataclass(frozen=True, slots=True)
class PerformanceRow:
    """Results of one group."""

    group: str
    trades: int
    wins: int
    pnl: float
    mean_pct: float
    win_rate: Interval


@dataclass(frozen=True, slots=True)
class Performance:
    """Answer of ``performance``."""

    stamp: Stamp
    by: str
    rows: tuple[PerformanceRow, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """Answer of ``stats``."""

    stamp: Stamp
    forecasts: int
    spoken: int
    scored: int
    hit_rate: Interval
    trades: int
    win_rate: Interval
    pnl: float
    fees: float
    mean_holding_ms: float | None
    best_pct: float | None
    worst_pct: float | None
    profit_factor: float | None
    max_drawdown_pct: float


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A spoken signal and what became of it."""

    at: int
    symbol: str
    direction: str
    confidence: float
    price: float
    actual_price: float | None
    correct: bool | None


@dataclass(frozen=True, slots=True)
class BandRow:
    """Record of one confidence band."""

    low: float
    high: float
    record: Interval


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Answer of ``scoreboard``."""

    stamp: Stamp
    total: Interval
    bands: tuple[BandRow, ...]
    rows: tuple[ScoreRow, ...]
    chain_head: str | None
