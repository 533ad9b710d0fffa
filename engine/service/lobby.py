"""What the chat faces find behind the door, beside the service itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from engine.core.clocks import Clock
    from engine.core.events import EventKind
    from engine.service.notebook import Notebook
    from engine.service.port import Service
    from engine.service.rooms import ChatRooms
    from engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Lobby:
    """Given to the bots by the program that runs engine and bots together.

    ``note`` writes an event, so that what a bot has to say of itself is told by the other one too.
    """

    settings: Settings
    service: Service
    chat: ChatRooms
    notebook: Notebook
    wall_clock: Clock
    note: Callable[[EventKind, Mapping[str, object]], Awaitable[None]]
