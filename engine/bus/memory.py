"""The bus inside one process."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Hashable
from contextlib import suppress
from typing import Any, Self

from engine.bus.port import Message, Overflow


class MemorySubscription:
    """One subscriber's queue. One task reads it; any thread fills it."""

    def __init__(self, bus: MemoryBus, topics: frozenset[str], limit: int, overflow: Overflow) -> None:
        if limit < 1:
            raise ValueError("a queue holds at least one message")
        self._bus = bus
        self._topics = topics
        self._limit = limit
        self._overflow = overflow
        self._queue: OrderedDict[Hashable, Message] = OrderedDict()
        self._lock = threading.Lock()
        self._waiting: tuple[asyncio.AbstractEventLoop, asyncio.Future[None]] | None = None
        self._closed = False
        self.dropped = 0

    def wants(self, topic: str) -> bool:
        """Whether ``topic`` is listened to."""
        return not self._topics or topic in self._topics

    def put(self, message: Message) -> None:
        """Queue without waiting; makes room by the overflow rule."""
        with self._lock:
            if self._closed:
                return
            self._place(message)
            self._wake()

    async def get(self) -> Message | None:
        """The next message; None when closed and empty."""
        while True:
            with self._lock:
                if self._queue:
                    return self._queue.popitem(last=False)[1]
                if self._closed:
                    return None
                if self._waiting is not None and not self._waiting[1].done():
                    raise RuntimeError("one task reads a subscription")
                loop = asyncio.get_running_loop()
                future = loop.create_future()
                self._waiting = (loop, future)
            await future

    def close(self) -> None:
        """Stop listening; what is queued can still be read."""
        self._bus.forget(self)
        with self._lock:
            self._closed = True
            self._wake()

    async def __aiter__(self) -> AsyncIterator[Message]:
        while (message := await self.get()) is not None:
            yield message

    def __len__(self) -> int:
        return len(self._queue)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _place(self, message: Message) -> None:
        slot: Hashable = message.number
        if self._overflow is Overflow.COALESCE:
            slot = (message.topic, message.key)
            # The newer one goes to the end: messages of one key stay in order over all topics.
            if self._queue.pop(slot, None) is not None:
                self.dropped += 1
        if len(self._queue) >= self._limit:
            self._queue.popitem(last=False)
            self.dropped += 1
        self._queue[slot] = message

    def _wake(self) -> None:
        if self._waiting is None:
            return
        (loop, future), self._waiting = self._waiting, None
        with suppress(RuntimeError):  # the reader's loop may be closed already
            loop.call_soon_threadsafe(_finish, future)


class MemoryBus:
    """Hands messages to the subscribers of the moment. See :class:`engine.bus.port.Bus`."""

    def __init__(self) -> None:
        self._subscriptions: tuple[MemorySubscription, ...] = ()
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._closed = False

    def publish(self, topic: str, body: Any, *, key: str = "") -> None:
        """Hand ``body`` to all subscribers of ``topic``; never waits. After close it does nothing."""
        with self._lock:  # numbering and handing out are one step, so that all see the same order
            if self._closed:
                return
            message = Message(str(topic), str(key), body, next(self._numbers))
            for subscription in self._subscriptions:
                if subscription.wants(message.topic):
                    subscription.put(message)

    def subscribe(
        self, *topics: str, limit: int = 1_000, overflow: Overflow = Overflow.DROP_OLDEST
    ) -> MemorySubscription:
        """Listen to ``topics`` (all when none is named) from now on."""
        subscription = MemorySubscription(self, frozenset(map(str, topics)), limit, overflow)
        with self._lock:
            closed = self._closed
            if not closed:
                self._subscriptions = (*self._subscriptions, subscription)
        if closed:
            subscription.close()
        return subscription

    def forget(self, subscription: MemorySubscription) -> None:
        """Called by a subscription that closes."""
        with self._lock:
            self._subscriptions = tuple(one for one in self._subscriptions if one is not subscription)

    def close(self) -> None:
        """End all subscriptions; what is queued can still be read."""
        with self._lock:
            self._closed = True
            listening = self._subscriptions
        for subscription in listening:
            subscription.close()


def _finish(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
