"""Answers that are drawn: candles with what was said and done on them, the equity curve, the order book."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from engine.service.answers.common import Stamp, Why


@dataclass(frozen=True, slots=True)
class CandleRow:
    """A closed candle; ``at`` is its opening time."""

    at: int
    open: float
    high: float
    low: float
    close: float
    volume: float


@dataclass(frozen=True, slots=True)
class ChartLine:
    """An indicator over the candles of its chart, value by value; None where it has none yet."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ChartMark:
    """Something that happened on a candle. ``kind``: ``signal``, ``entry``, ``exit``; ``side``: BUY or SELL.

    ``note`` is the reason of a signal, or why a position ended.
    """

    at: int
    kind: str
    side: str
    price: float
    confidence: float | None = None
    traded: bool | None = None
    note: Why | None = None


@dataclass(frozen=True, slots=True)
class ChartLevel:
    """A price that matters now: ``entry``, ``stop`` or ``target`` of an open position, from ``since`` on."""

    kind: str
    price: float
    since: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Answer of ``chart``: closed candles, oldest first, and all that belongs on them.

    ``timeframes`` are those that can be asked for here; ``first_at`` is where the stored history begins.
    """

    stamp: Stamp
    symbol: str
    timeframe: str
    timeframes: tuple[str, ...]
    candles: tuple[CandleRow, ...]
    lines: tuple[ChartLine, ...]
    marks: tuple[ChartMark, ...]
    levels: tuple[ChartLevel, ...]
    price: float | None
    first_at: int | None


@dataclass(frozen=True, slots=True)
class EquityPoint:
    """The purse at one moment."""

    at: int
    equity: float
    drawdown_pct: float


@dataclass(frozen=True, slots=True)
class EquityCurve:
    """Answer of ``equity``: the purse over time, thinned to what a picture can show; the last point is now."""

    stamp: Stamp
    start_cash: Decimal
    points: tuple[EquityPoint, ...]


@dataclass(frozen=True, slots=True)
class DepthRow:
    """A price in the order book and how much waits there."""

    price: float
    amount: float


@dataclass(frozen=True, slots=True)
class Depth:
    """Answer of ``depth``: the best prices on both sides, best first. Empty where the market has no book."""

    stamp: Stamp
    symbol: str
    bids: tuple[DepthRow, ...]
    asks: tuple[DepthRow, ...]
    has_book: bool
