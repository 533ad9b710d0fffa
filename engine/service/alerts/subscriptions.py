"""What each mailbox wants to hear. Kept in memory, written through to the store."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from engine.service.alerts.kinds import AlertKind
from engine.service.alerts.quiet import Quiet
from engine.store.preferences import chosen, set_preference

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.store.store import Store

_NAME: Final = "alerts"


class Volume(StrEnum):
    """How an alert comes: ringing, silently, or not at all."""

    ON = "on"
    SILENT = "silent"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What was chosen; a kind that is not in ``volumes`` has its default. No ``watched`` pairs means all."""

    volumes: Mapping[AlertKind, Volume] = field(default_factory=lambda: MappingProxyType({}))
    quiet: Quiet | None = None
    watched: tuple[str, ...] = ()

    def with_volume(self, kinds: tuple[AlertKind, ...], volume: Volume) -> Subscription:
        """The same with another volume for ``kinds``."""
        return replace(self, volumes={**self.volumes, **dict.fromkeys(kinds, volume)})

    def toggled(self, symbol: str) -> Subscription:
        """The same with ``symbol`` watched, or not any more."""
        if symbol in self.watched:
            return replace(self, watched=tuple(one for one in self.watched if one != symbol))
        return replace(self, watched=(*self.watched, symbol))

    def written(self) -> str:
        """For the store."""
        facts = {"volumes": dict(self.volumes), "quiet": str(self.quiet) if self.quiet else None}
        return json.dumps({**facts, "watched": list(self.watched)}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def of(cls, text: str) -> Subscription:
        """As it was written."""
        facts: dict[str, Any] = json.loads(text)
        known = {kind.value for kind in AlertKind}
        volumes = {AlertKind(kind): Volume(how) for kind, how in facts["volumes"].items() if kind in known}
        quiet = Quiet.read(facts["quiet"]) if facts["quiet"] else None
        return cls(volumes, quiet, tuple(facts["watched"]))


NOTHING_CHOSEN: Final = Subscription()


class Subscriptions:
    """The subscriptions of all mailboxes by surface and mailbox."""

    def __init__(self, store: Store, wall_clock: Clock) -> None:
        self._store, self._wall = store, wall_clock
        self._all: dict[tuple[str, str], Subscription] = {}
        self._changing = asyncio.Lock()

    async def load(self) -> None:
        """Remember what was chosen."""
        found = await asyncio.to_thread(self._store.read, lambda conn: chosen(conn, _NAME))
        self._all = {(surface, mailbox): Subscription.of(text) for (surface, mailbox, _), text in found.items()}

    def of(self, surface: str, mailbox: str) -> Subscription:
        """What was chosen there."""
        return self._all.get((surface, mailbox), NOTHING_CHOSEN)

    def mailboxes(self, surface: str) -> Iterator[str]:
        """Those of a platform in which something was chosen."""
        return (mailbox for where, mailbox in tuple(self._all) if where == surface)

    async def change(self, surface: str, mailbox: str, work: Callable[[Subscription], Subscription]) -> Subscription:
        """Choose anew; memory follows the store."""
        async with self._changing:
            after, now = work(self.of(surface, mailbox)), self._wall.now()
            text = after.written()
            await self._store.write(lambda conn: set_preference(conn, surface, mailbox, _NAME, text, now))
            self._all[surface, mailbox] = after
            return after
