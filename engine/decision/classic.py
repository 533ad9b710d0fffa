"""The vote of the older system: forest and SVM agree and the regression is sure enough.

BUY when forest and SVM both say up and the regression gives more than 60% to up; SELL when both say down and it gives
less than 40%; else NEUTRAL. A vote whose models are not all there is NEUTRAL.
"""

from __future__ import annotations

from typing import Final

from engine.core.decisions import Reason
from engine.core.forecasts import Forecast
from engine.core.modes import Advice
from engine.decision import gate
from engine.decision.context import DecisionContext
from engine.decision.rules import Rules

FOREST: Final = "forest"
SVM: Final = "svm"
REGRESSION: Final = "logistic"
FLOOR: Final = 0.60


def vote(forest_up: bool, svm_up: bool, regression_up: float) -> Advice:
    """The rule itself. Exactly 60% or 40% is not enough."""
    if forest_up and svm_up and regression_up > FLOOR:
        return Advice.BUY
    if not forest_up and not svm_up and regression_up < round(1 - FLOOR, 6):
        return Advice.SELL
    return Advice.NEUTRAL


def advice_of(forecast: Forecast) -> Advice:
    """The vote over a forecast's models."""
    up = {ballot.model: ballot.probability_up for ballot in forecast.votes}
    if not {FOREST, SVM, REGRESSION} <= up.keys():
        return Advice.NEUTRAL
    return vote(up[FOREST] > 0.5, up[SVM] > 0.5, up[REGRESSION])


def may_speak(forecast: Forecast, context: DecisionContext, rules: Rules) -> Reason | None:
    """None when the vote is clear and the data can be relied on, else the first refusal."""
    refusal = gate.not_ready(forecast, context, rules)
    if refusal is not None:
        return refusal
    if advice_of(forecast) is Advice.NEUTRAL:
        return Reason("why-vote-split")
    return gate.not_again(forecast, context, rules)
