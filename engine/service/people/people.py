"""Who is admitted on the chat platforms, and as what.

``admit(visit) -> Role | None``: the one gate, before anything of what was said is read.
``await knocked(visit)``: for whoever was not let in; they get no answer. ``await knocks(limit)``: who they were.
``role_of(surface, actor)``, ``owners(surface)``, ``admits_anybody(surface)``.
``pairing_code(surface) -> str | None``, ``await pair(visit, text) -> bool``: how the first owner comes in.
``await grant(...)``, ``await revoke(...)``: what the command ``role`` does.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from engine.core.errors import HaiDangError
from engine.core.events import Event, EventKind
from engine.core.modes import Role
from engine.service.people.admission import PLACES, Access, access_of, admitted
from engine.service.people.granting import check_change
from engine.service.people.knocking import MOST, Doorbell
from engine.service.people.pairing import PairingCodes, typed_code
from engine.service.people.telling import PAIRING, knock_facts, role_facts, tell_code
from engine.store.chains import append_audit
from engine.store.events import append_event
from engine.store.roles import Grant, Knock, add_knocks, drop_grant, latest_knocks, read_grants, set_grant

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.clocks import Clock
    from engine.service.visits import Visit
    from engine.settings import Settings
    from engine.store.store import Store


class People:
    """Roles from the settings and from the store, in memory, and the one gate before anything is read."""

    def __init__(self, store: Store, settings: Settings, wall_clock: Clock, market_clock: Clock | None = None) -> None:
        self._store, self._settings, self._wall = store, settings, wall_clock
        self._event_clock = market_clock or wall_clock
        self._grants: dict[tuple[str, int], Grant] = {}
        self._access: dict[str, Access] = {}
        self._bell = Doorbell(wall_clock)
        self._codes = PairingCodes(wall_clock)
        self._changing = asyncio.Lock()
        self._refresh()

    async def load(self) -> None:
        """Remember the roles that were granted."""
        grants = await asyncio.to_thread(self._store.read, read_grants)
        self._grants = {(grant.surface, int(grant.subject)): grant for grant in grants}
        self._refresh()

    def apply(self, settings: Settings) -> None:
        """Take over settings that changed while running."""
        self._settings = settings
        self._refresh()

    def admit(self, visit: Visit) -> Role | None:
        """The role this person has here; None: nothing is answered."""
        return admitted(visit, self.access(visit.surface))

    def access(self, surface: str) -> Access:
        """Who may come in on a platform."""
        return self._access.get(surface, Access())

    def role_of(self, surface: str, actor: int) -> Role | None:
        """The person's own role on a platform, wherever they stand; None for who has none."""
        return self.access(surface).role_of(actor)

    def owners(self, surface: str) -> frozenset[int]:
        """Everybody who is an owner on a platform."""
        return self.access(surface).owners()

    def admits_anybody(self, surface: str) -> bool:
        """Whether there is somebody, or somewhere, to be let in at all."""
        return self.access(surface).admits_anybody()

    def grants(self) -> tuple[Grant, ...]:
        """Roles that were granted, oldest first by platform."""
        return tuple(sorted(self._grants.values(), key=lambda grant: (grant.surface, grant.created_at)))

    async def grant(self, surface: str, person: int, role: Role, granted_by: str, *, myself: int | None = None) -> None:
        """Give a role. ``myself``: who gives it, where they are of the same platform. Raises Refused."""
        async with self._changing:
            check_change(self.access(surface), surface, person, role, myself)
            await self._grant(surface, person, role, granted_by, audit=None)

    async def revoke(self, surface: str, person: int, *, myself: int | None = None) -> None:
        """Take a granted role. Raises Refused."""
        async with self._changing:
            check_change(self.access(surface), surface, person, None, myself)
            event = self._event(EventKind.ROLE_CHANGED, role_facts(surface, person, None))

            def work(conn: Connection) -> None:
                drop_grant(conn, surface, str(person))
                append_event(conn, event)

            await self._store.write(work)
            self._grants.pop((surface, person), None)
            self._refresh()

    async def knocked(self, visit: Visit) -> None:
        """Count somebody who was not let in, and tell those of the house; at most once an hour each."""
        rung = self._bell.ring(visit)
        event = self._event(EventKind.KNOCK, knock_facts(visit)) if rung.tell else None
        if not rung.rows and event is None:
            return

        def work(conn: Connection) -> None:
            add_knocks(conn, rung.rows, MOST)
            if event is not None:
                append_event(conn, event)

        with suppress(HaiDangError):  # a full disk is told elsewhere; strangers must not make more of it
            await self._store.write(work)

    async def knocks(self, limit: int) -> list[Knock]:
        """Who was not let in, the newest first."""
        rows = self._bell.waiting()
        if rows:
            await self._store.write(lambda conn: add_knocks(conn, rows, MOST))
        return await asyncio.to_thread(self._store.read, lambda conn: latest_knocks(conn, limit))

    def pairing_code(self, surface: str) -> str | None:
        """The code that makes who types it the first owner; None when the platform has one. A new one is logged."""
        if surface not in PLACES or self.owners(surface):
            return None
        code, is_new = self._codes.current(surface)
        if is_new:
            tell_code(surface, code)
        return code

    async def pair(self, visit: Visit, text: str) -> bool:
        """Whether what somebody typed in private was the right code: then they are the owner now."""
        code = typed_code(text) if visit.alone else None
        if code is None:
            return False
        async with self._changing:
            if self.pairing_code(visit.surface) is None:
                return False
            if not self._codes.try_code(visit.surface, visit.actor, code):
                self.pairing_code(visit.surface)  # one that was guessed at too often is followed by another
                return False
            await self._grant(visit.surface, visit.actor, Role.OWNER, PAIRING, audit=visit)
        return True

    async def _grant(self, surface: str, person: int, role: Role, granted_by: str, *, audit: Visit | None) -> None:
        now = self._wall.now()
        grant = Grant(surface, str(person), role.value, granted_by, now)
        event = self._event(EventKind.ROLE_CHANGED, role_facts(surface, person, role))

        def work(conn: Connection) -> None:
            set_grant(conn, grant)
            append_event(conn, event)
            if audit is not None:
                facts = {"action": PAIRING, "surface": surface, "person": str(person), "role": role.value}
                append_audit(
                    conn, timestamp=now, surface=surface, actor=str(person), place=audit.place, role=Role.PUBLIC.value,
                    command="role", arguments=facts, result="done",
                )  # fmt: skip

        await self._store.write(work)
        self._grants[surface, person] = grant
        self._refresh()

    def _refresh(self) -> None:
        for surface in PLACES:
            granted = {person: Role(grant.role) for (where, person), grant in self._grants.items() if where == surface}
            self._access[surface] = access_of(self._settings, surface, granted)

    def _event(self, kind: EventKind, facts: dict[str, Any]) -> Event:
        return Event(kind, self._event_clock.now(), self._settings.source, None, facts)
