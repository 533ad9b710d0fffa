"""The rules of one run, frozen: rates as parts per million where the rule book counts, plain numbers elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from engine.core.timeframes import Timeframe
from engine.decision.rulebook import MILLION

if TYPE_CHECKING:
    from engine.settings import Settings


def ppm(share: Decimal | float | str) -> int:
    """A share as parts per million: ``0.02`` is 20000."""
    exact = Decimal(repr(share)) if isinstance(share, float) else Decimal(share)
    return int((exact * MILLION).to_integral_value(ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that decision, trading and backtest need to agree on."""

    timeframe: Timeframe
    horizon: Timeframe
    strategy: str = "honest"

    # speaking
    confidence_threshold: float = 0.65
    min_accuracy: float = 0.55
    max_signals_per_minute: int = 10
    min_outcomes: int = 30
    warmup_candles: int = 52

    # what the rule book counts
    stop_ppm: int = 20_000
    target_ppm: int = 50_000
    trail_ppm: int = 0
    fee_ppm: int = 1_000
    slippage_ppm: int = 500
    time_limit: int = 16
    size_ppm: int = 100_000
    exposure_ppm: int = 600_000

    # trading
    min_weight: float = 0.0
    max_positions: int = 5
    max_correlation: float = 0.8
    max_position_score: float = 3.0
    max_multiplier: float = 2.0
    strong_confidence: float = 0.8
    strong_factor: float = 1.5
    volatility_target: float = 0.01
    min_sharpe: float = 0.5
    sharpe_trades: int = 30
    cooldown: int = 2
    daily_loss: Decimal = Decimal("0.05")
    equity_breaker: Decimal = Decimal("0.20")
    allow_shorts: bool = False

    # protections: so many stops (all symbols) or such a poor record (one symbol) within so many candles
    stop_guard_stops: int = 4
    stop_guard_bars: int = 24
    low_profit_trades: int = 4
    low_profit_bars: int = 96

    @property
    def horizon_bars(self) -> int:
        """The horizon in candles."""
        return self.timeframe.bars(self.horizon)

    @property
    def round_trip_cost(self) -> float:
        """Fee and slippage of getting in and out again, as a share of the price."""
        return 2 * (self.fee_ppm + self.slippage_ppm) / MILLION

    def facts(self) -> dict[str, str]:
        """All of them as text, for the tape: a replay must decide by the rules that were in force."""
        return {each.name: str(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def of_facts(cls, facts: Mapping[str, str]) -> Rules:
        """The rules that ``facts`` wrote; a rule that did not exist then has its usual value."""
        usual = cls(timeframe=Timeframe(facts["timeframe"]), horizon=Timeframe(facts["horizon"]))
        read: dict[str, Any] = {}
        for each in fields(cls):
            kind = type(getattr(usual, each.name))
            if each.name in facts:
                text = facts[each.name]
                read[each.name] = text == "True" if kind is bool else kind(text)
        return cls(**read)

    @classmethod
    def of(cls, settings: Settings) -> Rules:
        """The rules that ``settings`` ask for."""
        return cls(
            timeframe=settings.timeframe,
            horizon=settings.horizon,
            strategy=settings.strategy,
            confidence_threshold=settings.confidence_threshold,
            min_accuracy=settings.min_accuracy,
            max_signals_per_minute=settings.max_signals_per_minute,
            stop_ppm=ppm(settings.stop_loss),
            target_ppm=ppm(settings.take_profit),
            trail_ppm=ppm(settings.trailing_stop),
            fee_ppm=ppm(settings.fee),
            slippage_ppm=ppm(settings.slippage),
            time_limit=settings.time_limit or settings.horizon_bars,
            size_ppm=ppm(settings.position_size),
            exposure_ppm=ppm(settings.max_exposure),
            min_weight=settings.weight_floor(),
            max_positions=settings.max_positions,
            max_correlation=settings.max_correlation,
            volatility_target=settings.volatility_target,
            cooldown=settings.cooldown,
            daily_loss=settings.daily_loss_limit,
            equity_breaker=settings.equity_breaker,
            allow_shorts=settings.allow_shorts,
        )
