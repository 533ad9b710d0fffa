"""A venue that loses answers: what it has accepted it keeps, whatever the sender has heard of it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from engine.core.errors import Operational, Temporary
from engine.core.orders import Fill, Leg, OrderIntent, OrderState
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.trading.broker import Abilities, Answer, OrderReport, Outcome
from engine.trading.paper import PaperBroker
from tests.engine.trading.world import instruments


class FaultyPaper(PaperBroker):
    """Paper that fails for one symbol."""

    def __init__(self, rules: Rules, broken: Symbol) -> None:
        super().__init__(rules, instruments)
        self.broken: Symbol | None = broken

    async def submit(self, intent: OrderIntent) -> Answer:
        if intent.symbol == self.broken and intent.leg is Leg.EXIT:
            raise Operational("err-order-venue-fault", detail="HTTP 503")
        return await super().submit(intent)

    async def fetch(self, client_order_id: str, symbol: Symbol) -> OrderReport | None:
        if symbol == self.broken:
            raise Operational("err-order-venue-fault", detail="HTTP 503")
        return await super().fetch(client_order_id, symbol)


class LossyVenue:
    """Fills at once; the answer to any call may be lost before or after it was carried out. It outlives its users."""

    def __init__(self, seed: int, *, loss: float = 0.4, questions: int = 1) -> None:
        self._luck = random.Random(seed)
        self._loss = loss
        self.abilities = Abilities(questions=questions, aged_ms=0, entry_life_ms=None)
        self.price = {}
        self.orders: dict[str, OrderReport] = {}
        self.accepted: Counter[str] = Counter()

    def _lose(self) -> None:
        if self._luck.random() < self._loss:
            raise self._luck.choice(
                [TimeoutError(), Temporary("err-order-venue-fault", detail="504"), OSError("reset")]
            )

    async def submit(self, intent: OrderIntent) -> Answer:
        self._lose()
        if intent.client_order_id not in self.orders:
            self.accepted[intent.client_order_id] += 1
            price = intent.reference_price
            fee = (intent.amount * price / 1000).quantize(price)
            facts = {n: getattr(intent, n) for n in ("source", "mode", "symbol", "side", "leg", "lots", "amount")}
            fill = Fill(
                id=f"{intent.source}-{len(self.orders)}", client_order_id=intent.client_order_id, price=price, fee=fee,
                fee_asset=intent.symbol.quote, timestamp=intent.created_at, **facts,
            )  # fmt: skip
            self.orders[intent.client_order_id] = OrderReport(
                intent.client_order_id, intent.symbol, OrderState.FILLED, (fill,), f"v{len(self.orders)}"
            )
        self._lose()
        return Answer(Outcome.CONFIRMED, venue_order_id=self.orders[intent.client_order_id].venue_order_id)

    async def cancel(self, client_order_id: str, symbol: Symbol) -> Answer:
        self._lose()
        return Answer(Outcome.CONFIRMED)

    async def fetch(self, client_order_id: str, symbol: Symbol) -> OrderReport | None:
        self._lose()
        found = self.orders.get(client_order_id)
        return replace(found) if found is not None else None

    async def open_orders(self) -> tuple[OrderReport, ...]:
        return ()
