"""From a forecast to a decision: what is said, whether it is traded, and why. A pure function of what it is given."""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.decisions import Decision, Reason
from engine.core.forecasts import Forecast, direction_of
from engine.core.hashing import digest
from engine.core.modes import Advice, Direction, Side
from engine.core.symbols import Symbol
from engine.decision import classic, gate, honest, permits, risk, weight
from engine.decision.context import DecisionContext
from engine.decision.edge import Edge, edge_of
from engine.decision.permits import Wish
from engine.decision.rules import Rules

CLASSIC = "classic"


@dataclass(frozen=True, slots=True)
class _View:
    """What a strategy thinks of a forecast before risk is asked."""

    advice: Advice
    direction: Direction
    edge: Edge
    floor: float
    refusal: Reason | None


def decide(forecast: Forecast, context: DecisionContext, rules: Rules) -> Decision:
    """The answer to one forecast. Never raises for what a market can do: silence is an answer, with its reason.

    An unspoken decision advises NEUTRAL; its weight, tier and levels still say where the forecast leans. ``trades`` is
    true when an order shall follow: an entry, or, against an open position, its exit.
    """
    view = _classic(forecast, context, rules) if rules.strategy == CLASSIC else _honest(forecast, context, rules)
    factors = honest.factors_of(forecast, view.direction, context, rules)
    total = weight.weight_of(factors)
    tier = weight.tier_of(total, view.direction)
    side = weight.side_of(view.direction)
    technical = weight.technical_score(context.outlook.score if context.outlook else 0.0, side)
    score = weight.trade_score(factors.confidence, technical)
    wish = Wish(
        forecast.symbol, Side.SELL if view.direction is Direction.DOWN else Side.BUY, view.edge, total, tier, score
    )
    trades, reason = (False, view.refusal) if view.refusal else _traded(wish, context, rules)
    stop, target = risk.stop_and_target(side, forecast.price, context.instrument, rules) if side else (0.0, 0.0)
    return Decision(
        id=decision_id(context, forecast.symbol, forecast.timeframe, forecast.timestamp),
        forecast=forecast,
        advice=Advice.NEUTRAL if view.refusal else view.advice,
        spoken=view.refusal is None,
        trades=trades,
        reason=reason,
        floor=view.floor,
        weight=total,
        factors=factors,
        tier=tier,
        multiplier=1.0 if rules.strategy == CLASSIC else weight.multiplier_of(total),
        technical_score=technical,
        trade_score=score,
        expected_edge=view.edge.expected,
        stop_loss=stop or None,
        take_profit=target or None,
        record=context.record,
        strategy=rules.strategy,
    )


def decision_id(context: DecisionContext, symbol: Symbol, timeframe: str, timestamp: int) -> str:
    """One decision a candle: the same candle gives the same id, in a replay too."""
    return digest(context.source, context.mode, symbol, timeframe, timestamp)


def _honest(forecast: Forecast, context: DecisionContext, rules: Rules) -> _View:
    edge = edge_of(forecast.confidence, _volatility(context), rules)
    return _View(
        advice=honest.advice_of(forecast),
        direction=forecast.direction,
        edge=edge,
        floor=gate.floor_of(context, rules),
        refusal=gate.may_speak(forecast, context, rules, edge),
    )


def _classic(forecast: Forecast, context: DecisionContext, rules: Rules) -> _View:
    advice = classic.advice_of(forecast)
    leaning = {Advice.BUY: Direction.UP, Advice.SELL: Direction.DOWN}.get(advice, forecast.direction)
    # The vote may contradict the calibrated whole; the edge is still that of the calibrated probability.
    toward = forecast.confidence if leaning is direction_of(forecast.probability_up) else 1 - forecast.confidence
    return _View(
        advice=advice,
        direction=leaning,
        edge=edge_of(toward, _volatility(context), rules),
        floor=classic.FLOOR,
        refusal=classic.may_speak(forecast, context, rules),
    )


def _traded(wish: Wish, context: DecisionContext, rules: Rules) -> tuple[bool, Reason]:
    symbol = str(wish.symbol)
    if permits.closes(wish.side, context):
        refusal = permits.may_close(context)
        return refusal is None, refusal or Reason("why-closes-position", {"symbol": symbol})
    permitted = permits.may_trade_classic if rules.strategy == CLASSIC else permits.may_trade
    refusal = permitted(wish, context, rules)
    if refusal is not None:
        return False, refusal
    if rules.strategy == CLASSIC:
        return True, Reason("why-vote-agrees", {"symbol": symbol})
    return True, Reason(
        "why-edge-pays", {"edge_pct": round(100 * wish.edge.expected, 2), "weight": round(wish.weight, 1)}
    )


def _volatility(context: DecisionContext) -> float | None:
    return context.outlook.volatility if context.outlook else None
