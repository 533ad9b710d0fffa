"""A real exchange as a feed: candles by websocket, REST for history, for what was missed, and while the stream is down.

For Binance a candle is closed when the exchange says so. Elsewhere it is when the next one begins; its numbers are then
confirmed by REST. Nothing that the network does ends the feed: it says how it is doing by ``FeedStatus`` and goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import random as _random
from collections import Counter
from collections.abc import AsyncIterator, Sequence

from engine.core.candles import OrderBook, Ticker
from engine.core.clocks import Clock, WallClock
from engine.core.errors import HaiDangError, InvalidInput, Temporary
from engine.core.instruments import Instrument
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange_book import OrderBooks
from engine.market.exchange_client import CLOSED_FLAG, load_ccxt, make_client
from engine.market.exchange_clock import ExchangeClock
from engine.market.exchange_follow import Follower, with_closed
from engine.market.exchange_keeper import Keeper
from engine.market.exchange_pace import Pace
from engine.market.exchange_rest import PAGE, Rest
from engine.market.exchange_rows import row_of
from engine.market.exchange_stream import Stream
from engine.market.feed import FeedItem
from engine.market.retry import Random, Retry
from engine.settings import Settings

_FUTURE_MS = 5_000
_CROWDED = 5_000


class ExchangeFeed:
    """The exchange that ``settings`` name. ``live=False`` asks only for history: no websocket, no polling."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        pace: Pace | None = None,
        retry: Retry | None = None,
        random: Random = _random.random,
        live: bool = True,
        closed_flag: bool | None = None,
    ) -> None:
        self.source = settings.exchange.strip().lower()
        self.pace = pace or Pace()
        self.clock = ExchangeClock(clock or WallClock())
        self.followers: dict[Symbol, Follower] = {}
        self.timeframe = settings.timeframe
        self._settings, self._live, self._random = settings, live, random
        self._flag = self.source in CLOSED_FLAG if closed_flag is None else closed_flag
        self._retry = retry or Retry.of(random=random)
        self._queue: asyncio.Queue[FeedItem | None] = asyncio.Queue()
        self._refused: Counter[str] = Counter()
        self._books = OrderBooks()
        self._keeper: Keeper | None = None
        self._closed = False

    # --- life -------------------------------------------------------------------------------------------------------
    async def open(self, symbols: Sequence[Symbol], timeframe: Timeframe) -> None:
        """Follow ``symbols``. Raises InvalidInput for an unknown exchange, address or pair, and for nothing the network
        does: without a network the feed is down, says why, and keeps trying."""
        await self._let_go()
        await load_ccxt()
        if self._closed:
            self._closed, self._queue = False, asyncio.Queue()
        self.timeframe = timeframe
        stream = Stream(
            self.source, self, self.pace, closed_flag=self._flag, random=self._random, sleep=self._retry.sleep
        )
        stream.client = make_client(self._settings, stream)
        stream.timeframe = timeframe
        rest = Rest(stream.client, self.source, self._retry)
        self._keeper = Keeper(self, rest, stream, self.put, self._random, live=self._live)
        self.followers = {symbol: self._follower(symbol) for symbol in dict.fromkeys(symbols)}
        try:
            await self._keeper.start()
        except BaseException:
            await self._let_go()
            raise

    async def close(self) -> None:
        """Let go of all connections and end ``items``."""
        if not self._closed:
            self._closed = True
            self._queue.put_nowait(None)
        await self._let_go()

    async def _let_go(self) -> None:
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            await keeper.stop()

    # --- the Feed protocol ------------------------------------------------------------------------------------------
    def now(self) -> int:
        """The exchange's clock."""
        return self.clock.now()

    def instrument(self, symbol: Symbol) -> Instrument:
        """Steps and limits; Temporary (``err-exchange-no-markets``) until the exchange could be asked."""
        return self._opened.rest.instrument(symbol)

    async def history(
        self, symbol: Symbol, timeframe: Timeframe, start_ms: int, end_ms: int | None = None
    ) -> AsyncIterator[CandleSeries]:
        """Closed candles that open from ``start_ms`` until before ``end_ms``, in pages of at most a thousand."""
        keeper = self._opened
        await keeper.know(symbol)
        since = timeframe.open_of(max(0, start_ms) + timeframe.ms - 1)
        while since < (end := min(end_ms if end_ms is not None else self.now(), self.now())):
            rows, refused = await keeper.rest.rows(symbol, timeframe, since)
            self._refused["history"] += refused
            closed = [row for row, done in with_closed(rows, timeframe, self.now()) if done and row[0] < end]
            if closed:
                yield CandleSeries.of(self.source, symbol, timeframe, closed)
            if not rows:
                if self._flag:
                    return
                since += PAGE * timeframe.ms  # others answer by window: a hole is not the end
            elif len(closed) < len(rows) or (self._flag and len(rows) + refused < PAGE):
                return
            else:
                since = rows[-1][0] + timeframe.ms

    async def items(self) -> AsyncIterator[FeedItem]:
        """Candles, prices, gaps and states, until the feed is closed."""
        while (item := await self._queue.get()) is not None:
            yield item

    async def add(self, symbol: Symbol) -> None:
        """Follow one more pair, from the candle that is open now."""
        if symbol in self.followers:
            return
        keeper = self._opened
        with contextlib.suppress(Temporary):  # followed as soon as the exchange can be asked
            await keeper.rest.load([*self.followers, symbol])
            keeper.ready = True
        self.followers[symbol] = self._follower(symbol)
        keeper.watch()

    async def remove(self, symbol: Symbol) -> None:
        """Stop following a pair."""
        if self.followers.pop(symbol, None) is not None:
            keeper = self._opened
            keeper.watch()
            await keeper.stream.leave(symbol)

    async def tickers(self) -> list[Ticker]:
        """The last 24 hours of the followed pairs."""
        return await self._opened.rest.tickers(list(self.followers))

    async def order_book(self, symbol: Symbol, limit: int) -> OrderBook | None:
        """What waits on both sides of a pair; None where the exchange shows no book."""
        keeper = self._opened
        await keeper.know(symbol)
        return await self._books.get(keeper.rest, symbol, limit)

    @property
    def counts(self) -> Counter[str]:
        """What was set aside so far, by kind: refused, future, duplicate, late, revised, malformed, drops."""
        total = Counter(self._refused)
        for follower in self.followers.values():
            total.update(follower.counts)
        if self._keeper is not None:
            total.update(malformed=self._keeper.stream.malformed_frames, drops=self._keeper.stream.drops)
        return total

    # --- what the stream says ---------------------------------------------------------------------------------------
    def on_update(self, symbol: Symbol, raw: object, closed: bool | None, event_time: object) -> None:
        """One candle update."""
        self.clock.heard(event_time)
        follower = self.followers.get(symbol)
        if follower is None:
            return
        row = row_of(raw, self.timeframe)
        if row is None:
            self._refused["refused"] += 1
            return
        if row[0] + (self.timeframe.ms if closed else 0) > self.now() + _FUTURE_MS:
            self._refused["future"] += 1
            return
        at = asyncio.get_running_loop().time()
        if closed:
            follower.closed(row)
        else:
            stamp = event_time if isinstance(event_time, int) else self.now()
            follower.forming(row, at, stamp)
            if closed is None:
                follower.update(row, at)
        if self._keeper is not None and follower.sequence.hole is not None:
            self._keeper.look(follower)

    def on_up(self) -> None:
        """The stream speaks: fetch what closed while it did not."""
        for follower in self.followers.values():
            follower.catch_up, follower.next_try = True, 0.0
        if self._keeper is not None:
            self._keeper.wake()

    def on_down(self, error: HaiDangError) -> None:
        """The stream broke."""
        if self._keeper is not None:
            self._keeper.broken = error
            self._keeper.wake()

    def put(self, item: FeedItem) -> None:
        """Hand an item over; when nobody listens, prices are the first to go."""
        from engine.core.candles import Tick

        if not (isinstance(item, Tick) and self._queue.qsize() > _CROWDED):
            self._queue.put_nowait(item)

    def forget(self, symbol: Symbol) -> None:
        """A pair that turned out not to be listed."""
        self.followers.pop(symbol, None)

    def _follower(self, symbol: Symbol) -> Follower:
        expected = self.timeframe.open_of(self.now())
        return Follower(self.source, symbol, self.timeframe, expected, self.put, self.pace)

    @property
    def _opened(self) -> Keeper:
        if self._keeper is None:
            raise InvalidInput("err-exchange-not-open", exchange=self.source)
        return self._keeper
