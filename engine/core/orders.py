"""From a wish to an exact entry in the books."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engine.core.modes import ExitReason, Mode, Side
from engine.core.symbols import Symbol


class IntentState(StrEnum):
    """Life of an intent: written NEW before anything is sent."""

    NEW = "NEW"
    SENT = "SENT"
    UNKNOWN = "UNKNOWN"
    DONE = "DONE"
    REJECTED = "REJECTED"
    CANCELED = "CANCELED"


class OrderState(StrEnum):
    """Life of an order at a venue."""

    OPEN = "OPEN"
    PARTIAL = "PARTIAL"
    FILLED = "FILLED"
    CANCELED = "CANCELED"
    REJECTED = "REJECTED"


class Leg(StrEnum):
    """What an order does to a position."""

    ENTRY = "entry"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class OrderIntent:
    """A market order that shall exist. Committed before it is sent; the id is a pure function of what caused it."""

    client_order_id: str
    cause: str
    source: str
    mode: Mode
    symbol: Symbol
    side: Side
    leg: Leg
    lots: int
    amount: Decimal
    created_at: int
    reference_price: Decimal
    stop_loss: Decimal | None = None
    take_profit: Decimal | None = None
    confidence: float | None = None
    exit_reason: ExitReason | None = None
    position_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """An exchange of money for coins that happened. Unique by venue and venue trade id."""

    id: str
    client_order_id: str
    source: str
    mode: Mode
    symbol: Symbol
    side: Side
    leg: Leg
    lots: int
    amount: Decimal
    price: Decimal
    fee: Decimal
    fee_asset: str
    timestamp: int


@dataclass(frozen=True, slots=True)
class Position:
    """An open position. ``stop_loss`` moves only in its favour; ``best_price`` serves the trailing stop."""

    id: str
    source: str
    mode: Mode
    symbol: Symbol
    side: Side
    lots: int
    amount: Decimal
    entry_price: Decimal
    entry_fee: Decimal
    stop_loss: Decimal | None
    take_profit: Decimal | None
    best_price: Decimal
    opened_at: int
    confidence: float | None
    decision_id: str


@dataclass(frozen=True, slots=True)
class Trade:
    """A round trip. ``pnl`` is after fees and slippage, exact."""

    id: str
    source: str
    mode: Mode
    symbol: Symbol
    side: Side
    amount: Decimal
    entry_price: Decimal
    exit_price: Decimal
    fee: Decimal
    pnl: Decimal
    pnl_pct: float
    exit_reason: ExitReason
    confidence: float | None
    opened_at: int
    closed_at: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The book at one moment, as decision and risk see it. Prices are the last known ones."""

    source: str
    mode: Mode
    cash: Decimal
    positions: tuple[Position, ...]
    pending: tuple[OrderIntent, ...]
    prices: dict[Symbol, float]
    equity: Decimal
    equity_peak: Decimal
    day_start_equity: Decimal
    recent_trades: tuple[Trade, ...]
    timestamp: int

    def position_of(self, symbol: Symbol) -> Position | None:
        """The open position in ``symbol``, if any."""
        return next((position for position in self.positions if position.symbol == symbol), None)

    def is_busy(self, symbol: Symbol) -> bool:
        """Whether a position or an unfinished order exists in ``symbol``."""
        return self.position_of(symbol) is not None or any(intent.symbol == symbol for intent in self.pending)
