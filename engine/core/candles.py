"""What a market says: closed candles and prices in between."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe


@dataclass(frozen=True, slots=True)
class Candle:
    """A *closed* candle. ``timestamp`` is its opening time (milliseconds UTC)."""

    source: str
    symbol: Symbol
    timeframe: Timeframe
    timestamp: int
    open: float
    high: float
    low: float
    close: float
    volume: float

    @property
    def closed_at(self) -> int:
        """The first moment at which it may be used."""
        return self.timestamp + self.timeframe.ms


@dataclass(frozen=True, slots=True)
class Tick:
    """A price seen between closes."""

    source: str
    symbol: Symbol
    timestamp: int
    price: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Candles that are missing and could not be repaired: ``start`` inclusive to ``end`` exclusive, opening times."""

    source: str
    symbol: Symbol
    timeframe: Timeframe
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ticker:
    """The last 24 hours of a pair in one line."""

    symbol: Symbol
    price: float
    change_pct: float
    high: float
    low: float
    quote_volume: float
    timestamp: int


@dataclass(frozen=True, slots=True)
class OrderBook:
    """What waits on both sides, as (price, amount), best prices first."""

    symbol: Symbol
    bids: tuple[tuple[float, float], ...]
    asks: tuple[tuple[float, float], ...]
