"""What a bot does to messages that are there: edits, deletions, pins, reactions, and answers to buttons."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram_call import Call, Keyboard, bad, inline_keyboard, method
from tests.fakes.telegram_files import Stored
from tests.fakes.telegram_message import Look, Message
from tests.fakes.telegram_send import caption_of, caption_of_call, text_of
from tests.fakes.telegram_text import Formatted
from tests.fakes.telegram_world import World

_TOO_OLD = 48 * 3600
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_NO_QUERY = "query is too old and response timeout expired or query ID is invalid"


def _to_edit(world: World, call: Call) -> Message:
    message = world.message(world.open_chat(call), call.number("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if message.author is not world.bot:
        raise bad("message can't be edited")
    return message


def _change(world: World, message: Message, words: Formatted, file: Stored | None, keyboard: Keyboard | None) -> Any:
    """A keyboard that is not given again goes away, as it does in truth."""
    before = message.look
    if (words, file, keyboard) == (before.words, before.file, before.keyboard):
        raise bad(_UNCHANGED)
    message.change(Look(words, file, keyboard, world.clock()), world.now())
    world.bell.ring()
    return message.json()


@method("editMessageText")
def edit_text(world: World, call: Call) -> Any:
    message, words = _to_edit(world, call), text_of(call)
    if message.look.file is not None:
        raise bad("there is no text in the message to edit")
    return _change(world, message, words, None, inline_keyboard(call.parsed("reply_markup")))


@method("editMessageCaption")
def edit_caption(world: World, call: Call) -> Any:
    message = _to_edit(world, call)
    if message.look.file is None:
        raise bad("there is no caption in the message to edit")
    keyboard = inline_keyboard(call.parsed("reply_markup"))
    return _change(world, message, caption_of_call(call), message.look.file, keyboard)


@method("editMessageMedia")
def edit_media(world: World, call: Call) -> Any:
    message, media = _to_edit(world, call), call.parsed("media") or {}
    if media.get("type") not in ("photo", "document"):
        raise bad("can't parse InputMedia: invalid type")
    file = world.files.take(call, "media", media["type"], media.get("media"))
    return _change(world, message, caption_of(media), file, inline_keyboard(call.parsed("reply_markup")))


@method("editMessageReplyMarkup")
def edit_markup(world: World, call: Call) -> Any:
    message = _to_edit(world, call)
    keyboard = inline_keyboard(call.parsed("reply_markup"))
    return _change(world, message, message.look.words, message.look.file, keyboard)


def _delete(world: World, message: Message) -> None:
    foreign = message.author is not world.bot and message.chat.kind != "private" and message.chat.bot == "member"
    if foreign or world.now() - message.date > _TOO_OLD:
        raise bad("message can't be deleted")
    message.deleted = True
    world.bell.ring()


@method("deleteMessage")
def delete_message(world: World, call: Call) -> Any:
    message = world.message(world.open_chat(call), call.number("message_id"))
    if message is None:
        raise bad("message to delete not found")
    _delete(world, message)
    return True


@method("deleteMessages")
def delete_messages(world: World, call: Call) -> Any:
    """What is not there any more is passed over."""
    chat = world.open_chat(call)
    for number in call.parsed("message_ids", list) or []:
        message = world.message(chat, int(number))
        if message is not None:
            _delete(world, message)
    return True


@method("pinChatMessage", "unpinChatMessage")
def pin(world: World, call: Call) -> Any:
    chat = world.open_chat(call)
    if chat.kind != "private" and chat.bot != "administrator":
        raise bad("not enough rights to manage pinned messages in the chat")
    number = call.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if world.message(chat, number) is None:
        raise bad("message to pin not found" if call.method == "pinchatmessage" else "message to unpin not found")
    chat.pinned = [each for each in chat.pinned if each != number]
    if call.method == "pinchatmessage":
        chat.pinned.append(number)
    return True


@method("setMessageReaction")
def react(world: World, call: Call) -> Any:
    chat = world.open_chat(call)
    if world.message(chat, call.number("message_id")) is None:
        raise bad("message to react not found")
    signs = [each.get("emoji", "") for each in call.parsed("reaction", list) or []]
    world.reactions.append({"chat": chat.id, "message": call.number("message_id"), "signs": signs})
    return True


@method("answerCallbackQuery")
def answer_callback(world: World, call: Call) -> Any:
    pressed = world.pressed.get(call.text("callback_query_id"))
    if pressed is None or pressed.expired:
        raise bad(_NO_QUERY)
    if len(call.text("text")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    pressed.answers.append({"text": call.text("text"), "alert": call.flag("show_alert"), "url": call.text("url")})
    world.bell.ring()
    return True
