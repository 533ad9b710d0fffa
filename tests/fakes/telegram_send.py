"""What a bot says: messages, photos, documents, albums and signs of life."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram_call import Call, bad, inline_keyboard, method
from tests.fakes.telegram_files import Stored
from tests.fakes.telegram_html import parse_html
from tests.fakes.telegram_message import Look, Message
from tests.fakes.telegram_people import Chat
from tests.fakes.telegram_text import Entity, Formatted, finish, units
from tests.fakes.telegram_world import World

TEXT, CAPTION = 4096, 1024
_ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
)  # fmt: skip


def formatted(source: str, mode: str, entities: list[Entity] | None) -> Formatted:
    """A text as a call gives it: with tags, or with entities beside it."""
    if mode.lower() == "html":
        parsed = parse_html(source)
        return finish(parsed.text, parsed.entities)
    if mode:
        raise bad("unsupported parse_mode")
    return finish(source, entities or [])


def text_of(call: Call) -> Formatted:
    words = formatted(call.text("text"), call.text("parse_mode"), call.parsed("entities", list))
    if not words.text:
        raise bad("message text is empty")
    if units(words.text) > TEXT:
        raise bad("message is too long")
    return words


def caption_of(given: dict[str, Any]) -> Formatted:
    """The caption of a photo or a document; it may be empty."""
    words = formatted(given.get("caption", ""), given.get("parse_mode", ""), given.get("caption_entities"))
    if units(words.text) > CAPTION:
        raise bad("message caption is too long")
    return words


def caption_of_call(call: Call) -> Formatted:
    return caption_of({**call.params, "caption_entities": call.parsed("caption_entities", list)})


def post(world: World, call: Call, words: Formatted, file: Stored | None = None, album: str = "") -> Message:
    """Put a message of the bot into the chat of a call."""
    chat = world.open_chat(call)
    if chat.muted:
        raise bad(f"not enough rights to send {'photos' if file else 'text messages'} to the chat")
    thread = _thread(chat, call.number("message_thread_id"))
    answered = _answered(world, chat, call)
    markup = call.parsed("reply_markup")
    message = Message(
        chat, chat.number(), world.now(), world.bot, Look(words, file, inline_keyboard(markup), world.clock()),
        sender_chat=chat if chat.kind == "channel" else None, reply_to=answered,
        thread=thread or (answered.thread if answered and answered.in_topic else 0),
        in_topic=bool(thread or (answered and answered.in_topic)), silent=call.flag("disable_notification"),
        album=album, reply_keyboard=markup if markup and "inline_keyboard" not in markup else None,
        params=dict(call.params),
    )  # fmt: skip
    return world.keep(message)


def _thread(chat: Chat, number: int) -> int:
    """A topic that one may write to; the general one has no number, whatever it is called elsewhere."""
    if number and number not in chat.topics:
        raise bad("message thread not found")
    if number in chat.closed_topics:
        raise bad("TOPIC_CLOSED")
    return number


def _answered(world: World, chat: Chat, call: Call) -> Message | None:
    given = call.parsed("reply_parameters") or {}
    number = given.get("message_id") or call.number("reply_to_message_id")
    if not number:
        return None
    found = world.message(chat, int(number))
    if found is None and not (given.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply")):
        raise bad("message to be replied not found")
    return found


@method("sendMessage")
def send_message(world: World, call: Call) -> Any:
    world.open_chat(call)
    return post(world, call, text_of(call)).json()


@method("sendPhoto")
def send_photo(world: World, call: Call) -> Any:
    return _send_file(world, call, "photo")


@method("sendDocument")
def send_document(world: World, call: Call) -> Any:
    return _send_file(world, call, "document")


def _send_file(world: World, call: Call, kind: str) -> Any:
    world.open_chat(call)
    words = caption_of_call(call)
    return post(world, call, words, world.files.take(call, kind, kind)).json()


@method("sendMediaGroup")
def send_media_group(world: World, call: Call) -> Any:
    world.open_chat(call)
    items = call.parsed("media", list) or []
    if not 2 <= len(items) <= 10:
        raise bad("group of media must have from 2 to 10 items")
    kinds = {each.get("type") for each in items}
    if len(kinds) > 1 or not kinds <= {"photo", "document"}:
        raise bad("can't use the media of the specified type in the album")
    parts = [(caption_of(each), world.files.take(call, "media", each["type"], each["media"])) for each in items]
    album = str(10**15 + len(world.sent))
    return [post(world, call, words, file, album).json() for words, file in parts]


@method("sendChatAction")
def send_chat_action(world: World, call: Call) -> Any:
    world.open_chat(call)
    if call.text("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    return True
