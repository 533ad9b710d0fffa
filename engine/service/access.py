"""Who may do what, and how often a dangerous command asks first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.core.errors import Refused
from engine.core.modes import Danger, Role
from engine.service.specs import CommandSpec

AGREEMENTS: Final = {Danger.NONE: 0, Danger.ASK: 1, Danger.ASK_TWICE: 2}


def check_role(role: Role, spec: CommandSpec, arguments: Mapping[str, object]) -> None:
    """Raise Refused (``err-refused-role``) when ``role`` is too low for this command with these arguments."""
    needed = spec.role_for(arguments)
    if role.rank < needed.rank:
        raise Refused("err-refused-role", command=spec.shown_name, role=needed.value, yours=role.value)


def check_agreement(confirmations: int, spec: CommandSpec, arguments: Mapping[str, object], state: str) -> None:
    """Raise Refused (``err-confirm-needed``) until a command that is dangerous in ``state`` was agreed to often enough.

    Looking (``symbols list``, ``role list``) asks nothing.
    """
    if is_look(spec, arguments):
        return
    needed = AGREEMENTS[spec.danger_in(state)]
    if confirmations < needed:
        raise Refused(
            "err-confirm-needed",
            command=spec.id,
            arguments=" ".join(str(value) for value in arguments.values()),
            left=needed - confirmations,
        )


def is_look(spec: CommandSpec, arguments: Mapping[str, object]) -> bool:
    """Whether a command that can write only looks with these arguments; nothing said is the default."""
    if spec.looks_bare:
        return all(arguments.get(param.name) is None for param in spec.params)
    action = next((param for param in spec.params if param.name == "action"), None)
    return action is not None and arguments.get("action", action.default) == "list"
