"""What the past of a confidence band allows: intervals, broken promises, and the floor they raise."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from engine.core.decisions import BandRecord

BAND_POINTS: Final = 5
Z_95: Final = 1.959963984540054


def band_of(confidence: float) -> tuple[float, float]:
    """The five-point band that holds ``confidence``: 0.712 lies in (0.70, 0.75)."""
    point = min(int(round(confidence * 100, 4) // BAND_POINTS), 100 // BAND_POINTS - 1) * BAND_POINTS
    return point / 100, (point + BAND_POINTS) / 100


def wilson(correct: int, total: int) -> tuple[float, float]:
    """The 95% Wilson interval of a hit rate; (0, 1) when nothing is known."""
    if total <= 0:
        return 0.0, 1.0
    rate, z2 = correct / total, Z_95 * Z_95
    centre = rate + z2 / (2 * total)
    spread = Z_95 * math.sqrt(rate * (1 - rate) / total + z2 / (4 * total * total))
    whole = 1 + z2 / total
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def contradicts(record: BandRecord, break_even: float, least: int) -> bool:
    """Whether a band with ``least`` outcomes or more fails to clear break-even by its lower bound."""
    return record.spoken >= least and wilson(record.correct, record.spoken)[0] <= break_even


def raised_floor(base: float, records: Mapping[float, BandRecord], least: int = 30) -> float:
    """The floor after broken promises: above each band, from ``base`` up, that hits surely less often than it claims.

    ``records`` are keyed by the lower edge of the band. The floor never falls below ``base``.
    """
    floor = base
    while floor < 1.0:
        low, high = band_of(floor)
        record = records.get(low)
        if record is None or record.spoken < least or wilson(record.correct, record.spoken)[1] >= low:
            return floor
        floor = high
    return floor
