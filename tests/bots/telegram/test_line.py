"""The line to Telegram: what is told of it, when the bot gives up, and an end that does not hang."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import pytest

from bots.common.reply import Reply
from bots.telegram import watching
from bots.telegram.watching import Watch
from engine.core.clocks import WallClock
from engine.core.errors import HaiDangError, Operational, Temporary
from tests.bots.stand_ins import card
from tests.bots.telegram.conftest import Room
from tests.fakes.telegram_people import GROUP, OWNER, VIEWER


async def test_what_polls_asks_only_for_what_it_reads(room: Room) -> None:
    assert room.rig.updates.allowed == ["message", "callback_query", "my_chat_member"]
    assert room.post.couriers[0][0] == "telegram"
    assert [row.detail.key for row in room.states.rows()] == ["bot-connected"]


async def test_the_token_never_reaches_the_log(quiet_room: Room, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await quiet_room.start()
        await quiet_room.rig.say(OWNER, "giá btc")
        await quiet_room.rig.next_message()
        quiet_room.rig.faults.fail("getUpdates")
        await quiet_room.rig.say(OWNER, "giá eth")  # ends the poll that waits
        await quiet_room.rig.wait_for(lambda: not quiet_room.ok())
    assert quiet_room.token not in caplog.text


@pytest.mark.parametrize("token", ["7000000001:BBHaiDangLocalBotTokenForTests00000", "nonsense"])
async def test_a_wrong_token_is_said_so(quiet_room: Room, token: str) -> None:
    quiet_room.token = token
    with pytest.raises(Operational) as told:
        await quiet_room.start()
    assert told.value.key == "err-bot-token"
    assert told.value.params["setting"] == "TELEGRAM_BOT_TOKEN"


async def test_a_telegram_that_is_not_there_is_temporary(quiet_room: Room) -> None:
    await quiet_room.rig.server.stop()
    with pytest.raises(Temporary) as told:
        await quiet_room.start()
    assert told.value.key == "err-telegram-unreachable"
    assert quiet_room.token not in str(told.value)


@pytest.mark.parametrize("kind", ["http", "socks5", "socks5h"])
async def test_a_proxy_is_the_only_way_out(quiet_room: Room, kind: str, unused_tcp_port: int) -> None:
    with pytest.raises(Temporary):
        await quiet_room.start(telegram_proxy=f"{kind}://127.0.0.1:{unused_tcp_port}")
    assert not quiet_room.rig.world.calls


async def test_another_program_with_the_same_token_is_named(quiet_room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_CONFLICTS", 2)  # the library takes its time between them
    await quiet_room.start()
    quiet_room.rig.updates.rival = True
    await quiet_room.rig.say(OWNER, "giá btc")  # ends the poll that waits
    running: Any = quiet_room.running
    with pytest.raises(Operational) as told:
        await running
    assert told.value.key == "err-telegram-second-poller"


async def test_an_outage_is_told_once_and_so_is_its_end(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        fault = room.rig.faults.fail("getUpdates")
        await room.rig.say(OWNER, "giá btc")  # ends the poll that waits
        await room.rig.next_message()
        await room.rig.wait_for(lambda: not room.ok())
        assert [row.detail.key for row in room.states.rows()] == ["telegram-retrying"]
        assert fault.over
        await room.rig.say(OWNER, "giá eth")
        await room.rig.next_message()
    assert room.ok()
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1


async def test_later_is_obeyed_and_an_answer_sent_after_it(room: Room) -> None:
    room.rig.faults.throttle("sendMessage", 1, chat=OWNER)
    began = time.monotonic()
    await room.rig.say(OWNER, "giá btc")
    await room.rig.say(VIEWER, "giá btc")
    await room.rig.next_message(VIEWER)
    assert time.monotonic() - began < 0.9  # nobody else waits
    await room.rig.next_message(OWNER)
    assert time.monotonic() - began >= 1
    assert len(room.rig.calls("sendMessage")) == 3


async def test_an_answer_that_surely_was_not_sent_is_sent_again_and_others_are_not(room: Room) -> None:
    room.rig.faults.fail("sendMessage", 502)
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    room.rig.faults.cut("sendMessage")
    await room.rig.say(OWNER, "giá eth")
    await room.rig.next_message()
    room.script.replies["giá sol"] = Reply(card("cuối"))
    await room.rig.say(OWNER, "giá sol")
    assert (await room.rig.next_message()).text.endswith("cuối")


async def test_who_blocked_the_bot_meanwhile_disturbs_nobody(room: Room) -> None:
    hold = room.script.pauses["giá btc"] = asyncio.Event()
    await room.rig.say(OWNER, "giá btc")
    await room.rig.block(OWNER)
    hold.set()
    await room.rig.called("sendMessage")
    await room.rig.say(VIEWER, "giá btc")
    await room.rig.next_message(VIEWER)


async def stopping(room: Room) -> float:
    began = time.monotonic()
    await room.stop()
    return time.monotonic() - began


async def test_it_stops_at_once(room: Room) -> None:
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    assert await stopping(room) < 0.5
    assert not room.rig.updates.queue  # what was answered is not fetched again


async def test_it_stops_soon_when_telegram_hangs(room: Room) -> None:
    room.rig.faults.hang(times=None)
    await room.rig.say(OWNER, "giá btc", GROUP)
    await room.rig.say(OWNER, "/gia btc", GROUP)
    await room.rig.called("sendMessage")
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    assert await stopping(room) < 2
    assert not [task for task in tasks if not task.done() and "fakes" not in repr(task) and "aiohttp" not in repr(task)]


async def test_it_stops_soon_while_it_waits_to_poll_again(room: Room) -> None:
    room.rig.faults.fail("getUpdates", times=None)
    await room.rig.say(OWNER, "giá btc")
    await room.rig.called("getUpdates", 3)
    assert await stopping(room) < 2


class Told:
    """A watch with a clock in the test's hand."""

    def __init__(self) -> None:
        self.now, self.reports = 0.0, []
        said: Any = self.reports
        self.watch = Watch(lambda ok, why: said.append((ok, why.key)), WallClock(), lambda: self.now)

    async def end(self) -> HaiDangError | None:
        try:
            async with asyncio.timeout(0.01):
                await self.watch.ended()
        except TimeoutError:
            return None
        except HaiDangError as error:
            return error
        return None


async def test_one_conflict_may_be_the_end_of_our_own_last_run() -> None:
    told = Told()
    for at in (0, 40, 80, 120):
        told.now = at
        told.watch.answered(409)
    assert await told.end() is None
    told.now = 121
    told.watch.answered(409)
    told.watch.answered(200)
    told.watch.answered(409)
    error = await told.end()
    assert error is not None
    assert error.key == "err-telegram-second-poller"


async def test_after_two_minutes_of_silence_the_bot_begins_anew() -> None:
    told = Told()
    for at in (0, 60, 119):
        told.now = at
        told.watch.silent("ConnectError")
    assert told.reports == [(False, "telegram-retrying")]
    told.watch.answered(200)
    assert told.reports[-1] == (True, "bot-connected")
    for at in (130, 251):
        told.now = at
        told.watch.answered(502)
    error = await told.end()
    assert isinstance(error, Temporary)
