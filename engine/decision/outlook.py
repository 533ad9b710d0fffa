"""A plain technical look at one pair: indicator opinions, the other timeframes, and whether the market is itself."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.modes import Direction
from engine.core.timeframes import Timeframe


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one indicator says: ``side`` is 1 (up), -1 (down) or 0 (nothing); ``value`` is the indicator's reading."""

    name: str
    side: int
    value: float


@dataclass(frozen=True, slots=True)
class TimeframeView:
    """Where a longer timeframe points, and how surely (0 to 100)."""

    timeframe: Timeframe
    direction: Direction
    confidence: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The technical picture at one close. All numbers are rounded to six decimals."""

    timestamp: int
    opinions: tuple[Opinion, ...]
    score: float
    """-100 (all down) to 100 (all up)."""
    volatility: float
    """Standard deviation of a candle's return."""
    volatility_usual: bool
    volume_usual: bool
    trend: float
    """Trend strength (ADX), 0 to 100."""
    quality: float
    """Share of good recent candles, 0 to 100."""
    views: tuple[TimeframeView, ...]
