"""A feed on the local exchange under a clock that only the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from engine.core.candles import Candle, Gap, Tick
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange import ExchangeFeed
from engine.market.exchange_pace import Pace
from engine.market.feed import FeedItem, FeedStatus
from engine.market.retry import Backoff, Retry
from engine.settings import Settings
from tests.fakes.binance import FakeBinance
from tests.fakes.binance_market import Kline

MINUTE = 60_000
START = 1_760_000_040_000
FAST = Pace(
    check=0.02, silence=60.0, quiet=60.0, grace_ms=3_000, settle_ms=0, patience=20.0, poll=0.1, tick=0.0,
    redial=0.02, redial_most=0.1, blocked=0.05, blocked_tries=2,
)  # fmt: skip
T = TypeVar("T")


class HandClock:
    """Stands still until it is set."""

    def __init__(self, at: int = START) -> None:
        self.at = at

    def now(self) -> int:
        return self.at


def settings_for(fake: FakeBinance, **more: Any) -> Settings:
    return Settings.model_validate(
        {"market": "exchange", "exchange_api_url": fake.api_url, "exchange_ws_url": fake.ws_url, **more}
    )


def quick_retry(**more: Any) -> Retry:
    """As the feed's own, but hardly waiting."""
    return Retry.of(**{"backoff": Backoff(0.01, 0.05), "patience": 1.0, **more})


class Rig:
    """``fake`` trades minutes from START on; ``feed`` follows; ``items`` are what it has told."""

    def __init__(self, *symbols: str, pace: Pace = FAST, **feed: Any) -> None:
        self.clock = HandClock()
        self.fake = FakeBinance(clock=self.clock.now)
        self.symbols = [Symbol(each) for each in symbols or ("BTC",)]
        self.timeframe = Timeframe("1m")
        self.items: list[FeedItem] = []
        self.pace, self._options = pace, feed
        self._listening: asyncio.Task[None] | None = None
        self.feed: ExchangeFeed

    async def __aenter__(self) -> Rig:
        await self.fake.start()
        for symbol in (each for each in self.symbols if each.binance in self.fake.market.listings):
            self.fake.market.script(symbol.binance, "1m", range(START - 50 * MINUTE, START, MINUTE))
        options = {"retry": quick_retry(), **self._options}
        self.feed = ExchangeFeed(settings_for(self.fake), clock=self.clock, pace=self.pace, **options)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.feed.close()
        if self._listening is not None:
            await self._listening
        await self.fake.stop()

    async def open(self, *, streaming: bool = True) -> None:
        await self.feed.open(self.symbols, self.timeframe)
        self._listening = asyncio.ensure_future(self._listen())
        if streaming:
            await self.streaming()

    async def streaming(self) -> None:
        """Wait until all followed pairs are subscribed and the feed knows it."""
        await self.fake.subscribed(*(self.stream(each) for each in self.feed.followers))
        await self.until(lambda: self.feed._keeper is not None and self.feed._keeper.stream.up)

    async def drop(self) -> None:
        """Cut the line and wait until it is back."""
        drops = self.feed.counts["drops"]
        self.fake.drop()
        await self.until(lambda: self.feed.counts["drops"] > drops)
        await self.streaming()

    async def _listen(self) -> None:
        async for item in self.feed.items():
            self.items.append(item)

    @staticmethod
    def stream(symbol: Symbol) -> str:
        return f"{symbol.binance.lower()}@kline_1m"

    async def minute(self, number: int, *symbols: str, rest: bool = True, ws: bool = True, **changes: Any) -> Kline:
        """Close candle ``number`` (0 opens at START) of ``symbols`` (default: the first)."""
        opening = START + number * MINUTE
        self.clock.at = max(self.clock.at, opening + MINUTE)
        kline = None
        for symbol in symbols or (self.symbols[0],):
            kline = self.candle(number, symbol, **changes)
            await self.fake.publish(kline, rest=rest, ws=ws)
        assert kline is not None
        return kline

    def candle(self, number: int, symbol: str = "BTC", **changes: Any) -> Kline:
        made = self.fake.market.moving(Symbol(symbol).binance, "1m", START + number * MINUTE)
        return Kline(**{**made.__dict__, **changes})

    def of(self, kind: type[T]) -> list[T]:
        return [item for item in self.items if isinstance(item, kind)]

    def candles(self, symbol: str = "BTC") -> list[Candle]:
        return [each for each in self.of(Candle) if each.symbol == Symbol(symbol)]

    def numbers(self, symbol: str = "BTC") -> list[int]:
        """The told candles by number."""
        return [(each.timestamp - START) // MINUTE for each in self.candles(symbol)]

    def ticks(self, symbol: str = "BTC") -> list[Tick]:
        return [each for each in self.of(Tick) if each.symbol == Symbol(symbol)]

    @property
    def gaps(self) -> list[Gap]:
        return self.of(Gap)

    @property
    def statuses(self) -> list[FeedStatus]:
        return self.of(FeedStatus)

    @property
    def connection(self) -> str:
        return str(self.statuses[-1].connection) if self.statuses else ""

    async def until(self, true: Callable[[], object], within: float = 15.0) -> None:
        """Wait for something to become true."""
        try:
            async with asyncio.timeout(within):
                while not true():  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
        except TimeoutError:
            told = [item for item in self.items if not isinstance(item, Tick)][-8:]
            raise AssertionError(f"not in {within} s; told: {told}; {dict(self.feed.counts)}") from None
