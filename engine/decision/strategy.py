"""From a forecast to a decision."""

from __future__ import annotations

from engine.core.decisions import Decision
from engine.core.forecasts import Forecast
from engine.decision.context import DecisionContext
from engine.decision.rules import Rules


def decide(forecast: Forecast, context: DecisionContext, rules: Rules) -> Decision:
    """The answer to one forecast: what is said, whether it is traded, and why."""
    raise NotImplementedError
