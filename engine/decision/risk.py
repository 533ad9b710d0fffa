"""How much of the purse one position may take."""

from __future__ import annotations

from decimal import Decimal

from engine.core.instruments import Instrument
from engine.core.orders import Portfolio
from engine.decision import rulebook
from engine.decision.rules import Rules, ppm


def size_multiplier(multiplier: float, confidence: float, volatility: float | None, rules: Rules) -> float:
    """The weight's multiplier, half as much again for strong signals, never over the cap; less in wild markets."""
    strong = rules.strong_factor if confidence >= rules.strong_confidence else 1.0
    total = min(multiplier * strong, rules.max_multiplier)
    if volatility and rules.volatility_target > 0:
        total *= min(1.0, rules.volatility_target / volatility)
    return total


def exposure(portfolio: Portfolio) -> Decimal:
    """Value of the open positions and of the entries on their way, at the last known prices."""
    held = sum(
        (p.amount * _price(portfolio.prices.get(p.symbol), p.entry_price) for p in portfolio.positions), Decimal(0)
    )
    coming = (intent.amount * intent.reference_price for intent in portfolio.pending if intent.position_id is None)
    return held + sum(coming, Decimal(0))


def entry_budget(portfolio: Portfolio, instrument: Instrument, multiplier: float, rules: Rules) -> int:
    """Units of money one entry may cost, fee included: size, multiplier, exposure cap and free cash."""
    reserved = sum(
        (intent.amount * intent.reference_price for intent in portfolio.pending if intent.position_id is None),
        Decimal(0),
    )
    return rulebook.budget_units(
        instrument.to_units(portfolio.equity),
        instrument.to_units(portfolio.cash - reserved),
        instrument.to_units(exposure(portfolio)),
        rules.size_ppm,
        ppm(round(multiplier, 6)),
        rules.exposure_ppm,
    )


def _price(last: float | None, entry: Decimal) -> Decimal:
    return entry if last is None else Decimal(repr(last))
