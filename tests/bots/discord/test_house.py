"""Discord from end to end: a person's hands on the local Discord, a running engine behind the bot."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bots.common.conversation import Conversation
from bots.discord.bot import DiscordBot
from tests.engine.house import House, living
from tests.engine.service.conftest import reach
from tests.fakes.discord_message import Message
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.discord_world import OPERATOR, OWNER, STRANGER, VIEWER


@dataclass(frozen=True)
class Scene:
    rig: DiscordRig
    house: House

    async def ask(self, user: int, text: str, where: int | str = 2000) -> Message:
        await self.rig.say(user, text, where)
        return await self.rig.next_message(where, user)


@pytest.fixture
async def scene(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with DiscordRig() as rig:
        rig.point(monkeypatch)
        settings = {
            "discord_guilds": "1000", "discord_owners": str(OWNER), "discord_operators": str(OPERATOR),
            "discord_viewers": str(VIEWER), "discord_api_url": rig.environment["DISCORD_API_URL"],
            "discord_gateway_url": rig.environment["DISCORD_GATEWAY_URL"],
        }  # fmt: skip
        async with living(tmp_path, models, **settings) as house:
            await reach(house, 70)
            lobby = house.engine.lobby()
            running = asyncio.create_task(DiscordBot(lobby, Conversation(lobby), rig.world.token).run())
            await rig.connected()
            await rig.synced()
            yield Scene(rig, house)
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running


async def test_people_of_all_roles_use_the_house(scene: Scene) -> None:
    rig = scene.rig

    # The same question by all its names, by everybody in the server.
    answers = [await scene.ask(user, text) for user, text in (
        (STRANGER, "!gia btc"), (VIEWER, "!giá BTC"), (OWNER, f"<@{rig.world.bot.id}> price BTC/USDT"),
    )]  # fmt: skip
    assert all("BTC/USDT" in answer.text and "TIỀN GIẤY" in answer.text for answer in answers)
    forecast = await scene.ask(VIEWER, "!dự đoán eth")
    for words in ("TIỀN GIẤY", "Rừng ngẫu nhiên", "Không phải lời khuyên đầu tư"):
        assert words in forecast.text
    assert forecast.files["chart.png"].startswith(b"\x89PNG")

    # In private only those on the list are heard, in English when they say so.
    await rig.say(STRANGER, "giá btc", DM)
    english = await rig.answer(await rig.slash(VIEWER, "price", {"symbol": "btc"}, DM, locale="en-US"))
    assert "PAPER" in english.text

    # Suggestions, and buttons under the answer.
    assert [each["value"] for each in await rig.autocomplete(OWNER, "giá", "mã", "et")] == ["ETH/USDT"]
    chart = await rig.answer(await rig.press(forecast, "Biểu đồ", VIEWER))
    assert chart.files["chart.png"].startswith(b"\x89PNG")

    # Money is for the eyes of who asked.
    balance = await rig.answer(await rig.slash(OWNER, "số-dư"))
    assert balance.ephemeral
    assert "USDT" in balance.text
    assert not [message for message in rig.messages if message.channel is rig.place(STRANGER, DM)]


async def test_what_is_dangerous_takes_its_steps_by_the_same_person(scene: Scene) -> None:
    rig, desk = scene.rig, scene.house.engine.rooms.desk

    # What is held is told in the question, so it is asked in private; who leaves it alone changes nothing.
    private = rig.place(OPERATOR, DM)

    async def asked() -> Message:
        return await rig.wait_for(lambda: next((m for m in rig.messages if m.channel is private and m.labels), None))

    await scene.ask(OPERATOR, "!dừng hẳn")
    left = await asked()
    await rig.answer(await rig.press(left, "Thôi", OPERATOR))
    await rig.wait_for(lambda: not left.labels)
    assert desk.state.value == "RUNNING"

    # The worst also wants its word.
    await scene.ask(OPERATOR, "!đóng tất")
    question = await asked()
    opened = await rig.press(question, "Xác nhận", OPERATOR)
    await rig.wait_for(lambda: opened.callback)
    assert desk.state.value == "RUNNING"
    (field,) = opened.modal["components"]
    await rig.answer(await rig.submit(opened, {field["component"]["custom_id"]: "dong tat"}))
    assert desk.state.value == "HALTED"
