"""A recording behind the house's own door: the same questions and snapshots, and the keys of a recorder."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Final

from engine.core.errors import Refused
from engine.playback.answering import HANDLERS_THEN
from engine.playback.asof import AsOf
from engine.playback.head import Head
from engine.playback.house import rooms_at
from engine.playback.known import Known, read_known
from engine.playback.picture import picture
from engine.playback.span import open_record
from engine.service.access import is_look
from engine.service.answers import Answer
from engine.service.dispatch import LocalService
from engine.service.port import Caller, Request
from engine.service.publisher import INTERVAL, SnapshotPublisher
from engine.service.registry import registry
from engine.service.snapshots import Playing, Snapshot

if TYPE_CHECKING:
    from engine.settings import Settings

_PLACES_KEPT: Final = 8


class PlaybackService:
    """A Service and a Transport over a store that is only read. Nothing it answers was known later than its moment."""

    def __init__(
        self,
        asof: AsOf,
        settings: Settings,
        head: Head,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._asof, self._settings, self._head, self._sleep = asof, settings, head, sleep
        self._waiting: set[asyncio.Event] = set()
        self._known: dict[int, Known] = {}
        self._number = 0
        self._closed = False

    @classmethod
    def open(
        cls,
        settings: Settings,
        start: int | None = None,
        end: int | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> PlaybackService:
        """The newest run in the store of ``settings``, between two moments if given. Reads; not for the event loop."""
        url, record, first, last = open_record(settings, start, end)
        return cls(AsOf(url, record), settings, Head(first, last, monotonic), sleep)

    async def call(self, caller: Caller, request: Request) -> Answer:
        """Answer as of the moment shown; whatever would write is refused."""
        spec = registry().get(request.command)
        if spec.writes and not is_look(spec, request.arguments):
            raise Refused("err-playback-writes-nothing")
        at = self._head.playing().at
        known = await self._known_at(at)
        rooms = await asyncio.to_thread(rooms_at, self._asof, known, self._settings)
        return await LocalService(rooms, HANDLERS_THEN, SnapshotPublisher()).call(caller, request)

    async def snapshots(self) -> AsyncIterator[Snapshot]:
        """A picture whenever the head has moved, at most four a second."""
        woken = asyncio.Event()
        self._waiting.add(woken)
        shown: Playing | None = None
        try:
            while await self._moved(shown, woken):
                shown = self._head.playing()
                yield await self._picture(shown)
                await self._sleep(INTERVAL)
        finally:
            self._waiting.discard(woken)

    async def seek(self, moment: int) -> None:
        """Show what was known at ``moment``."""
        self._head.seek(moment)
        self._tell()

    async def step(self, candles: int) -> None:
        """Go so many judged closes forward or back, and stand still."""
        at = self._head.playing().at
        self._head.run(None)
        self._head.seek(self._asof.record.step(at, candles) if candles else at)
        self._tell()

    def run(self, speed: float | None) -> None:
        """Play on; None stands still."""
        self._head.run(speed)
        self._tell()

    async def close(self) -> None:
        """End the subscriptions and let go of the store; harmless when called twice."""
        self._closed = True
        self._tell()
        await asyncio.to_thread(self._asof.close)

    async def _moved(self, shown: Playing | None, woken: asyncio.Event) -> bool:
        """Wait until there is something else to show; False when there will be nothing more."""
        while not self._closed and self._head.playing() == shown:
            await woken.wait()
            woken.clear()
        return not self._closed

    def _tell(self) -> None:
        for waiting in self._waiting:
            waiting.set()

    async def _picture(self, playing: Playing) -> Snapshot:
        known = await self._known_at(playing.at)
        self._number += 1
        return picture(self._number, known, playing)

    async def _known_at(self, at: int) -> Known:
        """The past does not change: a place that was looked at lately is not asked about again."""
        found = self._known.get(at)
        if found is None:
            record = self._asof.record
            found = await asyncio.to_thread(self._asof.read, at, lambda conn: read_known(conn, record, at))
            self._known[at] = found
            while len(self._known) > _PLACES_KEPT:
                del self._known[next(iter(self._known))]
        return found
