"""What an owner may change about somebody's role, and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.errors import Refused
from engine.core.modes import Role
from engine.service.people.admission import LISTS

if TYPE_CHECKING:
    from engine.service.people.admission import Access


def check_change(access: Access, surface: str, person: int, role: Role | None, myself: int | None) -> None:
    """Raise Refused when ``person`` may not be given ``role`` (None: may not lose the granted one) by ``myself``.

    The settings outrank what is granted while running, and nobody locks themselves out as the last owner.
    """
    listed = access.listed.get(person)
    if listed is not None and (role.rank < listed.rank if role is not None else person not in access.granted):
        setting = f"{surface}_{LISTS[listed]}".upper()
        raise Refused("err-role-listed", person=person, role=listed.value, setting=setting)
    if role is None and person not in access.granted:
        raise Refused("err-role-not-granted", person=person, surface=surface.capitalize())
    stays_owner = role is Role.OWNER or listed is Role.OWNER
    if person == myself and not stays_owner and access.owners() == {person}:
        raise Refused("err-role-last-owner", surface=surface.capitalize())
