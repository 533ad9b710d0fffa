"""Doors: attached where an engine runs, one's own where none does, and a folder is never taken from its engine."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.app import Engine
from engine.core.errors import InvalidInput, Refused, Temporary
from engine.doors import LiveDoor, OwnService, PlaybackDoor
from engine.service.doors import Door, Transport
from engine.service.lock import FolderLock
from engine.service.port import Request
from engine.service.wire import RemoteService, engine_is_running
from tests.engine.house import OWNER, loaded, until

QUIET = {"demo_speed": 1.0}


def door_of(folder: Path, models: Path, **changes: Any) -> LiveDoor:
    return LiveDoor(loaded(folder, models, **{**QUIET, **changes}), "an")


@asynccontextmanager
async def elsewhere(folder: Path, models: Path) -> AsyncIterator[Engine]:
    """An engine that somebody else started."""
    engine = await Engine.start(loaded(folder, models, **QUIET))
    try:
        yield engine
    finally:
        await engine.stop()


async def test_where_no_engine_runs_the_door_starts_one_and_ends_it(tmp_path: Path, models: Path) -> None:
    door: Door = door_of(tmp_path, models)
    service = await door.open()
    assert door.own
    assert isinstance(service, OwnService)
    assert await door.open() is service
    assert engine_is_running(tmp_path / "data")
    assert (await service.call(OWNER, Request("status"))).stamp.market == "demo"  # type: ignore[union-attr]
    assert (await asyncio.wait_for(anext(service.snapshots()), 20)).playing is None
    await door.close()
    await door.close()
    assert not engine_is_running(tmp_path / "data")


async def test_where_one_runs_the_door_attaches_and_leaves_it_running(tmp_path: Path, models: Path) -> None:
    async with elsewhere(tmp_path, models):
        doors = [door_of(tmp_path, models) for _ in range(2)]
        for door in doors:
            service = await door.open()
            assert not door.own
            assert isinstance(service, RemoteService)
            assert (await service.call(OWNER, Request("whoami"))).surface == "socket"  # type: ignore[union-attr]
        for door in doors:
            await door.close()
        assert engine_is_running(tmp_path / "data")


async def test_a_reader_stays_one_behind_the_socket(tmp_path: Path, models: Path) -> None:
    async with elsewhere(tmp_path, models):
        door = LiveDoor(loaded(tmp_path, models, **QUIET), "an", readonly=True)
        with pytest.raises(Refused, match="err-refused-role"):
            await (await door.open()).call(OWNER, Request("pause"))


async def test_an_attached_door_waits_for_its_engine_and_does_not_take_the_folder(tmp_path: Path, models: Path) -> None:
    door = door_of(tmp_path, models)
    async with elsewhere(tmp_path, models):
        before = await door.open()
    for _ in range(2):
        with pytest.raises(Temporary, match="err-engine-gone"):
            await door.open()
    with pytest.raises(Temporary, match="err-engine-gone"):
        await before.call(OWNER, Request("ping"))
    lock = FolderLock(tmp_path / "data")
    lock.acquire()  # free for the engine that comes back
    lock.release()
    async with elsewhere(tmp_path, models):
        assert (await (await door.open()).call(OWNER, Request("whoami"))).actor == "an"  # type: ignore[union-attr]
        assert not door.own


async def test_an_engine_that_was_quicker_is_attached_to(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is taken after the door has looked: another engine is starting, and its socket is not open yet."""
    looks = 0

    def blind_at_first(folder: Path) -> bool:
        nonlocal looks
        looks += 1
        return looks > 1 and engine_is_running(folder)

    monkeypatch.setattr("engine.doors.engine_is_running", blind_at_first)
    async with elsewhere(tmp_path, models):
        door = door_of(tmp_path, models)
        assert isinstance(await door.open(), RemoteService)
        assert not door.own
    assert looks == 2


async def test_a_lock_that_never_opens_a_socket_is_told(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.doors._BETWEEN_TRIES", 0.0)
    lock = FolderLock(tmp_path / "data")
    lock.acquire()
    door = door_of(tmp_path, models)
    with pytest.raises(Refused, match="err-folder-in-use"):
        await door.open()
    lock.release()
    await door.open()
    assert door.own
    await door.close()


class Broken(Engine):
    """An engine whose market ends with an error as soon as it is allowed to."""

    async def run(self) -> None:
        await BREAK.wait()
        raise InvalidInput("err-symbol-unlisted", symbol="X", source="demo")


BREAK = asyncio.Event()


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> None:
    BREAK.clear()
    monkeypatch.setattr("engine.doors._engine", lambda: Broken)


@pytest.mark.usefixtures("breaking")
async def test_what_ended_an_own_engine_is_told_to_who_watches_and_a_fresh_one_starts(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = door_of(tmp_path, models)
    service = await door.open()
    watching = asyncio.ensure_future(anext(service.snapshots()))
    await asyncio.sleep(0)
    BREAK.set()
    with pytest.raises(InvalidInput, match="err-symbol-unlisted"):
        await asyncio.wait_for(watching, 20)
    monkeypatch.setattr("engine.doors._engine", lambda: Engine)
    fresh = await door.open()
    assert fresh is not service
    assert door.own
    assert (await fresh.call(OWNER, Request("status"))) is not None
    await door.close()


@pytest.mark.usefixtures("breaking")
async def test_what_nobody_saw_is_told_once_when_the_door_is_opened_again(tmp_path: Path, models: Path) -> None:
    door = door_of(tmp_path, models)
    service = await door.open()
    assert isinstance(service, OwnService)
    BREAK.set()
    await until(lambda: service.error is not None)
    with pytest.raises(InvalidInput, match="err-symbol-unlisted"):
        await door.open()
    assert not engine_is_running(tmp_path / "data")
    BREAK.clear()
    assert isinstance(await door.open(), OwnService)
    await door.close()


async def test_a_recording_opens_beside_a_running_engine(tmp_path: Path, models: Path) -> None:
    door = PlaybackDoor(loaded(tmp_path, models).settings)
    with pytest.raises(Exception, match="err-store-missing"):
        await door.open()
    from tests.engine.house import living

    async with living(tmp_path, models) as house:
        await house.reach(8)
        service = await door.open()
        assert await door.open() is service
        assert isinstance(service, Transport)
        shown = (await anext(service.snapshots())).playing
        assert shown is not None
        assert not shown.running
        await house.reach(16)  # it goes on while it is watched
        await service.seek(2**50)
        again = (await anext(service.snapshots())).playing
        assert again is not None
        assert again.at == again.end == shown.end
    await door.close()
    await door.close()


def test_opening_no_door_loads_nothing_heavy() -> None:
    heavy = {"numpy", "sqlalchemy", "onnxruntime", "talib", "pydantic", "aiohttp"}
    code = "import engine.doors, sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())
