"""One act on the books: everything that one price, candle or command does, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

import sqlalchemy as sa

from engine.core.events import Event, EventKind
from engine.core.instruments import Instrument
from engine.core.modes import ExitReason, Mode
from engine.core.orders import Fill, IntentState, Leg, OrderIntent, OrderState, Position
from engine.core.symbols import Symbol
from engine.decision.intents import exit_intent
from engine.decision.rules import Rules
from engine.store.events import append_event
from engine.store.state import set_state
from engine.store.tape import append_tape
from engine.trading import journal, rows
from engine.trading.book import Book, Changes, Working
from engine.trading.broker import Refusal
from engine.trading.exits import Moved, Watch
from engine.trading.fills import apply_fill
from engine.trading.states import StateRecord, own_exits_allowed, write_record

CONSUMED: Final = "trading.consumed:"


class Act:
    """Writes rows and remembers what the book in memory has to follow. Reads see its own writes."""

    def __init__(
        self,
        conn: sa.Connection,
        source: str,
        mode: Mode,
        rules: Rules,
        instruments: Callable[[Symbol], Instrument],
        book: Book,
    ) -> None:
        self.conn, self.source, self.mode = conn, source, mode
        self.rules, self.instruments = rules, instruments
        self._book = book
        self.changes = Changes()

    def position(self, symbol: Symbol) -> Position | None:
        """The position as this act has left it."""
        return self.changes.positions[symbol] if symbol in self.changes.positions else self._book.position(symbol)

    def watch(self, symbol: Symbol) -> Watch | None:
        """The position under watch, as this act has left it."""
        position = self.position(symbol)
        if position is None:
            return None
        own = own_exits_allowed(self._book.record.state)
        return Watch.of(position, self.instruments(symbol), self.rules, own_exits=own)

    def unfinished(self, symbol: Symbol, leg: Leg) -> list[Working]:
        """Orders of ``symbol`` without an end, as this act has left them."""
        orders = {**self._book.orders, **self.changes.orders}
        found = [w for w in orders.values() if w and w.intent.symbol == symbol and w.intent.leg is leg]
        return sorted(found, key=lambda w: (w.intent.created_at, w.intent.client_order_id))

    def fill(self, fill: Fill) -> bool:
        """Book a fill; False when the books had it already."""
        applied = apply_fill(self.conn, fill, self.instruments(fill.symbol), self.rules)
        if not applied.fresh:
            return False
        self.changes.cash = applied.cash
        self.changes.positions[fill.symbol] = applied.position
        if applied.trade is not None:
            self.changes.trades.append(applied.trade)
        self._working(applied.intent, None if applied.finished else IntentState.SENT, applied.filled)
        return True

    def fill_or_refuse(self, outcome: Fill | Refusal) -> None:
        """Book what a matcher proposes."""
        if isinstance(outcome, Fill):
            self.fill(outcome)
            return
        found = journal.find(self.conn, outcome.client_order_id)
        if found is not None and found[1] in journal.OPEN_STATES:
            filled = journal.filled_lots(self.conn, outcome.client_order_id)
            self.end(found[0], IntentState.CANCELED if filled else IntentState.REJECTED, outcome.key, outcome.params)

    def new_exit(self, position: Position, reason: ExitReason, cause: str, now: int, price: Decimal) -> OrderIntent:
        """Journal the order that closes ``position``; an entry that is still growing it is taken back first."""
        for working in self.unfinished(position.symbol, Leg.ENTRY):
            self.end(working.intent, IntentState.CANCELED)
        intent = exit_intent(position, reason, cause, now, price)
        if journal.write_row(self.conn, intent):
            self.changes.orders[intent.client_order_id] = Working(intent, IntentState.NEW)
        return intent

    def sent(self, intent: OrderIntent, venue_order_id: str | None = None) -> None:
        """The venue has confirmed an order."""
        filled = journal.filled_lots(self.conn, intent.client_order_id)
        journal.set_state(self.conn, intent.client_order_id, IntentState.SENT, intent.created_at)
        state = OrderState.PARTIAL if filled else OrderState.OPEN
        journal.save_order(self.conn, intent, state, intent.created_at, filled=filled, venue_order_id=venue_order_id)
        self._working(intent, IntentState.SENT, filled)

    def unknown(self, intent: OrderIntent) -> None:
        """Nobody knows whether the venue has an order."""
        journal.set_state(self.conn, intent.client_order_id, IntentState.UNKNOWN, intent.created_at)
        filled = journal.filled_lots(self.conn, intent.client_order_id)
        self.changes.orders[intent.client_order_id] = Working(intent, IntentState.UNKNOWN, filled)

    def end(
        self,
        intent: OrderIntent,
        state: IntentState,
        key: str | None = None,
        params: Mapping[str, object] | None = None,
    ) -> None:
        """An order is over without being filled whole: canceled or rejected."""
        filled = journal.filled_lots(self.conn, intent.client_order_id)
        journal.set_state(self.conn, intent.client_order_id, state, intent.created_at)
        order = OrderState.REJECTED if state is IntentState.REJECTED else OrderState.CANCELED
        journal.save_order(self.conn, intent, order, intent.created_at, filled=filled, error=key)
        self._working(intent, None, filled)
        if key is not None:
            facts = dict(params or {})
            incident = facts.pop("incident", None)
            self.tell(EventKind.ORDER_REJECTED, intent, {"key": key, "params": facts, "incident": incident})

    def tell(self, kind: EventKind, intent: OrderIntent, more: Mapping[str, object]) -> None:
        """An event about an order."""
        data = {
            "mode": self.mode.value,
            "client_order_id": intent.client_order_id,
            "side": intent.side.value,
            "leg": intent.leg.value,
            "amount": str(intent.amount),
            "exit_reason": intent.exit_reason.value if intent.exit_reason else None,
            **more,
        }
        append_event(self.conn, Event(kind, intent.created_at, self.source, str(intent.symbol), data))

    def move(self, position: Position, moved: Moved) -> None:
        """Pull the trailing stop after the best price."""
        instrument = self.instruments(position.symbol)
        stop = instrument.to_price(moved.stop) if moved.stop else None
        after = replace(position, stop_loss=stop, best_price=instrument.to_price(moved.best))
        rows.save_position(self.conn, after)
        self.changes.positions[position.symbol] = after

    def state(self, record: StateRecord) -> None:
        """Another engine state."""
        write_record(self.conn, self.source, self.mode, self._book.record.state, record)
        self.changes.record = record

    def consumed(self, symbol: Symbol, until: int) -> None:
        """Prices of ``symbol`` before ``until`` have acted: a candle fed again after a crash must not act twice."""
        until = max(until, self._book.consumed.get(symbol, 0))
        set_state(self.conn, self.source, self.mode, f"{CONSUMED}{symbol}", until)
        self.changes.consumed[symbol] = until

    def tape_tick(self, symbol: Symbol, timestamp: int, price: float) -> None:
        """Put a price that acts on the tape."""
        append_tape(self.conn, self.source, self.mode, "tick", timestamp, symbol=symbol, price=price)

    def tape_command(self, name: str, now: int, arguments: Mapping[str, object]) -> None:
        """Put a person's command on the tape."""
        append_tape(self.conn, self.source, self.mode, "command", now, payload={"id": name, "arguments": arguments})

    def _working(self, intent: OrderIntent, state: IntentState | None, filled: int) -> None:
        self.changes.orders[intent.client_order_id] = Working(intent, state, filled) if state else None
        self.changes.settled.append((intent, filled, state is None))
