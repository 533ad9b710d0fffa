"""What every market offers: closed candles, prices in between, and how it is doing.

The engine knows markets only through this protocol. A feed may repeat, reorder or miss candles, as networks do;
``engine.market.intake`` stands between it and the rest of the house and lets only a clean stream through.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, TypeAlias, runtime_checkable

from engine.core.candles import Candle, Gap, OrderBook, Tick, Ticker
from engine.core.instruments import Instrument
from engine.core.modes import Connection
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """Health of the market connection from ``since`` on; ``key`` and ``params`` are the sentence that explains it."""

    connection: Connection
    since: int
    key: str = "feed-ok"
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


FeedItem: TypeAlias = Candle | Tick | Gap | FeedStatus


@runtime_checkable
class Feed(Protocol):
    """A market. Used by one task; ``items`` is iterated once after ``open``."""

    source: str
    """The name under which its candles, models and records are kept apart (``binance``, ``demo``)."""

    async def open(self, symbols: Sequence[Symbol], timeframe: Timeframe) -> None:
        """Connect and follow ``symbols``. Raises Temporary or Operational when the market cannot be reached at all."""
        ...

    def now(self) -> int:
        """Market time in milliseconds UTC: what the exchange's clock shows (simulated time in a simulated market)."""
        ...

    def instrument(self, symbol: Symbol) -> Instrument:
        """Steps and limits of a pair; known after ``open`` or ``add``. InvalidInput (``err-symbol-unlisted``)."""
        ...

    def history(
        self, symbol: Symbol, timeframe: Timeframe, start_ms: int, end_ms: int | None = None
    ) -> AsyncIterator[CandleSeries]:
        """Closed candles that open from ``start_ms`` until before ``end_ms`` (default: now), ascending, in pages."""
        ...

    def items(self) -> AsyncIterator[FeedItem]:
        """The market as it happens. Ends only when the market has an end (a replay) or the feed is closed."""
        ...

    async def add(self, symbol: Symbol) -> None:
        """Follow one more pair from now on. InvalidInput (``err-symbol-unlisted``) when the market has no such pair."""
        ...

    async def remove(self, symbol: Symbol) -> None:
        """Stop following a pair; unknown ones are ignored."""
        ...

    async def tickers(self) -> list[Ticker]:
        """The last 24 hours of the followed pairs (a market may return more)."""
        ...

    async def close(self) -> None:
        """Let go of connections and end ``items``; harmless when called twice."""
        ...


@runtime_checkable
class BookFeed(Protocol):
    """A market that also shows what waits in its order book; simulated and recorded ones have none."""

    async def order_book(self, symbol: Symbol, limit: int) -> OrderBook | None:
        """The best ``limit`` prices on each side; None where there is no book after all."""
        ...
