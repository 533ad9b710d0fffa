"""A guard is told when it begins to hold, once, over restarts too, and again only after it has rested."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.core.events import EventKind
from engine.core.modes import Mode, Side, Tier
from engine.core.orders import Portfolio
from engine.decision.edge import edge_of
from engine.decision.guards import holding
from engine.decision.permits import Wish, may_trade
from engine.pipeline.guarding import GuardWatch
from engine.store.events import events_since
from engine.store.store import Store
from tests.engine.decision.worlds import context
from tests.engine.house import M15
from tests.engine.pipeline.world import EAGER

RULES = replace(EAGER, daily_loss=Decimal("0.05"), equity_breaker=Decimal("0.20"))
CANDLE = M15.ms


def book(equity: str, *, first: str = "10000", peak: str = "10000") -> Portfolio:
    return Portfolio(
        source="demo", mode=Mode.PAPER, cash=Decimal(equity), positions=(), pending=(), prices={},
        equity=Decimal(equity), equity_peak=Decimal(peak), day_start_equity=Decimal(first), recent_trades=(),
        timestamp=0,
    )  # fmt: skip


class Told:
    """A watch whose news go into a store, as the pipeline's commits take them."""

    def __init__(self, store: Store) -> None:
        self.store, self.moment = store, 100 * CANDLE
        self.again()

    def again(self) -> None:
        self.watch = GuardWatch("demo", Mode.PAPER, RULES)
        self.store.read(lambda conn: self.watch.load(conn, self.moment))

    def candle(self, portfolio: Portfolio) -> list[str]:
        """The guards that are told of at the next close."""
        self.moment += CANDLE
        before = len(self.events())
        write: Any = self.watch.look(portfolio, self.moment)
        if write is not None:
            self.store.write_sync(write)
        return [str(event.data["guard"]) for event in self.events()[before:]]

    def events(self) -> list[Any]:
        found = self.store.read(lambda conn: events_since(conn, 0, 1_000))
        return [event for event in found if event.kind is EventKind.PROTECTION]


@pytest.fixture
def told(tmp_path: Path) -> Any:
    with Store.open(f"sqlite:///{tmp_path}/guards.db") as store:
        yield Told(store)


def test_it_is_told_when_it_begins_and_not_while_it_holds(told: Told) -> None:
    assert told.candle(book("9600")) == []
    assert told.candle(book("9500")) == ["daily-loss"]
    assert told.candle(book("9400")) == []
    told.again()
    assert told.candle(book("9300")) == []
    assert told.candle(book("7900")) == ["equity-breaker"]
    (first, second) = told.events()
    assert (first.data["key"], first.data["params"]["loss_pct"]) == ("why-daily-loss", 5.0)
    assert second.data["mode"] == "paper"


def test_to_and_fro_is_one_alert_and_a_guard_that_has_rested_is_told_again(told: Told) -> None:
    assert told.candle(book("9500")) == ["daily-loss"]
    for _ in range(5):
        assert told.candle(book("9510")) == []
        assert told.candle(book("9500")) == []
    for _ in range(9):
        assert told.candle(book("9600")) == []
    assert told.candle(book("9500")) == ["daily-loss"]


@pytest.mark.parametrize(("equity", "key"), [("7900", "why-equity-breaker"), ("9500", "why-daily-loss")])
def test_what_is_told_is_what_keeps_decisions_from_trading(equity: str, key: str) -> None:
    around = replace(context(), portfolio=book(equity))
    wish = Wish(around.instrument.symbol, Side.BUY, edge_of(0.9, 0.01, RULES), 90.0, Tier.BUY, 50.0)
    refused = may_trade(wish, around, RULES)
    assert refused is not None
    assert refused.key == key
    assert refused in [reason for _, reason in holding(around.portfolio, around.now, RULES).values()]
