"""What pictures are made of: plain values, in words where words are shown as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the facts come from, in words: the market, and whose money. ``made_up`` prices say so all over."""

    market: str
    money: str
    real: bool
    made_up: bool
    at: int


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator on the scale of prices. ``role``: ``line``, or ``upper`` and ``lower`` of a band."""

    name: str
    role: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened. ``kind``: ``signal``, ``entry``, ``exit``; ``buys`` tells the side.

    ``traded``: whether a signal was traded; None where that is not told.
    """

    at: int
    kind: str
    buys: bool
    price: float
    confidence: float | None
    traded: bool | None


@dataclass(frozen=True, slots=True)
class Level:
    """A price that matters from ``since`` on. ``kind``: ``entry``, ``stop``, ``target``."""

    kind: str
    price: float
    since: int


@dataclass(frozen=True, slots=True)
class Candles:
    """A candle chart. A row is opening time, open, high, low, close, volume; oldest first."""

    origin: Origin
    symbol: str
    asset: str
    timeframe: str
    step_ms: int
    rows: tuple[tuple[int, float, float, float, float, float], ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    levels: tuple[Level, ...]
    price: float | None
    first_at: int | None


@dataclass(frozen=True, slots=True)
class Equity:
    """A purse over time. A point is moment, equity, and how far below its peak in percent; the last one is now."""

    origin: Origin
    start: float
    asset: str
    points: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``n`` came true, with the interval in which the truth probably lies."""

    hits: int
    n: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts that claimed between ``low`` and ``high``, on average ``claimed``; None came true of none."""

    low: float
    high: float
    claimed: float
    record: Share | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was claimed against what came true, over all forecasts of a pair that have been scored."""

    origin: Origin
    symbol: str
    horizon: str
    error: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Spoken signals by the confidence they claimed; ``break_even`` is the share that pays the costs."""

    origin: Origin
    total: Share | None
    bands: tuple[Bin, ...]
    break_even: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """An input in words, and how far it moved the probability."""

    words: str
    points: float


@dataclass(frozen=True, slots=True)
class Pushes:
    """What moved one model from ``base`` to ``probability`` of a rise; the largest bars first.

    ``lean`` is what all models together say, in words.
    """

    origin: Origin
    symbol: str
    horizon: str
    model: str
    lean: str
    made_at: int
    base: float
    probability: float
    bars: tuple[Bar, ...]
