"""One closed candle's way: features, forecast, decision, intent, all written before anything is done about it.

Candles, ticks and commands are taken one after another, in the order that the tape records; so a replay of the tape
gives the same decisions and the same ledger. Thinking (features and models) happens off the event loop; as it depends
on candles alone, a whole batch may be thought about at once. Judging depends on the book and goes candle by candle.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from engine.core.candles import Candle, Tick
from engine.core.clocks import MarketClock
from engine.core.decisions import Decision, Reason
from engine.core.errors import HaiDangError, Refused
from engine.core.forecasts import Forecast
from engine.core.hashing import digest
from engine.core.instruments import Instrument
from engine.core.modes import Connection, ExitReason, Mode
from engine.core.orders import OrderIntent
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.wording import error_text
from engine.decision.context import DecisionContext, Silence
from engine.decision.intents import entry_intent
from engine.decision.records import raised_floor
from engine.decision.rules import Rules
from engine.decision.strategy import decide
from engine.features.basic import LEAST
from engine.forecast.forecaster import Forecaster
from engine.pipeline.entries import Entry, Flags, Thought, is_written, write_entries
from engine.pipeline.guarding import GuardWatch
from engine.pipeline.latency import Latencies
from engine.pipeline.looks import Looks
from engine.pipeline.pair import Pair, RecentReturns
from engine.pipeline.scoring import Scorer, spoken_since

if TYPE_CHECKING:
    from engine.pipeline.commands import Commands
    from engine.store.store import Store
    from engine.trading.desk import TradingDesk

_log = logging.getLogger(__name__)
T = TypeVar("T")
_MINUTE = 60_000
_RETURNS = 96
_BREATH = 8


class Pipeline(Looks):
    """Takes clean candles and ticks to decisions, fills and scores for one source and mode."""

    def __init__(
        self,
        *,
        source: str,
        mode: Mode,
        store: Store,
        forecaster: Forecaster,
        desk: TradingDesk,
        rules: Rules,
        instrument: Callable[[Symbol], Instrument],
        clock: MarketClock,
    ) -> None:
        super().__init__(source, rules, forecaster)
        self.mode, self.clock = mode, clock
        self.candles_seen = 0
        self.decisions_made = 0
        self.version = 0
        """Grows with everything that a screen might show."""
        self.latencies = Latencies()
        self.connection = Connection.OK
        self.scorer = Scorer()
        self.commands: Commands | None = None
        self.on_committed: Callable[[Sequence[Entry]], None] | None = None
        """Told after each commit; must be quick and must not fail."""
        self.on_price: Callable[[Tick | Candle], None] | None = None
        """Told every price of a followed pair, between closes and at them; must be quick and must not fail."""
        self._store, self._desk, self._instrument = store, desk, instrument
        self._guards = GuardWatch(source, mode, rules)
        self._spoken: deque[int] = deque(maxlen=1_000)
        self._turn = asyncio.Lock()
        self._moment = 0
        self._marks: list[Callable[[Any], None]] = []
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="forecast")

    # --- pairs ------------------------------------------------------------------------------------------------------
    def recall(self) -> None:
        """What a restart must not forget: forecasts that wait for their outcome, locks, and what was spoken just now.

        To be called when the pairs are open, so that it is known when now is.
        """
        source, mode = self.source, self.mode.value
        self._store.read(lambda conn: self.scorer.load(conn, source, mode))
        self._store.read(lambda conn: self._guards.load(conn, self.clock.now()))
        since = self.clock.now() - _MINUTE
        self._spoken.extend(self._store.read(lambda conn: spoken_since(conn, source, mode, since)))
        if self.commands is not None:
            self._locked = self.commands.locked()

    async def open(self, symbol: Symbol, series: CandleSeries) -> None:
        """Start following ``symbol`` on its stored candles; the tape remembers from where."""
        async with self._turn:
            await self._open(symbol, series)

    async def _open(self, symbol: Symbol, series: CandleSeries) -> None:
        from engine.store.tape import append_tape

        pair = self._pairs.setdefault(symbol, Pair(symbol))
        loop = asyncio.get_running_loop()
        first = await loop.run_in_executor(self._worker, pair.open, series)
        until = pair.last.timestamp if pair.last else None
        if pair.last is not None:
            self.clock.advance(pair.last.closed_at)
            self._moment = max(self._moment, pair.last.closed_at)
            self._desk.recall_close(symbol, pair.last.closed_at, pair.last.close)
        now = self.clock.now()
        payload = {"warmup_from": first, "until": until}
        await self._insist(
            lambda: self._store.write(
                lambda conn: append_tape(
                    conn, self.source, self.mode.value, "open", now, symbol=symbol, payload=payload
                )
            )
        )
        self.version += 1

    async def release(self, symbol: Symbol) -> None:
        """Stop following ``symbol``; raises Refused while it has a position or an order, whose stop would be deaf."""
        async with self._turn:
            if self._desk.portfolio(self.clock.now()).is_busy(symbol):
                raise Refused("err-symbol-in-use", symbol=symbol)
            self._pairs.pop(symbol, None)
            self.version += 1

    def shut_down(self) -> None:
        """End the worker thread."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    # --- the way of a candle ----------------------------------------------------------------------------------------
    async def on_candle(self, candle: Candle, flags: Flags | None = None) -> None:
        """One closed candle."""
        await self.on_candles([candle], flags)

    async def on_candles(self, candles: Sequence[Candle], flags: Flags | None = None) -> None:
        """Closed candles that arrived together, in their order."""
        async with self._turn:
            flags = self._seen(flags or Flags())
            started = perf_counter()
            thoughts = await asyncio.get_running_loop().run_in_executor(self._worker, self._think, candles)
            batch: list[Entry] = []
            for count, thought in enumerate(thoughts, 1):
                if thought.candle.symbol not in self._pairs:  # removed while it was thought about
                    continue
                await self._reach(thought.candle.closed_at)
                await self._insist(lambda c=thought.candle: self._desk.on_candle(c))  # type: ignore[misc]
                entry = self._judge(thought, flags)
                batch.append(entry)
                if isinstance(entry.verdict, Decision) and entry.verdict.trades:
                    await self._commit(batch)
                    batch = []
                    await self._act(entry)
                if count % _BREATH == 0:
                    await asyncio.sleep(0)
            await self._commit(batch)
            self.latencies.add((perf_counter() - started) * 1000)
            self.version += 1

    def is_blind(self) -> bool:
        """Whether prices are not to be trusted now."""
        return self.connection in (Connection.STALE, Connection.DOWN)

    def _seen(self, flags: Flags) -> Flags:
        return replace(flags, blind=True) if self.is_blind() else flags

    async def _reach(self, moment: int) -> None:
        """A new moment begins: the one before gets its point on the equity curve, once and after all its candles."""
        self.clock.advance(moment)
        if moment > self._moment:
            before, self._moment = self._moment, moment
            if before and self._desk.stale:
                await self._insist(lambda: self._desk.mark(before))
            elif before and (mark := self._desk.take_mark(before)) is not None:
                self._marks.append(mark)
                if (told := self._guards.look(self._desk.portfolio(before), before)) is not None:
                    self._marks.append(told)

    async def preview(self) -> None:
        """Say again what the newest stored candle means, for answers after a start; nothing is written or done."""
        async with self._turn:
            known = [
                (pair, pair.stream.row)
                for pair in self._pairs.values()
                if pair.stream is not None and pair.stream.row is not None and pair.last is not None
            ]
            rows = [row for _, row in known if row is not None]
            loop = asyncio.get_running_loop()
            forecasts = await loop.run_in_executor(self._worker, self._forecaster.forecast, rows)
            for (pair, row), forecast in zip(known, forecasts, strict=True):
                if pair.last is not None and pair.outlook.last is not None:
                    thought = Thought(pair.last, row, pair.outlook.last, forecast)
                    pair.latest = self._verdict(thought, pair, self._seen(Flags()))

    def _think(self, candles: Sequence[Candle]) -> list[Thought]:
        """Features, outlook and forecasts: pure in the candles, so it runs in the worker thread."""
        known = [(candle, self._pairs[candle.symbol]) for candle in candles if candle.symbol in self._pairs]
        seen = [(candle, *pair.advance(candle)) for candle, pair in known]
        rows = [row for _, row, _ in seen if row is not None]
        forecasts = iter(self._forecaster.forecast(rows))
        return [
            Thought(candle, row, outlook, next(forecasts) if row is not None else None) for candle, row, outlook in seen
        ]

    def _judge(self, thought: Thought, flags: Flags) -> Entry:
        """Decide, and keep in mind what the next candle's judgement depends on."""
        candle = thought.candle
        pair = self._pairs[candle.symbol]
        pair.keep(candle)
        if self.on_price is not None:
            self.on_price(candle)
        self.candles_seen += 1
        outcomes = self.scorer.due(candle)
        self.scorer.settle(candle.symbol, outcomes)
        verdict, intent = self._verdict(thought, pair, flags), None
        if isinstance(verdict, Decision) and verdict.trades and not self._closes(verdict):
            made = self._intent(verdict, thought)
            if isinstance(made, Reason):
                verdict = replace(verdict, trades=False, reason=made)
            else:
                intent = made
        pair.latest = verdict
        if isinstance(verdict, Decision):
            self.decisions_made += 1
            self.scorer.expect(verdict.forecast, verdict.spoken)
            pair.seen.append(verdict.forecast.features_digest)
            if verdict.spoken:
                self._spoken.append(candle.closed_at)
        return Entry(candle, flags, verdict, outcomes, intent)

    def _verdict(self, thought: Thought, pair: Pair, flags: Flags) -> Decision | Silence:
        candle, forecast = thought.candle, thought.forecast
        # Late comes before the model: which one there was is remembered only where it spoke.
        if flags.late and thought.row is not None:
            return self._silence(candle, Reason("why-late"))
        if forecast is None:
            return self._silence(candle, self._why_no_forecast(pair, thought))
        return decide(forecast, self._context(thought, pair, flags, forecast), self.rules)

    def _why_no_forecast(self, pair: Pair, thought: Thought) -> Reason:
        if thought.row is None:
            return Reason("why-warming-up", {"have": min(pair.candles, LEAST), "need": LEAST})
        return Reason("why-no-model", {"symbol": str(pair.symbol)})

    def _silence(self, candle: Candle, reason: Reason) -> Silence:
        identity = digest(self.source, self.mode, candle.symbol, candle.timeframe, candle.timestamp, length=24)
        return Silence(identity, self.source, self.mode, candle.symbol, candle.timeframe, candle.timestamp, reason)

    def _context(self, thought: Thought, pair: Pair, flags: Flags, forecast: Forecast) -> DecisionContext:
        now = thought.candle.closed_at
        return DecisionContext(
            source=self.source,
            mode=self.mode,
            now=now,
            portfolio=self._desk.portfolio(now),
            instrument=self._instrument(pair.symbol),
            outlook=thought.outlook,
            candles=pair.candles,
            state=self._desk.state,
            connection=Connection.STALE if flags.blind else Connection.OK,
            record=self.scorer.record_of(forecast.confidence),
            raised_floor=raised_floor(self.rules.confidence_threshold, self.scorer.records, self.rules.min_outcomes),
            model_expired=flags.expired,
            seen=frozenset(pair.seen),
            spoken_last_minute=sum(1 for at in self._spoken if at > now - _MINUTE),
            returns=RecentReturns(self._pairs, _RETURNS),
            locked=self._locked,
        )

    def _closes(self, decision: Decision) -> bool:
        held = self._desk.portfolio(self.clock.now()).position_of(decision.forecast.symbol)
        return held is not None

    def _intent(self, decision: Decision, thought: Thought) -> OrderIntent | Reason:
        portfolio = self._desk.portfolio(self.clock.now())
        instrument = self._instrument(decision.forecast.symbol)
        return entry_intent(decision, portfolio, instrument, self.rules, volatility=thought.outlook.volatility)

    async def _commit(self, batch: list[Entry]) -> None:
        if not batch:
            return

        marks, self._marks = self._marks, []

        tries = 0

        def work(conn: Any) -> None:
            nonlocal tries
            tries += 1
            # A commit whose answer was lost may have happened: then its rows are there, and once is enough.
            if tries > 1 and is_written(conn, batch[0]):
                return
            for mark in marks:
                mark(conn)
            write_entries(conn, batch, self.mode)
            for entry in batch:
                if entry.intent is not None:
                    self._desk.write_intent(conn, entry.intent)

        durable = any(entry.intent is not None for entry in batch)
        await self._insist(lambda: self._store.write(work, durable=durable))
        if self.on_committed is not None:
            self.on_committed(batch)

    async def _act(self, entry: Entry) -> None:
        if entry.intent is not None:
            intent, now = entry.intent, entry.candle.closed_at
            await self._insist(lambda: self._desk.send(intent, now))
        elif isinstance(entry.verdict, Decision) and self._closes(entry.verdict):
            symbol, now = entry.candle.symbol, entry.candle.closed_at
            cause = entry.verdict.id
            await self._insist(lambda: self._desk.close(symbol, ExitReason.SIGNAL, cause, now))

    async def on_tick(self, tick: Tick) -> None:
        """A price between closes: kept for screens, and the desk acts on it when it must."""
        pair = self._pairs.get(tick.symbol)
        if pair is None:
            return
        pair.on_tick(tick)
        if self.on_price is not None:
            self.on_price(tick)
        self.version += 1
        async with self._turn:
            self.clock.advance(tick.timestamp)
            await self._insist(lambda: self._desk.on_tick(tick))

    async def command(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """A person's command that moves the engine or the book; recorded on the tape, so that replays repeat it."""
        assert self.commands is not None  # noqa: S101 - set by app before anybody can ask
        async with self._turn:
            result = await self.commands.carry_out(name, dict(arguments))
            self._locked = self.commands.locked()
            self.version += 1
            return result

    async def repeat(self, name: str, arguments: Mapping[str, Any], now: int) -> None:
        """A command of the tape again, exactly as it was given."""
        assert self.commands is not None  # noqa: S101 - set where the pipeline is built
        async with self._turn:
            self.clock.advance(now)
            await self.commands.repeat(name, arguments, now)
            self._locked = self.commands.locked()

    async def _insist(self, work: Callable[[], Awaitable[T]]) -> T:
        """Repeat a write that the store refuses (a full disk, say) until it is done; nothing goes on before."""
        wait = 0.5
        while True:
            try:
                result = await work()
            except HaiDangError as error:
                if not error.key.startswith("err-store"):
                    raise
                if self._problem is None:
                    _log.error("%s", error_text(error))
                self._problem = error
                self.version += 1
                await asyncio.sleep(wait)
                wait = min(wait * 2, 10.0)
            else:
                self._problem = None
                return result
