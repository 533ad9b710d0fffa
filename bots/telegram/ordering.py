"""Updates are worked on side by side, but what one person says in one chat is answered in its order."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_SIDE_BY_SIDE: Final = 256
_MOST_WAITING: Final = 20
"""Of one person in one chat; what comes on top is dropped, so that a flood holds up nobody else."""


@dataclass(slots=True)
class _Queue:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class InOrder(BaseUpdateProcessor):
    """One at a time for each person in each chat. Others in a group do not wait: stopping must not be held up."""

    def __init__(self) -> None:
        super().__init__(_SIDE_BY_SIDE)
        self._queues: dict[tuple[int, int], _Queue] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Give up what is still under way."""
        for task in self._tasks - {asyncio.current_task()}:
            task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process ``update`` when it is its turn."""
        key = _key(update)
        queue = self._queues.setdefault(key, _Queue())
        task = asyncio.current_task()
        queue.length += 1
        self._tasks |= {task} if task else set()
        try:
            if queue.length <= _MOST_WAITING:
                async with queue.turn:
                    await coroutine
        finally:
            queue.length -= 1
            if queue.length == 0:
                self._queues.pop(key, None)
            self._tasks -= {task}
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # one that never had its turn


def _key(update: object) -> tuple[int, int]:
    if not isinstance(update, Update):
        return 0, 0
    chat, person = update.effective_chat, update.effective_user
    return (chat.id if chat else 0), (person.id if person else 0)
