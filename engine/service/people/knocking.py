"""Who came and was not let in: told at most once an hour for each person and place, counted each time.

Memory is bounded, and so is what strangers can make the house tell and write: of a crowd only some are told and kept.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.service.people.names import plain_name
from engine.store.roles import Knock

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.service.visits import Visit

TOLD_AGAIN_MS: Final = 3_600_000
WRITTEN_AGAIN_MS: Final = 60_000
MOST: Final = 500
"""People and places that are remembered, and that are kept of each platform."""
MOST_TOLD: Final = 30
"""Told in an hour at most, on all platforms together."""


@dataclass(slots=True)
class _Bell:
    """``waiting`` knocks are not written yet; ``written_at`` is since when they wait; ``told_at`` when people heard."""

    name: str
    first_at: int
    last_at: int
    written_at: int
    waiting: int = 0
    told_at: int | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """What follows from a knock: rows to be added to the store, and whether this one is to be told."""

    rows: tuple[Knock, ...]
    tell: bool


class Doorbell:
    """Counts knocks and says what is to be written and told."""

    def __init__(self, wall_clock: Clock) -> None:
        self._wall = wall_clock
        self._bells: OrderedDict[tuple[str, int, str], _Bell] = OrderedDict()
        self._told: list[int] = []

    def ring(self, visit: Visit) -> Rung:
        """Somebody who is not let in has spoken."""
        now, key, name = self._wall.now(), (visit.surface, visit.actor, visit.place), plain_name(visit.name)
        bell = self._bells.pop(key, None) or _Bell(name, now, now, now)
        self._bells[key] = bell
        bell.name, bell.last_at = name, now
        bell.first_at = bell.first_at if bell.waiting else now
        bell.waiting += 1
        tell = (bell.told_at is None or not 0 <= now - bell.told_at < TOLD_AGAIN_MS) and self._may_tell(now)
        if tell:
            bell.told_at = now
            self._told.append(now)
        due = tell or not 0 <= now - bell.written_at < WRITTEN_AGAIN_MS
        rows = self._take(key, bell, now) if due else []
        if len(self._bells) > MOST:
            old_key, old = self._bells.popitem(last=False)
            rows += self._take(old_key, old, now) if old.told_at is not None else []
        return Rung(tuple(rows), tell)

    def waiting(self) -> tuple[Knock, ...]:
        """All that was counted and not written yet; it counts as written from here on."""
        now = self._wall.now()
        return tuple(row for key, bell in self._bells.items() for row in self._take(key, bell, now))

    def _take(self, key: tuple[str, int, str], bell: _Bell, now: int) -> list[Knock]:
        if bell.waiting == 0:
            return []
        surface, actor, place = key
        row = Knock(surface, str(actor), place, bell.name, bell.waiting, bell.first_at, bell.last_at)
        bell.waiting, bell.written_at = 0, now
        return [row]

    def _may_tell(self, now: int) -> bool:
        self._told = [at for at in self._told if 0 <= now - at < TOLD_AGAIN_MS]
        return len(self._told) < MOST_TOLD
