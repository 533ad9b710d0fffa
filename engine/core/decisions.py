"""What was decided on a forecast, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.core.forecasts import Forecast
from engine.core.modes import Advice, Tier


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence in waiting: a message key (``why-below-floor``) and its parameters."""

    key: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class WeightFactors:
    """The five parts of a weight, each 0 to 100."""

    confidence: float
    technical: float
    conditions: float
    agreement: float
    risk: float


@dataclass(frozen=True, slots=True)
class BandRecord:
    """How signals of one confidence band have done so far."""

    spoken: int
    correct: int


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one forecast: what was said, what was done, and the reason."""

    id: str
    forecast: Forecast
    advice: Advice
    spoken: bool
    trades: bool
    reason: Reason
    floor: float
    weight: float
    factors: WeightFactors
    tier: Tier
    multiplier: float
    technical_score: float
    trade_score: float
    expected_edge: float
    stop_loss: float | None
    take_profit: float | None
    record: BandRecord
    strategy: str
