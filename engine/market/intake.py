"""Between a market and the house: history first, then a clean stream.

Whatever a feed does (repeats, revisions, late and broken candles, holes), what comes out is ordered, sound and without
a hole that is not marked. Nothing is written here but through the callbacks: ``save`` keeps history, ``mark_gap`` a
hole that stays. Live candles, repaired ones too, are the consumer's to keep, in the transaction of what they caused.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, Final

from engine.core.candles import Candle, Gap, Tick
from engine.core.errors import HaiDangError, Temporary
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.feed import Feed, FeedStatus
from engine.market.intake_gate import Health, PairGate, Refusal, Verdict
from engine.market.intake_history import BackfillFailed, HistoryTaker, LoadLatest, MarkGap, Ready, Repaired, Save, Told

__all__ = ["BackfillFailed", "Intake", "Ready", "Refusal", "Repaired"]

_LONGEST_WAIT_S: Final = 60.0


async def _no_mark(_: Gap) -> None:
    return None


class Intake:
    """See the module. Used by one task: ``start``, then ``items``; ``add`` and ``remove`` at any time."""

    def __init__(
        self,
        feed: Feed,
        save: Save,
        load_latest: LoadLatest,
        *,
        mark_gap: MarkGap = _no_mark,
        told: Told | None = None,
        history_candles: int = 5_000,
        repair_patience_s: float = 20.0,
        start_patience_s: float = 10.0,
        look_every_s: float = 1.0,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._feed = feed
        self._mark_gap = mark_gap
        self._history = HistoryTaker(feed, save, load_latest, mark_gap, self._tell, told, history_candles)
        self._repair_patience, self._start_patience = repair_patience_s, start_patience_s
        self._look_every = look_every_s
        self._sleep = sleep
        self._timeframe = Timeframe("15m")
        self._health = Health(self._timeframe)
        self._gates: dict[Symbol, PairGate] = {}
        self._tasks: dict[Symbol, asyncio.Task[None]] = {}
        self._waiting: deque[Any] = deque()
        self._counts: dict[str, int] = {}
        self._awake = asyncio.Event()

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """The pairs whose candles come through."""
        return tuple(self._gates)

    def refusals(self) -> dict[str, int]:
        """How often each fault was met in this run, over all pairs."""
        total = dict(self._counts)
        for gate in self._gates.values():
            for key, count in gate.counts.items():
                total[key] = total.get(key, 0) + count
        return total

    async def start(self, symbols: Sequence[Symbol], timeframe: Timeframe) -> None:
        """Open the feed and bring each pair's history up to now. A pair that fails is reported and tried again.

        A market that nothing can be heard of for a while is not waited for: the pairs come when it is there.
        """
        self._timeframe = timeframe
        self._health = Health(timeframe)
        await self._feed.open(symbols, timeframe)
        firsts = [asyncio.ensure_future(self._admit(one, follow=False).wait()) for one in dict.fromkeys(symbols)]
        try:
            if firsts:
                await asyncio.wait(firsts, timeout=self._start_patience, return_when=asyncio.FIRST_COMPLETED)
            if any(first.done() for first in firsts):
                await asyncio.gather(*firsts)
        finally:
            for first in firsts:
                first.cancel()

    async def add(self, symbol: Symbol) -> None:
        """Take in one more pair in the background; ``Ready`` or ``BackfillFailed`` tells when."""
        if symbol not in self._gates and symbol not in self._tasks:
            self._admit(symbol, follow=True)

    async def remove(self, symbol: Symbol) -> None:
        """Let a pair go."""
        task = self._tasks.pop(symbol, None)
        if task is not None:
            task.cancel()
        gate = self._gates.pop(symbol, None)
        for key, count in (gate.counts if gate else {}).items():
            self._counts[key] = self._counts.get(key, 0) + count
        self._health.forget(symbol)
        await self._feed.remove(symbol)

    async def close(self) -> None:
        """Stop all work and close the feed."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks.clear()
        await self._feed.close()

    async def items(self) -> AsyncIterator[Any]:
        """Candle, Tick, Gap, FeedStatus, Refusal, Repaired, Ready, BackfillFailed; anything else is passed on."""
        stream = aiter(self._feed.items())
        upcoming: asyncio.Future[Any] | None = None
        try:
            while True:
                while self._waiting:
                    yield self._waiting.popleft()
                if upcoming is None:
                    upcoming = asyncio.ensure_future(_next(stream))
                await self._either(upcoming)
                if upcoming.done():
                    item = upcoming.result()
                    upcoming = None
                    if item is None:
                        break
                    await self._take(item)
                status = self._health.status(self._feed.now())
                if status is not None:
                    self._waiting.append(status)
            while self._waiting:
                yield self._waiting.popleft()
        finally:
            if upcoming is not None:
                upcoming.cancel()

    async def _either(self, upcoming: asyncio.Future[Any]) -> None:
        """Until the feed speaks, something else is to be told, or it is time to look at the clock."""
        if upcoming.done():
            return
        self._awake.clear()
        awake = asyncio.ensure_future(self._awake.wait())
        try:
            await asyncio.wait({upcoming, awake}, timeout=self._look_every, return_when=asyncio.FIRST_COMPLETED)
        finally:
            awake.cancel()

    def _tell(self, item: Any) -> None:
        self._waiting.append(item)
        self._awake.set()

    # --- live -------------------------------------------------------------------------------------------------------
    async def _take(self, item: Any) -> None:
        if isinstance(item, Candle):
            gate = self._gates.get(item.symbol)
            if gate is not None and item.timeframe == self._timeframe:
                await self._take_candle(gate, item)
        elif isinstance(item, Tick):
            gate = self._gates.get(item.symbol)
            if gate is not None and gate.takes_tick(item):
                self._waiting.append(item)
        elif isinstance(item, FeedStatus):
            self._health.hear(item)
        else:
            self._waiting.append(item)

    async def _take_candle(self, gate: PairGate, candle: Candle) -> None:
        fault = gate.fault(candle, self._feed.now())
        if fault is not None:
            self._waiting.append(gate.refuse(candle.timestamp, fault.key, fault.params))
            return
        verdict = gate.judge(candle)
        if verdict is Verdict.REPEATED:
            return
        if verdict in (Verdict.REVISED, Verdict.LATE):
            key = "candle-revised" if verdict is Verdict.REVISED else "candle-late"
            self._waiting.append(gate.refuse(candle.timestamp, key))
            return
        if verdict is Verdict.AHEAD:
            await self._repair(gate, gate.missing(candle))
        self._pass_on(gate, candle)

    def _pass_on(self, gate: PairGate, candle: Candle) -> None:
        gate.accept(candle)
        self._health.fed(candle.symbol, candle.closed_at)
        self._waiting.append(candle)

    async def _repair(self, gate: PairGate, gap: Gap) -> None:
        found = 0
        for candle in await self._ask(gate, gap):
            if gate.judge(candle) is Verdict.AHEAD:
                await self._mark(gate.missing(candle))
            self._pass_on(gate, candle)
            found += 1
        reached = gap.start if gate.last is None else gate.last + self._timeframe.ms
        if reached < gap.end:
            await self._mark(Gap(gap.source, gap.symbol, gap.timeframe, reached, gap.end))
        if found:
            self._waiting.append(Repaired(gap, found))

    async def _ask(self, gate: PairGate, gap: Gap) -> list[Candle]:
        """What the market can still tell of a hole: sound candles, in order. A market that does not answer has none."""
        found: list[Candle] = []
        try:
            async with asyncio.timeout(self._repair_patience):
                async for page in self._feed.history(gap.symbol, gap.timeframe, gap.start, gap.end):
                    clean = self._history.clean(gate, page, found[-1].timestamp if found else gap.start - 1)
                    found.extend(candle for candle in clean.candles() if candle.timestamp < gap.end)
        except (HaiDangError, TimeoutError):
            gate.counts["gap-unanswered"] = gate.counts.get("gap-unanswered", 0) + 1
        return found

    async def _mark(self, gap: Gap) -> None:
        await self._mark_gap(gap)
        self._waiting.append(gap)

    # --- pairs ------------------------------------------------------------------------------------------------------
    def _admit(self, symbol: Symbol, *, follow: bool) -> asyncio.Event:
        """Begin to take a pair in; the event is set when the first try has ended either way."""
        tried = asyncio.Event()
        task = asyncio.create_task(self._take_in(symbol, follow, tried))
        self._tasks[symbol] = task
        task.add_done_callback(lambda done: self._admitted(symbol, done, tried))
        return tried

    def _admitted(self, symbol: Symbol, task: asyncio.Task[None], tried: asyncio.Event) -> None:
        if self._tasks.get(symbol) is task:
            del self._tasks[symbol]
        tried.set()
        if not task.cancelled() and task.exception() is not None:
            # Not one of the errors that were foreseen: it must not vanish in a forgotten task.
            task.get_loop().call_exception_handler({"message": "intake", "exception": task.exception(), "task": task})

    async def _take_in(self, symbol: Symbol, follow: bool, tried: asyncio.Event) -> None:
        wait = 1.0
        while True:
            try:
                if follow:
                    await self._feed.add(symbol)
                gate, added = await self._history.bring_up(symbol, self._timeframe)
            except HaiDangError as error:
                again = isinstance(error, Temporary)
                self._tell(BackfillFailed(symbol, error, again))
                if not again:
                    await self._feed.remove(symbol)
                    return
                tried.set()
                await self._sleep(wait)
                wait = min(2.0 * wait, _LONGEST_WAIT_S)
            else:
                self._gates[symbol] = gate
                self._health.fed(symbol, self._feed.now())
                self._tell(Ready(symbol, gate.last, added))
                return


async def _next(stream: AsyncIterator[Any]) -> Any:
    return await anext(stream, None)
