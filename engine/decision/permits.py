"""May a spoken signal be traded? Ordered checks of state, guards, edge and risk; the first refusal is the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from engine.core.decisions import Reason
from engine.core.modes import EngineState, Side, Tier
from engine.core.symbols import Symbol
from engine.decision import book, guards
from engine.decision.context import DecisionContext
from engine.decision.edge import Edge
from engine.decision.gate import percent
from engine.decision.rulebook import MILLION, age_in_bars
from engine.decision.rules import Rules

_STATE_KEYS: Final = {
    EngineState.PAUSED: "why-paused",
    EngineState.REDUCING: "why-reducing",
    EngineState.HALTED: "why-halted",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """An entry that the signal asks for, and what is known of it."""

    symbol: Symbol
    side: Side
    edge: Edge
    weight: float
    tier: Tier
    trade_score: float


def closes(side: Side, context: DecisionContext) -> bool:
    """Whether an order of ``side`` would close the open position."""
    held = context.portfolio.position_of(context.instrument.symbol)
    return held is not None and held.side is not side


def may_close(context: DecisionContext) -> Reason | None:
    """A signal against the open position closes it, but in a halted engine only a person acts."""
    if context.state is EngineState.HALTED:
        return Reason("why-halted")
    symbol = context.instrument.symbol
    if any(intent.symbol == symbol for intent in context.portfolio.pending):
        return Reason("why-order-pending", {"symbol": str(symbol)})
    return None


def may_trade(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    """None when the honest strategy may open the position, else the first refusal."""
    return _first(_STATE + _PROTECTIONS + _WORTH + _LIKENESS, wish, context, rules)


def may_trade_classic(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    """The same for the classic vote, which knows neither edge nor weight; the guards of the purse stay."""
    return _first(_STATE + _PROTECTIONS + _LIKENESS, wish, context, rules)


Check = Callable[[Wish, DecisionContext, Rules], Reason | None]


def _first(checks: tuple[Check, ...], wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return next((reason for check in checks if (reason := check(wish, context, rules)) is not None), None)


def _state(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    key = _STATE_KEYS.get(context.state)
    return None if key is None else Reason(key)


def _busy(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    if context.portfolio.position_of(wish.symbol) is not None:
        return Reason("why-already-in-position", {"symbol": str(wish.symbol)})
    if context.portfolio.is_busy(wish.symbol):
        return Reason("why-order-pending", {"symbol": str(wish.symbol)})
    return None


def _short(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    if wish.side is Side.BUY or rules.allow_shorts:
        return None
    return Reason("why-shorts-off", {"symbol": str(wish.symbol)})


def _locked(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return Reason("why-locked", {"symbol": str(wish.symbol)}) if wish.symbol in context.locked else None


def _breaker(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return guards.equity_breaker(context.portfolio, context.now, rules)


def _daily_loss(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return guards.daily_loss(context.portfolio, context.now, rules)


def _cooldown(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    closed = [trade.closed_at for trade in context.portfolio.recent_trades if trade.symbol == wish.symbol]
    left = rules.cooldown - age_in_bars(max(closed), context.now, rules.timeframe.ms) if closed else 0
    return Reason("why-cooldown", {"symbol": str(wish.symbol), "candles": left}) if left > 0 else None


def _stop_guard(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return guards.stop_guard(context.portfolio, context.now, rules)


def _low_profit(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return guards.low_profit(wish.symbol, context.portfolio, context.now, rules)


def _sharpe(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return guards.low_sharpe(context.portfolio, context.now, rules)


def _edge(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    if wish.edge.expected > 0:
        return None
    return Reason(
        "why-costs-eat-edge",
        {"cost_pct": round(100 * wish.edge.cost, 2), "break_even_pct": percent(wish.edge.break_even)},
    )


def _tier(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    return Reason("why-tier-avoid", {"weight": round(wish.weight, 1)}) if wish.tier is Tier.AVOID else None


def _weight(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    if wish.weight >= rules.min_weight:
        return None
    return Reason("why-weight-low", {"weight": round(wish.weight, 1), "least": rules.min_weight})


def _technical(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    if wish.trade_score > 0:
        return None
    return Reason("why-technical-against", {"score": round(wish.trade_score, 1)})


def _positions(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    count = book.open_count(context.portfolio)
    return Reason("why-max-positions", {"count": count}) if count >= rules.max_positions else None


def _exposure(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    used = book.exposure(context.portfolio)
    allowed = context.portfolio.equity * rules.exposure_ppm / MILLION
    if used < allowed:
        return None
    return Reason("why-max-exposure", {"limit_pct": percent(rules.exposure_ppm / MILLION)})


def _likeness(wish: Wish, context: DecisionContext, rules: Rules) -> Reason | None:
    """Nothing that moves as an open position does in the same direction, nor a crowd of half-alikes."""
    score = 0.0
    own = context.returns.get(wish.symbol, ())
    held = [(position.symbol, position.side) for position in context.portfolio.positions]
    held += [(intent.symbol, intent.side) for intent in context.portfolio.pending if intent.position_id is None]
    for symbol, side in held:
        found = book.correlation(own, context.returns.get(symbol, ()))
        if found is None:
            return Reason("why-correlation-unknown", {"symbol": str(wish.symbol), "other": str(symbol)})
        alike = found if side is wish.side else -found
        if alike > rules.max_correlation:
            params = {"other": str(symbol), "correlation": round(alike, 2), "limit": rules.max_correlation}
            return Reason("why-correlated", params)
        score += max(0.0, alike)
    if score > rules.max_position_score:
        return Reason("why-position-score", {"score": round(score, 2), "limit": rules.max_position_score})
    return None


_STATE: Final[tuple[Check, ...]] = (_state, _busy, _short, _locked)
_PROTECTIONS: Final[tuple[Check, ...]] = (
    _breaker, _daily_loss, _cooldown, _stop_guard, _low_profit, _sharpe, _positions, _exposure,
)  # fmt: skip
_WORTH: Final[tuple[Check, ...]] = (_edge, _tier, _weight, _technical)
_LIKENESS: Final[tuple[Check, ...]] = (_likeness,)
