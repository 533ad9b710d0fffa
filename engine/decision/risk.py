"""How much of the purse one position may take."""

from __future__ import annotations

from engine.core.instruments import Instrument
from engine.core.orders import Portfolio
from engine.decision import book, rulebook
from engine.decision.rules import Rules, ppm


def size_multiplier(multiplier: float, confidence: float, volatility: float | None, rules: Rules) -> float:
    """The weight's multiplier, half as much again for strong signals, never over the cap; less in wild markets."""
    strong = rules.strong_factor if confidence >= rules.strong_confidence else 1.0
    total = min(multiplier * strong, rules.max_multiplier)
    if volatility and rules.volatility_target > 0:
        total *= min(1.0, rules.volatility_target / volatility)
    return round(total, 6)


def entry_budget(portfolio: Portfolio, instrument: Instrument, multiplier: float, rules: Rules) -> int:
    """Units of money one entry may cost, fee included: size, multiplier, exposure cap and free cash."""
    return _budget(portfolio, instrument, rules.size_ppm, ppm(multiplier), rules)


def room(portfolio: Portfolio, instrument: Instrument, rules: Rules) -> int:
    """The most units of money that exposure cap and free cash leave for one entry, whatever the usual size."""
    return _budget(portfolio, instrument, rulebook.MILLION, rulebook.MILLION, rules)


def _budget(portfolio: Portfolio, instrument: Instrument, size_ppm: int, multiplier_ppm: int, rules: Rules) -> int:
    return rulebook.budget_units(
        instrument.to_units(portfolio.equity),
        instrument.to_units(portfolio.cash - book.reserved(portfolio)),
        instrument.to_units(book.exposure(portfolio)),
        size_ppm,
        multiplier_ppm,
        rules.exposure_ppm,
    )


def stop_and_target(direction: int, price: float, instrument: Instrument, rules: Rules) -> tuple[float, float]:
    """Stop and target around ``price`` as readable numbers; 0 where there is none."""
    ticks = instrument.to_ticks(price)
    stop = rulebook.stop_ticks(direction, ticks, rules.stop_ppm)
    target = rulebook.target_ticks(direction, ticks, rules.target_ppm)
    return float(instrument.to_price(stop)), float(instrument.to_price(target))
