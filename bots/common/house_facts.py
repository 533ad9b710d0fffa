"""What the bots need to know of the house for menus and suggestions, asked seldom."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import HaiDangError, InvalidInput, Operational
from engine.core.modes import Role
from engine.core.symbols import Symbol
from engine.service.port import Caller, Request
from engine.service.registry import registry

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.service.port import Service
    from engine.service.snapshots import Snapshot
    from engine.service.specs import CommandSpec

_FRESH_MS: Final = 15_000
_PATIENCE: Final = 10.0
_SELF: Final = Caller("bots", "menu", Role.OWNER)


async def available_commands(service: Service) -> frozenset[str]:
    """Ids of commands whose engine exists."""
    helped: Any = await service.call(_SELF, Request("help"))
    return frozenset(row.id for row in helped.rows if row.available)


def is_open(spec: CommandSpec, role: Role, available: Collection[str]) -> bool:
    """Whether a command can be offered to this role."""
    return spec.id in available and role.rank >= spec.role.rank


class HouseFacts:
    """Which commands can be carried out, which pairs are watched, and how the house stands."""

    def __init__(self, service: Service, clock: Clock) -> None:
        self._service, self._clock = service, clock
        self._available: frozenset[str] = frozenset()
        self._symbols: tuple[str, ...] = ()
        self._symbols_at = 0

    async def available(self) -> frozenset[str]:
        """Ids of commands whose engine exists; it does not change while the program runs."""
        if not self._available:
            self._available = await available_commands(self._service)
        return self._available

    async def commands(self, role: Role) -> list[str]:
        """Ids of commands that this role may use."""
        known = await self.available()
        return [spec.id for spec in registry() if is_open(spec, role, known)]

    async def symbols(self) -> tuple[str, ...]:
        """The watched pairs; what was known before when the house does not answer."""
        now = self._clock.now()
        if not self._symbols or now - self._symbols_at > _FRESH_MS:
            self._symbols_at = now
            try:
                status: Any = await self._service.call(_SELF, Request("status"))
            except HaiDangError:
                return self._symbols
            self._symbols = tuple(status.symbols)
        return self._symbols

    async def pair(self, text: str) -> str | None:
        """The watched pair that somebody names with nothing else; None when it is none."""
        try:
            wanted = Symbol(text)
        except InvalidInput:
            return None
        return str(wanted) if wanted in await self.symbols() else None

    async def snapshot(self) -> Snapshot:
        """The house now, for what a dangerous command would do."""
        pictures = self._service.snapshots()
        try:
            async with asyncio.timeout(_PATIENCE):
                return await anext(pictures)
        except (TimeoutError, StopAsyncIteration) as error:
            raise Operational("err-engine-silent", command="snapshot", seconds=round(_PATIENCE)) from error
        finally:
            with contextlib.suppress(Exception):
                await pictures.aclose()  # type: ignore[attr-defined]
