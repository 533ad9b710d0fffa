"""The only subscriber: it opens, follows, loses, tries again, and waits where only a person can help."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.message import Message

from console.bridge import Bridge, surprise
from console.messages import ServiceLost, ServiceOpened, SnapshotArrived
from engine.core.errors import InvalidInput, Refused, Temporary
from tests.console.stage import PICTURE, Stage, StageDoor


class Heard(list[Message]):
    """What the bridge said, to wait for."""

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110 - there is no event for a list that grows
                await asyncio.sleep(0)

    def of(self, kind: type[Message]) -> list[Message]:
        return [one for one in self if isinstance(one, kind)]


@asynccontextmanager
async def crossed(door: StageDoor, retry: float = 0.0) -> AsyncIterator[tuple[Bridge, Heard]]:
    heard = Heard()
    bridge = Bridge(door, heard.append, retry=retry)
    running = asyncio.create_task(bridge.run())
    try:
        yield bridge, heard
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_it_opens_and_follows() -> None:
    stage = Stage(PICTURE, replace(PICTURE, number=2))
    async with crossed(StageDoor(stage)) as (bridge, heard):
        await heard.until(lambda: len(heard) == 3)
        assert [type(one) for one in heard] == [ServiceOpened, SnapshotArrived, SnapshotArrived]
        assert [one.snapshot.number for one in heard.of(SnapshotArrived)] == [1, 2]  # type: ignore[attr-defined]
        assert bridge.service is stage


@pytest.mark.parametrize("ending", [None, Temporary("err-engine-gone"), RuntimeError("x")], ids=repr)
async def test_what_is_lost_is_told_and_sought_again(ending: Exception | None) -> None:
    stage = Stage(PICTURE, None)  # type: ignore[arg-type]
    stage.gone = None
    door = StageDoor(stage)
    async with crossed(door) as (bridge, heard):
        stage.show(replace(PICTURE, number=2))
        if ending is not None:
            stage.gone = ending
        await heard.until(lambda: heard.of(ServiceLost))
        (lost, *_) = heard.of(ServiceLost)
        assert isinstance(lost, ServiceLost)
        assert not lost.waits
        stage.gone = None
        await heard.until(lambda: bridge.service is stage and door.opened >= 2)
        stage.show(replace(PICTURE, number=3))
        await heard.until(lambda: heard.of(SnapshotArrived)[-1].snapshot.number == 3)  # type: ignore[attr-defined]


async def test_nothing_can_be_asked_while_it_is_lost() -> None:
    door = StageDoor(Stage(PICTURE))
    door.failure = Temporary("err-engine-gone")
    async with crossed(door, retry=60) as (bridge, heard):
        await heard.until(lambda: heard)
        assert bridge.service is None
        assert not heard.of(ServiceOpened)


@pytest.mark.parametrize("error", [InvalidInput("err-symbol-invalid", symbol="?"), Refused("err-folder-in-use")])
async def test_what_a_person_must_mend_waits_for_the_person(error: Exception) -> None:
    door = StageDoor(Stage(PICTURE))
    door.failure = error
    async with crossed(door, retry=0.0) as (bridge, heard):
        await heard.until(lambda: heard)
        (lost,) = heard
        assert isinstance(lost, ServiceLost)
        assert lost.waits
        for _ in range(200):
            await asyncio.sleep(0)
        assert door.opened == 1
        door.failure = None
        bridge.try_again()
        await heard.until(lambda: heard.of(SnapshotArrived))


async def test_trying_again_does_not_wait_for_the_time() -> None:
    door = StageDoor(Stage(PICTURE))
    door.failure = Temporary("err-engine-gone")
    async with crossed(door, retry=3_600) as (bridge, heard):
        await heard.until(lambda: heard)
        door.failure = None
        bridge.try_again()
        await heard.until(lambda: heard.of(SnapshotArrived))


def test_a_surprise_has_an_id_that_leads_to_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    error = ValueError("nobody thought of this")
    with caplog.at_level(logging.ERROR, "console.bridge"):
        found = surprise(error)
    assert found.params["incident"] == found.incident
    (written,) = caplog.records
    assert found.incident in written.getMessage()
    assert written.exc_info is not None
    assert written.exc_info[1] is error


def test_a_newer_picture_replaces_one_that_waits() -> None:
    older, newer = SnapshotArrived(PICTURE), SnapshotArrived(replace(PICTURE, number=2))
    assert newer.can_replace(older)
    assert not newer.can_replace(ServiceOpened(Stage()))
