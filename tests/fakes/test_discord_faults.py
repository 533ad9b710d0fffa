"""What goes wrong in the local Discord on request, and what the ordinary client library makes of it."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from tests.fakes.discord_client import Launch, SmallBot, channel_of
from tests.fakes.discord_rig import DiscordRig
from tests.fakes.discord_world import OWNER

pytest_plugins = ("tests.fakes.discord_fixtures",)


class TestGatewayTrouble:
    async def test_a_dropped_line_is_resumed_with_what_was_missed(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.gateway.drop()
        await rig.wait_for(lambda: not rig.gateway.connected)
        await rig.say(OWNER, "!ping")
        assert (await rig.next_message()).text == "pong"
        assert (len(rig.gateway.identifies), len(rig.gateway.resumes)) == (1, 1)
        assert [each.content for each in bot.heard if each.author != bot.user] == ["!ping"]

    async def test_asked_to_reconnect_it_resumes(self, rig: DiscordRig, bot: SmallBot) -> None:
        await rig.gateway.ask_to_reconnect()
        await rig.wait_for(lambda: "resumed" in bot.events)
        assert len(rig.gateway.identifies) == 1

    @pytest.mark.parametrize("resumable", [True, False])
    async def test_an_invalid_session_is_resumed_or_begun_anew(
        self, rig: DiscordRig, bot: SmallBot, resumable: bool
    ) -> None:
        await rig.gateway.invalidate(resumable=resumable)
        await rig.wait_for(lambda: bot.events[1:] in (["disconnect", "resumed"], ["disconnect", "ready"]))
        assert (bot.events[-1] == "resumed", len(rig.gateway.identifies)) == (resumable, 1 if resumable else 2)

    async def test_a_session_closed_by_code_is_resumed(self, rig: DiscordRig, bot: SmallBot) -> None:
        await rig.gateway.close(4000)
        await rig.wait_for(lambda: "resumed" in bot.events)

    async def test_unanswered_heartbeats_end_a_line(self, rig: DiscordRig, launch: Launch) -> None:
        rig.gateway.heartbeat_ms, rig.gateway.acknowledge = 50, False
        bot = await launch(heartbeat_timeout=0.2)
        await rig.wait_for(lambda: "resumed" in bot.events)
        assert rig.gateway.heartbeats >= 2

    async def test_a_gateway_that_refuses_is_dialled_again(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.gateway.refuse = 1
        rig.gateway.drop()
        await rig.wait_for(lambda: "resumed" in bot.events)
        assert rig.gateway.dials == 3

    async def test_what_happened_while_away_too_long_is_lost(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.gateway.drop()
        rig.gateway.sessions.clear()
        await rig.say(OWNER, "!ping")
        await rig.wait_for(lambda: bot.events.count("ready") == 2)
        assert bot.heard == []

    async def test_a_closed_door_opens_again_on_the_same_port(self, rig: DiscordRig, bot: SmallBot) -> None:
        await rig.server.close_door()
        with pytest.raises(aiohttp.ClientConnectorError):
            await channel_of(bot).send("ai đó?")
        await rig.server.open_door()
        await rig.connected()
        await rig.say(OWNER, "!ping")
        assert (await rig.next_message()).text == "pong"


class TestRestTrouble:
    MESSAGES = "POST /channels/*/messages"

    @pytest.mark.parametrize("everywhere", [True, False])
    async def test_too_many_requests_are_waited_out(self, rig: DiscordRig, bot: SmallBot, everywhere: bool) -> None:
        fault = rig.faults.rate_limit(self.MESSAGES, 0.05, everywhere=everywhere)
        await channel_of(bot).send("một")
        first, second = rig.called("POST", "/channels/")
        assert (first.status, second.status, fault.hits) == (429, 200, 1)
        assert second.at - first.at >= 0.05

    async def test_a_real_limit_paces_the_client(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.faults.limit(self.MESSAGES, count=2, per=0.1)
        for each in range(4):
            await channel_of(bot).send(str(each))
        calls = rig.called("POST", "/channels/")
        assert [each.status for each in calls] == [200] * 4
        assert calls[2].at - calls[0].at >= 0.1

    async def test_a_ban_by_the_doorkeeper_is_no_rate_limit(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.faults.ban(self.MESSAGES)
        with pytest.raises(discord.HTTPException) as refused:
            await channel_of(bot).send("một")
        assert refused.value.status == 429

    async def test_an_error_of_the_server_is_tried_again(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.faults.fail(self.MESSAGES, 502)
        await channel_of(bot).send("một")
        assert [each.status for each in rig.called("POST", "/channels/")] == [502, 200]
        assert len(rig.messages) == 1

    async def test_a_line_cut_after_the_work_leaves_the_message(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.faults.cut(self.MESSAGES)
        with pytest.raises(aiohttp.ClientError):
            await channel_of(bot).send("một", nonce=7)
        assert len(rig.messages) == 1
        assert (await channel_of(bot).send("một", nonce=7)).id == rig.messages[0].id

    async def test_a_line_cut_before_the_work_leaves_nothing(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.faults.cut(self.MESSAGES, stored=False)
        with pytest.raises(aiohttp.ClientError):
            await channel_of(bot).send("một")
        assert rig.messages == []

    async def test_a_fault_spares_the_calls_before_it(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.faults.fail(self.MESSAGES, 400, body={"code": 0, "message": "no"}, after=1)
        await channel_of(bot).send("một")
        with pytest.raises(discord.HTTPException):
            await channel_of(bot).send("hai")
        await channel_of(bot).send("ba")
        assert [each.text for each in rig.messages] == ["một", "ba"]

    async def test_what_hangs_goes_on_when_it_is_lifted(self, rig: DiscordRig, bot: SmallBot) -> None:
        fault = rig.faults.hang(self.MESSAGES)
        sending = bot.loop.create_task(channel_of(bot).send("một"))
        await rig.wait_for(lambda: fault.hits)
        assert (rig.messages, sending.done()) == ([], False)
        fault.lift()
        assert (await sending).content == "một"

    async def test_a_slow_answer_is_slow(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.faults.slow(self.MESSAGES, 0.1)
        before = bot.loop.time()
        await channel_of(bot).send("một")
        assert bot.loop.time() - before >= 0.1
