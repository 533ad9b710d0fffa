"""The unmodified client polls the local Telegram, answers people, edits, sends pictures and tells its commands."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Update,
)
from telegram.ext import CallbackQueryHandler, CommandHandler

from tests.fakes.telegram_client import Ear, application, client, png
from tests.fakes.telegram_people import FORUM, GROUP, OPERATOR, ORDERS, OWNER, VIEWER
from tests.fakes.telegram_rig import TelegramRig
from tests.fakes.telegram_run import Prompt


@pytest.fixture
async def rig() -> AsyncIterator[TelegramRig]:
    async with TelegramRig() as rig:
        yield rig


async def price(update: Update, context: Any) -> None:
    button = InlineKeyboardButton("Làm mới", callback_data="v1:price:btc")
    await update.effective_message.reply_html(
        "<b>BTC</b> <code>67.123</code> 📈", reply_markup=InlineKeyboardMarkup([[button]]), disable_notification=True
    )


async def refresh(update: Update, context: Any) -> None:
    await update.callback_query.answer("Đã làm mới")
    await update.callback_query.edit_message_text("<b>BTC</b> 67.200", parse_mode="HTML")


# --- talking ---------------------------------------------------------------------------------------------------------
async def test_a_command_is_answered_as_a_person_sees_it(rig: TelegramRig) -> None:
    async with application(rig, CommandHandler("gia", price)):
        await rig.say(OWNER, "/gia btc")
        answer = await rig.next_message(OWNER)
    assert answer.text == "BTC 67.123 📈"
    assert (answer.marked("bold"), answer.marked("code")) == (["BTC"], ["67.123"])
    assert answer.labels == [["Làm mới"]]
    assert answer.silent
    assert answer.id == 2, "the person's own message was the first in this chat"


async def test_a_pressed_button_is_answered_and_the_message_changes_in_place(rig: TelegramRig) -> None:
    async with application(rig, CommandHandler("gia", price), CallbackQueryHandler(refresh)):
        await rig.say(OWNER, "/gia btc")
        message = await rig.next_message(OWNER)
        pressed = await rig.press(message, "Làm mới", OPERATOR)
        assert await rig.answer(pressed) == {"text": "Đã làm mới", "alert": False, "url": ""}
        await rig.edited(message)
    assert [each.words.text for each in message.looks] == ["BTC 67.123 📈", "BTC 67.200"]
    assert message.labels == [], "a keyboard that is not sent again goes away"
    assert rig.shown(OWNER) == [message]


async def test_free_words_and_the_language_of_a_person_arrive(rig: TelegramRig) -> None:
    ear = Ear()
    async with application(rig, ear.handler):
        await rig.say(OWNER, "giá btc")
        await rig.say(VIEWER, "/giá btc")
        await rig.read()
    assert ear.texts == ["giá btc", "/giá btc"]
    assert [each.effective_user.language_code for each in ear.updates] == ["vi", "en"]
    assert ear.updates[1].message.entities == (), "Telegram sees no command in letters with accents"


async def test_pictures_documents_and_albums(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        sent = await bot.send_photo(OWNER, png(640, 360), caption="<b>BTC</b> 4h", parse_mode="HTML")
        await bot.send_document(OWNER, b"a,b\n1,2\n", filename="giao-dịch.csv")
        await bot.send_media_group(OWNER, [InputMediaPhoto(png()), InputMediaPhoto(png(9, 9), caption="hai")])
        assert bytes(await (await sent.photo[-1].get_file()).download_as_bytearray()) == png(640, 360)
        await bot.edit_message_media(InputMediaPhoto(png(5, 5), caption="mới"), OWNER, sent.message_id)
    photo, document, *album = rig.sent(OWNER)
    assert [each.words.text for each in photo.looks] == ["BTC 4h", "mới"]
    assert (photo.looks[0].file.data, photo.picture) == (png(640, 360), png(5, 5))
    assert (sent.photo[-1].width, sent.photo[-1].height) == (640, 360)
    assert (document.document.name, document.document.data) == ("giao-dịch.csv", b"a,b\n1,2\n")
    assert [each.text for each in album] == ["", "hai"]
    assert album[0].album == album[1].album != ""


# --- commands and names ----------------------------------------------------------------------------------------------
async def test_each_person_is_offered_the_commands_of_their_language_and_place(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        await bot.set_my_commands([BotCommand("gia", "Price")])
        await bot.set_my_commands([BotCommand("gia", "Giá")], language_code="vi")
        await bot.set_my_commands([BotCommand("dat", "Đặt lệnh")], BotCommandScopeChat(OWNER), language_code="vi")
        await bot.set_my_commands([BotCommand("nhom", "Nhóm")], BotCommandScopeAllGroupChats())
        assert [each.description for each in await bot.get_my_commands(language_code="vi")] == ["Giá"]
        await bot.set_my_name("Hải Đăng", language_code="vi")
        await bot.set_my_short_description("Lighthouse")
        assert (await bot.get_my_name("vi")).name == "Hải Đăng"
        assert (await bot.get_my_short_description("vi")).short_description == "Lighthouse"
        told = {(user, chat): rig.menu(user, chat)[0]["description"] for user in (OWNER, OPERATOR, VIEWER)
                for chat in (0, GROUP)}  # fmt: skip
        await bot.delete_my_commands(BotCommandScopeChat(OWNER), "vi")
    assert (told[OWNER, 0], told[OPERATOR, 0], told[VIEWER, 0]) == ("Đặt lệnh", "Giá", "Price")
    assert {told[user, GROUP] for user in (OWNER, VIEWER)} == {"Nhóm"}
    assert rig.menu(OWNER)[0]["description"] == "Giá"


async def test_chats_and_members_are_told_of(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        chat, private = await bot.get_chat(FORUM), await bot.get_chat(OWNER)
        statuses = [(await bot.get_chat_member(GROUP, user)).status for user in (OWNER, OPERATOR, VIEWER)]
        admins = await bot.get_chat_administrators(GROUP)
        await bot.leave_chat(GROUP)
    assert (chat.is_forum, chat.title, private.first_name) == (True, "Diễn đàn", "Hải")
    assert statuses == ["creator", "administrator", "member"]
    assert [each.user.id for each in admins] == [OWNER, OPERATOR]
    assert rig.chat(GROUP).bot == "left"


# --- by hand ---------------------------------------------------------------------------------------------------------
async def test_typed_lines_speak_and_press_and_what_the_bot_does_is_told(rig: TelegramRig, tmp_path: Path) -> None:
    told: list[str] = []
    prompt = Prompt(rig, told.append, tmp_path)
    watching = asyncio.ensure_future(prompt.watch())
    async with application(rig, CommandHandler("gia", price), CallbackQueryHandler(refresh)), client(rig) as bot:
        await prompt.order("group 42: /gia@bot btc")
        await rig.next_message(GROUP)
        await prompt.order("press Làm")
        await rig.edited(rig.sent(GROUP)[0])
        await prompt.order(f"topic {ORDERS} 42: /gia")
        await rig.next_message(FORUM)
        await bot.send_photo(OWNER, png(), filename="btc.png")
        await prompt.order("press Bán")
    watching.cancel()
    prompt.catch_up()
    assert "  | BTC 67.123 📈" in told
    assert "  [Làm mới]" in told
    assert "<42> notice: Đã làm mới" in told
    assert "  | BTC 67.200" in told
    assert f"<{FORUM} topic {ORDERS}> #22 sent silently" in told
    assert (tmp_path / "42_1_1_btc.png").read_bytes() == png()
    assert "! no button 'Bán'" in told
