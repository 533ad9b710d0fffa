"""Prices to rows and back, straight or logarithmic, and round prices for an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_ROUND: Final = (1, 2, 5)
_LEAST_GAP: Final = 2
_DECADES_FROM: Final = 6.0
"""A logarithmic axis whose ends are this many times apart is marked at 1, 2, 5, 10 rather than evenly."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A round price, the row it lies in, and the step that says how many decimals it needs."""

    price: Decimal
    step: Decimal
    row: int


@dataclass(frozen=True, slots=True)
class Scale:
    """``rows`` rows from ``high`` at their upper edge to ``low`` at their lower edge."""

    low: float
    high: float
    rows: int
    log: bool = False

    def places(self, prices: Sequence[float], per_row: int) -> list[int]:
        """For each price how far down it lies, in ``per_row`` parts of a row; what is outside lies at the edge."""
        most = self.rows * per_row - 1
        if self.log:
            top, span = math.log(self.high), math.log(self.high) - math.log(self.low)
            fine = self.rows * per_row / span
            ln, least = math.log, self.low
            return [min(max(int((top - ln(max(price, least))) * fine), 0), most) for price in prices]
        top = self.high
        fine = self.rows * per_row / (self.high - self.low)
        return [min(max(int((top - price) * fine), 0), most) for price in prices]

    def row(self, price: float) -> int:
        """The row of a price, kept inside."""
        return self.places((price,), 1)[0]

    def holds(self, price: float) -> bool:
        """Whether a price lies inside."""
        return self.low <= price <= self.high

    def price(self, row: float) -> float:
        """The price in the middle of a row."""
        share = min(max((row + 0.5) / self.rows, 0.0), 1.0)
        if self.log:
            return math.exp(math.log(self.high) - share * (math.log(self.high) - math.log(self.low)))
        return self.high - share * (self.high - self.low)

    def ticks(self, wanted: int) -> list[Tick]:
        """About ``wanted`` round prices from top to bottom, never closer than two rows."""
        if self.log and self.high / self.low >= _DECADES_FROM:
            candidates = _decades(self.low, self.high)
        else:
            candidates = _even(self.low, self.high, max(1, wanted))
        found: list[Tick] = []
        for price, step in sorted(candidates, reverse=True):
            row = self.row(float(price))
            if not found or row - found[-1].row >= _LEAST_GAP:
                found.append(Tick(price, step, row))
        return found


def scale_of(prices: Iterable[float], rows: int, *, log: bool = False, margin: float = 1.0) -> Scale:
    """A scale that holds ``prices`` with ``margin`` rows to spare at both ends. Flat prices lie in the middle.

    Without a positive price there is no logarithm: then it is straight.
    """
    known = list(prices)
    low, high = min(known), max(known)
    if high - low <= abs(high) * 1e-12:
        around = abs(high) * 0.005 or 1.0
        return Scale(low - around, high + around, rows, log and low - around > 0)
    if log and low > 0:
        spare = (math.log(high) - math.log(low)) * margin / max(1.0, rows - 2 * margin)
        return Scale(low * math.exp(-spare), high * math.exp(spare), rows, log=True)
    spare = (high - low) * margin / max(1.0, rows - 2 * margin)
    return Scale(low - spare, high + spare, rows)


def _even(low: float, high: float, wanted: int) -> list[tuple[Decimal, Decimal]]:
    step = _round_step((high - low) / wanted)
    first = int((Decimal(low) / step).to_integral_value(rounding="ROUND_CEILING"))
    last = int((Decimal(high) / step).to_integral_value(rounding="ROUND_FLOOR"))
    return [(number * step, step) for number in range(first, last + 1)]


def _round_step(rough: float) -> Decimal:
    power = math.floor(math.log10(rough))
    for digit in (*_ROUND, 10):
        if digit * 10.0**power >= rough * 0.999:
            return Decimal(digit).scaleb(power)
    return Decimal(10).scaleb(power)


def _decades(low: float, high: float) -> list[tuple[Decimal, Decimal]]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    made = ((Decimal(digit).scaleb(power), Decimal(1).scaleb(power)) for power in powers for digit in _ROUND)
    return [(price, step) for price, step in made if low <= price <= high]
