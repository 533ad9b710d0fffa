"""The default strategy: the calibrated forecast speaks for itself, through the gate."""

from __future__ import annotations

from engine.core.decisions import WeightFactors
from engine.core.forecasts import Forecast
from engine.core.modes import Advice, Direction
from engine.decision import book, weight
from engine.decision.context import DecisionContext
from engine.decision.rulebook import MILLION
from engine.decision.rules import Rules


def advice_of(forecast: Forecast) -> Advice:
    """BUY for UP, SELL for DOWN."""
    return {Direction.UP: Advice.BUY, Direction.DOWN: Advice.SELL}.get(forecast.direction, Advice.NEUTRAL)


def factors_of(forecast: Forecast, direction: Direction, context: DecisionContext, rules: Rules) -> WeightFactors:
    """The five factors of a signal in ``direction``, from what is known now."""
    side = weight.side_of(direction)
    outlook, portfolio = context.outlook, context.portfolio
    toward = forecast.probability_up if direction is Direction.UP else 1 - forecast.probability_up
    allowed = float(portfolio.equity) * rules.exposure_ppm / MILLION
    used = float(book.exposure(portfolio)) / allowed if allowed > 0 else 1.0
    return WeightFactors(
        confidence=weight.confidence_factor(toward),
        technical=weight.technical_factor(outlook.opinions if outlook else (), side),
        conditions=weight.conditions_factor(outlook),
        agreement=weight.agreement_factor(outlook.views if outlook else (), side),
        risk=weight.risk_factor(
            100 * float(book.drawdown(portfolio)),
            book.loss_streak(portfolio.recent_trades),
            min(1.0, used),
            book.win_rate_pct(portfolio.recent_trades, forecast.symbol),
        ),
    )
