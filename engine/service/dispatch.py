"""The service itself: access, arguments, agreement, the handler, the audit.

What writes is carried through to its end and to its row in the audit even when the one who asked goes away meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine.core.errors import HaiDangError, Refused, unforeseen
from engine.core.wording import error_text
from engine.service.access import check_agreement, check_role, is_look
from engine.service.answers import Answer
from engine.service.port import Caller, Request
from engine.service.registry import read_named, registry
from engine.service.snapshots import Snapshot
from engine.service.specs import CommandSpec

if TYPE_CHECKING:
    from engine.service.publisher import SnapshotPublisher
    from engine.service.rooms import Rooms

_log = logging.getLogger(__name__)
Handler = Callable[["Rooms", Caller, Mapping[str, Any]], Awaitable[Answer]]


class LocalService:
    """The service port over rooms in this process."""

    def __init__(self, rooms: Rooms, handlers: Mapping[str, Handler], publisher: SnapshotPublisher) -> None:
        self._rooms = rooms
        self._handlers = handlers
        self._publisher = publisher
        self._under_way: set[asyncio.Task[Answer]] = set()

    async def call(self, caller: Caller, request: Request) -> Answer:
        """Carry out a command; what writes is audited whether it was done, refused or failed."""
        spec = registry().get(request.command)
        if not spec.writes:
            return await self._carry_out(caller, request, spec)
        work = asyncio.create_task(self._carry_out(caller, request, spec))
        self._under_way.add(work)
        work.add_done_callback(self._forget)
        return await asyncio.shield(work)

    def _forget(self, work: asyncio.Task[Answer]) -> None:
        self._under_way.discard(work)
        if not work.cancelled():
            work.exception()  # it is in the audit; nobody may be left who waits for it

    async def settle(self) -> None:
        """Until every command under way has ended; to be awaited before the rooms are closed."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _carry_out(self, caller: Caller, request: Request, spec: CommandSpec) -> Answer:
        arguments: dict[str, Any] = dict(request.arguments)
        try:
            check_role(caller.role, spec, arguments)
            arguments = read_named(spec, request.arguments)
            check_role(caller.role, spec, arguments)
            handler = self._handlers.get(spec.id)
            if handler is None:
                raise Refused("err-not-built-yet", name=spec.id)
            check_agreement(request.confirmations, spec, arguments, self._rooms.desk.state.value)
            answer = await handler(self._rooms, caller, arguments)
        except HaiDangError as error:
            _log.info("%s: %s", spec.id, error_text(error), extra={"tag": "CANH BAO"})
            await self._audit(caller, spec, arguments, type(error).__name__, error.key)
            raise
        except Exception as error:
            surprise = unforeseen("err-unexpected", detail=type(error).__name__)
            _log.exception("%s: %s", surprise.incident, spec.id)
            await self._audit(caller, spec, arguments, "Error", surprise.incident)
            raise surprise from error
        with contextlib.suppress(HaiDangError):  # it was done: a full disk must not turn that into a failure
            await self._audit(caller, spec, arguments, "done", None)
        return answer

    def snapshots(self) -> AsyncIterator[Snapshot]:
        """Snapshots for one subscriber."""
        return self._publisher.subscribe()

    async def _audit(
        self, caller: Caller, spec: CommandSpec, arguments: Mapping[str, Any], result: str, detail: str | None
    ) -> None:
        if not spec.writes or is_look(spec, arguments):
            return
        from engine.core.hashing import canonical_json
        from engine.store.chains import append_audit

        now = self._rooms.wall_clock.now()
        facts = canonical_json({name: str(value) for name, value in arguments.items()})
        await self._rooms.store.write(
            lambda conn: append_audit(
                conn,
                timestamp=now,
                surface=caller.surface,
                actor=caller.actor,
                place=caller.place,
                role=caller.role.value,
                command=spec.id,
                arguments=facts,
                result=result,
                detail=detail,
            )
        )
