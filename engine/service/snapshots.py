"""One immutable picture of the house, for screens."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.service.answers import PositionRow, Stamp, Training, Why


@dataclass(frozen=True, slots=True)
class MarketRow:
    """A watched pair in one line."""

    symbol: str
    price: float | None
    change_pct: float | None
    have: int
    need: int
    direction: str | None
    confidence: float | None
    spoken: bool
    weight: float | None
    tier: str | None
    reason: Why | None
    closes: tuple[float, ...]
    age_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Playing:
    """Where a playback stands: the moment shown, the span that is recorded, and how fast it runs."""

    at: int
    start: int
    end: int
    speed: float
    running: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that just happened: an event's kind and facts."""

    id: int
    at: int
    kind: str
    symbol: str | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a screen shows, at one moment."""

    number: int
    stamp: Stamp
    state: str
    connection: str
    connection_detail: Why | None
    timeframe: str
    horizon: str
    floor: float
    equity: Decimal
    cash: Decimal
    start_cash: Decimal
    open_pnl: float
    rows: tuple[MarketRow, ...]
    positions: tuple[PositionRow, ...]
    happenings: tuple[Happening, ...]
    training: Training | None
    problems: tuple[Why, ...]
    playing: Playing | None = None
