"""What the service answers: facts as frozen values. Each surface renders them; none contains a sentence.

Names ending in ``_ms`` are durations in milliseconds, ``_at`` moments in milliseconds UTC, ``_pct`` percent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Why:
    """A message key and its parameters."""

    key: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where facts come from; on every answer about market or book, so that simulated is never taken for real."""

    market: str
    source: str
    mode: str
    market_time: int
    data_age_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with n and its 95% Wilson interval."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Pong:
    """Answer of ``ping``; the surface adds the latency it measured."""

    engine_ms: float


@dataclass(frozen=True, slots=True)
class Lean:
    """A forecast in one breath."""

    direction: str
    confidence: float
    spoken: bool
    horizon: str


@dataclass(frozen=True, slots=True)
class Price:
    """Answer of ``price``."""

    stamp: Stamp
    symbol: str
    price: float
    change_pct: float | None
    high: float | None
    low: float | None
    quote_volume: float | None
    lean: Lean | None
    price_vnd: float | None
    vnd_rate_source: str | None
    vnd_rate_at: int | None


@dataclass(frozen=True, slots=True)
class ModelVote:
    """One model's opinion."""

    model: str
    direction: str
    confidence: float


@dataclass(frozen=True, slots=True)
class WeightParts:
    """The five factors of a weight, 0 to 100 each."""

    confidence: float
    technical: float
    conditions: float
    agreement: float
    risk: float


@dataclass(frozen=True, slots=True)
class LastSignal:
    """The newest spoken signal of a symbol."""

    at: int
    direction: str
    confidence: float
    correct: bool | None


@dataclass(frozen=True, slots=True)
class Prediction:
    """Answer of ``predict`` and ``explain``: all that stands behind one forecast."""

    stamp: Stamp
    symbol: str
    timeframe: str
    horizon: str
    made_at: int
    price: float
    direction: str | None
    confidence: float | None
    probability_up: float | None
    votes: tuple[ModelVote, ...]
    floor: float
    spoken: bool
    traded: bool
    advice: str
    reason: Why
    weight: float | None
    parts: WeightParts | None
    tier: str | None
    multiplier: float | None
    stop_loss: float | None
    take_profit: float | None
    expected_edge: float | None
    break_even: float | None
    record: Interval
    silent_candles: int | None
    last_signal: LastSignal | None
    model_version: str | None
    model_age_ms: int | None
    model_accuracy: float | None
    settled: bool
    decision_id: str | None


@dataclass(frozen=True, slots=True)
class Mover:
    """A line of ``movers``."""

    symbol: str
    price: float
    change_pct: float


@dataclass(frozen=True, slots=True)
class Movers:
    """Answer of ``movers``."""

    stamp: Stamp
    gainers: tuple[Mover, ...]
    losers: tuple[Mover, ...]


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A line of ``signals``."""

    at: int
    symbol: str
    direction: str
    confidence: float
    spoken: bool
    traded: bool
    weight: float | None
    tier: str | None
    price: float
    reason: Why
    correct: bool | None


@dataclass(frozen=True, slots=True)
class Signals:
    """Answer of ``signals``."""

    stamp: Stamp
    rows: tuple[SignalRow, ...]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """An open position with its value now."""

    symbol: str
    side: str
    amount: Decimal
    entry_price: Decimal
    price: float | None
    value: float | None
    open_pnl: float | None
    open_pnl_pct: float | None
    stop_loss: Decimal | None
    take_profit: Decimal | None
    opened_at: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Positions:
    """Answer of ``positions``."""

    stamp: Stamp
    rows: tuple[PositionRow, ...]
    exposure_pct: float


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A line of ``orders``."""

    client_order_id: str
    symbol: str
    side: str
    leg: str
    amount: Decimal
    filled: Decimal
    state: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Orders:
    """Answer of ``orders``: unfinished ones first."""

    stamp: Stamp
    rows: tuple[OrderRow, ...]


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A finished round trip."""

    symbol: str
    side: str
    amount: Decimal
    entry_price: Decimal
    exit_price: Decimal
    fee: Decimal
    pnl: Decimal
    pnl_pct: float
    exit_reason: str
    opened_at: int
    closed_at: int


@dataclass(frozen=True, slots=True)
class Trades:
    """Answer of ``trades``."""

    stamp: Stamp
    rows: tuple[TradeRow, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Answer of ``balance``."""

    stamp: Stamp
    cash: Decimal
    start_cash: Decimal
    positions_value: Decimal
    equity: Decimal
    profit_pct: float
    drawdown_pct: float
    assets: dict[str, Decimal]


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
    """Answer of ``logs``: the newest lines, oldest first."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LockRow:
    """A block on entries."""

    scope: str
    reason: str
    until: int | None


@dataclass(frozen=True, slots=True)
class Locks:
    """Answer of ``locks``."""

    stamp: Stamp
    rows: tuple[LockRow, ...]


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
class Risk:
    """Answer of ``risk``."""

    stamp: Stamp
    equity: Decimal
    exposure_pct: float
    max_exposure_pct: float
    positions: int
    max_positions: int
    drawdown_pct: float
    breaker_pct: float
    day_loss_pct: float
    day_limit_pct: float
    stop_loss_pct: float
    take_profit_pct: float


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


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A command as help shows it."""

    id: str
    names: tuple[str, ...]
    params: tuple[str, ...]
    role: str
    danger: str
    available: bool


@dataclass(frozen=True, slots=True)
class Help:
    """Answer of ``help`` and ``start``."""

    rows: tuple[HelpRow, ...]
    one: bool = False


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Answer of ``whoami``."""

    surface: str
    actor: str
    role: str
    language: str


@dataclass(frozen=True, slots=True)
class Version:
    """Answer of ``version``."""

    version: str
    python: str
    database: str


@dataclass(frozen=True, slots=True)
class FlattenRow:
    """What became of one position. ``waiting``: its exit is on the way and has no price yet."""

    symbol: str
    done: bool
    amount: Decimal
    price: Decimal | None
    error: Why | None
    incident: str | None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Flattened:
    """Answer of ``flatten``."""

    stamp: Stamp
    rows: tuple[FlattenRow, ...]
    canceled_orders: int
    verified: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A command was carried out; ``key`` says what in words."""

    key: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BackupMade:
    """Answer of ``backup``."""

    path: str
    bytes: int
    sha256: str


Answer = (
    Pong | Price | Prediction | Movers | Signals | Positions | Orders | Trades | Balance | Profit | Performance | Stats
    | Scoreboard | Models | Status | Health | Logs | Locks | Symbols | Risk | Config | Audit | Help | WhoAmI | Version
    | Flattened | Done | BackupMade
)  # fmt: skip
