"""The one door. Console, chat and command line hold a ``Service``; they never see what is behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from engine.core.modes import Role

if TYPE_CHECKING:
    from engine.service.answers import Answer
    from engine.service.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, from where. People on the machine itself are the owner, or viewers with ``--readonly``.

    ``place`` is the chat or channel; ``alone``: nobody else reads there.
    """

    surface: str
    actor: str
    role: Role
    place: str | None = None
    language: str = "vi"
    alone: bool = True

    @property
    def mailbox(self) -> str:
        """Where what is meant for this caller is sent: the person alone, or the whole chat."""
        return mailbox_of(self.actor, None if self.alone else self.place)


def mailbox_of(actor: str, place: str | None) -> str:
    """``user:42``, or ``chat:-1001:7`` (a chat and, where it has one, its topic)."""
    return f"user:{actor}" if place is None else f"chat:{place}"


@dataclass(frozen=True, slots=True)
class Request:
    """A command with its arguments by name. ``confirmations`` counts how often the caller has agreed."""

    command: str
    arguments: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    confirmations: int = 0


class Service(Protocol):
    """What every surface can do."""

    async def call(self, caller: Caller, request: Request) -> Answer:
        """Carry out a command or answer a question; raises the error family of ``engine.core.errors``."""
        ...

    def snapshots(self) -> AsyncIterator[Snapshot]:
        """Immutable pictures of the whole house, at most four a second, the latest only."""
        ...
