"""Where scales have their marks: round numbers, and round moments on the reader's clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from locales import current_zone
from locales.formats import clock, date

_MINUTE: Final = 60_000
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
# A step of fewer units in the last place could not be told apart by floats.
_FINEST: Final = 8
_STEPS: Final = (
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 4, 7, 14, 28, 56, 91, 182, 364, 728, 1820)),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A mark of a time scale: the upper words, and the date below where a day begins."""

    at: int
    words: str
    day: str


def round_numbers(low: float, high: float, most: int) -> tuple[list[float], float]:
    """At most about ``most`` round numbers from ``low`` to ``high``, and the step between them."""
    wide = max((high - low) / max(1, most), _FINEST * math.ulp(max(abs(low), abs(high))))
    power = math.floor(math.log10(wide))
    factor = next((n for n in (1, 2, 5) if n * 10.0**power >= wide), 10)
    step = float(f"{factor}e{power}")
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [place * step for place in range(first, last + 1)], step


def moments(first: int, last: int, most: int) -> list[Moment]:
    """At most ``most`` round moments from ``first`` to ``last``, in words."""
    least = max(1, last - first) / max(1, most)
    step = next((one for one in _STEPS if one >= least), _STEPS[-1])
    ahead = _ahead_of_utc(first)
    start = -(-(first + ahead) // step) * step - ahead
    return _worded(range(start, last + 1, step), step)


def _ahead_of_utc(at: int) -> int:
    offset = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(current_zone())).utcoffset()
    return 0 if offset is None else int(offset.total_seconds() * 1000)


def _worded(ats: Sequence[int], step: int) -> list[Moment]:
    found: list[Moment] = []
    day = ""
    for at in ats:
        today = date(at)
        if step >= _DAY:
            found.append(Moment(at, today, ""))
        else:
            found.append(Moment(at, clock(at, seconds=False), today if today != day else ""))
        day = today
    return found
