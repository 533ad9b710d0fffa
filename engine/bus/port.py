"""The bus as the house sees it. The in-process one is built; a broker may take its place behind the same port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Topic(StrEnum):
    """What is spoken about. Names of the first three are a contract with other programs (DESIGN: "Messages")."""

    MARKET_DATA = "crypto.market_data"
    SIGNALS = "crypto.ml_signals"
    ORDERS = "crypto.orders"
    EVENTS = "haidang.events"


class Overflow(StrEnum):
    """What a full queue of a slow subscriber does. The publisher never waits.

    ``DROP_OLDEST`` forgets the oldest message and counts it: right for followers that catch up from the store.
    ``COALESCE`` keeps only the newest message of each topic and key: right for pictures of the present.
    """

    DROP_OLDEST = "drop_oldest"
    COALESCE = "coalesce"


@dataclass(frozen=True, slots=True)
class Message:
    """``key`` is the symbol where there is one; messages of one key arrive in the order of publishing."""

    topic: str
    key: str
    body: Any
    number: int


class Subscription(Protocol):
    """An async iterator of messages; ends when it or the bus is closed and everything queued was read."""

    @property
    def dropped(self) -> int:
        """Messages that this subscriber never saw because it was slow."""
        ...

    def __aiter__(self) -> AsyncIterator[Message]: ...

    async def get(self) -> Message | None:
        """The next message; None at the end."""
        ...

    def close(self) -> None:
        """Stop listening."""
        ...


class Bus(Protocol):
    """Carries messages to whoever listens now; what must not be lost is a row in the store."""

    def publish(self, topic: str, body: Any, *, key: str = "") -> None:
        """Hand ``body`` to all subscribers of ``topic``; never waits, may be called from any thread."""
        ...

    def subscribe(self, *topics: str, limit: int = 1_000, overflow: Overflow = Overflow.DROP_OLDEST) -> Subscription:
        """Listen to ``topics`` (all when none is named) from now on."""
        ...

    def close(self) -> None:
        """End all subscriptions."""
        ...
