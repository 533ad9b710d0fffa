"""May a forecast be spoken? Ordered checks; the first refusal is the reason."""

from __future__ import annotations

from engine.core.decisions import Reason
from engine.core.forecasts import Forecast
from engine.core.modes import Connection, Direction
from engine.decision import records
from engine.decision.context import DecisionContext
from engine.decision.edge import Edge
from engine.decision.rules import Rules
from engine.forecast.scores import wilson


def percent(share: float) -> float:
    """A share as percent with one decimal, for reasons (their parameters end in ``_pct``)."""
    return round(100 * float(share), 1)


def floor_of(context: DecisionContext, rules: Rules) -> float:
    """The least calibrated probability: the setting, or higher after broken promises; never lower."""
    return max(rules.confidence_threshold, context.raised_floor)


def not_ready(forecast: Forecast, context: DecisionContext, rules: Rules) -> Reason | None:
    """Checks of the data and the model's age, which hold for every strategy."""
    if context.candles < rules.warmup_candles:
        return Reason("why-warming-up", {"have": context.candles, "need": rules.warmup_candles})
    if not forecast.settled:
        return Reason("why-unsettled", {"have": context.candles})
    stale = _stale(context)
    if stale is not None:
        return stale
    if context.model_expired:
        return Reason("why-model-expired", {"version": forecast.model_version})
    return None


def not_again(forecast: Forecast, context: DecisionContext, rules: Rules) -> Reason | None:
    """Neither twice on the same features nor too many in one minute."""
    if forecast.features_digest in context.seen:
        return Reason("why-duplicate", {"digest": forecast.features_digest[:8]})
    if context.spoken_last_minute >= rules.max_signals_per_minute:
        return Reason("why-too-many-signals", {"limit": rules.max_signals_per_minute})
    return None


def may_speak(forecast: Forecast, context: DecisionContext, rules: Rules, edge: Edge) -> Reason | None:
    """None when the calibrated forecast may be spoken, else the first refusal. ``edge`` gives the break-even."""
    return (
        not_ready(forecast, context, rules)
        or _accuracy(forecast, context, rules)
        or _floor(forecast, context, rules, edge)
        or _record(forecast, context, rules, edge)
        or not_again(forecast, context, rules)
    )


def _stale(context: DecisionContext) -> Reason | None:
    if context.connection in (Connection.STALE, Connection.DOWN):
        return Reason("why-feed-stale", {"source": context.source})
    return None


def _accuracy(forecast: Forecast, context: DecisionContext, rules: Rules) -> Reason | None:
    accuracy = forecast.model_accuracy if context.band_accuracy is None else context.band_accuracy
    # Written so that NaN is refused too.
    if accuracy >= rules.min_accuracy:
        return None
    return Reason("why-model-weak", {"accuracy_pct": percent(accuracy), "least_pct": percent(rules.min_accuracy)})


def _floor(forecast: Forecast, context: DecisionContext, rules: Rules, edge: Edge) -> Reason | None:
    if forecast.direction is Direction.FLAT:
        return Reason("why-no-direction")
    floor = floor_of(context, rules)
    # 1 - p carries rounding of its own; six decimals are what a forecast promises.
    confidence = round(forecast.confidence, 6)
    if confidence >= floor:
        return None
    params = {"confidence_pct": percent(confidence), "floor_pct": percent(floor)}
    if confidence >= rules.confidence_threshold:
        return Reason("why-below-raised-floor", params)
    return Reason("why-below-floor", {**params, "break_even_pct": percent(edge.break_even)})


def _record(forecast: Forecast, context: DecisionContext, rules: Rules, edge: Edge) -> Reason | None:
    record = context.record
    if not records.contradicts(record, edge.break_even, rules.min_outcomes):
        return None
    low, high = wilson(record.correct, record.spoken)
    return Reason(
        "why-record-contradicts",
        {
            "correct": record.correct,
            "total": record.spoken,
            "low_pct": percent(low),
            "high_pct": percent(high),
            "break_even_pct": percent(edge.break_even),
            "confidence_pct": percent(forecast.confidence),
        },
    )
