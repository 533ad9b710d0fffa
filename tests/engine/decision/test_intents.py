"""Orders that shall exist: the same cause, the same id; never more than the purse holds."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.core.decisions import Decision, Reason
from engine.core.modes import ExitReason, Mode, Side
from engine.core.orders import Leg, OrderIntent
from engine.decision import risk
from engine.decision.intents import client_order_id, entry_intent, exit_intent, hand_intent
from engine.decision.strategy import decide
from tests.engine.decision.worlds import BTC, INSTRUMENT, NOW, context, forecast, portfolio, position, rules


def decision(up: float = 0.75) -> Decision:
    return decide(forecast(up), context(), rules())


def entry(**changes: object) -> OrderIntent:
    made = entry_intent(decision(), portfolio(), INSTRUMENT, rules(), **changes)  # type: ignore[arg-type]
    assert isinstance(made, OrderIntent)
    return made


@given(st.text(), st.sampled_from(list(Mode)), st.text(), st.sampled_from(list(Leg)), st.integers(0, 99))
def test_an_id_is_what_every_exchange_accepts(source: str, mode: Mode, cause: str, leg: Leg, attempt: int) -> None:
    assert re.fullmatch(r"HD[0-9a-f]{30}", client_order_id(source, mode, cause, leg, attempt))


def test_the_same_cause_gives_the_same_id_and_anything_else_another() -> None:
    first = client_order_id("demo", Mode.PAPER, "d1", Leg.ENTRY)
    assert first == client_order_id("demo", Mode.PAPER, "d1", Leg.ENTRY, 0)
    others = {
        client_order_id("binance", Mode.PAPER, "d1", Leg.ENTRY), client_order_id("demo", Mode.LIVE, "d1", Leg.ENTRY),
        client_order_id("demo", Mode.PAPER, "d2", Leg.ENTRY), client_order_id("demo", Mode.PAPER, "d1", Leg.EXIT),
        client_order_id("demo", Mode.PAPER, "d1", Leg.ENTRY, 1),
    }  # fmt: skip
    assert len(others | {first}) == 6


def test_an_entry_carries_what_the_books_need() -> None:
    order = entry()
    assert (order.side, order.leg, order.symbol, order.source) == (Side.BUY, Leg.ENTRY, BTC, "demo")
    assert order.cause == decision().id
    assert order.created_at == NOW
    assert order.reference_price == Decimal("67900.00")
    assert (order.stop_loss, order.take_profit) == (Decimal("66542.00"), Decimal("71295.00"))
    assert order.amount == INSTRUMENT.to_amount(order.lots)
    assert order == entry()


def test_size_is_the_share_of_equity_times_the_multiplier() -> None:
    order = entry()
    wanted = Decimal(10_000) * Decimal("0.1") * Decimal(repr(decision().multiplier))
    value = order.amount * order.reference_price
    assert wanted * Decimal("0.997") < value < wanted


def test_wild_markets_make_it_smaller_and_calm_ones_not_larger() -> None:
    assert entry(volatility=0.02).lots < entry(volatility=0.01).lots
    assert entry(volatility=0.001).lots == entry().lots


def test_strong_signals_size_up_but_never_over_two_in_all() -> None:
    assert risk.size_multiplier(1.0, 0.79, None, rules()) == 1.0
    assert risk.size_multiplier(1.0, 0.80, None, rules()) == 1.5
    assert risk.size_multiplier(1.8, 0.95, None, rules()) == 2.0
    assert risk.size_multiplier(1.0, 0.7, 0.02, rules()) == 0.5
    assert risk.size_multiplier(1.0, 0.7, 0.02, rules(volatility_target=0.0)) == 1.0


def test_an_entry_on_its_way_reserves_its_money() -> None:
    poor = portfolio(cash=Decimal(1_000))
    first = entry_intent(decision(), poor, INSTRUMENT, rules())
    assert isinstance(first, OrderIntent)
    waiting = replace(first, symbol=type(BTC)("ETH"), amount=Decimal("0.0147"))
    second = entry_intent(decision(), replace(poor, pending=(waiting,)), INSTRUMENT, rules())
    assert isinstance(second, Reason)
    assert second.key == "why-size-too-small"


def test_nothing_is_ordered_twice_in_a_symbol() -> None:
    busy = portfolio(positions=(position(),))
    refused = entry_intent(decision(), busy, INSTRUMENT, rules())
    assert isinstance(refused, Reason)
    assert refused.key == "why-already-in-position"


def test_a_silent_decision_gives_its_own_reason() -> None:
    silent = decision(0.55)
    assert entry_intent(silent, portfolio(), INSTRUMENT, rules()) == silent.reason


def test_an_exit_closes_the_whole_position_the_other_way() -> None:
    held = position()
    order = exit_intent(held, ExitReason.STOP_LOSS, "tick-1", NOW, 65_000.5)
    assert (order.side, order.lots, order.amount, order.leg) == (Side.SELL, held.lots, held.amount, Leg.EXIT)
    assert (order.position_id, order.exit_reason, order.reference_price) == (
        held.id,
        ExitReason.STOP_LOSS,
        Decimal("65000.5"),
    )
    short = exit_intent(position(side=Side.SELL), ExitReason.TIME, "c", NOW, Decimal(1))
    assert short.side is Side.BUY
    assert (
        exit_intent(held, ExitReason.STOP_LOSS, "tick-1", NOW, 65_000.5, attempt=1).client_order_id
        != order.client_order_id
    )


def by_hand(amount: str | None = None, **purse: object) -> OrderIntent | Reason:
    wanted = None if amount is None else Decimal(amount)
    return hand_intent(BTC, portfolio(**purse), INSTRUMENT, rules(), "command-1", NOW, wanted)


def test_a_person_may_buy_by_hand_for_as_much_as_purse_and_exposure_allow() -> None:
    usual, chosen = by_hand(), by_hand("2000")
    assert isinstance(usual, OrderIntent)
    assert isinstance(chosen, OrderIntent)
    assert Decimal(990) < usual.amount * usual.reference_price < Decimal(1_000)
    assert Decimal(1_990) < chosen.amount * chosen.reference_price < Decimal(2_000)
    assert (chosen.cause, chosen.created_at, chosen.side) == ("command-1", NOW, Side.BUY)


def test_by_hand_more_than_allowed_is_refused_not_cut() -> None:
    for refused, key in (
        (by_hand("6001"), "why-over-budget"),
        (by_hand("500", cash=Decimal(400)), "why-over-budget"),
        (by_hand("1"), "why-size-too-small"),
        (by_hand(prices={}), "why-no-price"),
        (by_hand(positions=(position(),)), "why-already-in-position"),
    ):
        assert isinstance(refused, Reason)
        assert refused.key == key
