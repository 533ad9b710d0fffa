"""What can be traded in which steps; the border between prices a person reads and the integers money is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

from engine.core.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Instrument:
    """A pair's price step (tick), amount step (lot) and least order value.

    The smallest unit of money of the pair is one tick times one lot, so ``ticks * lots`` is an exact integer amount.
    """

    symbol: Symbol
    tick_size: Decimal
    lot_size: Decimal
    min_notional: Decimal = Decimal(0)
    min_lots: int = 1

    @property
    def unit(self) -> Decimal:
        """The value of one smallest unit of money, in the quote currency."""
        return self.tick_size * self.lot_size

    def to_ticks(self, price: float | Decimal | str) -> int:
        """The nearest tick to ``price``."""
        return int((_exact(price) / self.tick_size).to_integral_value(ROUND_HALF_EVEN))

    def to_price(self, ticks: int) -> Decimal:
        """The price of ``ticks``, exactly."""
        return self.tick_size * ticks

    def to_lots(self, amount: float | Decimal | str) -> int:
        """The most whole lots that ``amount`` holds."""
        return int((_exact(amount) / self.lot_size).to_integral_value(ROUND_DOWN))

    def to_amount(self, lots: int) -> Decimal:
        """The amount of ``lots``, exactly."""
        return self.lot_size * lots

    def to_units(self, money: float | Decimal | str) -> int:
        """The most whole smallest units that ``money`` holds."""
        return int((_exact(money) / self.unit).to_integral_value(ROUND_DOWN))

    def to_money(self, units: int) -> Decimal:
        """The value of ``units`` smallest units, exactly."""
        return self.unit * units


def _exact(value: float | Decimal | str) -> Decimal:
    # repr() of a float is the shortest text that reads back to it: 0.1 becomes Decimal("0.1").
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
