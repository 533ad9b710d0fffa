"""The book in memory: what the store holds, changed only after a commit has made it true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from engine.core.instruments import Instrument
from engine.core.modes import Mode, Side
from engine.core.orders import IntentState, Leg, OrderIntent, Portfolio, Position, Trade
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.trading.exact import ZERO, plus, times
from engine.trading.exits import Watch
from engine.trading.states import StateRecord, own_exits_allowed

RECENT_TRADES: Final = 300


@dataclass(slots=True)
class Working:
    """An intent without an end yet, and the lots of it that are filled."""

    intent: OrderIntent
    state: IntentState
    filled: int = 0


@dataclass(slots=True)
class Changes:
    """What one committed transaction has changed. None takes an entry away."""

    cash: Decimal | None = None
    positions: dict[Symbol, Position | None] = field(default_factory=dict)
    orders: dict[str, Working | None] = field(default_factory=dict)
    trades: list[Trade] = field(default_factory=list)
    consumed: dict[Symbol, int] = field(default_factory=dict)
    record: StateRecord | None = None
    settled: list[tuple[OrderIntent, int, bool]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.positions or self.orders or self.settled or self.record)


@dataclass(slots=True)
class Marks:
    """Where the equity stands: prices of the last closes, peak, and the day's first equity (UTC days)."""

    timestamp: int = -1
    closes: dict[Symbol, float] = field(default_factory=dict)
    peak: Decimal = ZERO
    day: int = -1
    day_equity: Decimal = ZERO


@dataclass(slots=True)
class Book:
    """One purse: cash, positions under watch, unfinished orders, prices."""

    rules: Rules
    instruments: Callable[[Symbol], Instrument]
    cash: Decimal = ZERO
    asset: str = ""
    record: StateRecord = field(default_factory=StateRecord)
    watches: dict[Symbol, Watch] = field(default_factory=dict)
    orders: dict[str, Working] = field(default_factory=dict)
    trades: tuple[Trade, ...] = ()
    consumed: dict[Symbol, int] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    last: dict[Symbol, tuple[int, float]] = field(default_factory=dict)
    now: int = 0

    def apply(self, changes: Changes) -> None:
        """Take over what was committed."""
        if changes.cash is not None:
            self.cash = changes.cash
        if changes.record is not None:
            self.record = changes.record
            for watch in list(self.watches.values()):
                self._watch(watch.position)
        for symbol, position in changes.positions.items():
            if position is None:
                self.watches.pop(symbol, None)
            else:
                self._watch(position)
        for key, working in changes.orders.items():
            if working is None:
                self.orders.pop(key, None)
            else:
                self.orders[key] = working
        if changes.trades:
            ordered = sorted((*self.trades, *changes.trades), key=lambda trade: (trade.closed_at, trade.id))
            self.trades = tuple(ordered[-RECENT_TRADES:])
        self.consumed.update(changes.consumed)

    def hold(self, positions: list[Position]) -> None:
        """Put positions from the store under watch."""
        for position in positions:
            self._watch(position)

    def position(self, symbol: Symbol) -> Position | None:
        """The open position in ``symbol``."""
        watch = self.watches.get(symbol)
        return watch.position if watch is not None else None

    def unfinished(self, symbol: Symbol, leg: Leg | None = None) -> list[Working]:
        """Orders of ``symbol`` without an end, by age and id."""
        found = [w for w in self.orders.values() if w.intent.symbol == symbol and (leg is None or w.intent.leg is leg)]
        return sorted(found, key=lambda w: (w.intent.created_at, w.intent.client_order_id))

    def see(self, symbol: Symbol, timestamp: int, price: float) -> None:
        """Remember a price to show and to close at; decisions do not look at it."""
        self.last[symbol] = (timestamp, price)
        if timestamp > self.now:
            self.now = timestamp

    def value_of(self, prices: dict[Symbol, float]) -> Decimal:
        """What the positions are worth at ``prices`` (at their entry price where none is known); shorts count minus."""
        total = ZERO
        for symbol, watch in self.watches.items():
            position = watch.position
            price = prices.get(symbol)
            value = times(position.amount, position.entry_price if price is None else Decimal(repr(price)))
            total = plus(total, value if position.side is Side.BUY else -value)
        return total

    def portfolio(self, source: str, mode: Mode, now: int, *, live: bool) -> Portfolio:
        """The book as decision and risk see it (``live``: as people see it, at the very last prices)."""
        marks = self.marks
        prices = {**marks.closes, **{s: price for s, (_, price) in self.last.items()}} if live else dict(marks.closes)
        positions = sorted((w.position for w in self.watches.values()), key=lambda p: (p.opened_at, p.symbol))
        pending = sorted((w.intent for w in self.orders.values()), key=lambda i: (i.created_at, i.client_order_id))
        equity = plus(self.cash, self.value_of(prices))
        return Portfolio(
            source=source,
            mode=mode,
            cash=self.cash,
            positions=tuple(positions),
            pending=tuple(pending),
            prices=prices,
            equity=equity,
            equity_peak=max(marks.peak, equity),
            day_start_equity=marks.day_equity if marks.day == now // 86_400_000 else equity,
            recent_trades=self.trades,
            timestamp=now,
        )

    def _watch(self, position: Position) -> None:
        own = own_exits_allowed(self.record.state)
        instrument = self.instruments(position.symbol)
        self.watches[position.symbol] = Watch.of(position, instrument, self.rules, own_exits=own)
