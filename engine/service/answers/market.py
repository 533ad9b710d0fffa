"""Answers about the market and its forecasts."""

from __future__ import annotations

from dataclasses import dataclass

from engine.service.answers.common import Interval, Stamp, Why


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
class Push:
    """How far one input moved one model's probability of a rise.

    ``value`` is the input as the model sees it; ``points`` are of probability: 0.081 is 8.1 points.
    """

    feature: str
    value: float
    log_odds: float
    points: float


@dataclass(frozen=True, slots=True)
class LastSignal:
    """The newest spoken signal of a symbol."""

    at: int
    direction: str
    confidence: float
    correct: bool | None


@dataclass(frozen=True, slots=True)
class Prediction:
    """Answer of ``predict`` and ``explain``: all that stands behind one forecast.

    ``pushes``, largest first, explain the model ``pushes_of`` alone: ``pushes_base`` and all their points together
    are its probability of a rise. Without the exact inputs there are none.
    """

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
    pushes: tuple[Push, ...] = ()
    pushes_of: str | None = None
    pushes_base: float | None = None


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
    """A line of ``signals``; ``explain`` with the id of its decision tells all that stood behind it."""

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
    decision_id: str


@dataclass(frozen=True, slots=True)
class Signals:
    """Answer of ``signals``. ``which``: spoken, traded, refused (spoken, not traded), silent or all."""

    stamp: Stamp
    rows: tuple[SignalRow, ...]
    which: str = "spoken"
