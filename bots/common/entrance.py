"""The one gate, before anything is read: who is admitted, who is told how to come in, and who is too fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bots.common.limits import PICTURE, Cooldowns, Wait
from bots.common.picturing import PICTURED
from engine.core.modes import Role
from engine.core.secret_shapes import holds_secret
from engine.service.people.pairing import typed_code

if TYPE_CHECKING:
    from engine.service.lobby import Lobby
    from engine.service.specs import CommandSpec
    from engine.service.visits import Visit


class Entrance:
    """Runs before every message, slash command, button and form."""

    def __init__(self, lobby: Lobby) -> None:
        self._people, self._choices = lobby.chat.people, lobby.chat.choices
        self._cooldowns = Cooldowns(lobby.wall_clock)

    def role(self, visit: Visit) -> Role | None:
        """The role of this person here; None: not admitted."""
        return self._people.admit(visit)

    async def enter(self, visit: Visit, text: str) -> Role | None:
        """As ``role``, remembering who came: the admitted for their language, the others as a knock."""
        role = self._people.admit(visit)
        if role is not None:
            await self._choices.seen(visit)
        elif not (visit.alone and typed_code(text)):
            await self._people.knocked(visit)
        return role

    async def is_paired_by(self, visit: Visit, text: str) -> bool:
        """Whether this is the one-time code that makes its sender the first owner."""
        return typed_code(text) is not None and await self._people.pair(visit, text)

    def cooldown(self, visit: Visit, role: Role, spec: CommandSpec | None = None) -> Wait | None:
        """How long this person has to wait, or None. Who may stop things is never held up in it.

        Without ``spec``: for what is no command, or not a whole one, and is answered all the same.
        """
        if spec is not None and role.rank >= spec.role.rank >= Role.OPERATOR.rank:
            return None
        pictured = spec is not None and spec.id in PICTURED
        return self._cooldowns.take(visit.surface, visit.actor, PICTURE if pictured else 1.0)

    def holds_secret(self, text: str) -> bool:
        """Whether something in it looks like a token or a key."""
        return holds_secret(text)
