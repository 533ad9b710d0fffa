"""A broker of play money with the manners of a real one: fees, slippage, least sizes, partial fills, open orders.

A market order fills at the first price after it was made: a tick at or after its ``created_at``, or the open of a
candle that begins no earlier. With ``volume_share`` set, a candle fills at most that share of its volume (never less
than one lot of a candle that traded); the rest waits for the next price. A tick says nothing of volume and fills
whatever is left. Everything follows from orders and prices, so a replay fills alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from engine.core.candles import Candle, Tick
from engine.core.instruments import Instrument
from engine.core.modes import Side
from engine.core.orders import Fill, Leg, OrderIntent, OrderState
from engine.core.symbols import Symbol
from engine.decision import rulebook
from engine.decision.rules import Rules
from engine.trading.broker import Abilities, Answer, OrderReport, Outcome, Refusal
from engine.trading.positions import direction_of


@dataclass(slots=True)
class _Order:
    intent: OrderIntent
    filled: int

    @property
    def left(self) -> int:
        return self.intent.lots - self.filled


class PaperBroker:
    """Accepts market orders and fills them from the prices it is shown."""

    # Its memory is the store itself: one "not known" is proof. Time away is replayed, so no entry comes too late.
    abilities = Abilities(questions=1, aged_ms=0, entry_life_ms=None)

    def __init__(
        self, rules: Rules, instruments: Callable[[Symbol], Instrument], *, volume_share: Decimal | None = None
    ) -> None:
        self._rules = rules
        self._instruments = instruments
        self._share = volume_share
        self._orders: dict[str, _Order] = {}

    async def submit(self, intent: OrderIntent) -> Answer:
        """Accept, or reject what a venue would reject. Exits are never too small: nobody is locked into crumbs."""
        if intent.client_order_id in self._orders:
            return Answer(Outcome.CONFIRMED, venue_order_id=intent.client_order_id)
        if intent.lots < 1:
            return Answer(Outcome.REJECTED, "err-order-too-small", {"symbol": intent.symbol, "least": "1"})
        if intent.leg is Leg.ENTRY:
            instrument = self._instruments(intent.symbol)
            value = instrument.to_money(intent.lots * instrument.to_ticks(intent.reference_price))
            if intent.lots < instrument.min_lots:
                least = instrument.to_amount(instrument.min_lots)
                return Answer(Outcome.REJECTED, "err-order-too-small", {"symbol": intent.symbol, "least": str(least)})
            if value < instrument.min_notional:
                facts = {"symbol": intent.symbol, "worth": str(value), "least": str(instrument.min_notional)}
                return Answer(Outcome.REJECTED, "err-order-min-value", facts)
        self._orders[intent.client_order_id] = _Order(intent, 0)
        return Answer(Outcome.CONFIRMED, venue_order_id=intent.client_order_id)

    async def cancel(self, client_order_id: str, symbol: Symbol) -> Answer:
        """Take an order back."""
        self._orders.pop(client_order_id, None)
        return Answer(Outcome.CONFIRMED)

    async def fetch(self, client_order_id: str, symbol: Symbol) -> OrderReport | None:
        """An open order. Finished ones are in the books, where every fill was written before anyone could ask."""
        order = self._orders.get(client_order_id)
        return _report(order) if order is not None else None

    async def open_orders(self) -> tuple[OrderReport, ...]:
        """All orders that wait for a price."""
        return tuple(_report(order) for order in self._orders.values())

    def restore(self, unfinished: Iterable[tuple[OrderIntent, int]]) -> None:
        """Work on what the store holds as open."""
        self._orders = {intent.client_order_id: _Order(intent, filled) for intent, filled in unfinished}

    def waits(self, symbol: Symbol) -> bool:
        """Whether an order waits for a price of ``symbol``."""
        return bool(self._orders) and any(order.intent.symbol == symbol for order in self._orders.values())

    def on_tick(self, tick: Tick, cash: Decimal) -> list[Fill | Refusal]:
        """Fill what waits, whole, at this price."""
        ticks = self._instruments(tick.symbol).to_ticks(tick.price)
        return self._match(tick.symbol, ticks, tick.timestamp, cash, None)

    def on_candle(self, candle: Candle, cash: Decimal) -> list[Fill | Refusal]:
        """Fill what has waited since before the candle, at its open."""
        ticks = self._instruments(candle.symbol).to_ticks(candle.open)
        return self._match(candle.symbol, ticks, candle.timestamp, cash, candle.volume)

    def fill_at(self, intent: OrderIntent, ticks: int, timestamp: int, volume: float | None = None) -> Fill:
        """The fill at ``ticks``, slippage and fee by the rule book. The id counts the lots filled before."""
        instrument = self._instruments(intent.symbol)
        order = self._orders.get(intent.client_order_id) or _Order(intent, 0)
        return self._fill(order, instrument, ticks, timestamp, self._portion(order.left, instrument, volume))

    def settle(self, intent: OrderIntent, filled: int, finished: bool) -> None:
        """Take over what the books say."""
        if finished:
            self._orders.pop(intent.client_order_id, None)
        else:
            self._orders[intent.client_order_id] = _Order(intent, filled)

    def _match(
        self, symbol: Symbol, ticks: int, timestamp: int, cash: Decimal, volume: float | None
    ) -> list[Fill | Refusal]:
        instrument = self._instruments(symbol)
        due = [o for o in self._orders.values() if o.intent.symbol == symbol and o.intent.created_at <= timestamp]
        found: list[Fill | Refusal] = []
        # Exits first: what they bring may pay for nothing yet, but they must not wait behind an entry.
        for order in sorted(due, key=lambda o: (o.intent.leg is Leg.ENTRY, o.intent.client_order_id)):
            lots = self._portion(order.left, instrument, volume)
            paid = self._affordable(order, instrument, ticks, cash, lots)
            if paid > 0:
                found.append(self._fill(order, instrument, ticks, timestamp, paid))
            if paid < lots:
                facts = {"symbol": symbol, "cash": str(cash), "quote": symbol.quote}
                found.append(Refusal(order.intent.client_order_id, "err-order-no-cash", facts))
        return found

    def _portion(self, lots: int, instrument: Instrument, volume: float | None) -> int:
        if self._share is None or volume is None:
            return lots
        if volume <= 0:
            return 0
        return min(lots, max(1, instrument.to_lots(Decimal(repr(volume)) * self._share)))

    def _affordable(self, order: _Order, instrument: Instrument, ticks: int, cash: Decimal, lots: int) -> int:
        if order.intent.leg is Leg.EXIT or order.intent.side is Side.SELL:
            return lots
        price = rulebook.fill_ticks(rulebook.LONG, ticks, self._rules.slippage_ppm)
        return min(lots, rulebook.lots_for(instrument.to_units(cash), price, self._rules.fee_ppm))

    def _fill(self, order: _Order, instrument: Instrument, ticks: int, timestamp: int, lots: int) -> Fill:
        intent = order.intent
        price = rulebook.fill_ticks(direction_of(intent.side), ticks, self._rules.slippage_ppm)
        fee = rulebook.fee_units(price * lots, self._rules.fee_ppm)
        return Fill(
            id=f"{intent.client_order_id}-{order.filled}",
            client_order_id=intent.client_order_id,
            source=intent.source,
            mode=intent.mode,
            symbol=intent.symbol,
            side=intent.side,
            leg=intent.leg,
            lots=lots,
            amount=instrument.to_amount(lots),
            price=instrument.to_price(price),
            fee=instrument.to_money(fee),
            fee_asset=intent.symbol.quote,
            timestamp=timestamp,
        )


def _report(order: _Order) -> OrderReport:
    state = OrderState.PARTIAL if order.filled else OrderState.OPEN
    return OrderReport(order.intent.client_order_id, order.intent.symbol, state, (), order.intent.client_order_id)
