"""Hours in which nothing rings, by the clock of whoever sleeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from engine.core.errors import InvalidInput

_HOURS: Final = re.compile(r"(\d{1,2})(?:[:hg](\d{2})?)?\s*(?:-|–|—)\s*(\d{1,2})(?:[:hg](\d{2})?)?", re.IGNORECASE)
_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Quiet:
    """From ``start`` until before ``end``, in minutes of the day; over midnight where the end comes first."""

    start: int
    end: int

    @classmethod
    def read(cls, text: str) -> Quiet:
        """``22-7``, ``22:30-6:15`` or ``22h-7h``; raises InvalidInput (``err-quiet-hours``)."""
        found = _HOURS.fullmatch(text.strip())
        if found is not None:
            hour, minute, last_hour, last_minute = (int(part or 0) for part in found.groups())
            sound = max(hour, last_hour) <= 24 and max(minute, last_minute) < 60
            start, end = (hour * 60 + minute) % _DAY, (last_hour * 60 + last_minute) % _DAY
            if sound and start != end:
                return cls(start, end)
        raise InvalidInput("err-quiet-hours", value=text)

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"

    def holds(self, now: int, zone: str) -> bool:
        """Whether it is quiet ``now`` (milliseconds) in ``zone``."""
        local = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(zone))
        minute = local.hour * 60 + local.minute
        if self.start < self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
