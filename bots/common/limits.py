"""How often one person may ask: a bucket that fills by itself, so that a burst is fine and a flood is not."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.core.clocks import Clock

BURST: Final = 8.0
"""Questions in one go."""
PER_SECOND: Final = 0.5
PICTURE: Final = 2.0
"""A picture costs as much as this many questions."""
_MOST_PEOPLE: Final = 5_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Too fast: how long until the next question, and whether this person has not been told so yet."""

    ms: int
    first: bool


class Cooldowns:
    """A bucket a person; who has not asked for long is forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, int], _Bucket] = OrderedDict()

    def take(self, surface: str, actor: int, cost: float = 1.0) -> Wait | None:
        """Let a question pass (None), or say how long to wait."""
        now, key = self._clock.now(), (surface, actor)
        bucket = self._buckets.setdefault(key, _Bucket(BURST, now))
        self._buckets.move_to_end(key)
        while len(self._buckets) > _MOST_PEOPLE:
            self._buckets.popitem(last=False)
        bucket.left = min(BURST, bucket.left + max(0, now - bucket.at) / 1000 * PER_SECOND)
        bucket.at = now
        if bucket.left >= cost:
            bucket.left -= cost
            bucket.told = False
            return None
        first, bucket.told = not bucket.told, True
        return Wait(round((cost - bucket.left) / PER_SECOND * 1000), first)
