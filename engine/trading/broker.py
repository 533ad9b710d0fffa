"""What trading asks of a venue. Every answer is confirmed, rejected, or honestly unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from engine.core.candles import Candle, Tick
from engine.core.orders import Fill, OrderIntent, OrderState
from engine.core.symbols import Symbol


class Outcome(StrEnum):
    """How an attempt ended. UNKNOWN (time-out, 5xx, lost connection) is asked about before anything is repeated."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """A venue's answer to an order or a cancellation. ``key`` names the reason of a rejection or doubt."""

    outcome: Outcome
    key: str | None = None
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    venue_order_id: str | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class OrderReport:
    """What a venue knows of an order. ``fills`` are all it has had so far."""

    client_order_id: str
    symbol: Symbol
    state: OrderState
    fills: tuple[Fill, ...] = ()
    venue_order_id: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Abilities:
    """How far a venue can be trusted: how many questions, over what time, prove that an order does not exist."""

    questions: int = 3
    aged_ms: int = 30_000
    entry_life_ms: int | None = 60_000
    """An entry that was never sent and is older than this is dropped, not sent late. None: it never gets too old."""


class Broker(Protocol):
    """A home for orders. A duplicate client order id is never a second order: it is answered as confirmed."""

    abilities: Abilities

    async def submit(self, intent: OrderIntent) -> Answer:
        """Send a market order."""
        ...

    async def cancel(self, client_order_id: str, symbol: Symbol) -> Answer:
        """Take an order back; confirmed also when it is already over."""
        ...

    async def fetch(self, client_order_id: str, symbol: Symbol) -> OrderReport | None:
        """Ask by id; None when the venue does not know it."""
        ...

    async def open_orders(self) -> tuple[OrderReport, ...]:
        """All unfinished orders."""
        ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """An accepted order, or what is left of it, that cannot be filled after all."""

    client_order_id: str
    key: str
    params: Mapping[str, object]


@runtime_checkable
class Matcher(Protocol):
    """A broker that fills from the prices it is shown. Proposals change nothing until they are settled."""

    def restore(self, unfinished: Iterable[tuple[OrderIntent, int]]) -> None:
        """Forget everything; work on these orders, with the lots already filled."""
        ...

    def waits(self, symbol: Symbol) -> bool:
        """Whether an order waits for a price of ``symbol``."""
        ...

    def on_tick(self, tick: Tick, cash: Decimal) -> list[Fill | Refusal]:
        """What a price would fill."""
        ...

    def on_candle(self, candle: Candle, cash: Decimal) -> list[Fill | Refusal]:
        """What the open of a closed candle would fill."""
        ...

    def fill_at(self, intent: OrderIntent, ticks: int, timestamp: int, volume: float | None = None) -> Fill:
        """The fill of an order at a price in ticks before slippage; ``volume`` may allow only a part."""
        ...

    def settle(self, intent: OrderIntent, filled: int, finished: bool) -> None:
        """The books have it: ``filled`` lots in all, and whether the order is over."""
        ...
