"""All that the local Telegram knows, and what bots are told when they ask for a chat they may not write to."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.fakes import telegram_people as folk
from tests.fakes.telegram_call import ApiError, Call, bad
from tests.fakes.telegram_files import Files
from tests.fakes.telegram_message import Message
from tests.fakes.telegram_people import Chat, Person

T = TypeVar("T")


class Bell:
    """Rings at each change, so that nobody has to look again and again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for each in self._waiting:
            if not each.done():
                each.set_result(None)
        self._waiting.clear()

    async def until(self, found: Callable[[], T], within: float) -> T:
        """Wait for a truthy answer, and give it; TimeoutError after ``within`` seconds."""
        async with asyncio.timeout(None if within == float("inf") else within):
            while not (answer := found()):
                future = asyncio.get_running_loop().create_future()
                self._waiting.add(future)
                try:
                    await future
                finally:
                    self._waiting.discard(future)
        return answer


@dataclass
class Pressed:
    """A button pressed by a person; ``answers`` are what the bot showed for it."""

    id: str
    person: Person
    message: Message
    data: str
    expired: bool = False
    answers: list[dict[str, Any]] = field(default_factory=list)


class World:
    """``calls`` are all requests in order; ``sent`` all messages of the bot; ``privacy`` is how a new bot is set."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock, self.bell, self.files = clock, Bell(), Files()
        self.bot, self.privacy = folk.bot(), True
        self.people = {each.id: each for each in folk.people()}
        self.chats = {each.id: each for each in folk.chats()}
        self.messages: dict[tuple[int, int], Message] = {}
        self.pressed: dict[str, Pressed] = {}
        self.calls: list[Call] = []
        self.sent: list[Message] = []
        self.reactions: list[dict[str, Any]] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        for person in self.people.values():
            self._private(person)

    def now(self) -> int:
        return int(self.clock())

    def person(self, user: int) -> Person:
        """Whoever has this id; somebody new when nobody has it yet."""
        if user not in self.people:
            self.people[user] = Person(user, f"Người {user}", met=False)
            self._private(self.people[user])
        return self.people[user]

    def _private(self, person: Person) -> None:
        self.chats[person.id] = Chat(person.id, "private", person.first_name, person.username)

    def keep(self, message: Message) -> Message:
        self.messages[message.chat.id, message.id] = message
        if message.author is self.bot:
            self.sent.append(message)
        self.bell.ring()
        return message

    # --- what a call means by a chat or a message ---------------------------------------------------------------------
    def chat(self, call: Call, name: str = "chat_id") -> Chat:
        given = call.text(name)
        if not given:
            raise bad(f"{name} is empty")
        if given.startswith("@"):
            found = [each for each in self.chats.values() if each.username == given[1:] and each.kind != "private"]
            if not found:
                raise bad("chat not found")
            return found[0]
        chat = self.chats.get(int(given)) if re.fullmatch(r"-?\d+", given) else None
        if chat is None:
            raise bad("chat not found")
        return chat

    def open_chat(self, call: Call) -> Chat:
        """The chat of a call, which the bot must be in."""
        chat = self.chat(call)
        if chat.moved_to:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
        if chat.kind == "private":
            self._private_open(self.people[chat.id])
        elif chat.bot == "kicked":
            raise ApiError(403, f"Forbidden: bot was kicked from the {_sort(chat)} chat")
        elif chat.bot == "left":
            raise ApiError(403, f"Forbidden: bot is not a member of the {_sort(chat)} chat")
        return chat

    @staticmethod
    def _private_open(person: Person) -> None:
        if person.deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if person.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not person.met:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        if person.is_bot:
            raise ApiError(403, "Forbidden: bots can't send messages to bots")

    def message(self, chat: Chat, number: int) -> Message | None:
        """A message that has not been deleted."""
        found = self.messages.get((chat.id, number))
        return None if found is None or found.deleted else found


def _sort(chat: Chat) -> str:
    return {"group": "group", "supergroup": "supergroup"}.get(chat.kind, "channel")
