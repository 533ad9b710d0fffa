"""The fixed set of indicator opinions, one candle at a time by TA-Lib's streams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from engine.core.candles import Candle
from engine.features.talib_light import talib

LEAST: Final = 52
NAMES: Final = ("RSI_14", "EMA_12_21", "MACD_hist", "BB_place", "ADX_14", "volume")
STRONG_TREND: Final = 25.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one indicator says: ``side`` is 1 (up), -1 (down) or 0 (nothing); ``value`` is the indicator's reading."""

    name: str
    side: int
    value: float


class IndicatorStreams:
    """RSI, two EMAs, MACD, Bollinger bands, ADX with its two directions, and the average volume."""

    __slots__ = ("_adx", "_bands", "_fast", "_macd", "_minus", "_plus", "_rsi", "_slow", "_volume")

    def __init__(self, candles: list[Candle]) -> None:
        stream: Any = talib().stream
        high, low, close, volume = (
            np.array([getattr(candle, name) for candle in candles], np.float64)
            for name in ("high", "low", "close", "volume")
        )
        self._rsi = stream.RSI(close, timeperiod=14)
        self._fast = stream.EMA(close, timeperiod=12)
        self._slow = stream.EMA(close, timeperiod=21)
        self._macd = stream.MACD(close, 12, 26, 9)
        self._bands = stream.BBANDS(close, timeperiod=20, nbdevup=2.0, nbdevdn=2.0)
        self._adx = stream.ADX(high, low, close, timeperiod=14)
        self._plus = stream.PLUS_DI(high, low, close, timeperiod=14)
        self._minus = stream.MINUS_DI(high, low, close, timeperiod=14)
        self._volume = stream.SMA(volume, timeperiod=20)

    def update(self, candle: Candle) -> None:
        """Take one more closed candle."""
        for price_only in (self._rsi, self._fast, self._slow, self._macd, self._bands):
            price_only.update(candle.close)
        for whole in (self._adx, self._plus, self._minus):
            whole.update(candle.high, candle.low, candle.close)
        self._volume.update(candle.volume)

    @property
    def trend(self) -> float:
        """ADX, 0 to 100."""
        return _clean(self._adx.value)

    def opinions(self, candle: Candle) -> tuple[Opinion, ...]:
        """The six opinions at ``candle``, the last one taken; prices enter only as ratios."""
        close = candle.close
        upper, middle, _lower = self._bands.value
        width = upper - middle
        # Constant prices make TA-Lib's RSI 0, which would read as "oversold".
        rsi = _clean(self._rsi.value) if width > 1e-9 * close else 50.0
        cross = _clean(self._fast.value / self._slow.value - 1)
        histogram = _clean(self._macd.value[2] / close)
        place = _clean((close - middle) / width) if width > 1e-9 * close else 0.0
        heading = _sign(_clean(self._plus.value - self._minus.value))
        trend = self.trend
        ratio = _clean(candle.volume / self._volume.value) if self._volume.value > 0 else 0.0
        body = _sign(_clean(close / candle.open - 1))
        return (
            Opinion(NAMES[0], _zone(rsi - 50, 5, 20), rsi),
            Opinion(NAMES[1], _sign(cross), cross),
            Opinion(NAMES[2], _sign(histogram), histogram),
            Opinion(NAMES[3], _zone(place, 0, 1), place),
            Opinion(NAMES[4], heading if trend >= STRONG_TREND else 0, trend),
            Opinion(NAMES[5], body if ratio > 1 else 0, ratio),
        )


def _zone(value: float, quiet: float, far: float) -> int:
    """With the move in the middle, nothing near the centre, against it at the far ends (overbought, oversold)."""
    if abs(value) >= far:
        return -_sign(value)
    return _sign(value) if abs(value) > quiet else 0


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _clean(value: float) -> float:
    # Six decimals, so that a re-opened stream says the same; NaN and infinity say nothing.
    return round(float(value), 6) if np.isfinite(value) else 0.0
