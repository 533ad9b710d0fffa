"""The service port over a socket: the same answers and errors as next door, and nonsense does not end it."""

from __future__ import annotations

import asyncio
import json
import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import CheckFailed, HaiDangError, InvalidInput, Operational, Refused, Temporary
from engine.core.modes import Role
from engine.service.answers import Answer, Done, Pong
from engine.service.port import Caller, Request
from engine.service.wire import RemoteService, SocketServer, engine_is_running, socket_path

CALLER = Caller("cli", "an", Role.OWNER, language="en")


class Desk:
    """A service that remembers who asked what."""

    def __init__(self) -> None:
        self.asked: list[tuple[Caller, Request]] = []
        self.answer: Answer | BaseException = Pong(1.5)
        self.gate: asyncio.Event | None = None
        self.left = 0

    async def call(self, caller: Caller, request: Request) -> Answer:
        self.asked.append((caller, request))
        if self.gate is not None and request.command == "slow":
            await self.gate.wait()
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    async def snapshots(self) -> AsyncIterator[Any]:
        try:
            for number in range(3):
                yield Pong(float(number))
            await asyncio.Event().wait()
        finally:
            self.left += 1


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[Desk, RemoteService]]:
    desk = Desk()
    server = SocketServer(desk, folder)  # type: ignore[arg-type]
    await server.start()
    try:
        yield desk, RemoteService(folder, actor="an")
    finally:
        await server.stop()


async def test_only_the_owner_of_the_folder_may_knock(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        async with served(tmp_path):
            assert stat.S_IMODE(socket_path(tmp_path).stat().st_mode) == 0o600
            assert engine_is_running(tmp_path)
            assert os.umask(0) == 0  # put back as it was
    finally:
        os.umask(before)
    assert not socket_path(tmp_path).exists()
    assert not engine_is_running(tmp_path)


async def test_answers_and_questions_arrive_whole(tmp_path: Path) -> None:
    async with served(tmp_path) as (desk, remote):
        desk.answer = Done("done-enter", {"symbol": "BTC/USDT", "cash": "1.10", "word": "đóng tất\n🙂"})
        request = Request("enter", {"symbol": "BTC/USDT", "cash": Decimal("1.10")}, 2)
        assert await remote.call(CALLER, request) == desk.answer
        caller, asked = desk.asked[0]
        assert (caller.surface, caller.actor, caller.role, caller.language) == ("cli", "an", Role.OWNER, "en")
        assert (asked.command, dict(asked.arguments), asked.confirmations) == (
            "enter", {"symbol": "BTC/USDT", "cash": "1.10"}, 2,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("named", "known"), [("console", "console"), ("cli", "cli"), ("discord", "socket"), ("", "socket"), ("x", "socket")]
)
async def test_only_known_surfaces_are_believed(tmp_path: Path, named: str, known: str) -> None:
    async with served(tmp_path) as (desk, remote):
        await remote.call(replace(CALLER, surface=named), Request("ping", {}))
        assert desk.asked[0][0].surface == known


async def test_who_names_no_surface_comes_as_the_socket(tmp_path: Path) -> None:
    async with served(tmp_path) as (desk, _):
        for surface in ({}, {"surface": ["console"]}):
            reader, writer = await talk(tmp_path)
            writer.write(json.dumps({"id": 1, "op": "call", "command": "ping", **surface}).encode() + b"\n")
            await asyncio.wait_for(reader.readline(), 10)
            writer.close()
        assert [caller.surface for caller, _ in desk.asked] == ["socket", "socket"]


async def test_readonly_makes_a_viewer(tmp_path: Path) -> None:
    async with served(tmp_path) as (desk, _):
        await RemoteService(tmp_path, actor="an", readonly=True).call(CALLER, Request("ping", {}))
        assert desk.asked[0][0].role is Role.VIEWER


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (InvalidInput("err-symbol-invalid", text="@@"), InvalidInput),
        (Refused("err-refused-role", command="pause", role="operator", yours="viewer"), Refused),
        (CheckFailed("err-x", count=3), CheckFailed),
        (Operational("err-unexpected", detail="x", incident="E-1"), Operational),
        (Temporary("err-engine-gone"), HaiDangError),
    ],
)
async def test_errors_keep_their_kind_facts_and_incident(tmp_path: Path, error: HaiDangError, kind: type) -> None:
    async with served(tmp_path) as (desk, remote):
        desk.answer = error
        with pytest.raises(kind) as caught:
            await remote.call(CALLER, Request("x", {}))
        found = caught.value
        assert (found.key, found.params, found.incident) == (error.key, error.params, error.incident)
        assert found.exit_code == error.exit_code


