"""Commands, buttons and forms in the local Discord, with the ordinary client library and without it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from enum import Enum

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from tests.fakes.discord_client import PICTURE, SmallBot, channel_of
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.discord_world import OWNER, STRANGER

pytest_plugins = ("tests.fakes.discord_fixtures",)


class Side(Enum):
    BUY = "mua"
    SELL = "bán"


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

    async def test_a_command_in_the_wrong_place_is_not_offered(self, rig: DiscordRig, bot: SmallBot) -> None:
        @bot.tree.command(name="here", description="In guilds alone")
        @app_commands.guild_only()
        async def here(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("đây")

        await bot.tree.sync()
        assert (await rig.answer(await rig.slash(OWNER, "here"))).text == "đây"
        with pytest.raises(AssertionError, match="in private"):
            await rig.slash(OWNER, "here", channel=DM)


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


class TestAnswersTheLibraryWouldNotSend:
    """What the client library prevents by itself, sent without it."""

    @pytest.fixture
    async def post(self, rig: DiscordRig) -> AsyncIterator[Callable[..., Awaitable[tuple[int, int]]]]:
        async with aiohttp.ClientSession() as session:

            async def go(path: str, body: object, method: str = "POST") -> tuple[int, int]:
                headers = {"Authorization": f"Bot {rig.world.token}"}
                async with session.request(method, rig.server.api_url + path, json=body, headers=headers) as answer:
                    told = await answer.json() if answer.status != 204 else {}
                    return answer.status, told.get("code", 0) if isinstance(told, dict) else 0

            yield go

    @pytest.fixture
    async def asked(self, rig: DiscordRig):
        rig.server.commands.replace(None, [{"name": "price", "description": "Price"}])
        return await rig.slash(OWNER, "price")

    async def test_an_interaction_is_answered_once(self, asked, post) -> None:
        path = f"/interactions/{asked.id}/{asked.token}/callback"
        assert await post(path, {"type": 4, "data": {"content": "a"}}) == (204, 0)
        assert await post(path, {"type": 4, "data": {"content": "b"}}) == (400, 40060)

    async def test_nothing_follows_before_the_first_answer(self, rig: DiscordRig, asked, post) -> None:
        hook = f"/webhooks/{rig.world.application}/{asked.token}"
        assert await post(hook, {"content": "a"}) == (404, 10015)
        assert await post(f"{hook}/messages/@original", {"content": "a"}, "PATCH") == (404, 10015)

    async def test_a_token_dies(self, rig: DiscordRig, asked, post) -> None:
        await post(f"/interactions/{asked.id}/{asked.token}/callback", {"type": 5})
        rig.server.interactions.token_life = 0.0
        assert await post(f"/webhooks/{rig.world.application}/{asked.token}", {"content": "a"}) == (401, 50027)

    @pytest.mark.parametrize(
        "answer",
        [
            {"type": 7, "data": {"content": "a"}},
            {"type": 9, "data": {"title": "x" * 46, "custom_id": "a", "components": []}},
            {"type": 4, "data": {"content": "x" * 2001}},
        ],
    )
    async def test_an_answer_that_is_not_allowed_is_no_answer(self, asked, post, answer: dict) -> None:
        assert await post(f"/interactions/{asked.id}/{asked.token}/callback", answer) == (400, 50035)
        assert asked.callback is None

    async def test_more_than_a_hundred_commands_are_refused(self, rig: DiscordRig, post) -> None:
        many = [{"name": f"c{each}", "description": "x"} for each in range(101)]
        assert await post(f"/applications/{rig.world.application}/commands", many, "PUT") == (400, 50035)
        assert await post(f"/applications/{rig.world.application}/commands", many[:100], "PUT") == (200, 0)

    async def test_a_file_beyond_the_limit_is_refused(self, rig: DiscordRig, bot: SmallBot) -> None:
        rig.world.attachment_limit = 10
        with pytest.raises(discord.HTTPException) as refused:
            await channel_of(bot).send(file=discord.File(__file__))
        assert (refused.value.status, refused.value.code) == (413, 40005)
