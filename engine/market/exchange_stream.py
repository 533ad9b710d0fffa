"""The websocket: watch, notice silence, cut what is stale, dial again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from engine.core.errors import HaiDangError, Operational
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange_errors import answer_in, translate
from engine.market.exchange_pace import Pace
from engine.market.retry import Backoff, Random, Sleep, Throttled

_LONGEST = 3_600.0


class Listener(Protocol):
    """Who is told what the websocket says."""

    def on_update(self, symbol: Symbol, raw: object, closed: bool | None, event_time: object) -> None:
        """A candle as raw row; ``closed`` is None where the exchange does not say."""
        ...

    def on_up(self) -> None:
        """The stream speaks."""
        ...

    def on_down(self, error: HaiDangError) -> None:
        """The stream was cut or could not be opened."""
        ...


class Stream:
    """Follows the candles of ``symbols`` for as long as ``run`` runs. It is the ``Taps`` of its client."""

    def __init__(
        self, exchange: str, listener: Listener, pace: Pace, *, closed_flag: bool, random: Random, sleep: Sleep
    ) -> None:
        self.exchange, self.listener, self.pace, self.closed_flag = exchange, listener, pace, closed_flag
        self.client: Any = None
        self.timeframe: Timeframe = Timeframe("1m")
        self.up = False
        self.malformed_frames = 0
        self.drops = 0
        self._symbols: tuple[Symbol, ...] = ()
        self._ids: dict[str, Symbol] = {}
        self._changed = asyncio.Event()
        self._random, self._sleep = random, sleep
        self._heard = self._spoke = time.monotonic()
        self._quiet = pace.quiet

    # --- taps -------------------------------------------------------------------------------------------------------
    def kline(self, market_id: str, raw: Mapping[str, Any], event_time: object) -> None:
        """An update in Binance's words."""
        symbol = self._ids.get(market_id)
        if not self.closed_flag or symbol is None or raw.get("i") != self.timeframe:
            return
        row = [raw.get(name) for name in ("t", "o", "h", "l", "c", "v")]
        self._deliver(symbol, row, raw.get("x") is True, event_time)

    def dialled(self) -> None:
        """The socket is open; it counts as up when candles or an acknowledgement arrive."""
        self._heard = self._spoke = time.monotonic()

    def frame(self, text: bool) -> None:
        """Any sign of life; the first words (an acknowledgement, a candle) prove that the stream speaks."""
        self._heard = time.monotonic()
        if text:
            self._rise()

    def malformed(self) -> None:
        """A frame that cannot be read; what it held will be missed and fetched."""
        self.malformed_frames += 1

    def _rise(self) -> None:
        if not self.up:
            self.up = True
            self.listener.on_up()

    def _deliver(self, symbol: Symbol, row: object, closed: bool | None, event_time: object) -> None:
        self._spoke = time.monotonic()
        self._quiet = self.pace.quiet
        self._rise()
        self.listener.on_update(symbol, row, closed, event_time)

    # --- what is watched --------------------------------------------------------------------------------------------
    def watch(self, symbols: Iterable[Symbol]) -> None:
        """Follow exactly these from now on."""
        self._symbols = tuple(symbols)
        markets = self.client.markets or {}
        self._ids = {str(markets[each]["id"]): each for each in self._symbols if each in markets}
        self._changed.set()

    async def leave(self, symbol: Symbol) -> None:
        """Ask the exchange to stop sending a pair; failing is harmless, its updates are ignored."""
        if not (self.up and self.client.has.get("unWatchOHLCVForSymbols")):
            return
        try:
            async with asyncio.timeout(self.pace.farewell):
                await self.client.un_watch_ohlcv_for_symbols([[symbol, self.timeframe]])
        except asyncio.CancelledError:
            if _being_cancelled():
                raise
        except Exception:
            return

    # --- running ----------------------------------------------------------------------------------------------------
    @property
    def possible(self) -> bool:
        """Whether ccxt can stream this exchange's candles at all."""
        return bool(self.client.has.get("watchOHLCV"))

    async def run(self) -> None:
        """Watch for ever; returns only by cancellation, or when a person has to act first."""
        failures, backoff = 0, Backoff(self.pace.redial, self.pace.redial_most)
        while True:
            if not self._symbols:
                await self._changed.wait()
                self._changed.clear()
                continue
            began_up = self.up
            error = await self._until_cut()
            if error is None:
                continue
            failures = 0 if self.up or began_up else failures + 1
            self.drops += 1
            self.up = False
            self.listener.on_down(error)
            wait = backoff.delay(failures, self._random)
            if isinstance(error, Throttled):
                wait = max(wait, error.wait)
            elif isinstance(error, Operational):
                wait = min(self.pace.blocked * 2 ** min(failures, 20), _LONGEST)
            await self._sleep(wait)
            # Our own back-off has jitter and a limit; ccxt's would come on top of it.
            getattr(self.client, "ws_dial_backoff", {}).clear()

    async def _until_cut(self) -> HaiDangError | None:
        """Watch until the list changes (None) or the line breaks (the error)."""
        self._changed.clear()
        watching = asyncio.ensure_future(self._watch_all(self._symbols))
        changing = asyncio.ensure_future(self._changed.wait())
        try:
            await asyncio.wait({watching, changing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            changing.cancel()
            if not watching.done():
                watching.cancel()
            await asyncio.gather(watching, changing, return_exceptions=True)
        if watching.cancelled():
            # By our own hand when the list changed, by ccxt when it closed the client.
            return None if self._changed.is_set() else self._cut(ConnectionError("closed"))
        error = watching.exception()
        return None if error is None else self._cut(error)

    def _cut(self, error: BaseException) -> HaiDangError | None:
        import ccxt

        if isinstance(error, ccxt.UnsubscribeError):
            return None
        if not isinstance(error, Exception):
            raise error
        if isinstance(error, ExceptionGroup):
            return self._cut(error.exceptions[0])
        failed = ccxt.NetworkError(str(error)) if isinstance(error, ConnectionError) else error
        return translate(failed, answer_in(error), self.exchange)

    async def _watch_all(self, symbols: tuple[Symbol, ...]) -> None:
        if self.client.has.get("watchOHLCVForSymbols"):
            await self._watch_together(symbols)
        else:
            async with asyncio.TaskGroup() as group:
                for symbol in symbols:
                    group.create_task(self._watch_one(symbol))

    async def _watch_together(self, symbols: tuple[Symbol, ...]) -> None:
        pairs = [[symbol, self.timeframe] for symbol in symbols]
        while True:
            answer = await self.client.watch_ohlcv_for_symbols(pairs)
            for name, frames in answer.items():
                for rows in frames.values():
                    self._forward(name, rows)

    async def _watch_one(self, symbol: Symbol) -> None:
        while True:
            self._forward(symbol, await self.client.watch_ohlcv(symbol, self.timeframe))

    def _forward(self, name: str, rows: Iterable[object]) -> None:
        if self.closed_flag:  # taken from the raw message already
            return
        for row in rows:
            self._deliver(Symbol(name), row, None, None)

    # --- watchdog ---------------------------------------------------------------------------------------------------
    def check(self) -> None:
        """Cut a silent line: no frame for ``silence`` seconds (pongs come every ten), no candle for ``quiet``."""
        now = time.monotonic()
        if not self.up or not self._symbols:
            return
        if now - self._heard > self.pace.silence:
            self.force()
        elif now - self._spoke > self._quiet:
            # Perhaps nobody trades: ask anew, but more rarely each time.
            self._quiet *= 2
            self._spoke = now
            self.force()

    def force(self) -> None:
        """Break the sockets so that the watchers wake and dial again."""
        import ccxt

        for client in list((getattr(self.client, "clients", None) or {}).values()):
            client.on_error(ccxt.RequestTimeout("stale"))


def _being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
