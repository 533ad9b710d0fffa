"""What keeps the purse, or one pair, from new positions for a while: the same answer for decisions and for alerts."""

from __future__ import annotations

from typing import Final

from engine.core.decisions import Reason
from engine.core.orders import Portfolio
from engine.core.symbols import Symbol
from engine.decision import book
from engine.decision.gate import percent
from engine.decision.rules import Rules


def equity_breaker(portfolio: Portfolio, now: int, rules: Rules) -> Reason | None:
    """The equity has fallen too far below its peak."""
    fallen = book.drawdown(portfolio)
    if rules.equity_breaker > 0 and fallen >= rules.equity_breaker:
        return Reason(
            "why-equity-breaker",
            {"drawdown_pct": percent(float(fallen)), "limit_pct": percent(float(rules.equity_breaker))},
        )
    return None


def daily_loss(portfolio: Portfolio, now: int, rules: Rules) -> Reason | None:
    """Too much of the day's first equity is lost."""
    lost = book.day_loss(portfolio)
    if rules.daily_loss > 0 and lost >= rules.daily_loss:
        return Reason(
            "why-daily-loss", {"loss_pct": percent(float(lost)), "limit_pct": percent(float(rules.daily_loss))}
        )
    return None


def stop_guard(portfolio: Portfolio, now: int, rules: Rules) -> Reason | None:
    """Too many stops in a short time, in whatever pairs."""
    since = now - rules.stop_guard_bars * rules.timeframe.ms
    stops = book.stops_since(portfolio.recent_trades, since)
    if rules.stop_guard_stops > 0 and stops >= rules.stop_guard_stops:
        return Reason("why-stop-guard", {"stops": stops, "candles": rules.stop_guard_bars})
    return None


def low_sharpe(portfolio: Portfolio, now: int, rules: Rules) -> Reason | None:
    """The strategy has not been worth its risk lately."""
    ratio = book.sharpe(portfolio.recent_trades, now, rules.sharpe_trades)
    if ratio is not None and ratio < rules.min_sharpe:
        return Reason("why-sharpe-low", {"sharpe": round(ratio, 2), "least": rules.min_sharpe})
    return None


def low_profit(symbol: Symbol, portfolio: Portfolio, now: int, rules: Rules) -> Reason | None:
    """A pair has lost money over its last trades."""
    since = now - rules.low_profit_bars * rules.timeframe.ms
    own = [t for t in portfolio.recent_trades if t.symbol == symbol and t.closed_at >= since]
    if 0 < rules.low_profit_trades <= len(own) and sum(trade.pnl for trade in own) < 0:
        return Reason("why-low-profit", {"symbol": str(symbol), "trades": len(own)})
    return None


_OF_THE_PURSE: Final = {
    "equity-breaker": equity_breaker,
    "daily-loss": daily_loss,
    "stop-guard": stop_guard,
    "sharpe": low_sharpe,
}


def holding(portfolio: Portfolio, now: int, rules: Rules) -> dict[str, tuple[Symbol | None, Reason]]:
    """Every guard that holds, by a name of its own: with the pair, or None for all, and the reason."""
    found: dict[str, tuple[Symbol | None, Reason]] = {}
    for name, guard in _OF_THE_PURSE.items():
        if (reason := guard(portfolio, now, rules)) is not None:
            found[name] = (None, reason)
    for symbol in sorted({trade.symbol for trade in portfolio.recent_trades}):
        if (reason := low_profit(symbol, portfolio, now, rules)) is not None:
            found[f"low-profit:{symbol}"] = (symbol, reason)
    return found
