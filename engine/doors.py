"""Ways to a service, from the outside in: the engine that runs on a folder, one of our own, or what was recorded.

Everything heavy is imported when a door is opened, in a thread: by then the console has painted its first screen.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from engine.core.errors import Refused, Temporary
from engine.service.port import Caller, Request, Service
from engine.service.wire import RemoteService, engine_is_running

if TYPE_CHECKING:
    from engine.app import Engine
    from engine.playback.service import PlaybackService
    from engine.service.answers import Answer
    from engine.service.snapshots import Snapshot
    from engine.settings import Settings
    from engine.settings_load import Loaded

_BETWEEN_TRIES: Final = 0.1
_TRIES: Final = 50
"""Whoever holds the folder's lock may be about to open its socket, or may only have come for a single answer."""


class OwnService:
    """An engine of our own; when it ends with an error, whoever asks or watches is told."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.told = False
        self._running = asyncio.create_task(engine.run())

    @property
    def error(self) -> BaseException | None:
        """What ended the engine. A market that simply has nothing more to give has not ended it."""
        done = self._running.done() and not self._running.cancelled()
        return self._running.exception() if done else None

    async def call(self, caller: Caller, request: Request) -> Answer:
        """As the engine answers."""
        self._tell()
        return await self.engine.service.call(caller, request)

    async def snapshots(self) -> AsyncIterator[Snapshot]:
        """As the engine shows itself, until it ends."""
        pictures = self.engine.service.snapshots()
        while True:
            coming = asyncio.ensure_future(anext(pictures, None))
            try:
                watched = {coming} if self._running.done() else {coming, self._running}
                await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
                self._tell()
                picture = await coming
            finally:
                coming.cancel()
            if picture is None:
                return
            yield picture

    async def stop(self) -> None:
        """End the engine; harmless when called twice."""
        self._running.cancel()
        await self.engine.stop()
        await asyncio.gather(self._running, return_exceptions=True)

    def _tell(self) -> None:
        if self.error is not None:
            self.told = True
            raise self.error


class LiveDoor:
    """The engine of a data folder: attached to where one runs already, otherwise started here.

    Whoever was attached once never starts an engine: the one that runs the folder may be restarting, and its folder
    must not be taken from it meanwhile.
    """

    def __init__(self, loaded: Loaded, actor: str, *, readonly: bool = False) -> None:
        self.own = False
        self._loaded, self._actor, self._readonly = loaded, actor, readonly
        self._attached = False
        self._service: OwnService | None = None
        self._turn = asyncio.Lock()

    async def open(self) -> Service:
        """The running engine, or a new one. Raises Temporary (``err-engine-gone``) while an attached one is away.

        An error that ended our own engine is raised here once if nobody was told before; then a fresh one starts.
        """
        async with self._turn:
            if self._service is not None and self._service.error is None:
                return self._service
            await self._clear_away()
            if self._attached:
                return await self._attach()
            return await self._attach_or_start()

    async def close(self) -> None:
        """Stop an engine of our own; another one goes on."""
        async with self._turn:
            service, self._service = self._service, None
            if service is not None:
                await service.stop()

    async def _clear_away(self) -> None:
        service, self._service = self._service, None
        if service is None:
            return
        await service.stop()
        if service.error is not None and not service.told:
            raise service.error

    async def _attach(self) -> Service:
        folder = self._loaded.settings.data_dir
        if not await asyncio.to_thread(engine_is_running, folder):
            raise Temporary("err-engine-gone")
        self._attached, self.own = True, False
        return RemoteService(folder, actor=self._actor, readonly=self._readonly)

    async def _attach_or_start(self) -> Service:
        for left in range(_TRIES, -1, -1):
            with contextlib.suppress(Temporary):
                return await self._attach()
            try:
                return await self._start()
            except Refused as error:
                if error.key != "err-folder-in-use" or not left:
                    raise
            await asyncio.sleep(_BETWEEN_TRIES)
        raise Temporary("err-engine-gone")

    async def _start(self) -> Service:
        kind = await asyncio.to_thread(_engine)
        self._service = OwnService(await kind.start(self._loaded))
        self.own = True
        return self._service


class PlaybackDoor:
    """What the store of a data folder has recorded, between two moments if given; beside a running engine or not."""

    own = True

    def __init__(self, settings: Settings, start: int | None = None, end: int | None = None) -> None:
        self._settings, self._start, self._end = settings, start, end
        self._service: PlaybackService | None = None
        self._turn = asyncio.Lock()

    async def open(self) -> Service:
        """The playback, standing at its first moment. Raises InvalidInput or Operational when there is none."""
        async with self._turn:
            if self._service is None:
                self._service = await asyncio.to_thread(_playback, self._settings, self._start, self._end)
            return self._service

    async def close(self) -> None:
        """Let go of the store."""
        async with self._turn:
            service, self._service = self._service, None
            if service is not None:
                await service.close()


def _engine() -> type[Engine]:
    from engine.app import Engine

    return Engine


def _playback(settings: Settings, start: int | None, end: int | None) -> PlaybackService:
    from engine.playback.service import PlaybackService

    return PlaybackService.open(settings, start, end)
