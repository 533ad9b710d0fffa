"""What the bots need to know of the house for menus and suggestions, asked seldom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import HaiDangError, InvalidInput
from engine.core.modes import Role
from engine.core.symbols import Symbol
from engine.service.port import Caller, Request
from engine.service.registry import registry

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.service.port import Service

_FRESH_MS: Final = 15_000
_SELF: Final = Caller("bots", "menu", Role.OWNER)


class HouseFacts:
    """Which commands can be carried out, and which pairs are watched."""

    def __init__(self, service: Service, clock: Clock) -> None:
        self._service, self._clock = service, clock
        self._available: frozenset[str] = frozenset()
        self._symbols: tuple[str, ...] = ()
        self._symbols_at = 0

    async def available(self) -> frozenset[str]:
        """Ids of commands whose engine exists; it does not change while the program runs."""
        if not self._available:
            helped: Any = await self._service.call(_SELF, Request("help"))
            self._available = frozenset(row.id for row in helped.rows if row.available)
        return self._available

    async def commands(self, role: Role) -> list[str]:
        """Ids of commands that this role may use."""
        known = await self.available()
        return [spec.id for spec in registry() if spec.id in known and role.rank >= spec.role.rank]

    async def symbols(self) -> tuple[str, ...]:
        """The watched pairs; what was known before when the house does not answer."""
        now = self._clock.now()
        if not self._symbols or now - self._symbols_at > _FRESH_MS:
            self._symbols_at = now
            try:
                listed: Any = await self._service.call(_SELF, Request("symbols", {"action": "list"}))
            except HaiDangError:
                return self._symbols
            self._symbols = tuple(row.symbol for row in listed.rows)
        return self._symbols

    async def pair(self, text: str) -> str | None:
        """The watched pair that somebody names with nothing else; None when it is none."""
        try:
            wanted = Symbol(text)
        except InvalidInput:
            return None
        return str(wanted) if wanted in await self.symbols() else None
