"""The life of the bot: connecting, losing the connection, being refused."""

from __future__ import annotations

import asyncio
import time

import discord
import pytest

from bots.discord import client
from engine.core.errors import Operational, Temporary
from tests.bots.discord.conftest import Room
from tests.fakes.discord_rig import DM
from tests.fakes.discord_world import OWNER

CONTENT = 1 << 15
PRESENCES, MEMBERS = 1 << 8, 1 << 1


async def ended(room: Room) -> BaseException:
    """How the bot ended."""
    assert room.running is not None
    with pytest.raises(Exception) as found:  # noqa: PT011 - the test looks closer
        await asyncio.wait_for(room.running, 5)
    return found.value


async def answers(room: Room) -> bool:
    room.script.heard.clear()
    await room.rig.say(OWNER, "!gia btc")
    return "67.900,00" in (await room.rig.next_message()).text


async def test_it_says_how_it_is(quiet_room: Room) -> None:
    room = quiet_room
    await room.start()
    (row,) = room.states.rows()
    assert (row.part, row.ok, row.detail.key) == ("discord", True, "bot-connected")
    await room.rig.wait_for(lambda: room.post.couriers)
    assert [surface for surface, _ in room.post.couriers] == ["discord"]


async def test_it_asks_for_no_more_than_it_needs(room: Room) -> None:
    asked = room.rig.gateway.identifies[-1]["intents"]
    assert asked & CONTENT
    assert not asked & (PRESENCES | MEMBERS)
    assert discord.Intents._from_value(asked) == discord.Intents(
        guilds=True, guild_messages=True, dm_messages=True, message_content=True
    )


async def test_without_the_right_to_read_messages_slash_commands_work_and_it_says_so(
    quiet_room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room = quiet_room
    room.rig.world.privileged &= ~CONTENT
    await room.start()
    await room.rig.synced()
    assert [row.detail.key for row in room.states.rows()] == ["discord-slash-only"]
    assert sum("Message Content Intent" in line for line in caplog.messages) == 1
    await room.rig.say(OWNER, "!gia btc")
    await room.rig.say(OWNER, f"<@{room.rig.world.bot.id}> gia eth")
    await room.rig.next_message()
    await room.rig.say(OWNER, "giá sol", DM)
    await room.rig.next_message(DM, OWNER)
    await room.rig.answer(await room.rig.slash(OWNER, "ping"))
    assert [heard[0] for heard in room.script.heard] == ["gia eth", "giá sol", "ping"]


async def lose(room: Room, how: str) -> None:
    gateway = room.rig.gateway
    if how == "drop":
        gateway.drop()
    elif how == "close":
        await gateway.close(4000)
    elif how == "hiccup":
        await gateway.invalidate(resumable=True)
    else:
        await gateway.ask_to_reconnect()


@pytest.mark.parametrize("how", ["drop", "close", "hiccup", "asked"])
async def test_a_lost_connection_is_taken_up_where_it_was(room: Room, how: str) -> None:
    await lose(room, how)
    await room.rig.wait_for(lambda: room.rig.gateway.resumes)
    await room.rig.wait_for(room.is_up)
    assert await answers(room)
    assert len(room.rig.gateway.identifies) == 1
    assert room.running is not None
    assert not room.running.done()


@pytest.mark.parametrize("old", [120.0, -1.0])
async def test_what_was_said_long_ago_while_it_was_away_is_not_carried_out(
    room: Room, monkeypatch: pytest.MonkeyPatch, old: float
) -> None:
    monkeypatch.setattr(client, "OLD_SECONDS", old)
    room.rig.gateway.drop()
    await room.rig.say(OWNER, "!tamdung")
    await room.rig.slash(OWNER, "ping")
    await room.rig.wait_for(lambda: room.rig.gateway.resumes)
    await room.rig.wait_for(room.is_up)
    await room.rig.say(OWNER, "!gia btc")
    await room.rig.wait_for(lambda: ("gia btc", False) in room.script.heard)
    missed = [] if old < 0 else ["tamdung", "ping"]
    assert [heard[0] for heard in room.script.heard] == [*missed, "gia btc"]


async def test_a_gateway_that_is_gone_ends_the_run_for_whoever_keeps_it_alive(room: Room) -> None:
    await room.rig.server.stop()
    error = await ended(room)
    assert isinstance(error, Temporary)
    assert error.key == "err-discord-unreachable"
    await room.rig.server.open_door()
    await room.start()
    assert await answers(room)


async def test_a_gateway_that_only_slams_the_door_is_left_alone(room: Room) -> None:
    gateway = room.rig.gateway
    for _ in range(20):
        gateway.drop()
        seen = gateway.dials
        await room.rig.wait_for(lambda seen=seen: gateway.dials > seen or room.running.done())
        if room.running is None or room.running.done():
            break
    assert isinstance(await ended(room), Temporary)
    assert gateway.dials < 12


async def test_a_wrong_token_is_said_to_be_one(quiet_room: Room) -> None:
    quiet_room.token = "wrong"
    quiet_room.running = asyncio.create_task(quiet_room.bot().run())
    error = await ended(quiet_room)
    assert isinstance(error, Operational)
    assert error.key == "err-bot-token"
    assert error.params["setting"] == "DISCORD_BOT_TOKEN"


async def test_that_nobody_is_there_is_said_to_be_no_fault_of_ours(quiet_room: Room) -> None:
    await quiet_room.rig.server.stop()
    quiet_room.running = asyncio.create_task(quiet_room.bot().run())
    error = await ended(quiet_room)
    assert isinstance(error, Temporary)
    assert error.key == "err-discord-unreachable"


async def test_it_stops_at_once_even_when_discord_does_not_answer(room: Room) -> None:
    room.rig.faults.hang("*", times=None)
    begun = time.monotonic()
    await room.stop()
    assert time.monotonic() - begun < 3


async def test_an_error_nobody_foresaw_ends_that_answer_and_nothing_else(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.script.replies["gia btc"] = object()  # type: ignore[assignment]
    await room.rig.say(OWNER, "!gia btc")
    await room.rig.wait_for(lambda: [line for line in caplog.messages if line.startswith("E-")])
    room.script.replies.clear()
    assert await answers(room)


async def test_a_limit_in_passing_is_waited_out(room: Room) -> None:
    fault = room.rig.faults.rate_limit("POST /channels/*/messages", 0.05)
    assert await answers(room)
    assert fault.hits == 1


async def test_a_post_office_that_fails_is_a_failure_of_the_bot(quiet_room: Room) -> None:
    async def broken(surface: str, courier: object) -> None:
        raise Temporary("err-discord-ended")

    quiet_room.post.deliver = broken  # type: ignore[method-assign]
    quiet_room.running = asyncio.create_task(quiet_room.bot().run())
    assert isinstance(await ended(quiet_room), Temporary)
