"""What the person at the line may do, and what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from engine.core.modes import Role
from engine.service.answers import Why
from engine.service.registry import Registry
from engine.service.specs import CommandSpec


@dataclass(frozen=True, slots=True)
class Scope:
    """``available`` are the commands that this engine has; ``refused`` says what else stands in the way of which."""

    registry: Registry
    role: Role
    available: Set[str]
    symbols: Sequence[str] = ()
    refused: Mapping[str, Why] = field(default_factory=dict)

    def shows(self, spec: CommandSpec) -> bool:
        """Whether the command is shown at all."""
        return self.shows_role(spec.role)

    def shows_role(self, needed: Role) -> bool:
        """Who only watches is not offered what acts; others see with its reason what they may not do."""
        return needed.rank <= self.role.rank or self.role.rank >= Role.OPERATOR.rank

    def refusal(self, spec: CommandSpec) -> Why | None:
        """Why this command is not to be had, whatever its parameters; None when it is."""
        if spec.id not in self.available:
            return Why("line-later")
        return self.too_low(spec.role) or self.refused.get(spec.id)

    def too_low(self, needed: Role) -> Why | None:
        """The reason when the person's role does not reach."""
        return Why("line-needs-role", {"role": needed.value}) if self.role.rank < needed.rank else None
