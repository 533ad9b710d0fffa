"""The service port over ``engine.sock``: one JSON message a line, both ways.

A request: ``{"id": 1, "op": "call", "command": "price", "arguments": {...}, "confirmations": 0, "language": "vi",
"surface": "cli"}``, or ``{"id": 2, "op": "watch"}`` for snapshots. A reply repeats the id and has ``answer``,
``snapshot`` or ``error``.
The file mode (600) admits only the owner of the data folder; ``readonly`` in a request makes the caller a viewer.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from typing import Any, Final

from engine.core.errors import CheckFailed, ExitCode, HaiDangError, InvalidInput, Operational, Refused, Temporary
from engine.core.modes import Role
from engine.service.answers import Answer
from engine.service.codec import decode, encode, line
from engine.service.port import Caller, Request, Service
from engine.service.snapshots import Snapshot

LINE_LIMIT = 8 * 1024 * 1024
_SURFACES: Final = ("console", "cli")
"""What may knock and is known by its name; whoever names another surface, or none, comes as the socket."""
CALL_SECONDS: Final = 120.0
"""How long an answer is waited for: flattening asks a slow exchange many times, so it is long; but it has an end."""


def socket_path(data_dir: Path) -> Path:
    """Where the engine of a data folder answers."""
    return data_dir / "engine.sock"


def _short(path: Path) -> str:
    """A path that fits the 107 bytes a socket address may have: relative to the working folder when that is shorter."""
    return min((str(path.resolve()), os.path.relpath(path)), key=len)


class SocketServer:
    """Answers on a data folder's socket for one service."""

    def __init__(self, service: Service, data_dir: Path) -> None:
        self._service = service
        self._path = socket_path(data_dir)
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Open the socket; the folder's lock must be held, so a socket file found here is a dead one."""
        self._path.unlink(missing_ok=True)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            # Closed to others from its first moment on (Linux), and everywhere before anybody is answered.
            os.fchmod(listening.fileno(), 0o600)
            listening.bind(_short(self._path))
            self._path.chmod(0o600)
            self._server = await asyncio.start_unix_server(self._talk, sock=listening, limit=LINE_LIMIT)
        except OSError as error:
            listening.close()
            raise Operational("err-socket-failed", path=str(self._path), detail=error.strerror or str(error)) from error

    async def stop(self) -> None:
        """Close the socket and every conversation."""
        if self._server is not None:
            self._server.close()
            for talk in list(self._talks):
                talk.cancel()
            await asyncio.gather(*self._talks, return_exceptions=True)
            self._path.unlink(missing_ok=True)
            self._server = None

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._talks.add(task)
            task.add_done_callback(self._talks.discard)
        running: set[asyncio.Task[None]] = set()
        try:
            while message := await reader.readline():
                work = asyncio.create_task(self._answer(message, writer))
                running.add(work)
                work.add_done_callback(running.discard)
        except (ConnectionError, ValueError, asyncio.CancelledError):
            pass
        finally:
            for work in running:
                work.cancel()
            writer.close()

    async def _answer(self, message: bytes, writer: asyncio.StreamWriter) -> None:
        number: Any = None
        try:
            ask = json.loads(message)
            number = ask["id"]
            if ask["op"] == "watch":
                async for snapshot in self._service.snapshots():
                    await _send(writer, {"id": number, "snapshot": encode(snapshot)})
                return
            role = Role.VIEWER if ask.get("readonly") else Role.OWNER
            surface = ask.get("surface") if ask.get("surface") in _SURFACES else "socket"
            caller = Caller(surface, ask.get("actor", "local"), role, language=ask.get("language", "vi"))
            request = Request(ask["command"], ask.get("arguments", {}), int(ask.get("confirmations", 0)))
            await _send(writer, {"id": number, "answer": encode(await self._service.call(caller, request))})
        except HaiDangError as error:
            await _send(writer, {"id": number, "error": _encode_error(error)})
        except (KeyError, TypeError, ValueError):
            await _send(writer, {"id": number, "error": _encode_error(InvalidInput("err-message-broken"))})


async def _send(writer: asyncio.StreamWriter, message: dict[str, Any]) -> None:
    with contextlib.suppress(ConnectionError):
        writer.write(line(message))
        await writer.drain()


def _encode_error(error: HaiDangError) -> dict[str, Any]:
    params = {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in error.params.items()
    }
    return {"key": error.key, "params": params, "exit_code": int(error.exit_code), "incident": error.incident}


def _decode_error(facts: dict[str, Any]) -> HaiDangError:
    kinds: dict[int, type[HaiDangError]] = {
        ExitCode.BAD_INPUT: InvalidInput,
        ExitCode.REFUSED: Refused,
        ExitCode.CHECK_SAID_NO: CheckFailed,
    }
    error = kinds.get(facts["exit_code"], Operational)(facts["key"], **facts["params"])
    error.incident = facts["incident"]
    return error


class RemoteService:
    """The service of an engine that runs in another process, behind the same port."""

    def __init__(self, data_dir: Path, *, actor: str, readonly: bool = False) -> None:
        self._path = socket_path(data_dir)
        self._actor = actor
        self._readonly = readonly
        self._number = 0

    async def call(self, caller: Caller, request: Request) -> Answer:
        """Ask the running engine; raises Temporary when it went away (``err-engine-gone``) or does not answer."""
        self._number += 1
        ask = {
            "id": self._number,
            "op": "call",
            "command": request.command,
            "arguments": {name: str(value) for name, value in request.arguments.items()},
            "confirmations": request.confirmations,
            "language": caller.language,
            "surface": caller.surface,
            "readonly": self._readonly,
            "actor": self._actor,
        }
        try:
            async with asyncio.timeout(CALL_SECONDS), contextlib.aclosing(self._exchange(ask)) as replies:
                reply = await anext(replies, None)
        except TimeoutError as error:
            raise Temporary("err-engine-silent", command=request.command, seconds=round(CALL_SECONDS)) from error
        if reply is None:
            raise Temporary("err-engine-gone")
        if "error" in reply:
            raise _decode_error(reply["error"])
        answer: Answer = decode(reply["answer"])
        return answer

    async def snapshots(self) -> AsyncIterator[Snapshot]:
        """Snapshots of the running engine until it goes away."""
        async with contextlib.aclosing(self._exchange({"id": 0, "op": "watch"})) as replies:
            async for reply in replies:
                yield decode(reply["snapshot"])

    async def _exchange(self, ask: dict[str, Any]) -> AsyncGenerator[dict[str, Any]]:
        try:
            reader, writer = await asyncio.open_unix_connection(_short(self._path), limit=LINE_LIMIT)
        except OSError as error:
            raise Temporary("err-engine-gone") from error
        try:
            writer.write(line(ask))
            await writer.drain()
            # An engine that is killed may leave half a line behind, which says nothing.
            while (reply := await reader.readline()).endswith(b"\n"):
                yield json.loads(reply)
        except ConnectionError as error:
            raise Temporary("err-engine-gone") from error
        finally:
            writer.close()


def engine_is_running(data_dir: Path) -> bool:
    """Whether something answers on the folder's socket right now."""
    path = socket_path(data_dir)
    if not path.exists():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(_short(path))
        except OSError:
            return False
    return True
