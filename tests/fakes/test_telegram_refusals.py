"""What the local Telegram refuses, in the words of the real one."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from tests.fakes.telegram_client import client, png
from tests.fakes.telegram_people import FORUM, GROUP, OWNER, PRICES
from tests.fakes.telegram_rig import TelegramRig


@pytest.fixture
async def rig() -> AsyncIterator[TelegramRig]:
    async with TelegramRig() as rig:
        yield rig


def keys(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=each)] for each in data])


def text(words: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return "send_message", {"chat_id": OWNER, "text": words, **more}


def photo(**more: Any) -> tuple[str, dict[str, Any]]:
    return "send_photo", {"chat_id": OWNER, "photo": png(), **more}


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (text(" \n "), "Message text is empty"),
        (text("<b></b>", parse_mode="HTML"), "Message text is empty"),
        (text("x" * 4097), "Message is too long"),
        (text("🚀" * 2049), "Message is too long"),
        (text("<b>x", parse_mode="HTML"), "Can't parse entities: can't find end tag corresponding to start tag b"),
        (text("*x*", parse_mode="MarkdownV2"), "Unsupported parse_mode"),
        (text("x", chat_id=555), "Chat not found"),
        (text("x", chat_id="@nobody"), "Chat not found"),
        (text("x", chat_id=FORUM, message_thread_id=1), "Message thread not found"),
        (text("x", reply_parameters=ReplyParameters(77)), "Message to be replied not found"),
        (text("x", reply_markup=keys("y" * 65)), "Button_data_invalid"),
        (text("x", reply_markup=keys("ế" * 22)), "Button_data_invalid"),
        (text("x", reply_markup=keys(*"y" * 101)), "Reply markup is too long"),
        (photo(caption="x" * 1025), "Message caption is too long"),
        (photo(photo=b"no picture"), "Image_process_failed"),
        (photo(photo=png(1, 21)), "Photo_invalid_dimensions"),
        (photo(photo="AgACunknown"), "Wrong file identifier/http url specified"),
        (("edit_message_text", {"chat_id": OWNER, "message_id": 9, "text": "x"}), "Message to edit not found"),
        (("delete_message", {"chat_id": OWNER, "message_id": 9}), "Message to delete not found"),
        (("send_chat_action", {"chat_id": OWNER, "action": "dancing"}), "Wrong parameter action in request"),
        (("set_my_commands", {"commands": [BotCommand("giá", "x")]}), "Bot_command_invalid"),
        (("set_my_commands", {"commands": [BotCommand("a", "x")] * 101}), "Bot_commands_too_much"),
        (("set_my_commands", {"commands": [BotCommand("a", "x" * 257)]}), "Command description length must not exceed"),
        (("set_my_commands", {"commands": [], "language_code": "vie"}), "Invalid language code specified"),
        (("answer_callback_query", {"callback_query_id": "1"}), "Query is too old and response timeout expired"),
        (("get_file", {"file_id": "x"}), "Invalid file_id"),
    ],
)  # fmt: skip
async def test_a_wrong_request_is_refused(rig: TelegramRig, call: tuple[str, dict[str, Any]], told: str) -> None:
    name, given = call
    async with client(rig) as bot:
        with pytest.raises(BadRequest) as caught:
            await getattr(bot, name)(**given)
    assert caught.value.message.lower().startswith(told.lower())
    assert rig.sent() == []
    assert rig.world.calls[-1].status == 400


async def test_the_most_that_is_allowed_is_allowed(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        await bot.send_message(
            OWNER, "<b>" + "🚀" * 2048 + "</b>  \n", parse_mode="HTML", reply_markup=keys(*["y" * 64] * 100)
        )
        await bot.send_photo(OWNER, png(1, 20), caption="<i>" + "x" * 1024 + "</i>", parse_mode="HTML")
    assert rig.sent()[0].text == "🚀" * 2048


async def test_an_edit_must_change_something(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        sent = await bot.send_message(OWNER, "<b>x</b>", parse_mode="HTML", reply_markup=keys("a"))
        with pytest.raises(BadRequest, match="Message is not modified"):
            await bot.edit_message_text(
                "<strong>x</strong> ", OWNER, sent.id, parse_mode="HTML", reply_markup=keys("a")
            )
        await bot.edit_message_text("x", OWNER, sent.id, reply_markup=keys("a"))
        await bot.edit_message_reply_markup(OWNER, sent.id, reply_markup=keys("b"))
        with pytest.raises(BadRequest, match="Message is not modified"):
            await bot.edit_message_reply_markup(OWNER, sent.id, reply_markup=keys("b"))
        with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
            await bot.edit_message_caption(OWNER, sent.id, caption="y")
        picture = await bot.send_photo(OWNER, png())
        with pytest.raises(BadRequest, match="There is no text in the message to edit"):
            await bot.edit_message_text("y", OWNER, picture.id)
    assert len(rig.sent()[0].looks) == 3


async def test_what_others_wrote_is_not_the_bots_to_change(rig: TelegramRig) -> None:
    theirs = await rig.say(OWNER, "giá", GROUP)
    async with client(rig) as bot:
        with pytest.raises(BadRequest, match="Message can't be edited"):
            await bot.edit_message_text("y", GROUP, theirs.id)
        with pytest.raises(BadRequest, match="Message can't be deleted"):
            await bot.delete_message(GROUP, theirs.id)
        await rig.add(GROUP, status="administrator")
        assert await bot.delete_message(GROUP, theirs.id)
    assert theirs.deleted


async def test_nobody_is_written_to_who_does_not_want_it(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        await rig.block(OWNER)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(OWNER, "x")
        await rig.unblock(OWNER)
        await bot.send_message(OWNER, "x")
        rig.world.person(77)
        with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
            await bot.send_message(77, "x")
        await rig.say(77, "/start")
        await bot.send_message(77, "x")
        await rig.kick(GROUP)
        with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
            await bot.send_message(GROUP, "x")
        await bot.leave_chat(FORUM)
        with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
            await bot.send_message(FORUM, "x", message_thread_id=PRICES)


async def test_a_group_that_moved_tells_its_new_number(rig: TelegramRig) -> None:
    room = await rig.migrate(GROUP)
    async with client(rig) as bot:
        with pytest.raises(ChatMigrated) as caught:
            await bot.send_message(GROUP, "x")
        await bot.send_message(caught.value.new_chat_id, "x")
    assert caught.value.new_chat_id == room.id
    assert [each.text for each in rig.sent(room.id)] == ["x"]


async def test_a_button_may_be_pressed_too_late(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        await bot.send_message(OWNER, "x", reply_markup=keys("a"))
        pressed = await rig.press(rig.sent()[0], "x")
        pressed.expired = True
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(pressed.id)


async def test_only_the_right_token_and_known_methods_are_answered(rig: TelegramRig) -> None:
    async with client(rig) as bot, client(rig, "7000000002:AAnotherTokenThatNobodyKnows0000") as foreign:
        with pytest.raises(InvalidToken, match="endpoint 'readMinds' does not exist"):
            await bot.do_api_request("readMinds")
        with pytest.raises(InvalidToken):
            await foreign.get_me()
    assert [each.status for each in rig.world.calls] == [404, 401]
