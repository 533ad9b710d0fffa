"""The trading desk: one purse, its orders and positions, and the one order in which things happen to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import inf
from typing import Any, Final

import sqlalchemy as sa

from engine.core.candles import Candle, Tick
from engine.core.errors import InvalidInput, Refused
from engine.core.modes import EngineState, ExitReason, Mode
from engine.core.orders import Fill, IntentState, Leg, OrderIntent
from engine.core.symbols import Symbol
from engine.trading import journal, purse
from engine.trading.acts import Act
from engine.trading.broker import Answer, Outcome
from engine.trading.desk_core import DeskCore
from engine.trading.flatten import FlattenReport
from engine.trading.states import StateRecord, entries_allowed, read_record

REFUSED_EXIT_MS: Final = 5_000
"""After a venue has refused an exit, ticks wait this long before they ask for it again."""


class TradingDesk(DeskCore):
    """See :class:`DeskCore` for the start. Every method that acts is safe to repeat with the same arguments."""

    # --- orders -----------------------------------------------------------------------------------------------------

    def write_intent(self, conn: sa.Connection, intent: OrderIntent) -> bool:
        """Journal an intent in the caller's transaction; False when it is known already. Send it after the commit.

        Raises Refused when it would open a position that the engine's state, as stored, does not allow.
        """
        if (intent.source, intent.mode) != (self._c.source, self._c.mode):
            raise InvalidInput("err-intent-foreign", source=intent.source, mode=intent.mode.value)
        state = read_record(conn, self._c.source, self._c.mode).state
        by_hand = intent.cause.startswith(journal.COMMAND)
        if intent.leg is Leg.ENTRY and not by_hand and not entries_allowed(state):
            raise Refused("err-entries-off", state=state.value, symbol=intent.symbol)
        if intent.symbol.quote != self._c.book.asset:
            raise Refused("err-purse-asset", symbol=intent.symbol, asset=self._c.book.asset)
        return journal.write_row(conn, intent)

    async def send(self, intent: OrderIntent, now: int | None = None) -> Answer:
        """Bring a committed intent to the broker. Safe to repeat."""
        async with self._mine():
            return await self._sender.send(intent, now)

    # --- the market -------------------------------------------------------------------------------------------------

    async def on_tick(self, tick: Tick) -> tuple[Fill, ...]:
        """Let a price act; returns the fills. A price that does nothing costs microseconds and writes nothing."""
        symbol, price, timestamp = tick.symbol, tick.price, tick.timestamp
        if not 0.0 < price < inf:
            return ()
        self._c.book.see(symbol, timestamp, price)
        if not (self._turn.locked() or self._c.stale) and self._matching.quiet(symbol, timestamp, price):
            return ()
        async with self._mine():
            if timestamp < self._c.book.consumed.get(symbol, 0):
                return ()
            filled = await self._matching.tick(tick)
            await self._send_new()
            return filled

    async def on_candle(self, candle: Candle) -> tuple[Fill, ...]:
        """Let a closed candle of the rules' timeframe act; returns the fills. Feeding it twice changes nothing."""
        if candle.timeframe != self._c.rules.timeframe:
            return ()
        async with self._mine():
            book = self._c.book
            if candle.closed_at >= book.last.get(candle.symbol, (0, 0.0))[0]:
                book.see(candle.symbol, candle.closed_at, candle.close)
            book.marks.closes[candle.symbol] = candle.close
            if candle.closed_at <= book.consumed.get(candle.symbol, 0):
                return ()
            filled = await self._matching.candle(candle)
            await self._send_new()
            return filled

    def recall_close(self, symbol: Symbol, moment: int, price: float) -> None:
        """The last close that was consumed before a start: the book is valued as if there had been no stop."""
        self._c.book.see(symbol, moment, price)
        self._c.book.marks.closes[symbol] = price

    async def mark(self, now: int) -> None:
        """One point of the equity curve at the last closes; once for a moment, after all its candles."""
        async with self._mine():
            c = self._c
            if now > c.book.marks.timestamp:
                point = purse.point_of(c.book, now)
                try:
                    await c.store.write(lambda conn: point.write(conn, c.source, c.mode))
                except BaseException:
                    c.stale = True
                    raise
                c.book.marks = point.marks

    def take_mark(self, now: int) -> Callable[[sa.Connection], None] | None:
        """As :meth:`mark`, but the caller writes the point with what it commits next: the returned function does it.

        A crash before that commit loses nothing: the moment is marked again by the run that follows.
        """
        c = self._c
        if now <= c.book.marks.timestamp:
            return None
        point = purse.point_of(c.book, now)
        c.book.marks = point.marks
        return lambda conn: point.write(conn, c.source, c.mode)

    @property
    def stale(self) -> bool:
        """Whether the book in memory may be behind the store; the next act reads it again."""
        return self._c.stale

    async def _send_new(self) -> None:
        # Entries are sent by who decided them; exits that a price has asked for are sent here.
        book = self._c.book
        new = [w.intent for w in book.orders.values() if w.state is IntentState.NEW and w.intent.leg is Leg.EXIT]
        for intent in new:
            answer = await self._sender.send(intent, book.now)
            if answer.outcome is Outcome.REJECTED:
                self._matching.hold(intent.symbol, book.now + REFUSED_EXIT_MS)

    # --- people -----------------------------------------------------------------------------------------------------

    async def close(
        self,
        symbol: Symbol,
        reason: ExitReason,
        cause: str,
        now: int | None = None,
        *,
        actor: str | None = None,
        price: Decimal | None = None,
    ) -> OrderIntent | None:
        """Close a position: a signal's exit fills at the next price, a person's (``actor``) on paper at a fresh one."""
        async with self._mine():
            return await self._control.close(symbol, reason, cause, self._at(now), actor, price)

    async def cancel(self, symbol: Symbol | None, actor: str, now: int | None = None) -> int:
        """Cancel unfinished orders of a pair, or all; protective stops stay."""
        async with self._mine():
            return await self._control.cancel(symbol, actor, self._at(now))

    async def set_state(self, target: EngineState, actor: str, cause: str = "", now: int | None = None) -> StateRecord:
        """Pause, resume, reduce or halt. Raises Refused for a change that is not allowed."""
        async with self._mine():
            return await self._control.set_state(target, actor, cause, self._at(now))

    async def flatten(
        self, actor: str, now: int | None = None, *, prices: Mapping[Symbol, Decimal] | None = None
    ) -> FlattenReport:
        """Halt, cancel, close each position on its own, verify. ``prices`` only when a tape is replayed."""
        async with self._mine():
            return await self._flattener.flatten(actor, self._at(now), prices)

    async def verify(self, report: FlattenReport) -> FlattenReport:
        """Ask again what has become of a flatten."""
        async with self._mine():
            return await self._flattener.verify(report)

    async def pay(self, cash: Decimal, actor: str, now: int | None = None, *, anew: bool = False) -> None:
        """Pay play money in, or (``anew``) start the paper purse again with ``cash``, which needs an empty book."""
        async with self._mine():
            c, moment = self._c, self._at(now)
            if c.mode is not Mode.PAPER:
                raise Refused("err-not-paper")
            if anew and (c.book.watches or c.book.orders):
                raise Refused("err-purse-in-use", positions=len(c.book.watches), orders=len(c.book.orders))
            if cash <= 0:
                raise InvalidInput("err-purse-amount", cash=str(cash))
            change = purse.start_anew if anew else purse.pay_in

            def work(act: Act) -> None:
                act.tape_command("paper", moment, {"anew": anew, "cash": str(cash), "actor": actor})
                change(act.conn, c.source, c.mode, c.book, cash, moment)

            await c.act(work)
            self.load()

    async def repeat(self, name: str, arguments: Mapping[str, Any], now: int) -> None:
        """Carry out a command of the tape again (``payload`` ``id`` and ``arguments``), as it was given."""
        actor = str(arguments["actor"])
        if name == "state":
            await self.set_state(EngineState(arguments["state"]), actor, arguments["cause"], now)
        elif name == "flatten":
            prices = {Symbol(symbol): Decimal(price) for symbol, price in arguments["prices"].items()}
            await self.flatten(actor, now, prices=prices)
        elif name == "close":
            reason, price = ExitReason(arguments["reason"]), Decimal(arguments["price"])
            await self.close(Symbol(arguments["symbol"]), reason, arguments["cause"], now, actor=actor, price=price)
        elif name == "cancel":
            symbol = arguments["symbol"]
            await self.cancel(Symbol(symbol) if symbol else None, actor, now)
        elif name == "paper":
            await self.pay(Decimal(arguments["cash"]), actor, now, anew=arguments["anew"])
        else:
            raise InvalidInput("err-command-unknown", name=name)
