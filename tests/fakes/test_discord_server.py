"""The local Discord, tried with the ordinary client library: what it accepts, what it refuses, and its faults."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from enum import Enum

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from tests.fakes.discord_client import PICTURE, SmallBot
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.discord_world import MESSAGE_CONTENT, OWNER, SEND, STRANGER, VIEW

Launch = Callable[..., Awaitable[SmallBot]]


class Side(Enum):
    BUY = "mua"
    SELL = "bán"


@pytest.fixture
async def rig(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordRig]:
    async with DiscordRig() as made:
        made.point(monkeypatch)
        yield made


@pytest.fixture
async def launch(rig: DiscordRig) -> AsyncIterator[Launch]:
    """Starts a small bot that is closed at the end."""
    bots: list[SmallBot] = []

    async def go(**options: object) -> SmallBot:
        bots.append(SmallBot(**options))
        await bots[-1].launch(rig.world.token)
        return bots[-1]

    yield go
    for each in bots:
        await each.close()


@pytest.fixture
async def bot(launch: Launch) -> SmallBot:
    return await launch()


@pytest.fixture
async def synced(bot: SmallBot) -> SmallBot:
    await bot.tree.sync()
    return bot


def channel_of(bot: SmallBot, id: int = 2000) -> discord.TextChannel:
    found = bot.get_channel(id)
    assert isinstance(found, discord.TextChannel)
    return found


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


class TestCommands:
    async def test_a_command_is_run_in_the_persons_language(self, rig: DiscordRig, synced: SmallBot) -> None:
        asked = await rig.slash(OWNER, "price", {"symbol": "BTC"}, locale="en-US")
        assert (await rig.answer(asked)).text == "BTC en-US 1000 42"
        asked = await rig.slash(OWNER, "price", {"symbol": "BTC"}, DM)
        assert (await rig.answer(asked)).text == "BTC vi DM 42"
        assert asked.answered_after < 3

    async def test_what_is_not_registered_or_not_complete_cannot_be_run(
        self, rig: DiscordRig, synced: SmallBot
    ) -> None:
        for name, options, why in (
            ("nothing", {}, "not registered"), ("price", {}, "symbol is required"),
            ("price", {"symbol": "BTC", "more": 1}, "no options"), ("late", {"seconds": 9}, "not between"),
        ):  # fmt: skip
            with pytest.raises(AssertionError, match=why):
                await rig.slash(OWNER, name, options)

    async def test_a_command_goes_by_its_name_in_any_language_and_by_its_subcommands(
        self, rig: DiscordRig, bot: SmallBot
    ) -> None:
        group = app_commands.Group(name="alert", description="Alerts")

        @group.command(name="add", description="A new one")
        async def add(interaction: discord.Interaction, above: int, who: discord.User, side: Side) -> None:
            await interaction.response.send_message(f"{above} {who.global_name} {side.value}")

        bot.tree.add_command(group)
        payload = [each.to_dict(bot.tree) for each in bot.tree.get_commands()]
        named = next(each for each in payload if each["name"] == "alert")
        named["name_localizations"] = {"vi": "cảnh-báo"}
        await bot.http.bulk_upsert_global_commands(bot.application_id, payload)
        asked = await rig.slash(OWNER, "cảnh-báo add", {"above": "67000", "who": STRANGER, "side": "BUY"})
        assert (await rig.answer(asked)).text == "67000 Dũng mua"
        with pytest.raises(AssertionError, match="none of"):
            await rig.slash(OWNER, "alert add", {"above": 1, "who": STRANGER, "side": "giữ"})
        with pytest.raises(AssertionError, match="followed by"):
            await rig.slash(OWNER, "alert")

    async def test_suggestions_follow_the_typing(self, rig: DiscordRig, synced: SmallBot) -> None:
        suggested = await rig.autocomplete(OWNER, "price", "symbol", "b")
        assert [each["value"] for each in suggested] == ["BTC", "BNB"]

    async def test_a_deferred_answer_takes_the_place_of_thinking(self, rig: DiscordRig, synced: SmallBot) -> None:
        answer = await rig.answer(await rig.slash(OWNER, "chart"))
        assert answer.files == {"btc.png": PICTURE}
        assert answer.broken_images == []
        assert rig.messages == [answer]

    async def test_a_deferred_answer_stays_for_one_person(self, rig: DiscordRig, synced: SmallBot) -> None:
        answer = await rig.answer(await rig.slash(OWNER, "later"))
        assert (answer.text, answer.ephemeral) == ("xong", True)

    async def test_what_only_one_person_sees_is_hidden_from_the_channel(
        self, rig: DiscordRig, synced: SmallBot
    ) -> None:
        asked = await rig.slash(OWNER, "secret")
        await rig.wait_for(lambda: asked.followups)
        assert [each.ephemeral for each in rig.messages] == [True, True]
        with pytest.raises(discord.NotFound):
            await channel_of(synced).fetch_message(asked.message.id)
        assert synced.heard == []

    async def test_an_answer_that_comes_too_late_is_refused(self, rig: DiscordRig, synced: SmallBot) -> None:
        rig.server.interactions.deadline = 0.05
        await rig.slash(OWNER, "late", {"seconds": 0.1})
        await rig.wait_for(lambda: synced.failures)
        assert synced.failures[0].code == 10062

    async def test_a_form_is_filled_in_and_sent(self, rig: DiscordRig, synced: SmallBot) -> None:
        asked = await rig.slash(OWNER, "ask")
        answer = await rig.answer(await rig.submit(asked, {"Số lượng": "0,5"}))
        assert (answer.text, answer.ephemeral) == ("mua 0,5 / -", True)

    @pytest.mark.parametrize(
        ("spoil", "complaint"),
        [
            ({"name": "Price"}, "0.name"),
            ({"name": "gia\u0301"}, "0.name"),
            ({"description": "x" * 101}, "0.description"),
            ({"description_localizations": {"vn": "Giá"}}, "0.description_localizations.vn"),
            ({"options": [{"name": f"o{n}", "type": 3, "description": "x"} for n in range(26)]}, "0.options"),
            (
                {"options": [{"name": f"o{n}", "type": 3, "description": "x", "required": n == 1} for n in range(2)]},
                "0.options",
            ),
        ],
    )
    async def test_bad_commands_are_not_registered(
        self, rig: DiscordRig, bot: SmallBot, spoil: dict, complaint: str
    ) -> None:
        payload = {"name": "price", "type": 1, "description": "Price", **spoil}
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.bulk_upsert_global_commands(bot.application_id, [payload])
        assert (refused.value.code, rig.server.commands.scopes) == (50035, {})
        assert f"In {complaint}:" in str(refused.value)

    async def test_commands_of_one_guild_are_offered_there_alone(self, rig: DiscordRig, bot: SmallBot) -> None:
        bot.tree.copy_global_to(guild=discord.Object(1000))
        first = await bot.tree.sync(guild=discord.Object(1000))
        assert [each.id for each in await bot.tree.sync(guild=discord.Object(1000))] == [each.id for each in first]
        await rig.answer(await rig.slash(OWNER, "price", {"symbol": "BTC"}))
        with pytest.raises(AssertionError, match="not registered"):
            await rig.slash(STRANGER, "price", {"symbol": "BTC"}, 2100)


class TestComponents:
    @pytest.fixture
    async def panel(self, rig: DiscordRig, bot: SmallBot):
        await rig.say(OWNER, "!panel")
        return await rig.next_message()

    async def test_a_button_changes_its_message(self, rig: DiscordRig, panel) -> None:
        assert panel.labels == ["Làm mới", "Đặt lệnh", "Chậm", ""]
        assert await rig.answer(await rig.press(panel, "Làm mới")) is panel
        assert panel.text == "đã làm mới"

    async def test_a_button_may_change_its_message_later(self, rig: DiscordRig, panel) -> None:
        assert (await rig.answer(await rig.press(panel, "panel:slow"))).text == "xong"

    async def test_a_button_may_bring_up_a_form(self, rig: DiscordRig, panel) -> None:
        opened = await rig.press(panel, "Đặt lệnh", user=STRANGER)
        sent = await rig.submit(opened, {"Số lượng": "1", "Ghi chú": "gấp"})
        assert (await rig.answer(sent)).text == "mua 1 / gấp"
        assert sent.user.id == STRANGER

    async def test_a_choice_is_made_by_its_label(self, rig: DiscordRig, panel) -> None:
        assert (await rig.answer(await rig.choose(panel, "ETH"))).text == "chọn ETH"

    async def test_a_message_made_of_components_alone_is_read_and_pressed(self, rig: DiscordRig, bot: SmallBot) -> None:
        row = ui.ActionRow(ui.Button(label="Mua", custom_id="buy"))
        view = ui.LayoutView().add_item(ui.Container(ui.TextDisplay("BTC 67.123"), row))
        await channel_of(bot).send(view=view)
        kept = await rig.next_message()
        assert (kept.text, kept.labels) == ("BTC 67.123", ["Mua"])

    async def test_a_greyed_out_button_and_a_link_cannot_be_pressed(self, rig: DiscordRig, bot: SmallBot) -> None:
        view = ui.View().add_item(ui.Button(label="Tắt", disabled=True))
        view.add_item(ui.Button(label="Web", url="https://example.com"))
        await channel_of(bot).send("nút", view=view)
        kept = await rig.next_message()
        for label, why in (("Tắt", "cannot be pressed"), ("Web", "leads elsewhere")):
            with pytest.raises(AssertionError, match=why):
                await rig.press(kept, label)

    async def test_only_who_asked_can_press_what_only_they_see(self, rig: DiscordRig, synced: SmallBot) -> None:
        asked = await rig.slash(OWNER, "secret")
        with pytest.raises(AssertionError, match="only who asked"):
            await rig.press(await rig.answer(asked), "x", user=STRANGER)

    async def test_there_must_be_such_a_button(self, rig: DiscordRig, panel) -> None:
        with pytest.raises(AssertionError, match="not exactly one"):
            await rig.press(panel, "Xoá")


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


async def test_a_command_in_the_wrong_place_is_not_offered(rig: DiscordRig, bot: SmallBot) -> None:
    @bot.tree.command(name="here", description="In guilds alone")
    @app_commands.guild_only()
    async def here(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("đây")

    await bot.tree.sync()
    assert (await rig.answer(await rig.slash(OWNER, "here"))).text == "đây"
    with pytest.raises(AssertionError, match="in private"):
        await rig.slash(OWNER, "here", channel=DM)
