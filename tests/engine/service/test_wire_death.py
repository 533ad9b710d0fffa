"""An engine that dies or falls silent while it is asked: the caller is told, and in time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import Temporary
from engine.core.modes import Role
from engine.service.port import Caller, Request
from engine.service.wire import RemoteService, socket_path

CALLER = Caller("console", "an", Role.OWNER)
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


@asynccontextmanager
async def engine_that(talk: Talk, folder: Path) -> AsyncIterator[RemoteService]:
    server = await asyncio.start_unix_server(talk, str(socket_path(folder)))
    try:
        yield RemoteService(folder, actor="an")
    finally:
        server.close()


@pytest.mark.parametrize("rest", [b"", b'{"id": 1, "answ', b'{"id": 1, "answer"'])
async def test_killed_in_the_middle_of_an_answer(tmp_path: Path, rest: bytes) -> None:
    async def die(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(rest)
        await writer.drain()
        writer.close()

    async with engine_that(die, tmp_path) as remote:
        with pytest.raises(Temporary, match="err-engine-gone"):
            await asyncio.wait_for(remote.call(CALLER, Request("ping")), 10)
        assert [picture async for picture in remote.snapshots()] == []


async def test_silence_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hung_up = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        assert await reader.readline() == b""
        hung_up.set()
        writer.close()

    monkeypatch.setattr("engine.service.wire.CALL_SECONDS", 0.05)
    async with engine_that(say_nothing, tmp_path) as remote:
        with pytest.raises(Temporary, match="err-engine-silent") as caught:
            await remote.call(CALLER, Request("flatten", {}, 2))
        assert caught.value.params["command"] == "flatten"
        await asyncio.wait_for(hung_up.wait(), 10)
