"""The one gate, as a pure function: who is let in where, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from engine.core.modes import Role

if TYPE_CHECKING:
    from engine.service.visits import Visit
    from engine.settings import Settings

PLACES: Final = {"discord": "discord_guilds", "telegram": "telegram_chats"}
"""The platforms, and the setting that lists the servers or chats which are served there."""
LISTS: Final = {Role.VIEWER: "viewers", Role.OPERATOR: "operators", Role.OWNER: "owners"}
"""The settings of a platform that give people their role, lowest first: who is in several has the highest."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in on one platform: by the settings, by what owners granted, and where."""

    listed: Mapping[int, Role] = field(default_factory=lambda: MappingProxyType({}))
    granted: Mapping[int, Role] = field(default_factory=lambda: MappingProxyType({}))
    places: frozenset[int] = frozenset()

    def role_of(self, person: int) -> Role | None:
        """The person's own role, the higher of the listed and the granted one; None for everybody else."""
        found = [role for roles in (self.listed, self.granted) if (role := roles.get(person)) is not None]
        return max(found, key=lambda role: role.rank, default=None)

    def owners(self) -> frozenset[int]:
        """Everybody who is an owner here."""
        return frozenset(person for person in (*self.listed, *self.granted) if self.role_of(person) is Role.OWNER)

    def admits_anybody(self) -> bool:
        """Whether there is somebody, or somewhere, to be let in at all."""
        return bool(self.listed or self.granted or self.places)


def access_of(settings: Settings, surface: str, granted: Mapping[int, Role]) -> Access:
    """What the settings and the grants say about one platform."""
    if surface not in PLACES:
        return Access()
    listed = {person: role for role, name in LISTS.items() for person in getattr(settings, f"{surface}_{name}")}
    return Access(listed, granted, frozenset(getattr(settings, PLACES[surface])))


def admitted(visit: Visit, access: Access) -> Role | None:
    """The role this person has here; None: not let in.

    | who                 | private conversation | place that is served | any other place |
    |---------------------|----------------------|----------------------|-----------------|
    | listed or granted   | own role             | own role             | nothing         |
    | everybody else      | nothing              | public               | nothing         |
    """
    is_served = visit.admitted_by is not None and visit.admitted_by in access.places
    if not (visit.alone or is_served):
        return None
    return access.role_of(visit.actor) or (Role.PUBLIC if is_served else None)
