"""Telegram from end to end: a person's hands on the local Telegram, a running engine behind the bot."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bots.common.conversation import Conversation
from bots.telegram.app import TelegramBot
from tests.engine.house import House, living
from tests.engine.service.conftest import reach
from tests.fakes.telegram_message import Message
from tests.fakes.telegram_people import FORUM, GROUP, OPERATOR, OUTSIDER, OWNER, PRICES, VIEWER
from tests.fakes.telegram_rig import TelegramRig


@dataclass(frozen=True)
class Scene:
    rig: TelegramRig
    house: House

    async def ask(self, user: int, text: str, chat: int = 0, thread: int = 0) -> Message:
        self.rig.skip(chat or user)
        await self.rig.say(user, text, chat, thread=thread)
        return await self.rig.next_message(chat or user)


@pytest.fixture
async def scene(tmp_path: Path, models: Path) -> AsyncIterator[Scene]:
    async with TelegramRig() as rig:
        settings = {
            "telegram_chats": f"{GROUP},{FORUM}", "telegram_owners": str(OWNER), "telegram_operators": str(OPERATOR),
            "telegram_viewers": str(VIEWER), "telegram_api_url": rig.url,
        }  # fmt: skip
        async with living(tmp_path, models, **settings) as house:
            await reach(house, 70)
            lobby = house.engine.lobby()
            running = asyncio.create_task(TelegramBot(lobby, Conversation(lobby), rig.token).run())
            await rig.polling()
            yield Scene(rig, house)
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running


async def test_people_of_all_roles_use_the_house(scene: Scene) -> None:
    rig, desk = scene.rig, scene.house.engine.rooms.desk

    # The same question by all its names, by everybody who is admitted, in their place and language.
    for user, text, chat, thread in (
        (OUTSIDER, "/gia@haidang_bot btc", GROUP, 0), (OPERATOR, "/gia BTC", FORUM, PRICES), (OWNER, "giá btc", 0, 0),
    ):  # fmt: skip
        answer = await scene.ask(user, text, chat, thread)
        assert "BTC/USDT" in answer.text
        assert "TIỀN GIẤY" in answer.text
    assert "PAPER" in (await scene.ask(VIEWER, "price btc")).text
    await rig.say(OUTSIDER, "giá btc")

    # A forecast with its picture, brought up to date where it stands.
    forecast = await scene.ask(VIEWER, "/predict eth")
    assert forecast.picture
    words = forecast if forecast.text else await rig.next_message(VIEWER)
    assert "Not investment advice" in words.text
    pressed = await rig.press(words, "⟳", VIEWER)
    await rig.answer(pressed)

    # The menu, and a form that is filled in by answering.
    menu = await scene.ask(OPERATOR, "/start")
    await rig.press(menu, "Điều khiển", OPERATOR)
    await rig.edited(menu)
    await rig.press(menu, "Vào lệnh", OPERATOR)
    prompt = await rig.next_message(OPERATOR)
    assert prompt.reply_keyboard
    await rig.say(OPERATOR, "btc 100", reply_to=prompt)
    question = await rig.next_message(OPERATOR)
    await rig.press(question, "Thôi", OPERATOR)
    await rig.edited(question)
    assert not question.labels

    # Money is for the eyes of who asked; the worst is agreed to twice, by the one who was asked.
    word = await scene.ask(OWNER, "/sodu@haidang_bot", GROUP)
    assert "USDT" not in word.text
    question = await scene.ask(OPERATOR, "/dongtat")
    await rig.press(question, "Xác nhận", OPERATOR)
    prompt = await rig.next_message(OPERATOR)
    assert prompt.reply_keyboard
    assert desk.state.value == "RUNNING"
    await rig.say(OPERATOR, "đóng tất", reply_to=prompt)
    await rig.next_message(OPERATOR)
    assert desk.state.value == "HALTED"
    assert not rig.sent(OUTSIDER)
