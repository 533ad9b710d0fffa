"""Who speaks, and where: Telegram's updates as visits, and places as Telegram addresses them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from telegram import CallbackQuery, Chat, Message, User
from telegram.constants import ChatType

from engine.service.visits import Visit

SURFACE: Final = "telegram"
_ROOMS: Final = frozenset({ChatType.PRIVATE, ChatType.GROUP, ChatType.SUPERGROUP})


@dataclass(frozen=True, slots=True)
class Spot:
    """A chat, and the topic in it where it has topics."""

    chat: int
    thread: int | None = None


def spot_of_place(place: str) -> Spot:
    """``-1001:7`` is topic 7 of the chat -1001."""
    chat, _, thread = place.partition(":")
    return Spot(int(chat), int(thread) if thread else None)


def spot_of_message(message: Message) -> Spot:
    """Where a message stands. Threads of replies outside of forums are no topics and cannot be written into."""
    thread = message.message_thread_id if message.is_topic_message else None
    return Spot(message.chat.id, thread)


def visit_of_message(message: Message) -> Visit | None:
    """Who wrote; None for bots, channels, anonymous administrators, and whoever speaks in a chat's name."""
    if message.sender_chat is not None or message.via_bot is not None:
        return None
    return _visit(message.from_user, message.chat, spot_of_message(message))


def visit_of_press(query: CallbackQuery) -> Visit | None:
    """Who pressed; None where there is no message to answer below."""
    message = query.message
    if message is None:
        return None
    spot = spot_of_message(message) if isinstance(message, Message) else Spot(message.chat.id)
    return _visit(query.from_user, message.chat, spot)


def alone(visit: Visit) -> Visit:
    """The same person in their private chat, which has the person's id."""
    return replace(visit, place=str(visit.actor), admitted_by=visit.actor, alone=True)


def _visit(user: User | None, chat: Chat, spot: Spot) -> Visit | None:
    if user is None or user.is_bot or chat.type not in _ROOMS:
        return None
    place = str(spot.chat) if spot.thread is None else f"{spot.chat}:{spot.thread}"
    return Visit(
        surface=SURFACE,
        actor=user.id,
        name=user.full_name,
        place=place,
        admitted_by=chat.id,
        alone=chat.type == ChatType.PRIVATE,
        language=user.language_code,
    )
