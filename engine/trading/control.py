"""What a person, or an exit signal, does to the book: states, closing, cancelling. The caller holds the desk's turn."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from engine.core.modes import EngineState, ExitReason
from engine.core.orders import IntentState, Leg, OrderIntent
from engine.core.symbols import Symbol
from engine.trading.acts import Act
from engine.trading.broker import Answer, Outcome
from engine.trading.context import Context
from engine.trading.exact import ZERO, plain
from engine.trading.journal import COMMAND
from engine.trading.sending import Sender
from engine.trading.states import (
    ENGINE,
    StateRecord,
    entries_allowed,
    exit_allowed,
    own_exits_allowed,
    require_change,
)


class Control:
    """States, exits and cancellations by command."""

    def __init__(self, context: Context, sender: Sender, fresh_ms: int) -> None:
        self._c = context
        self._sender = sender
        self._fresh_ms = fresh_ms

    def fresh_price(self, symbol: Symbol, now: int) -> Decimal:
        """The last price of ``symbol`` if it is young enough to close at on paper; 0 when the next one has to come."""
        seen = self._c.book.last.get(symbol)
        if self._c.matcher is None or seen is None or now - seen[0] > self._fresh_ms:
            return ZERO
        return Decimal(repr(seen[1]))

    async def set_state(self, target: EngineState, actor: str, cause: str, now: int) -> StateRecord:
        """Change the state; being there already changes nothing. Entries under way are taken back where none may be."""
        current = self._c.book.record
        require_change(current.state, target, actor)
        if current.state is not target:
            record = StateRecord(target, now, actor, cause)

            def work(act: Act) -> None:
                act.state(record)
                # What the engine does by itself follows from the candles and happens again in a replay.
                if actor != ENGINE:
                    act.tape_command("state", now, {"state": target.value, "actor": actor, "cause": cause})

            await self._c.act(work)
        await self.withdraw_entries()
        return self._c.book.record

    async def withdraw_entries(self, symbol: Symbol | None = None, *, everything: bool = False) -> int:
        """Take back entries that the state does not allow, or ``everything`` of a symbol; returns how many."""
        if not everything and entries_allowed(self._c.book.record.state):
            return 0
        halted = not own_exits_allowed(self._c.book.record.state)
        count = 0
        for working in sorted(self._c.book.orders.values(), key=lambda w: w.intent.client_order_id):
            intent = working.intent
            asked_for = intent.cause.startswith(COMMAND) and not halted
            if symbol not in (None, intent.symbol) or (not everything and (intent.leg is Leg.EXIT or asked_for)):
                continue
            if everything and intent.exit_reason in (ExitReason.STOP_LOSS, ExitReason.TRAILING):
                continue
            count += (await self._sender.cancel(working)).outcome is Outcome.CONFIRMED
        return count

    async def cancel(self, symbol: Symbol | None, actor: str, now: int) -> int:
        """Cancel unfinished orders of a pair (or all) by a person's word; protective stops stay. Returns how many."""

        def work(act: Act) -> None:
            act.tape_command("cancel", now, {"symbol": symbol, "actor": actor})

        await self._c.act(work)
        return await self.withdraw_entries(symbol, everything=True)

    async def close(
        self,
        symbol: Symbol,
        reason: ExitReason,
        cause: str,
        now: int,
        actor: str | None = None,
        price: Decimal | None = None,
    ) -> OrderIntent | None:
        """Close a position: by a signal at the next price, by a person at the last price if it is fresh.

        None when there is nothing to close, or the state keeps the engine's own exits back.
        """
        state = self._c.book.record.state
        if actor is None and not exit_allowed(state, reason):
            return None
        position = self._c.book.position(symbol)
        if position is None:
            return None
        leaving = self._c.book.unfinished(symbol, Leg.EXIT)
        if leaving:
            return leaving[0].intent
        for working in self._c.book.unfinished(symbol, Leg.ENTRY):
            await self._sender.cancel(working)
        position = self._c.book.position(symbol) or position
        at = (self.fresh_price(symbol, now) if price is None else price) if actor is not None else ZERO
        made: list[OrderIntent] = []

        def work(act: Act) -> None:
            if actor is not None:
                arguments: Mapping[str, object] = {
                    "symbol": symbol, "reason": reason.value, "cause": cause, "actor": actor, "price": plain(at),
                }  # fmt: skip
                act.tape_command("close", now, arguments)
            made.append(act.new_exit(position, reason, f"{COMMAND}{cause}" if actor is not None else cause, now, at))

        await self._c.act(work)
        await self.send_exit(made[0], now)
        return made[0]

    async def send_exit(self, intent: OrderIntent, now: int) -> Answer:
        """Send an exit; on paper, fill it at once at the price the command had before its eyes."""
        answer = await self._sender.send(intent, now)
        await self.fill_at_once(intent)
        return answer

    async def fill_at_once(self, intent: OrderIntent) -> None:
        """Fill a commanded exit at its reference price, which is on the tape; 0 means that the next price decides."""
        matcher, working = self._c.matcher, self._c.book.orders.get(intent.client_order_id)
        if matcher is None or working is None or working.state is not IntentState.SENT or working.filled:
            return
        if not intent.cause.startswith(COMMAND) or intent.leg is Leg.ENTRY or intent.reference_price <= 0:
            return
        ticks = self._c.instruments(intent.symbol).to_ticks(intent.reference_price)
        fill = matcher.fill_at(intent, ticks, intent.created_at)
        await self._c.act(lambda act: void(act.fill(fill)))


def void(_: object) -> None:
    """Turn an expression into a statement."""
