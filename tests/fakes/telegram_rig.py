"""A person's hands on the local Telegram: say, press, edit, block, and wait for what the bot does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from tests.fakes import telegram_people as folk
from tests.fakes.telegram_call import Call
from tests.fakes.telegram_faults import Faults
from tests.fakes.telegram_message import Look, Message
from tests.fakes.telegram_people import Chat, Person
from tests.fakes.telegram_profile import member, menu
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_text import Formatted, finish
from tests.fakes.telegram_updates import Updates, hears
from tests.fakes.telegram_world import Pressed, World

PATIENCE = 5.0
T = TypeVar("T")


class TelegramRig:
    """A server that listens, and everybody who uses it. Chats are their ids; a person's id is their private chat."""

    def __init__(self, server: TelegramServer | None = None) -> None:
        self.server = server or TelegramServer()
        self.world: World = self.server.world
        self.updates: Updates = self.server.updates
        self.faults: Faults = self.server.faults
        self._taken: Counter[int] = Counter()

    async def __aenter__(self) -> TelegramRig:
        await self.server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.server.stop()

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def token(self) -> str:
        return self.server.token

    def chat(self, number: int) -> Chat:
        self.world.person(number) if number > 0 else None
        return self.world.chats[number]

    # --- hands -------------------------------------------------------------------------------------------------------
    async def say(
        self, user: int, text: str, chat: int = 0, *, thread: int = 0, reply_to: Message | None = None,
        anonymous: bool = False, as_channel: int = 0, **extra: Any,
    ) -> Message:  # fmt: skip
        """Write in a chat, by default in private; ``extra`` are further fields of the message by Telegram's names."""
        room, person = self.chat(chat or user), self.world.person(user)
        if room.kind == "private":
            person.met = True
        author, channel = person, None
        if anonymous or as_channel:
            author = folk.ANONYMOUS if anonymous else folk.CHANNEL_BOT
            channel = room if anonymous else self.chat(as_channel)
        thread = self._thread(room, thread, reply_to)
        message = Message(
            room, room.number(), self.world.now(), author, Look(finish(text, []) if text else Formatted()),
            sender_chat=channel, reply_to=reply_to, thread=thread, in_topic=bool(room.topics and thread), extra=extra,
        )  # fmt: skip
        self.world.keep(message)
        self._tell("message", message)
        return message

    @staticmethod
    def _thread(room: Chat, thread: int, reply_to: Message | None) -> int:
        """Replies make threads in supergroups that have no topics, too."""
        if thread or reply_to is None or room.kind != "supergroup":
            return thread
        return reply_to.thread or (0 if room.topics else reply_to.id)

    def _tell(self, kind: str, message: Message) -> None:
        if hears(self.world, message):
            self.updates.put(kind, message.json())

    async def forward(self, user: int, text: str, chat: int = 0, author: str = "Ai đó") -> Message:
        """Pass on words that somebody else has written."""
        origin = {"type": "hidden_user", "date": self.world.now() - 60, "sender_user_name": author}
        return await self.say(user, text, chat, forward_origin=origin)

    async def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        message.change(Look(finish(text, [])), self.world.now())
        self._tell("edited_message", message)
        return message

    async def press(self, message: Message, label: str, user: int = folk.OWNER) -> Pressed:
        """Press a button under a message, known by its label or a part of it."""
        assert not message.deleted, f"the message is gone: {message.text!r}"
        button = message.button(label)
        assert "callback_data" in button, f"{label!r} is not answered by the bot: {button}"
        person = self.world.person(user)
        pressed = Pressed(str(4 * 10**17 + len(self.world.pressed)), person, message, button["callback_data"])
        self.world.pressed[pressed.id] = pressed
        content = {
            "id": pressed.id, "from": person.json(), "message": message.json(), "data": pressed.data,
            "chat_instance": str(message.chat.id * 31),
        }  # fmt: skip
        self.updates.put("callback_query", content)
        return pressed

    async def block(self, user: int) -> None:
        self._switch_person(user, blocked=True)

    async def unblock(self, user: int) -> None:
        self._switch_person(user, blocked=False)

    def _switch_person(self, user: int, *, blocked: bool) -> None:
        person, statuses = (
            self.world.person(user),
            ["kicked" if blocked else "member", "member" if blocked else "kicked"],
        )
        person.blocked = blocked
        self._membership(self.chat(user), person, old=statuses[1], new=statuses[0])

    async def kick(self, chat: int, by: int = folk.OWNER) -> None:
        """Throw the bot out of a group."""
        await self._switch(chat, by, "kicked")

    async def add(self, chat: int, by: int = folk.OWNER, status: str = "member") -> None:
        """Take the bot into a group, or make it more or less there than it was."""
        await self._switch(chat, by, status)

    async def _switch(self, chat: int, by: int, status: str) -> None:
        room, person = self.chat(chat), self.world.person(by)
        before, room.bot = room.bot, status
        self._membership(room, person, old=before, new=status)
        if before in ("left", "kicked") and status == "member":
            await self.say(by, "", chat, new_chat_members=[self.world.bot.json()])

    def _membership(self, room: Chat, person: Person, *, old: str, new: str) -> None:
        now = self.world.now()
        content: dict[str, Any] = {"chat": room.json(), "from": person.json(), "date": now}
        held, room.bot = room.bot, old
        content["old_chat_member"] = member(self.world, room, self.world.bot.id)
        room.bot = new
        content["new_chat_member"] = member(self.world, room, self.world.bot.id)
        room.bot = held
        self.updates.put("my_chat_member", content)

    async def migrate(self, chat: int, by: int = folk.OWNER) -> Chat:
        """Turn a group into a supergroup: it goes on under another id."""
        old = self.chat(chat)
        new = Chat(-1_000_000_000_000 + chat, "supergroup", old.title, members=dict(old.members))
        self.world.chats[new.id] = new
        await self.say(by, "", chat, migrate_to_chat_id=new.id)
        old.moved_to = new.id
        await self.say(by, "", new.id, migrate_from_chat_id=chat)
        return new

    # --- eyes --------------------------------------------------------------------------------------------------------
    async def wait_for(self, found: Callable[[], T], within: float = PATIENCE) -> T:
        """Wait until something is so, looked at after each change; gives what ``found`` gives."""
        try:
            return await self.world.bell.until(found, within)
        except TimeoutError:
            raise AssertionError(f"not in {within} s; last calls: {self._last_calls()}") from None

    async def next_message(self, chat: int = folk.OWNER, within: float = PATIENCE) -> Message:
        """The bot's next message in a chat: each is given once, in order."""
        number = self._taken[chat]
        messages = await self.wait_for(lambda: each if len(each := self.sent(chat)) > number else None, within)
        self._taken[chat] += 1
        assert messages is not None
        return messages[number]

    def skip(self, chat: int = folk.OWNER) -> None:
        """Begin to read here: what the bot has said so far is not given any more."""
        self._taken[chat] = len(self.sent(chat))

    async def edited(self, message: Message, times: int = 1, within: float = PATIENCE) -> Message:
        """Wait until a message was edited so often since it was sent."""
        await self.wait_for(lambda: len(message.looks) > times, within)
        return message

    async def answer(self, pressed: Pressed, within: float = PATIENCE) -> dict[str, Any]:
        """What the bot shows for a pressed button: ``text``, ``alert`` and ``url``."""
        await self.wait_for(lambda: pressed.answers, within)
        return pressed.answers[0]

    async def called(self, name: str, times: int = 1, within: float = PATIENCE) -> list[Call]:
        """Wait until a method was called, and answered or spoiled, so often."""
        return await self.wait_for(lambda: found if len(found := self.calls(name)) >= times else [], within)

    async def polling(self, within: float = PATIENCE) -> None:
        """Wait until the bot listens."""
        await self.wait_for(lambda: self.updates.polling, within)

    async def read(self, within: float = PATIENCE) -> None:
        """Wait until the bot has fetched all updates so far; it may still be at work on the last ones."""
        last = self.updates.told[-1]["update_id"] if self.updates.told else 0
        await self.wait_for(lambda: self.updates.confirmed >= last, within)

    def sent(self, chat: int | None = None) -> list[Message]:
        """All messages of the bot, deleted ones too."""
        return [each for each in self.world.sent if chat is None or each.chat.id == chat]

    def shown(self, chat: int) -> list[Message]:
        """What still stands in a chat of all the bot has said."""
        return [each for each in self.sent(chat) if not each.deleted]

    def calls(self, name: str) -> list[Call]:
        return [each for each in self.world.calls if each.method == name.lower()]

    def menu(self, user: int, chat: int = 0) -> list[dict[str, str]]:
        """The commands that a person is offered in a chat."""
        return menu(self.world, user, self.chat(chat or user))

    def _last_calls(self) -> list[str]:
        return [f"{each.method} {each.status} {str(each.params)[:200]}" for each in self.world.calls[-6:]]
