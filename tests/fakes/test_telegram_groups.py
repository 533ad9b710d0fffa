"""Groups on the local Telegram: what the bot hears there, topics, people behind a group's name, coming and going."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Update
from telegram.ext import CommandHandler

from tests.fakes.telegram_client import Ear, application, client
from tests.fakes.telegram_people import CHANNEL, FORUM, GROUP, OWNER, PRICES, VIEWER
from tests.fakes.telegram_rig import TelegramRig


@pytest.fixture
async def rig() -> AsyncIterator[TelegramRig]:
    async with TelegramRig() as rig:
        yield rig


async def answer_in_place(update: Update, context: Any) -> None:
    await update.effective_message.reply_text("67.123")


async def test_with_privacy_a_group_tells_the_bot_only_what_is_meant_for_it(rig: TelegramRig) -> None:
    ear = Ear()
    async with application(rig, ear.handler), client(rig) as bot:
        await bot.send_message(GROUP, "chào")
        mine = await rig.next_message(GROUP)
        for text in ("giá btc", "/gia btc", "/gia@haidang_bot", "/gia@other_bot", "@haidang_bot ơi", "@hai ơi"):
            await rig.say(VIEWER, text, GROUP)
        await rig.say(VIEWER, "ừ", GROUP, reply_to=mine)
        rig.world.privacy = False
        await rig.say(VIEWER, "và đây", GROUP)
        await rig.read()
    assert ear.texts == ["/gia btc", "/gia@haidang_bot", "@haidang_bot ơi", "ừ", "và đây"]


async def test_a_topic_is_answered_in_the_topic(rig: TelegramRig) -> None:
    ear = Ear()
    async with application(rig, CommandHandler("gia", answer_in_place)) as app:
        app.add_handler(ear.handler, group=1)
        await rig.say(OWNER, "/gia btc", FORUM, thread=PRICES)
        answer = await rig.next_message(FORUM)
        await rig.say(OWNER, "/gia eth", FORUM)
        general = await rig.next_message(FORUM)
        reply = await rig.say(OWNER, "/gia", FORUM, reply_to=answer)
    assert (answer.thread, answer.in_topic) == (PRICES, True)
    assert (general.thread, general.in_topic) == (0, False)
    assert (reply.thread, reply.in_topic) == (PRICES, True), "a reply stays in its topic"
    first = ear.updates[0].message
    assert first.is_topic_message
    assert first.reply_to_message.forum_topic_created.name == "Giá"


async def test_admins_without_a_name_channels_forwards_and_edits(rig: TelegramRig) -> None:
    ear = Ear()
    rig.world.privacy = False
    async with application(rig, ear.handler):
        await rig.say(OWNER, "ẩn danh", FORUM, anonymous=True)
        await rig.say(OWNER, "kênh", FORUM, as_channel=CHANNEL)
        await rig.forward(OWNER, "/dat btc 1")
        await rig.edit(await rig.say(OWNER, "gia btc"), "giá btc")
        await rig.read()
    hidden, channel, forwarded, _, edited = ear.updates
    assert (hidden.message.from_user.id, hidden.message.sender_chat.id) == (1087968824, FORUM)
    assert (channel.message.from_user.is_bot, channel.message.sender_chat.id) == (True, CHANNEL)
    assert forwarded.message.forward_origin.sender_user_name == "Ai đó"
    assert edited.edited_message.text == "giá btc"
    assert edited.edited_message.edit_date is not None


async def test_a_reply_in_a_supergroup_carries_a_thread_that_is_no_topic(rig: TelegramRig) -> None:
    ear = Ear()
    room = await rig.migrate(GROUP)
    async with application(rig, ear.handler), client(rig) as bot:
        await bot.send_message(room.id, "chào")
        await rig.say(OWNER, "/gia", room.id, reply_to=await rig.next_message(room.id))
        await rig.read()
    message = ear.updates[-1].message
    assert message.message_thread_id is not None
    assert not message.is_topic_message


async def test_the_bot_learns_where_it_is_wanted(rig: TelegramRig) -> None:
    ear = Ear()
    async with application(rig, ear.handler):
        await rig.block(OWNER)
        await rig.unblock(OWNER)
        await rig.kick(GROUP)
        await rig.add(GROUP)
        await rig.add(GROUP, status="administrator")
        await rig.read()
    changes = [each.my_chat_member for each in ear.updates if each.my_chat_member]
    assert [(each.chat.id, each.old_chat_member.status, each.new_chat_member.status) for each in changes] == [
        (OWNER, "member", "kicked"), (OWNER, "kicked", "member"), (GROUP, "member", "kicked"),
        (GROUP, "kicked", "member"), (GROUP, "member", "administrator"),
    ]  # fmt: skip
    assert [each.message.new_chat_members[0].id for each in ear.updates if each.message] == [rig.world.bot.id]
