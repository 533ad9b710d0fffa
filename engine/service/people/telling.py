"""What the house tells of people: as facts of events, in the keys of messages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from engine.core.modes import Role
from engine.service.answers import Why
from engine.service.people.admission import PLACES
from engine.service.people.names import plain_name
from locales import t

if TYPE_CHECKING:
    from engine.service.visits import Visit

PAIRING: Final = "pairing"
"""Who granted a role that came with the one-time code."""
_log = logging.getLogger(__name__)


def knock_facts(visit: Visit) -> dict[str, Any]:
    """Who was not let in, where, and what would let them in."""
    surface, person, name = visit.surface.capitalize(), str(visit.actor), plain_name(visit.name) or "-"
    if visit.alone or visit.admitted_by is None:
        command = f"role grant {visit.surface} {visit.actor} {Role.VIEWER.value}"
        setting = f"{visit.surface}_viewers".upper()
        why = Why(
            "knock-person",
            {"surface": surface, "person": person, "name": name, "command": command, "setting": setting},
        )
    else:
        place, setting = str(visit.admitted_by), PLACES.get(visit.surface, "").upper()
        why = Why(
            "knock-place",
            {"surface": surface, "person": person, "name": name, "place": place, "setting": setting},
        )
    return {"surface": visit.surface, "actor": person, "place": visit.place, "key": why.key, "params": why.params}


def role_facts(surface: str, person: int, role: Role | None) -> dict[str, Any]:
    """Which role somebody has been given; None: it was taken."""
    named = "none" if role is None else role.value
    why = Why("role-changed", {"surface": surface.capitalize(), "person": str(person), "role": named})
    return {"surface": surface, "actor": str(person), "key": why.key, "params": why.params}


def tell_code(surface: str, code: str) -> None:
    """Log the code that makes who types it the owner; viewers who read the latest lines in a chat do not find it."""
    told = t("log-pairing-code", surface=surface.capitalize(), code=code)
    _log.warning("%s", told, extra={"tag": "KHOI TAO", "not_in_memory": True})
