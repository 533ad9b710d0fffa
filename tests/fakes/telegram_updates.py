"""Updates on their way to the bot: which ones it hears of, and the long poll that fetches them."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.fakes.telegram_call import ApiError, Call
from tests.fakes.telegram_message import Message
from tests.fakes.telegram_text import part
from tests.fakes.telegram_world import World

_ASKED_FOR = ("chat_member", "message_reaction", "message_reaction_count")
_OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_SERVICE = ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id")


class Updates:
    """The queue. ``rival``: another program polls all the time, so that each poll meets a conflict."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.queue: list[dict[str, Any]] = []
        self.rival = False
        self.webhook = ""
        self.allowed: list[str] = []
        self.told: list[dict[str, Any]] = []
        self.confirmed = 0
        self._next = 1000
        self._poll: asyncio.Future[None] | None = None
        self._wake = asyncio.Event()

    @property
    def polling(self) -> bool:
        """Whether a poll waits right now."""
        return self._poll is not None

    def put(self, kind: str, content: dict[str, Any]) -> int:
        """Queue an update, unless the bot did not ask for its kind; its id, or 0."""
        wanted = kind in self.allowed if self.allowed else kind not in _ASKED_FOR
        if not wanted:
            return 0
        self._next += 1
        update = {"update_id": self._next, kind: content}
        self.queue.append(update)
        self.told.append(update)
        self._wake.set()
        return self._next

    def clear(self) -> None:
        self.queue.clear()

    async def get(self, call: Call) -> list[dict[str, Any]]:
        """getUpdates: confirm what came before ``offset``, then give what is there or wait for it."""
        if self.webhook:
            raise ApiError(409, _WEBHOOK)
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, _OTHER))
        if self.rival:
            raise ApiError(409, _OTHER)
        allowed = call.parsed("allowed_updates", list)
        self.allowed = self.allowed if allowed is None else allowed
        self._confirm(call.number("offset"))
        limit, patience = max(1, min(call.number("limit", 100), 100)), call.number("timeout")
        if not self.queue and patience > 0:
            await self._wait(min(patience, 50))
        return self.queue[:limit]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.queue = self.queue[offset:]
        elif offset:
            self.queue = [each for each in self.queue if each["update_id"] >= offset]
            self.confirmed = max(self.confirmed, offset - 1)
            self.world.bell.ring()

    async def _wait(self, patience: float) -> None:
        """Until something comes, time is up, or another poll ends this one."""
        mine = self._poll = asyncio.get_running_loop().create_future()
        self._wake.clear()
        self.world.bell.ring()
        woken = asyncio.ensure_future(self._wake.wait())
        try:
            await asyncio.wait((mine, woken), timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            if mine.done():
                mine.result()
        finally:
            woken.cancel()
            mine.cancel()
            if self._poll is mine:
                self._poll = None


def hears(world: World, message: Message) -> bool:
    """Whether the bot is told of a person's message; in a group with privacy mode only of what is meant for it."""
    chat = message.chat
    if chat.kind == "private":
        return not world.people[chat.id].blocked
    if chat.bot not in ("member", "administrator"):
        return False
    if not world.privacy or chat.bot == "administrator" or any(name in message.extra for name in _SERVICE):
        return True
    return _meant_for(world, message)


def _meant_for(world: World, message: Message) -> bool:
    name = f"@{world.bot.username}".lower()
    if message.reply_to is not None and message.reply_to.author is world.bot:
        return True
    for each in message.entities:
        words = part(message.text, each).lower()
        if each["type"] == "mention" and words == name:
            return True
        if each["type"] == "bot_command" and ("@" not in words or words.endswith(name)):
            return True
    return False
