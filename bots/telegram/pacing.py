"""How fast messages go out: a burst is fine, a flood is spread out, and Telegram's own "wait" is honoured."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bots.telegram.fates import seconds_to_wait

_MOST_CHATS: Final = 2_000
_PATIENCE: Final = 30.0
"""Nobody waits longer than this for an answer."""
_LETTER_PATIENCE: Final = 2.0
_TRIES: Final = 3
_SPEAKING: Final = ("send", "edit", "copy", "forward")
_FREE: Final = frozenset({"sendChatAction"})
Result = bool | dict[str, Any] | list[dict[str, Any]]


class Haste(Enum):
    """How a call takes it when it is too soon."""

    ANSWER = "answer"
    """It waits, and is repeated when Telegram says "later"."""
    LETTER = "letter"
    """It is given back, so that whoever sends letters knows."""


@dataclass(slots=True)
class Bucket:
    """Fills by itself at ``rate`` a second up to ``size``. ``shut_until``: Telegram said so."""

    size: float
    rate: float
    left: float
    at: float
    shut_until: float = 0.0

    def wait(self, now: float) -> float:
        """Take one out; seconds until it may be used."""
        self.left = min(self.size, self.left + max(0.0, now - self.at) * self.rate) - 1
        self.at = now
        return max(0.0, -self.left / self.rate, self.shut_until - now)


class Pace(BaseRateLimiter[Haste]):
    """One message a second to a person, twenty a minute to a group, thirty a second in all, each with a burst."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._chats: OrderedDict[str, Bucket] = OrderedDict()
        self._all = Bucket(30, 30, 30, clock())

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def process_request(
        self, callback: Callable[..., Coroutine[Any, Any, Result]], args: Any, kwargs: dict[str, Any], endpoint: str,
        data: dict[str, Any], rate_limit_args: Haste | None,
    ) -> Result:  # fmt: skip
        """Make the call when it may be made."""
        chat = str(data.get("chat_id", ""))
        if not chat or endpoint in _FREE or not endpoint.startswith(_SPEAKING):
            return await callback(*args, **kwargs)
        patience = _LETTER_PATIENCE if rate_limit_args is Haste.LETTER else _PATIENCE
        tries = 1 if rate_limit_args is Haste.LETTER else _TRIES
        while True:
            await self._turn(chat, patience)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                tries -= 1
                seconds = seconds_to_wait(error)
                self._bucket(chat).shut_until = self._clock() + seconds
                if not tries or seconds > patience:
                    raise

    async def _turn(self, chat: str, patience: float) -> None:
        """Wait for one's turn; RetryAfter when that is too long."""
        now = self._clock()
        bucket = self._bucket(chat)
        seconds = max(bucket.wait(now), self._all.wait(now))
        if seconds > patience:
            bucket.left, self._all.left = bucket.left + 1, self._all.left + 1
            raise RetryAfter(round(seconds) + 1)
        if seconds:
            await asyncio.sleep(seconds)

    def _bucket(self, chat: str) -> Bucket:
        if chat not in self._chats:
            size, rate = (20, 20 / 60) if chat.startswith("-") else (8, 1.0)
            self._chats[chat] = Bucket(size, rate, size, self._clock())
        self._chats.move_to_end(chat)
        while len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return self._chats[chat]
