"""The weight of a signal: five factors, each 0 to 100 and each shown, then a tier and a multiplier.

weight = 30% confidence + 25% technical + 20% conditions + 15% agreement + 10% risk
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.core.decisions import WeightFactors
from engine.core.modes import Direction, Tier
from engine.decision.outlook import Opinion, Outlook, TimeframeView

SHARES: Final = WeightFactors(confidence=0.30, technical=0.25, conditions=0.20, agreement=0.15, risk=0.10)
STRONG: Final = 75.0
PLAIN: Final = 60.0
WEAK: Final = 45.0
LEAST_MULTIPLIER: Final = 0.25
MOST_MULTIPLIER: Final = 2.0
UNKNOWN: Final = 50.0
"""A factor about which nothing is known speaks neither for nor against."""

_UP_TIERS: Final = (Tier.STRONG_BUY, Tier.BUY, Tier.WEAK_BUY)
_DOWN_TIERS: Final = (Tier.STRONG_SELL, Tier.SELL, Tier.WEAK_SELL)


def side_of(direction: Direction) -> int:
    """1 for UP, -1 for DOWN, 0 for FLAT."""
    return {Direction.UP: 1, Direction.DOWN: -1}.get(direction, 0)


def confidence_factor(confidence: float) -> float:
    """200 x (p - 0.5): a coin is 0, certainty 100."""
    return _bounded(200 * (confidence - 0.5))


def technical_factor(opinions: Sequence[Opinion], side: int) -> float:
    """The share of the indicator opinions that agree with ``side``."""
    if not opinions:
        return UNKNOWN
    return _bounded(100 * sum(opinion.side == side for opinion in opinions) / len(opinions))


def conditions_factor(outlook: Outlook | None) -> float:
    """Mean of four: volatility as usual, volume as usual, trend strength (ADX 40 is full), data quality."""
    if outlook is None:
        return UNKNOWN
    usual = 100.0 * outlook.volatility_usual + 100.0 * outlook.volume_usual
    return _bounded((usual + _bounded(2.5 * outlook.trend) + _bounded(outlook.quality)) / 4)


def agreement_factor(views: Sequence[TimeframeView], side: int) -> float:
    """The share of the other timeframes, weighted by their confidence, that point the same way."""
    total = sum(view.confidence for view in views)
    if total <= 0:
        return UNKNOWN
    return _bounded(100 * sum(view.confidence for view in views if side_of(view.direction) == side) / total)


def risk_factor(drawdown_pct: float, loss_streak: int, exposure_share: float, win_rate_pct: float | None) -> float:
    """100 less 2 a point of drawdown, 10 a loss in a row, 30 for full exposure; the symbol's record adds up to 20.

    ``exposure_share`` is the used part of the allowed exposure (0 to 1); ``win_rate_pct`` None means no record yet.
    """
    record = 0.0 if win_rate_pct is None else 0.4 * (win_rate_pct - 50)
    return _bounded(100 - 2 * max(0.0, drawdown_pct) - 10 * loss_streak - 30 * max(0.0, exposure_share) + record)


def weight_of(factors: WeightFactors) -> float:
    """The weighted sum, 0 to 100, six decimals."""
    return round(
        SHARES.confidence * factors.confidence
        + SHARES.technical * factors.technical
        + SHARES.conditions * factors.conditions
        + SHARES.agreement * factors.agreement
        + SHARES.risk * factors.risk,
        6,
    )


def tier_of(weight: float, direction: Direction) -> Tier:
    """75 and more strong, 60 plain, 45 weak, below AVOID; the SELL tiers for a forecast that points down."""
    if direction is Direction.FLAT or weight < WEAK:
        return Tier.AVOID
    tiers = _UP_TIERS if direction is Direction.UP else _DOWN_TIERS
    return tiers[0] if weight >= STRONG else tiers[1] if weight >= PLAIN else tiers[2]


def multiplier_of(weight: float) -> float:
    """Linear from 0.25 at 45 to 2.0 at 100; 0 below, where nothing is traded."""
    if weight < WEAK:
        return 0.0
    share = (min(weight, 100.0) - WEAK) / (100.0 - WEAK)
    return round(LEAST_MULTIPLIER + (MOST_MULTIPLIER - LEAST_MULTIPLIER) * share, 6)


def technical_score(score: float, side: int) -> float:
    """The technical opinion seen from ``side``: -100 (all against) to 100 (all for)."""
    return round(score * side, 6)


def trade_score(confidence: float, technical: float) -> float:
    """The models weigh 0.7, the technical opinion 0.3."""
    return round(0.7 * confidence + 0.3 * technical, 6)


def _bounded(value: float) -> float:
    return round(min(100.0, max(0.0, value)), 6)