async def talk(folder: Path) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_unix_connection(str(socket_path(folder)))


@pytest.mark.parametrize(
    "nonsense",
    [
        b"hello\n", b"\n", b"[]\n", b"1\n", b"null\n", b'{"id": 1}\n', b'{"id": 1, "op": "call"}\n', b"\xff\xfe\n",
        b'{"id": 1, "op": "call", "command": "ping", "confirmations": "many"}\n',
        b'{"op": "call", "command": "ping"}\n',
    ],
)  # fmt: skip
async def test_nonsense_is_answered_and_does_not_end_the_talk(tmp_path: Path, nonsense: bytes) -> None:
    async with served(tmp_path) as (_, remote):
        reader, writer = await talk(tmp_path)
        writer.write(nonsense)
        error = json.loads(await asyncio.wait_for(reader.readline(), 10))["error"]
        assert (error["key"], error["exit_code"]) == ("err-message-broken", 2)
        writer.write(b'{"id": 7, "op": "call", "command": "ping"}\n')
        reply = json.loads(await asyncio.wait_for(reader.readline(), 10))
        assert reply["id"] == 7
        assert "answer" in reply
        writer.close()
        assert await remote.call(CALLER, Request("ping", {})) == Pong(1.5)


async def test_a_line_that_never_ends_is_cut_off_and_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.service.wire.LINE_LIMIT", 4096)
    async with served(tmp_path) as (_, remote):
        reader, writer = await talk(tmp_path)
        writer.write(b"x" * 20_000)
        assert await asyncio.wait_for(reader.read(), 10) == b""
        writer.close()
        assert await remote.call(CALLER, Request("ping", {})) == Pong(1.5)


async def test_one_slow_question_does_not_hold_up_the_next(tmp_path: Path) -> None:
    async with served(tmp_path) as (desk, _):
        desk.gate = asyncio.Event()
        reader, writer = await talk(tmp_path)
        for number, command in ((1, "slow"), (2, "quick")):
            writer.write(json.dumps({"id": number, "op": "call", "command": command}).encode() + b"\n")
        assert json.loads(await asyncio.wait_for(reader.readline(), 10))["id"] == 2
        desk.gate.set()
        assert json.loads(await asyncio.wait_for(reader.readline(), 10))["id"] == 1
        writer.close()


async def test_snapshots_come_until_nobody_listens(tmp_path: Path) -> None:
    async with served(tmp_path) as (desk, remote):
        stream = remote.snapshots()
        assert [(await anext(stream)).engine_ms for _ in range(3)] == [0.0, 1.0, 2.0]
        await stream.aclose()  # type: ignore[attr-defined]
        async with asyncio.timeout(10):
            while not desk.left:  # noqa: ASYNC110
                await asyncio.sleep(0.005)


async def test_an_engine_that_goes_away_is_said_to_be_gone(tmp_path: Path) -> None:
    remote = RemoteService(tmp_path, actor="an")
    with pytest.raises(Temporary, match="err-engine-gone"):
        await remote.call(CALLER, Request("ping", {}))
    async with served(tmp_path) as (desk, remote):
        desk.gate = asyncio.Event()
        waiting = asyncio.create_task(remote.call(CALLER, Request("slow", {})))
        async with asyncio.timeout(10):
            while not desk.asked:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
    with pytest.raises(Temporary, match="err-engine-gone"):
        await asyncio.wait_for(waiting, 10)


async def test_a_dead_socket_file_is_replaced(tmp_path: Path) -> None:
    socket_path(tmp_path).touch()
    assert not engine_is_running(tmp_path)
    async with served(tmp_path) as (_, remote):
        assert await remote.call(CALLER, Request("ping", {})) == Pong(1.5)


async def test_a_path_too_long_for_a_socket_still_works_from_nearby(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    async with served(deep) as (_, remote):
        assert await remote.call(CALLER, Request("ping", {})) == Pong(1.5)
        assert engine_is_running(deep)
