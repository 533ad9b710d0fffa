"""What the past of a confidence band allows: intervals, broken promises, and the floor they raise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.core.decisions import BandRecord
from engine.forecast.scores import wilson

BAND_POINTS: Final = 5


def band_of(confidence: float) -> tuple[float, float]:
    """The five-point band that holds ``confidence``: 0.712 lies in (0.70, 0.75)."""
    point = min(int(round(confidence * 100, 4) // BAND_POINTS), 100 // BAND_POINTS - 1) * BAND_POINTS
    return point / 100, (point + BAND_POINTS) / 100


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
