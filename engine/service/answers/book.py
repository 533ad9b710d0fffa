"""Answers about the book as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from engine.service.answers.common import Stamp


@dataclass(frozen=True, slots=True)
class PositionRow:
    """An open position with its value now."""

    symbol: str
    side: str
    amount: Decimal
    entry_price: Decimal
    price: float | None
    value: float | None
    open_pnl: float | None
    open_pnl_pct: float | None
    stop_loss: Decimal | None
    take_profit: Decimal | None
    opened_at: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Positions:
    """Answer of ``positions``."""

    stamp: Stamp
    rows: tuple[PositionRow, ...]
    exposure_pct: float


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A line of ``orders``."""

    client_order_id: str
    symbol: str
    side: str
    leg: str
    amount: Decimal
    filled: Decimal
    state: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Orders:
    """Answer of ``orders``: unfinished ones first."""

    stamp: Stamp
    rows: tuple[OrderRow, ...]


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A finished round trip."""

    symbol: str
    side: str
    amount: Decimal
    entry_price: Decimal
    exit_price: Decimal
    fee: Decimal
    pnl: Decimal
    pnl_pct: float
    exit_reason: str
    opened_at: int
    closed_at: int


@dataclass(frozen=True, slots=True)
class Trades:
    """Answer of ``trades``."""

    stamp: Stamp
    rows: tuple[TradeRow, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Answer of ``balance``."""

    stamp: Stamp
    cash: Decimal
    start_cash: Decimal
    positions_value: Decimal
    equity: Decimal
    profit_pct: float
    drawdown_pct: float
    assets: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class LockRow:
    """A block on entries."""

    scope: str
    reason: str
    until: int | None


@dataclass(frozen=True, slots=True)
class Locks:
    """Answer of ``locks``."""

    stamp: Stamp
    rows: tuple[LockRow, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """Answer of ``risk``."""

    stamp: Stamp
    equity: Decimal
    exposure_pct: float
    max_exposure_pct: float
    positions: int
    max_positions: int
    drawdown_pct: float
    breaker_pct: float
    day_loss_pct: float
    day_limit_pct: float
    stop_loss_pct: float
    take_profit_pct: float
