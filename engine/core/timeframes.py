"""Candle lengths: ``1m`` to ``1d``."""

from __future__ import annotations

from typing import Final

from engine.core.errors import InvalidInput

_MINUTE: Final = 60_000
TIMEFRAMES: Final[dict[str, int]] = {
    "1m": _MINUTE,
    "3m": 3 * _MINUTE,
    "5m": 5 * _MINUTE,
    "15m": 15 * _MINUTE,
    "30m": 30 * _MINUTE,
    "1h": 60 * _MINUTE,
    "2h": 120 * _MINUTE,
    "4h": 240 * _MINUTE,
    "6h": 360 * _MINUTE,
    "12h": 720 * _MINUTE,
    "1d": 1440 * _MINUTE,
}
_GRANULARITIES: Final = {
    "M1": "1m", "M3": "3m", "M5": "5m", "M15": "15m", "M30": "30m", "H1": "1h", "H2": "2h", "H4": "4h",
    "H6": "6h", "H12": "12h", "D1": "1d",
}  # fmt: skip


class Timeframe(str):
    """A candle length in canonical form (``15m``); also accepts ``M15`` and ``H1``."""

    __slots__ = ()

    def __new__(cls, text: str) -> Timeframe:
        """Parse ``text``; raises InvalidInput (``err-timeframe-unknown``)."""
        if isinstance(text, cls):
            return text
        cleaned = str(text).strip()
        name = _GRANULARITIES.get(cleaned.upper(), cleaned.lower())
        if name not in TIMEFRAMES:
            raise InvalidInput("err-timeframe-unknown", timeframe=cleaned, known=", ".join(TIMEFRAMES))
        return super().__new__(cls, name)

    @property
    def ms(self) -> int:
        """Its length in milliseconds."""
        return TIMEFRAMES[self]

    @property
    def granularity(self) -> str:
        """The other spelling: ``M15``, ``H1``."""
        return f"{self[-1].upper()}{self[:-1]}"

    def open_of(self, timestamp: int) -> int:
        """Opening time of the candle that contains ``timestamp``."""
        return timestamp - timestamp % self.ms

    def bars(self, other: Timeframe) -> int:
        """How many candles of this length ``other`` spans, at least one."""
        return max(1, other.ms // self.ms)
