"""A plain technical look at one pair: indicator opinions, the other timeframes, and whether the market is itself.

Every part looks back a bounded number of candles, or forgets what lies before five hundred of them below six decimals:
a tracker opened on 500 candles or more says the same as one that has run for years.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

from engine.core.candles import Candle
from engine.core.modes import Direction
from engine.core.series import CandleSeries
from engine.core.timeframes import TIMEFRAMES, Timeframe
from engine.decision.indicators import LEAST, IndicatorStreams, Opinion
from engine.decision.usual import UsualBand

__all__ = ["Opinion", "Outlook", "OutlookTracker", "TimeframeView"]

OTHER_TIMEFRAMES: Final = ("1h", "4h", "1d")
SETTLED: Final = 500
_TAIL: Final = 1_000
_RETURNS: Final = 20
_QUALITY: Final = 100
_LEAST_VIEW: Final = 3
_MOST_VIEW: Final = 20


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
    volatility: float | None
    """Standard deviation of a candle's return over the last twenty; None while unknown."""
    volatility_usual: bool
    volume_usual: bool
    trend: float
    """Trend strength (ADX), 0 to 100."""
    quality: float
    """Data quality, 0 to 100: the share of recent candles with volume and movement; less while there are few."""
    views: tuple[TimeframeView, ...]


class OutlookTracker:
    """One pair's outlook, kept up to date by its closed candles. A hole in time starts it anew."""

    def __init__(self, series_tail: CandleSeries | None = None) -> None:
        self.last: Outlook | None = None
        self._restart()
        if series_tail is not None:
            usual = None
            for candle in series_tail.contiguous_tail()[-_TAIL:].candles():
                usual = self._advance(candle)
            if usual is not None:
                self.last = self._picture(*usual)

    def update(self, candle: Candle) -> Outlook:
        """The outlook at the close of ``candle``."""
        self.last = self._picture(*self._advance(candle))
        return self.last

    def _advance(self, candle: Candle) -> tuple[Candle, float | None, bool, bool]:
        """Take ``candle`` in: its volatility, and whether volatility and volume are usual."""
        if self._previous is not None and candle.timestamp != self._previous.timestamp + candle.timeframe.ms:
            self._restart()
        self._take(candle)
        volatility = _deviation(self._returns) if len(self._returns) == _RETURNS else None
        calm = volatility is None or self._usual_volatility.place(volatility)
        return candle, volatility, calm, self._usual_volume.place(candle.volume)

    def _picture(self, candle: Candle, volatility: float | None, calm: bool, volume_usual: bool) -> Outlook:
        opinions = self._streams.opinions(candle) if self._streams else ()
        score = 100 * sum(opinion.side for opinion in opinions) / len(opinions) if opinions else 0.0
        return Outlook(
            timestamp=candle.timestamp,
            opinions=opinions,
            score=round(score, 6),
            volatility=None if volatility is None else round(volatility, 6),
            volatility_usual=calm,
            volume_usual=volume_usual,
            trend=self._streams.trend if self._streams else 0.0,
            quality=round(100 * min(1.0, self._count / SETTLED) * sum(self._good) / len(self._good), 6),
            views=tuple(view for view in map(self._current_view, self._closes) if view is not None),
        )

    def _current_view(self, timeframe: Timeframe) -> TimeframeView | None:
        """A longer timeframe's view, worked out again only when one of its candles has closed."""
        if timeframe not in self._views:
            self._views[timeframe] = self._view(timeframe)
        return self._views[timeframe]

    def _restart(self) -> None:
        self._count = 0
        self._previous: Candle | None = None
        self._first: list[Candle] = []
        self._streams: IndicatorStreams | None = None
        self._returns: deque[float] = deque(maxlen=_RETURNS)
        self._good: deque[bool] = deque(maxlen=_QUALITY)
        self._usual_volatility = UsualBand()
        self._usual_volume = UsualBand()
        self._closes: dict[Timeframe, deque[float]] = {}
        self._views: dict[Timeframe, TimeframeView | None] = {}

    def _take(self, candle: Candle) -> None:
        if self._previous is not None:
            self._returns.append(math.log(candle.close / self._previous.close))
        else:
            self._closes = _longer_closes(candle.timeframe)
        if self._streams is not None:
            self._streams.update(candle)
        else:
            self._first.append(candle)
            if len(self._first) == LEAST:
                self._streams = IndicatorStreams(self._first)
                self._first = []
        # The close of a longer candle is that of the candle which ends it: no half-finished one is ever looked at.
        for timeframe, closes in self._closes.items():
            if candle.closed_at % timeframe.ms == 0:
                closes.append(candle.close)
                self._views.pop(timeframe, None)
        self._good.append(candle.volume > 0 and candle.high > candle.low)
        self._previous = candle
        self._count += 1

    def _view(self, timeframe: Timeframe) -> TimeframeView | None:
        closes = self._closes[timeframe]
        if len(closes) < (closes.maxlen or 0):
            return None
        returns = [math.log(later / earlier) for earlier, later in zip(closes, list(closes)[1:], strict=False)]
        # The mean return against its own noise: two standard errors are full confidence.
        noise = _deviation(returns) / math.sqrt(len(returns))
        strength = round(math.fsum(returns) / len(returns) / noise, 6) if noise > 1e-12 else 0.0
        if abs(strength) < 0.25:
            return TimeframeView(timeframe, Direction.FLAT, round(min(100.0, 50 * abs(strength)), 6))
        direction = Direction.UP if strength > 0 else Direction.DOWN
        return TimeframeView(timeframe, direction, round(min(100.0, 50 * abs(strength)), 6))


def _longer_closes(base: Timeframe) -> dict[Timeframe, deque[float]]:
    """Room for the closes of each longer timeframe: as many as five hundred base candles are sure to hold."""
    room: dict[Timeframe, deque[float]] = {}
    for name in OTHER_TIMEFRAMES:
        held = SETTLED * base.ms // TIMEFRAMES[name]
        if TIMEFRAMES[name] > base.ms and held > _LEAST_VIEW:
            room[Timeframe(name)] = deque(maxlen=min(held, _MOST_VIEW + 1))
    return room


def _deviation(values: deque[float] | list[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
