"""What only the one who asked may read."""

from __future__ import annotations

from typing import Final

from engine.core.modes import Role
from engine.service.specs import CommandSpec
from engine.service.visits import Visit

_INSIDE: Final = frozenset({"locks", "status", "logs", "config", "whoami", "notify", "alert"})
"""Of one person, or of the machine the engine runs on; the status also tells what the purse holds."""


def is_private(spec: CommandSpec, visit: Visit) -> bool:
    """Whether the answer may not be shown to all who read where it was asked: money, the machine, a person's own."""
    return not visit.alone and (spec.money or spec.role is Role.OWNER or spec.id in _INSIDE)
