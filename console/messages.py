"""What travels inside the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from engine.core.errors import HaiDangError

if TYPE_CHECKING:
    from engine.service.port import Service
    from engine.service.snapshots import Snapshot


class SnapshotArrived(Message, bubble=False):
    """A new picture of the house. Of several that wait, only the last is drawn."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot

    def can_replace(self, message: Message) -> bool:
        """A newer picture makes an older one pointless."""
        return isinstance(message, SnapshotArrived)


class ServiceOpened(Message, bubble=False):
    """There is a service to ask."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service


class ServiceLost(Message, bubble=False):
    """The service is gone or could not be had. ``waits``: it is tried again only when a person asks for it."""

    def __init__(self, error: HaiDangError, *, waits: bool) -> None:
        super().__init__()
        self.error = error
        self.waits = waits
