"""The only subscriber: from a door to messages. It outlives every engine behind that door."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.message import Message

from console.messages import ServiceLost, ServiceOpened, SnapshotArrived
from engine.core.errors import HaiDangError, InvalidInput, Operational, Refused, Temporary, unforeseen

if TYPE_CHECKING:
    from engine.service.doors import Door
    from engine.service.port import Service

RETRY_SECONDS: Final = 1.0
_log = logging.getLogger(__name__)


class Bridge:
    """Opens the door, follows the snapshots, tells when both end, and tries again."""

    def __init__(self, door: Door, post: Callable[[Message], object], *, retry: float = RETRY_SECONDS) -> None:
        self.door = door
        self.service: Service | None = None
        self._post = post
        self._retry = retry
        self._again = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            error = await self._follow()
            self.service = None
            # What a person must mend does not mend itself: waiting for a second changes no setting.
            waits = isinstance(error, InvalidInput | Refused)
            self._again.clear()
            self._post(ServiceLost(error, waits=waits))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._again.wait(), None if waits else self._retry)

    def try_again(self) -> None:
        """Do not wait any longer."""
        self._again.set()

    async def _follow(self) -> HaiDangError:
        try:
            service = await self.door.open()
            self.service = service
            self._post(ServiceOpened(service))
            async for snapshot in service.snapshots():
                self._post(SnapshotArrived(snapshot))
        except HaiDangError as error:
            return error
        except Exception as error:
            return surprise(error)
        return Temporary("err-engine-gone")


def surprise(error: Exception) -> Operational:
    """An error nobody foresaw, with an id that leads to its traceback in the log."""
    found = unforeseen("err-unexpected", detail=type(error).__name__)
    _log.error("%s", found.incident, exc_info=error)
    return found
