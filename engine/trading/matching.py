"""What one price or one closed candle does to a symbol: pending orders first, then the position's exits."""

from __future__ import annotations

from engine.core.candles import Candle, Tick
from engine.core.modes import EngineState, ExitReason
from engine.core.orders import Fill, Leg, Position
from engine.core.symbols import Symbol
from engine.trading.acts import Act
from engine.trading.broker import Matcher, Refusal
from engine.trading.context import Context
from engine.trading.exits import Exit, Moved, Watch


class Matching:
    """Plans without touching anything, and acts in one transaction only when there is something to do."""

    def __init__(self, context: Context, reduce_candles: int) -> None:
        self._c = context
        self._reduce_candles = reduce_candles
        self._held: dict[Symbol, int] = {}

    def hold(self, symbol: Symbol, until: int) -> None:
        """A venue has refused an exit: prices before ``until`` do not ask for it again. Closed candles still do."""
        self._held[symbol] = until

    def quiet(self, symbol: Symbol, timestamp: int, price: float) -> bool:
        """Whether a price certainly does nothing; the answer of nearly every tick, so it has to be quick."""
        c = self._c
        watch = c.book.watches.get(symbol)
        if watch is not None and not watch.quiet(timestamp, price):
            return False
        if c.book.orders and c.matcher is not None and c.matcher.waits(symbol):
            return False
        return watch is None or c.book.record.state is not EngineState.REDUCING

    async def tick(self, tick: Tick) -> tuple[Fill, ...]:
        """Let one price act. It goes on the tape with what it does."""
        c = self._c
        proposals = c.matcher.on_tick(tick, c.book.cash) if c.matcher is not None else []
        idle = bool(c.book.unfinished(tick.symbol, Leg.EXIT)) or tick.timestamp < self._held.get(tick.symbol, 0)
        verdict = None if idle else self._on_price(c.book.watches.get(tick.symbol), tick)
        if not proposals and verdict is None:
            return ()
        filled: list[Fill] = []

        def work(act: Act) -> None:
            act.tape_tick(tick.symbol, tick.timestamp, tick.price)
            self._settle(act, proposals, filled)
            leave = self._on_price(act.watch(tick.symbol), tick) if proposals else verdict
            position = act.position(tick.symbol)
            if leave is not None and position is not None and not act.unfinished(tick.symbol, Leg.EXIT):
                self._leave(act, position, leave, tick.timestamp, None, filled)
            act.consumed(tick.symbol, tick.timestamp)

        await c.act(work)
        return tuple(filled)

    async def candle(self, candle: Candle) -> tuple[Fill, ...]:
        """Let one closed candle act: its open fills what waited, its range may end the position, its end trails."""
        c = self._c
        proposals = c.matcher.on_candle(candle, c.book.cash) if c.matcher is not None else []
        watch = c.book.watches.get(candle.symbol)
        if not proposals and (watch is None or not self._matters(watch, candle)):
            return ()
        filled: list[Fill] = []

        def work(act: Act) -> None:
            self._settle(act, proposals, filled)
            self._end_of_bar(act, candle, filled)
            act.consumed(candle.symbol, candle.closed_at)

        await c.act(work)
        return tuple(filled)

    def _settle(self, act: Act, proposals: list[Fill | Refusal], filled: list[Fill]) -> None:
        for proposal in proposals:
            act.fill_or_refuse(proposal)
            if isinstance(proposal, Fill):
                filled.append(proposal)

    def _matters(self, watch: Watch, candle: Candle) -> bool:
        return watch.on_candle(candle) is not None or self._reduce(watch, candle) is not None

    def _end_of_bar(self, act: Act, candle: Candle, filled: list[Fill]) -> None:
        watch = act.watch(candle.symbol)
        if watch is None:
            return
        leaving = bool(act.unfinished(candle.symbol, Leg.EXIT))
        verdict = watch.on_candle(candle)
        if isinstance(verdict, Moved):
            act.move(watch.position, verdict)
        elif verdict is not None and not leaving:
            moment = candle.timestamp if self._c.matcher is not None else candle.closed_at
            self._leave(act, watch.position, verdict, moment, candle.volume, filled)
            return
        reason = self._reduce(watch, candle)
        if reason is not None and not leaving:
            position = act.position(candle.symbol) or watch.position
            price = watch.instrument.to_price(watch.instrument.to_ticks(candle.close))
            act.new_exit(position, reason, f"reduce:{position.id}:{candle.closed_at}", candle.closed_at, price)

    def _leave(
        self, act: Act, position: Position, leave: Exit, moment: int, volume: float | None, filled: list[Fill]
    ) -> None:
        # The intent's row comes first; on paper its fill follows in the same transaction, for nothing is sent.
        price = self._c.instruments(position.symbol).to_price(leave.ticks)
        cause = f"{position.id}:{leave.reason.value}:{moment}"
        intent = act.new_exit(position, leave.reason, cause, moment, price)
        matcher: Matcher | None = self._c.matcher
        if matcher is None:
            return
        fill = matcher.fill_at(intent, leave.ticks, moment, volume)
        if fill.lots < 1:
            act.sent(intent)
        elif act.fill(fill):
            filled.append(fill)

    def _on_price(self, watch: Watch | None, tick: Tick) -> Exit | None:
        if watch is None:
            return None
        leave = watch.on_price(tick.timestamp, tick.price)
        reducing = self._c.book.record.state is EngineState.REDUCING
        if leave is not None or not reducing or tick.timestamp <= watch.position.opened_at:
            return leave
        pays = watch.profitable(tick.price, self._c.rules)
        return Exit(ExitReason.SIGNAL, watch.instrument.to_ticks(tick.price)) if pays else None

    def _reduce(self, watch: Watch, candle: Candle) -> ExitReason | None:
        """While reducing: leave at the first close that pays, and after the time limit in any case."""
        record = self._c.book.record
        if record.state is not EngineState.REDUCING or candle.closed_at <= record.since:
            return None
        if candle.closed_at - record.since >= self._reduce_candles * candle.timeframe.ms:
            return ExitReason.TIME
        return ExitReason.SIGNAL if watch.profitable(candle.close, self._c.rules) else None
