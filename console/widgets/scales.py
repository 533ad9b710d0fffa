"""Round numbers for axes, and values as places on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` on places 0 (``low``) to ``most``."""

    low: float
    high: float
    most: int

    def place(self, value: float) -> int:
        """The nearest place of ``value``."""
        return round(self.share(value) * self.most)

    def share(self, value: float) -> float:
        """How far ``value`` is on the way from low to high, 0 to 1."""
        if self.high <= self.low:
            return 0.5
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def value(self, place: float) -> float:
        """The value at a place."""
        return self.low + (self.high - self.low) * place / max(1, self.most)


def around(values: Sequence[float], most: int) -> Scale:
    """A scale with a little room above and below; a single value is in its middle."""
    low, high = min(values), max(values)
    room = (high - low) * 0.06 or max(abs(high) * 0.01, 0.5)
    return Scale(low - room, high + room, most)


def round_values(low: float, high: float, count: int) -> list[float]:
    """About ``count`` round values between ``low`` and ``high``."""
    if high <= low or count < 1:
        return []
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [place * step for place in range(first, math.floor(high / step + 1e-9) + 1)]
