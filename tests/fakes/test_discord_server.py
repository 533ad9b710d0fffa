"""The local Discord, tried with the ordinary client library: what it keeps, what it hides and what it refuses."""

from __future__ import annotations

import discord
import pytest

from tests.fakes.discord_client import Launch, SmallBot, channel_of
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.discord_world import MESSAGE_CONTENT, OWNER, SEND, STRANGER, VIEW

pytest_plugins = ("tests.fakes.discord_fixtures",)


class TestConversation:
    async def test_a_written_command_is_answered_in_its_channel(self, rig: DiscordRig, bot: SmallBot) -> None:
        asked = await rig.say(OWNER, "!ping", 2001)
        answer = await rig.next_message(2001)
        assert (answer.text, answer.reply_to) == ("pong", asked.id)

    async def test_a_private_message_is_answered_in_private(self, rig: DiscordRig, bot: SmallBot) -> None:
        await rig.say(STRANGER, "!ping", DM)
        assert (await rig.next_message(DM, STRANGER)).text == "pong"
        assert bot.heard[0].guild is None

    async def test_the_bot_hears_itself(self, rig: DiscordRig, bot: SmallBot) -> None:
        sent = await channel_of(bot).send("xin chào")
        await rig.wait_for(lambda: [each for each in bot.heard if each.id == sent.id and each.author == bot.user])

    async def test_guilds_channels_and_threads_are_known(self, rig: DiscordRig, bot: SmallBot) -> None:
        assert {each.id for each in bot.guilds} == {1000, 1001}
        assert bot.get_guild(1000).get_thread(2002).parent_id == 2000
        await bot.get_guild(1000).get_thread(2002).send("trong nhánh")
        assert (await rig.next_message(2002)).text == "trong nhánh"

    async def test_files_embeds_and_flags_are_kept(self, rig: DiscordRig, bot: SmallBot) -> None:
        embed = discord.Embed(title="BTC", description="67.123").set_image(url="attachment://a.png")
        file = discord.File(__file__, "a.png")
        sent = await channel_of(bot).send("đây", embed=embed, file=file, silent=True)
        kept = await rig.next_message()
        assert kept.text == "đây\nBTC\n67.123"
        assert kept.quiet
        assert kept.broken_images == []
        assert await sent.attachments[0].read() == kept.files["a.png"]

    async def test_an_edit_and_a_deletion_are_seen(self, rig: DiscordRig, bot: SmallBot) -> None:
        sent = await channel_of(bot).send("một")
        kept = await rig.next_message()
        await sent.edit(content="hai")
        assert (kept.text, len(kept.edits)) == ("hai", 1)
        await sent.delete()
        assert kept.deleted
        with pytest.raises(discord.NotFound, match="10008"):
            await sent.edit(content="ba")

    async def test_whom_a_message_pings_follows_allowed_mentions(self, rig: DiscordRig, bot: SmallBot) -> None:
        await channel_of(bot).send("@everyone <@42>", allowed_mentions=discord.AllowedMentions.none())
        await channel_of(bot).send("@everyone <@42>")
        assert [(await rig.next_message()).pings for _ in range(2)] == [set(), {"everyone", "42"}]

    async def test_a_nonce_makes_one_message_however_often_it_is_sent(self, rig: DiscordRig, bot: SmallBot) -> None:
        first = await channel_of(bot).send("một", nonce=7)
        again = await channel_of(bot).send("một", nonce=7)
        other = await channel_of(bot).send("một", nonce=8)
        assert first.id == again.id != other.id
        assert len(rig.messages) == 2

    async def test_guilds_come_and_go(self, rig: DiscordRig, bot: SmallBot) -> None:
        await rig.invite(1002, "Nhóm mới", OWNER)
        await rig.wait_for(lambda: bot.get_guild(1002))
        await rig.expel(1002)
        await rig.wait_for(lambda: not bot.get_guild(1002))
        assert bot.events[-2:] == ["guild_join", "guild_remove"]


class TestIntents:
    async def test_without_the_content_intent_only_mentions_and_private_messages_can_be_read(
        self, rig: DiscordRig, launch: Launch
    ) -> None:
        bot = await launch(intents=discord.Intents(guilds=True, messages=True))
        await rig.say(OWNER, "!ping")
        await rig.say(OWNER, f"<@{rig.world.bot.id}> giá")
        await rig.say(OWNER, "riêng", DM)
        await rig.wait_for(lambda: len(bot.heard) == 3)
        assert [each.content for each in bot.heard] == ["", f"<@{rig.world.bot.id}> giá", "riêng"]

    async def test_an_intent_the_application_lacks_ends_the_connection(self, rig: DiscordRig) -> None:
        rig.world.privileged &= ~MESSAGE_CONTENT
        async with SmallBot() as bot:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await bot.start(rig.world.token)

    async def test_a_wrong_token_is_refused(self, rig: DiscordRig) -> None:
        async with SmallBot() as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.start("wrong")

    async def test_a_token_revoked_after_the_login_closes_the_gateway(self, rig: DiscordRig) -> None:
        async with SmallBot() as bot:
            await bot.login(rig.world.token)
            rig.world.token = "another"
            with pytest.raises(discord.ConnectionClosed) as closed:
                await bot.connect()
            assert closed.value.code == 4004


def button(label: str) -> dict:
    return {"type": 2, "style": 1, "label": label, "custom_id": "same"}


class TestRefusals:
    @pytest.mark.parametrize(
        ("message", "complaint"),
        [
            ({"content": "x" * 2001}, "content"),
            ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
            ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description"),
            ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
            ({"embeds": [{"fields": [{"name": "a", "value": ""}]}]}, "embeds.0.fields.0.value"),
            ({"embeds": [{"image": {"url": "chart.png"}}]}, "embeds.0.image.url"),
            ({"components": [{"type": 1, "components": []}]}, "components.0.components"),
            (
                {"components": [{"type": 1, "components": [button("x" * 81)]}]},
                "components.0.components.0.label",
            ),
            ({"components": [{"type": 1, "components": [button("x"), button("y")]}]}, "components"),
        ],
    )
    async def test_a_message_beyond_the_limits_is_refused(
        self, rig: DiscordRig, bot: SmallBot, message: dict, complaint: str
    ) -> None:
        params = discord.http.MultipartParameters(message, None, None)
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.send_message(2000, params=params)
        assert (refused.value.status, refused.value.code) == (400, 50035)
        assert f"In {complaint}:" in str(refused.value)
        assert rig.messages == []

    async def test_an_empty_message_is_refused(self, bot: SmallBot) -> None:
        with pytest.raises(discord.HTTPException, match="50006"):
            await channel_of(bot).send(" ")

    async def test_where_the_bot_may_not_write_or_look_it_is_told_so(self, rig: DiscordRig, bot: SmallBot) -> None:
        for denied, code in ((SEND, 50013), (VIEW, 50001)):
            rig.world.channels[2001].denied = denied
            with pytest.raises(discord.Forbidden) as refused:
                await channel_of(bot, 2001).send("a")
            assert refused.value.code == code
        with pytest.raises(discord.NotFound, match="10003"):
            await bot.get_partial_messageable(9).send("a")

    async def test_a_person_who_wants_no_private_messages_gets_none(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.world.users[OWNER].blocks_bot = True
        person = await bot.fetch_user(OWNER)
        with pytest.raises(discord.Forbidden, match="50007"):
            await person.send("a")
