"""What the portfolio says about luck, exposure and likeness: small questions that weight and gate ask."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from statistics import fmean, pstdev

from engine.core.modes import ExitReason
from engine.core.orders import Portfolio, Trade
from engine.core.symbols import Symbol

DAY_MS = 86_400_000
YEAR_DAYS = 365
RECENT_DAYS = 30
LEAST_RETURNS = 30


def drawdown(portfolio: Portfolio) -> Decimal:
    """How far the equity lies below its peak, as a share of the peak."""
    if portfolio.equity_peak <= 0:
        return Decimal(0)
    return max(Decimal(0), 1 - portfolio.equity / portfolio.equity_peak)


def day_loss(portfolio: Portfolio) -> Decimal:
    """How much of the day's first equity is lost, as a share of it."""
    if portfolio.day_start_equity <= 0:
        return Decimal(0)
    return max(Decimal(0), 1 - portfolio.equity / portfolio.day_start_equity)


def exposure(portfolio: Portfolio) -> Decimal:
    """Value of the open positions and of the entries on their way, at the last known prices."""
    held = (
        position.amount * _price(portfolio.prices.get(position.symbol), position.entry_price)
        for position in portfolio.positions
    )
    return sum(held, reserved(portfolio))


def reserved(portfolio: Portfolio) -> Decimal:
    """Value of the entries on their way."""
    coming = (intent.amount * intent.reference_price for intent in portfolio.pending if intent.position_id is None)
    return sum(coming, Decimal(0))


def open_count(portfolio: Portfolio) -> int:
    """Open positions and entries on their way."""
    return len(portfolio.positions) + sum(intent.position_id is None for intent in portfolio.pending)


def by_time(trades: Sequence[Trade]) -> list[Trade]:
    """In the order in which they were closed."""
    return sorted(trades, key=lambda trade: (trade.closed_at, trade.id))


def loss_streak(trades: Sequence[Trade]) -> int:
    """Losses in a row up to the last trade."""
    streak = 0
    for trade in reversed(by_time(trades)):
        if trade.pnl >= 0:
            break
        streak += 1
    return streak


def win_rate_pct(trades: Sequence[Trade], symbol: Symbol, least: int = 5) -> float | None:
    """The share of winners in ``symbol``; None before ``least`` trades."""
    own = [trade for trade in trades if trade.symbol == symbol]
    return 100 * sum(trade.pnl > 0 for trade in own) / len(own) if len(own) >= least else None


def stops_since(trades: Sequence[Trade], since: int) -> int:
    """Trades that a stop ended in a loss, in any symbol, closed at or after ``since``."""
    stops = (ExitReason.STOP_LOSS, ExitReason.TRAILING)
    return sum(trade.exit_reason in stops and trade.pnl < 0 and trade.closed_at >= since for trade in trades)


def sharpe(trades: Sequence[Trade], now: int, least: int) -> float | None:
    """Yearly Sharpe ratio of the trades closed in the last thirty days; None before ``least`` of them.

    Old trades leave the window, so a strategy that was stopped by it is judged afresh later.
    """
    recent = [trade for trade in by_time(trades) if trade.closed_at >= now - RECENT_DAYS * DAY_MS]
    if len(recent) < max(2, least):
        return None
    results = [trade.pnl_pct for trade in recent]
    spread = pstdev(results)
    if spread <= 0:
        return math.copysign(math.inf, fmean(results)) if fmean(results) else 0.0
    days = max(1.0, (recent[-1].closed_at - recent[0].opened_at) / DAY_MS)
    return round(fmean(results) / spread * math.sqrt(len(recent) * YEAR_DAYS / days), 6)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Correlation of two runs of returns aligned at their ends; None when too short, 0 when one never moves."""
    size = min(len(one), len(other))
    if size < LEAST_RETURNS:
        return None
    a, b = list(one[-size:]), list(other[-size:])
    mean_a, mean_b = math.fsum(a) / size, math.fsum(b) / size
    both = math.fsum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    norm = math.sqrt(math.fsum((x - mean_a) ** 2 for x in a) * math.fsum((y - mean_b) ** 2 for y in b))
    return round(max(-1.0, min(1.0, both / norm)), 6) if norm > 0 else 0.0


def _price(last: float | None, entry: Decimal) -> Decimal:
    return entry if last is None else Decimal(repr(last))
