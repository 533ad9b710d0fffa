"""Keeps an exchange feed alive: loads markets, asks for what is missing, compares clocks, says how it is going."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from engine.core.candles import Candle, Gap, Tick
from engine.core.errors import HaiDangError, InvalidInput
from engine.core.modes import Connection
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange_clock import ExchangeClock
from engine.market.exchange_follow import Follower
from engine.market.exchange_health import Patience, state_of
from engine.market.exchange_pace import Pace
from engine.market.exchange_rest import Rest
from engine.market.exchange_stream import Stream
from engine.market.feed import FeedStatus
from engine.market.retry import Backoff, Random

_log = logging.getLogger(__name__)


class House(Protocol):
    """What the keeper needs of its feed."""

    source: str
    pace: Pace
    clock: ExchangeClock
    timeframe: Timeframe
    followers: dict[Symbol, Follower]

    def forget(self, symbol: Symbol) -> None:
        """A pair that is not listed after all."""
        ...


class Keeper:
    """One loop that looks around every ``pace.check`` seconds and starts what has to be done, each thing once."""

    def __init__(
        self,
        house: House,
        rest: Rest,
        stream: Stream,
        tell: Callable[[Candle | Tick | Gap | FeedStatus], None],
        random: Random,
        *,
        live: bool,
    ) -> None:
        self.house, self.rest, self.stream = house, rest, stream
        self.ready = False
        self.broken: HaiDangError | None = None
        self._tell, self._random, self._live = tell, random, live
        self._pace = house.pace
        self._jobs: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._status: tuple[object, ...] = ()
        self._patience = Patience(self._pace)
        self._next_load = self._next_poll = self._next_clock = 0.0
        self._loads = 0

    # --- life -------------------------------------------------------------------------------------------------------
    async def start(self) -> None:
        """Try once to reach the exchange, then go on in the background. Raises InvalidInput only."""
        try:
            await self.rest.load(list(self.house.followers), patient=False)
            await self._loaded()
        except InvalidInput:
            raise
        except HaiDangError:
            self._put_off_load()
        self._say()
        if self._live:
            self._spawn("keep", self._keep())

    async def stop(self) -> None:
        """End all jobs and connections."""
        jobs = list(self._jobs.values())
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        self._jobs.clear()
        with contextlib.suppress(Exception):
            await self.rest.client.close()

    async def know(self, symbol: Symbol) -> None:
        """Make sure the market of ``symbol`` is loaded."""
        markets = self.rest.client.markets or {}
        if symbol not in markets:
            await self.rest.load(list(dict.fromkeys([*self.house.followers, symbol])))

    def watch(self) -> None:
        """The list of pairs has changed."""
        if self._live and self.ready and self.stream.possible:
            self.stream.watch(self.house.followers)
            self._spawn("stream", self.stream.run())

    def wake(self) -> None:
        """Look around now."""
        self._woken.set()

    def look(self, follower: Follower) -> None:
        """A candle came before those that precede it: ask for them now, unless that was just tried."""
        if follower.wants(self.house.clock.now(), self._time()):
            self._spawn(f"fill {follower.symbol}", self._fill(follower))

    # --- the loop ---------------------------------------------------------------------------------------------------
    async def _keep(self) -> None:
        while True:
            try:
                await self._round()
            except Exception:  # a fault of ours must not end the watch over the market
                _log.exception("market keeper")
            self._woken.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._pace.check):
                    await self._woken.wait()

    async def _round(self) -> None:
        at, now = self._time(), self.house.clock.now()
        self.stream.check()
        if self._patience.may_ask(self.rest, at):
            if not self.ready:
                await self._load(at)
            else:
                self._ask_what_is_due(at, now)
        for follower in self.house.followers.values():
            follower.impatient(at)
        self._revive()
        self._say()

    def _revive(self) -> None:
        """The stream only ends by a fault of ours; the market must not go unwatched for it."""
        job = self._jobs.get("stream")
        if job is not None and job.done() and not job.cancelled():
            _log.error("market stream", exc_info=job.exception())
            self.stream.up = False
            self.watch()

    def _ask_what_is_due(self, at: float, now: int) -> None:
        for follower in self.house.followers.values():
            if follower.wants(now, at):
                self._spawn(f"fill {follower.symbol}", self._fill(follower))
        if self.stream.up:
            self._next_poll = at + self._pace.poll
        elif at >= self._next_poll:
            self._next_poll = at + self._pace.poll
            self._spawn("poll", self._poll())
        if at >= self._next_clock:
            self._next_clock = at + self._pace.clock
            self._spawn("clock", self._compare_clocks())
        elif self.rest.failure is not None:
            self._spawn("probe", self._compare_clocks())

    def _spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        running = self._jobs.get(name)
        if running is not None and not running.done():
            work.close()
            return
        self._jobs[name] = asyncio.get_running_loop().create_task(work, name=f"exchange {name}")

    # --- the work ---------------------------------------------------------------------------------------------------
    async def _load(self, at: float) -> None:
        if at < self._next_load:
            return
        try:
            await self.rest.load(list(self.house.followers), patient=False)
            await self._loaded()
        except InvalidInput as error:
            symbol = error.params.get("symbol")
            self._put_off_load()
            if symbol is not None:
                self.house.forget(Symbol(str(symbol)))
                self._next_load = 0.0
            self._tell(FeedStatus(Connection.DEGRADED, self.house.clock.now(), error.key, error.params))
        except HaiDangError:
            self._put_off_load()

    def _put_off_load(self) -> None:
        self._next_load = self._time() + Backoff(self._pace.check * 2, 30.0).delay(self._loads, self._random)
        self._loads += 1

    async def _loaded(self) -> None:
        self.ready = True
        await self._compare_clocks()
        self._next_clock = self._time() + self._pace.clock
        self._next_poll = self._time() + self._pace.poll
        self.watch()

    async def _fill(self, follower: Follower) -> None:
        expected = follower.sequence.expected
        try:
            rows, refused = await self.rest.rows(follower.symbol, follower.timeframe, expected, patient=False)
        except HaiDangError:
            follower.put_off(self._time(), self._random)
            return
        if not follower.filled(rows, refused, self.house.clock.now()):
            follower.put_off(self._time(), self._random)

    async def _poll(self) -> None:
        with contextlib.suppress(HaiDangError):
            for ticker in await self.rest.tickers(list(self.house.followers), patient=False):
                follower = self.house.followers.get(ticker.symbol)
                if follower is not None:
                    follower.price(ticker.price, ticker.timestamp or self.house.clock.now())

    async def _compare_clocks(self) -> None:
        clock = self.house.clock
        with contextlib.suppress(HaiDangError):
            asked = clock.wall()
            shown = await self.rest.time()
            if shown is None:  # no clock to compare; still a question that shows whether REST answers
                await self.rest.tickers(list(self.house.followers)[:1], patient=False)
                return
            first = not clock.known
            clock.measured(asked, shown, clock.wall())
            if first:
                for follower in self.house.followers.values():
                    opening = follower.timeframe.open_of(clock.now())
                    follower.sequence.expected = min(follower.sequence.expected, opening)

    # --- the state --------------------------------------------------------------------------------------------------
    def _say(self) -> None:
        house = self.house
        connection, key, params = state_of(
            house.source, self.rest, self.stream, house.clock, self._pace, ready=self.ready, broken=self.broken
        )
        if (connection, key) != self._status:
            self._status = (connection, key)
            self._tell(FeedStatus(connection, self.house.clock.now(), key, params))

    @staticmethod
    def _time() -> float:
        return asyncio.get_running_loop().time()
