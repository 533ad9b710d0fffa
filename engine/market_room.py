"""Between feed and pipeline: opens the market (again and again if need be), recalls, catches up, and passes on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from engine.core.candles import Candle, Gap, OrderBook, Tick, Ticker
from engine.core.clocks import Clock, MarketClock
from engine.core.errors import HaiDangError, InvalidInput, Operational
from engine.core.events import Event, EventKind
from engine.core.modes import Connection, Market
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.core.wording import error_text
from engine.market.feed import BookFeed, Feed, FeedStatus
from engine.market.intake import Intake
from engine.market.intake_gate import Refusal
from engine.market.intake_history import BackfillFailed, Ready, Repaired
from engine.market.replay import FileReplay
from engine.pipeline.entries import Flags
from engine.pipeline.pair import OPEN_ON
from engine.store.candles import latest_timestamp, load_series, save_candles
from engine.store.events import append_event
from engine.store.watchlist import note_gap, read_watched, set_watched, tape_positions, watch_first

if TYPE_CHECKING:
    from engine.instruments import Instruments
    from engine.pipeline import Pipeline
    from engine.settings import Settings
    from engine.store.store import Store

_log = logging.getLogger(__name__)
_LONGEST_WAIT: Final = 60.0
_TICKER_SECONDS: Final = 10.0
_SIMULATED_SECONDS: Final = 1.0
_QUEUE: Final = 2_000
_BATCH: Final = 512
_CONNECTING: Final = "feed-connecting"
_MODEL_AGE_MS: Final = 30 * 86_400_000


class MarketRoom:
    """Follows one feed for the pipeline."""

    def __init__(
        self,
        settings: Settings,
        feed: Feed,
        store: Store,
        pipeline: Pipeline,
        instruments: Instruments,
        clock: MarketClock,
        wall: Clock,
        *,
        on_history: Callable[[], None],
        is_busy: Callable[[Symbol], bool],
        before_first: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.status = FeedStatus(Connection.DOWN, clock.now(), _CONNECTING)
        self.problem: HaiDangError | None = None
        self._settings, self._feed, self._store, self._pipeline = settings, feed, store, pipeline
        self._instruments, self._clock, self._wall = instruments, clock, wall
        self._on_history, self._is_busy, self._before_first = on_history, is_busy, before_first
        self._timeframe: Timeframe = settings.timeframe
        self._tickers: list[Ticker] = []
        self._tickers_at = -_TICKER_SECONDS
        self._open = self._begun = self._heard = False
        self._real = settings.market is Market.EXCHANGE
        self._intake = Intake(
            feed, self._save, self._latest, mark_gap=self._mark_gap, history_candles=settings.history_candles
        )

    # --- start ------------------------------------------------------------------------------------------------------
    async def recall(self) -> None:
        """Follow the watched pairs as far as the tape had come: the state the engine was left in."""
        source, mode = self._feed.source, self._settings.mode.value
        known = await asyncio.to_thread(self._store.read, lambda conn: read_watched(conn, source))
        new = [symbol for symbol in self._settings.symbols if symbol not in known]
        # A pair with an open position is followed whatever the list says: its stop must hear prices.
        symbols = [s for s, status in known.items() if status != "removed" or self._is_busy(s)] + new
        if isinstance(self._feed, FileReplay):
            await self._feed.open([], self._timeframe)
            symbols = self._feed.found()
        reached = await asyncio.to_thread(self._store.read, lambda conn: tape_positions(conn, source, mode))
        for symbol in symbols:
            until = reached.get(symbol)
            series = await self._load(symbol, end=None if until is None else until + 1)
            await self._pipeline.open(symbol, series)

    async def look_once(self) -> None:
        """Bring history up to now without following the market: for a question asked while no engine runs."""
        try:
            async with asyncio.timeout(30):
                await self._begin()
            if not self._intake.symbols:
                raise TimeoutError
            self._say(FeedStatus(Connection.OK, self._feed.now(), "feed-looked"))
        except TimeoutError:
            self._say(FeedStatus(Connection.DOWN, self._clock.now(), _CONNECTING))
        except HaiDangError as error:
            self._failed(error)

    @property
    def opened(self) -> bool:
        """Whether the market has been reached in this run."""
        return self._open

    async def _begin(self) -> None:
        if not self._open:
            await self._intake.start(self._pipeline.symbols(), self._timeframe)
            self._open = True
        symbols = self._pipeline.symbols()
        source, now = self._feed.source, self._wall.now()
        await self._store.write(lambda conn: watch_first(conn, source, symbols, now))
        await self._instruments.remember(symbols)
        await self._catch_up(symbols)
        self._on_history()
        self._begun = True

    async def _catch_up(self, symbols: Sequence[Symbol]) -> None:
        """What closed while nobody looked: replayed where something waits for it, otherwise only taken note of."""
        late: list[Candle] = []
        for symbol in symbols:
            pair = self._pipeline.pair(symbol)
            new = await self._load(symbol, start=0 if pair.last is None else pair.last.closed_at)
            if not len(new):
                continue
            if pair.last is not None and (self._is_busy(symbol) or self._pipeline.scorer.is_waiting(symbol)):
                late.extend(new.candles())
            else:
                await self._pipeline.open(symbol, await self._load(symbol))
        late.sort(key=lambda candle: (candle.closed_at, candle.symbol))
        for start in range(0, len(late), _BATCH):
            await self._pipeline.on_candles(late[start : start + _BATCH], Flags(late=True))

    async def _load(self, symbol: Symbol, *, start: int | None = None, end: int | None = None) -> CandleSeries:
        last = None if start is not None else OPEN_ON
        return await asyncio.to_thread(
            self._store.read,
            lambda conn: load_series(conn, self._feed.source, symbol, self._timeframe, start=start, end=end, last=last),
        )

    # --- the stream -------------------------------------------------------------------------------------------------
    async def run(self) -> None:
        """Open the market, however often it takes, and pass on what it says until it ends."""
        wait = 1.0
        while not self._begun:
            try:
                await self._begin()
            except InvalidInput as error:
                await self._drop_delisted(error)
            except HaiDangError as error:
                self._failed(error)
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        self.problem = None
        if self._intake.symbols:
            self._connected()
        if self._before_first is not None:
            await self._before_first()
        await self._pipeline.preview()
        async for batch in self._batches():
            try:
                await self._pass_on(batch)
            except Exception as error:  # ending here would throw away what is queued: a hole that nobody marks
                await self._keep(batch)
                surprise = Operational("err-part-died", part="pipeline", detail=type(error).__name__)
                _log.exception("%s", surprise.incident)
                await self._note(EventKind.ERROR, None, surprise.key, surprise.params)

    async def _keep(self, batch: list[Any]) -> None:
        """A batch that could not be judged leaves its candles all the same: history must have no hole."""
        for candle in batch:
            if isinstance(candle, Candle):
                await self._save(CandleSeries.of_candles([candle]))

    async def _drop_delisted(self, error: InvalidInput) -> None:
        """A pair that was watched and is listed no more must not keep the others from going on; a typing error must."""
        symbol = error.params.get("symbol")
        if not isinstance(symbol, str) or not error.key.startswith("err-symbol-unlisted"):
            raise error
        gone = Symbol(symbol)
        if await self._latest(gone, self._timeframe) is None or self._is_busy(gone):
            raise error
        await self._note(EventKind.ERROR, gone, error.key, error.params)
        await self._pipeline.release(gone)
        await self._list(gone, "removed")

    async def _batches(self) -> AsyncIterator[list[Any]]:
        """Items as they come; those that came while the last ones were worked on are taken together."""
        queue: asyncio.Queue[Any] = asyncio.Queue(_QUEUE)
        end = object()

        async def read() -> None:
            try:
                async for item in self._intake.items():
                    await queue.put(item)
            finally:
                await queue.put(end)

        reading = asyncio.create_task(read())
        try:
            while True:
                batch = [await queue.get()]
                while len(batch) < _BATCH and not queue.empty():
                    batch.append(queue.get_nowait())
                finished = end in batch
                yield [item for item in batch if item is not end]
                if finished:
                    await reading
                    return
        finally:
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await reading

    async def _pass_on(self, items: list[Any]) -> None:
        """Neighbouring candles go together, everything else one by one, all in order."""
        candles: list[Candle] = []
        flags = Flags()
        for item in items:
            if isinstance(item, Candle):
                own = self._flags(item)
                if candles and own != flags:
                    await self._pipeline.on_candles(candles, flags)
                    candles = []
                flags = own
                candles.append(item)
                continue
            if candles:
                await self._pipeline.on_candles(candles, flags)
                candles = []
            if isinstance(item, Tick):
                await self._pipeline.on_tick(item)
            else:
                await self._hear(item)
        if candles:
            await self._pipeline.on_candles(candles, flags)

    def _flags(self, candle: Candle) -> Flags:
        # A simulated market waits for whoever consumes it: only a real one goes on without us.
        late = self._real and self._feed.now() - candle.closed_at > self._timeframe.ms
        trained = self._pipeline.trained_at(candle.symbol)
        return Flags(late, trained is not None and self._wall.now() - trained > _MODEL_AGE_MS)

    async def _hear(self, item: Any) -> None:
        if isinstance(item, FeedStatus):
            self._heard = True
            self._say(item)
            await self._note(
                EventKind.CONNECTION_CHANGED, None, item.key, item.params, connection=item.connection.value
            )
        elif isinstance(item, Ready):
            await self._taken_in(item.symbol)
        elif isinstance(item, Refusal):
            if _worth_telling(item.count):
                params = {**item.params, "symbol": item.symbol}
                await self._note(EventKind.CANDLE_REFUSED, item.symbol, item.key, params, count=item.count)
        elif isinstance(item, Gap):
            await self._note(EventKind.GAP_FOUND, item.symbol, "log-gap", _span(item))
        elif isinstance(item, Repaired):
            await self._note(EventKind.GAP_REPAIRED, item.gap.symbol, "log-repaired", {"count": item.candles})
        elif isinstance(item, BackfillFailed):
            await self._note(EventKind.ERROR, item.symbol, item.error.key, item.error.params)
            if not item.again:
                with contextlib.suppress(HaiDangError):
                    await self.remove(item.symbol)

    async def _taken_in(self, symbol: Symbol) -> None:
        """A pair has its history, at last: one that was added while running, or one whose market was out of reach."""
        self._connected()
        if symbol in self._pipeline.symbols() and self._pipeline.pair(symbol).last is not None:
            await self._catch_up([symbol])
            return
        await self._instruments.remember([symbol])
        await self._pipeline.open(symbol, await self._load(symbol))
        self._on_history()

    def _connected(self) -> None:
        """A feed that is well from the start does not say so."""
        if self.status.connection is Connection.DOWN and not self._heard:
            self._say(FeedStatus(Connection.OK, self._feed.now()))

    def _say(self, status: FeedStatus) -> None:
        self.status = status
        self._pipeline.connection = status.connection
        self._pipeline.version += 1

    def _failed(self, error: HaiDangError) -> None:
        if self.problem is None or self.problem.key != error.key:
            _log.warning("%s", error_text(error))
        self.problem = error
        self._say(FeedStatus(Connection.DOWN, self._clock.now(), error.key, error.params))

    # --- pairs come and go ------------------------------------------------------------------------------------------
    async def add(self, symbol: Symbol) -> None:
        """Watch one more pair: backfill, training and forecasts follow by themselves."""
        if symbol in self._pipeline.symbols():
            return
        await self._instruments.look_up(symbol)
        await self._pipeline.open(symbol, await self._load(symbol))
        await self._list(symbol, "watched")
        await self._intake.add(symbol)

    async def remove(self, symbol: Symbol) -> None:
        """Stop watching a pair; its history, records and models stay."""
        if symbol not in self._pipeline.symbols():
            raise InvalidInput("err-symbol-not-watched", symbol=symbol, known=", ".join(self._pipeline.symbols()))
        await self._pipeline.release(symbol)
        await self._intake.remove(symbol)
        await self._list(symbol, "removed")

    async def _list(self, symbol: Symbol, status: str) -> None:
        now = self._wall.now()
        await self._store.write(lambda conn: set_watched(conn, self._feed.source, symbol, status, now))
        await self._note(EventKind.SYMBOLS_CHANGED, symbol, f"log-symbol-{status}", {"symbol": symbol})

    # --- small services ---------------------------------------------------------------------------------------------
    async def tickers(self) -> list[Ticker]:
        """The last 24 hours of the watched pairs."""
        # A simulated day passes in minutes and asking costs nothing; an exchange is asked rarely.
        patience = _TICKER_SECONDS if self._real else _SIMULATED_SECONDS
        if self._open and time.monotonic() - self._tickers_at >= patience:
            self._tickers_at = time.monotonic()
            try:
                self._tickers = await self._feed.tickers()
            except HaiDangError as error:
                _log.info("%s", error_text(error))
        return self._tickers

    async def order_book(self, symbol: Symbol, limit: int) -> OrderBook | None:
        """What waits on both sides of a pair; None in a market without a book."""
        return await self._feed.order_book(symbol, limit) if isinstance(self._feed, BookFeed) else None

    async def close(self) -> None:
        """Let go of the market."""
        with contextlib.suppress(HaiDangError):
            await self._intake.close()

    async def _save(self, series: CandleSeries) -> None:
        await self._store.write(lambda conn: save_candles(conn, series))

    async def _latest(self, symbol: Symbol, timeframe: Timeframe) -> int | None:
        source = self._feed.source
        return await asyncio.to_thread(self._store.read, lambda conn: latest_timestamp(conn, source, symbol, timeframe))

    async def _mark_gap(self, gap: Gap) -> None:
        now = self._wall.now()
        await self._store.write(lambda conn: note_gap(conn, gap, now))

    async def _note(self, kind: EventKind, symbol: str | None, key: str, params: Any, **more: object) -> None:
        facts = {"key": key, "params": {name: _plain(value) for name, value in dict(params).items()}, **more}
        event = Event(kind, self._clock.now(), self._feed.source, symbol, facts)
        await self._store.write(lambda conn: append_event(conn, event))


def _plain(value: object) -> object:
    return value if isinstance(value, int | float) else str(value)


def _span(gap: Gap) -> dict[str, object]:
    return {"count": (gap.end - gap.start) // gap.timeframe.ms}


def _worth_telling(count: int) -> bool:
    """The first refusal of a kind, then every tenth power: a broken feed must not flood the events."""
    return str(count).rstrip("0") == "1"
