"""From a forecast to a decision: spoken or silent, traded or left alone, and always why."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.decisions import Decision
from engine.core.modes import Advice, EngineState, ExitReason, Side, Tier
from engine.decision import intents, rulebook
from engine.decision.context import DecisionContext
from engine.decision.strategy import decide
from tests.engine.decision.worlds import (
    BTC,
    ETH,
    INSTRUMENT,
    SOL,
    context,
    forecast,
    outlook,
    portfolio,
    position,
    rules,
    trade,
)  # fmt: skip

RETURNS = [((n * 37) % 11 - 5) / 1000 for n in range(60)]
OTHER = [((n * 53) % 13 - 6) / 1000 for n in range(60)]


def traded(**here: Any) -> Decision:
    ruled = here.pop("ruled", {})
    up = here.pop("up", 0.8)
    return decide(forecast(up), context(**here), rules(**ruled))


class TestSpeakingAndTradingAreTwoQuestions:
    def test_a_good_signal_is_spoken_and_traded(self) -> None:
        decision = traded()
        assert (decision.advice, decision.spoken, decision.trades) == (Advice.BUY, True, True)
        assert decision.reason.key == "why-edge-pays"
        assert decision.expected_edge > 0
        assert decision.tier in (Tier.BUY, Tier.STRONG_BUY)
        assert decision.stop_loss == 66_542.0
        assert decision.take_profit == 71_295.0

    def test_a_weak_one_is_neither_and_says_where_it_leans(self) -> None:
        decision = traded(up=0.6)
        assert (decision.advice, decision.spoken, decision.trades) == (Advice.NEUTRAL, False, False)
        assert decision.reason.key == "why-below-floor"
        assert decision.floor == 0.65
        assert decision.weight > 0

    def test_a_spoken_one_whose_costs_eat_the_edge_is_not_traded(self) -> None:
        decision = traded(outlook=outlook(volatility=0.0005))
        assert decision.spoken
        assert not decision.trades
        assert decision.reason.key == "why-costs-eat-edge"

    def test_a_refused_decision_keeps_the_whole_record(self) -> None:
        decision = traded(up=0.55)
        assert decision.forecast.votes
        assert decision.factors.confidence == pytest.approx(10)
        assert decision.strategy == "honest"

    def test_every_candle_has_one_id_wherever_it_is_decided(self) -> None:
        assert traded().id == traded(up=0.55, state=EngineState.HALTED).id
        assert traded().id != traded(source="binance").id

    def test_the_same_facts_give_the_same_decision(self) -> None:
        assert traded() == traded()


class TestPermits:
    @pytest.mark.parametrize(
        ("key", "here"),
        [
            ("why-paused", {"state": EngineState.PAUSED}),
            ("why-reducing", {"state": EngineState.REDUCING}),
            ("why-halted", {"state": EngineState.HALTED}),
            ("why-already-in-position", {"portfolio": portfolio(positions=(position(),))}),
            ("why-shorts-off", {"up": 0.2, "outlook": outlook(-1)}),
            ("why-locked", {"locked": frozenset({BTC})}),
            ("why-equity-breaker", {"portfolio": portfolio(equity_peak=Decimal(12_500))}),
            ("why-daily-loss", {"portfolio": portfolio(day_start_equity=Decimal(10_527))}),
            ("why-cooldown", {"portfolio": portfolio(recent_trades=(trade(bars_ago=1),))}),
            ("why-tier-avoid", {"outlook": outlook(-1, volatility_usual=False, volume_usual=False, trend=0.0)}),
            ("why-weight-low", {"ruled": {"min_weight": 99.0}}),
            ("why-correlation-unknown", {"portfolio": portfolio(positions=(position(ETH),))}),
        ],
    )  # fmt: skip
    def test_each_refuses_with_its_own_reason(self, key: str, here: dict[str, Any]) -> None:
        decision = traded(**here)
        assert decision.spoken
        assert not decision.trades
        assert decision.reason.key == key

    def test_a_cooldown_ends_after_its_candles(self) -> None:
        assert traded(portfolio=portfolio(recent_trades=(trade(bars_ago=2),))).trades

    def test_stops_in_a_row_rest_every_symbol_for_a_while(self) -> None:
        def stopped(bars_ago: int) -> tuple[Any, ...]:
            return tuple(
                trade("-10", bars_ago=bars_ago + n, symbol=SOL, reason=ExitReason.STOP_LOSS, name=f"s{n}")
                for n in range(4)
            )

        assert traded(portfolio=portfolio(recent_trades=stopped(3))).reason.key == "why-stop-guard"
        assert traded(portfolio=portfolio(recent_trades=stopped(30))).trades

    def test_a_symbol_that_keeps_losing_is_left_alone_for_a_while(self) -> None:
        losing = tuple(trade("-1", bars_ago=n, name=f"l{n}") for n in (30, 40, 50, 60))
        assert traded(portfolio=portfolio(recent_trades=losing)).reason.key == "why-low-profit"
        elsewhere = tuple(replace(one, symbol=ETH) for one in losing)
        assert traded(portfolio=portfolio(recent_trades=elsewhere)).reason.key != "why-low-profit"

    def test_a_poor_sharpe_counts_only_after_thirty_trades(self) -> None:
        poor = [trade("-3" if n % 2 else "2.9", bars_ago=100 + 5 * n, symbol=SOL, name=f"p{n}") for n in range(30)]
        assert traded(portfolio=portfolio(recent_trades=tuple(poor))).reason.key == "why-sharpe-low"
        assert traded(portfolio=portfolio(recent_trades=tuple(poor[:29]))).trades

    def test_no_more_positions_and_no_more_exposure_than_allowed(self) -> None:
        held = portfolio(positions=(position(ETH),), equity_peak=Decimal(10_000))
        returns = {BTC: RETURNS, ETH: OTHER}
        assert traded(portfolio=held, returns=returns, ruled={"max_positions": 1}).reason.key == "why-max-positions"
        assert traded(portfolio=held, returns=returns, ruled={"exposure_ppm": 60_000}).reason.key == "why-max-exposure"

    def test_what_moves_like_an_open_position_is_refused_and_its_hedge_is_not(self) -> None:
        held = portfolio(positions=(position(ETH),))
        returns = {BTC: RETURNS, ETH: [2 * r for r in RETURNS]}
        assert traded(portfolio=held, returns=returns).reason.key == "why-correlated"
        against = {BTC: RETURNS, ETH: [-r for r in RETURNS]}
        assert traded(portfolio=held, returns=against).trades
        assert traded(portfolio=held, returns={BTC: RETURNS, ETH: OTHER}).trades

    def test_a_crowd_of_half_alikes_is_refused(self) -> None:
        held = portfolio(positions=(position(ETH), position(SOL)))
        mixed = [a + b for a, b in zip(RETURNS, OTHER, strict=True)]
        returns = {BTC: RETURNS, ETH: mixed, SOL: mixed}
        assert (
            traded(portfolio=held, returns=returns, ruled={"max_position_score": 0.9}).reason.key
            == "why-position-score"
        )
        assert traded(portfolio=held, returns=returns).trades

    def test_a_short_may_open_where_it_is_allowed(self) -> None:
        decision = traded(up=0.2, outlook=outlook(-1), ruled={"allow_shorts": True})
        assert (decision.advice, decision.trades) == (Advice.SELL, True)
        assert decision.stop_loss is not None
        assert decision.stop_loss > 67_900

    @pytest.mark.parametrize(
        ("state", "closes"),
        [
            (EngineState.RUNNING, True),
            (EngineState.PAUSED, True),
            (EngineState.REDUCING, True),
            (EngineState.HALTED, False),
        ],
    )
    def test_a_signal_against_an_open_position_closes_it_unless_halted(self, state: EngineState, closes: bool) -> None:
        held = portfolio(positions=(position(),))
        decision = traded(up=0.2, outlook=outlook(-1), portfolio=held, state=state)
        assert decision.trades is closes
        assert (decision.reason.key == "why-closes-position") is closes


class TestClassic:
    @pytest.mark.parametrize(
        ("votes", "advice"),
        [
            ((0.6, 0.6, 0.61), Advice.BUY), ((0.6, 0.6, 0.60), Advice.NEUTRAL), ((0.4, 0.6, 0.9), Advice.NEUTRAL),
            ((0.4, 0.4, 0.39), Advice.SELL), ((0.4, 0.4, 0.40), Advice.NEUTRAL), ((0.6, 0.4, 0.1), Advice.NEUTRAL),
        ],
    )  # fmt: skip
    def test_the_vote(self, votes: tuple[float, float, float], advice: Advice) -> None:
        decision = decide(forecast(0.52, votes=votes), context(), rules(strategy="classic", allow_shorts=True))
        assert decision.advice is advice
        assert decision.spoken is decision.trades is (advice is not Advice.NEUTRAL)
        assert decision.reason.key == ("why-vote-split" if advice is Advice.NEUTRAL else "why-vote-agrees")
        assert decision.strategy == "classic"

    def test_a_vote_with_a_model_missing_is_no_vote(self) -> None:
        lonely = forecast(0.9)
        decision = decide(replace(lonely, votes=lonely.votes[:2]), context(), rules(strategy="classic"))
        assert decision.advice is Advice.NEUTRAL

    def test_it_keeps_the_guards_of_data_and_purse(self) -> None:
        classic = rules(strategy="classic")
        assert decide(forecast(), context(model_expired=True), classic).reason.key == "why-model-expired"
        assert decide(forecast(), context(state=EngineState.PAUSED), classic).reason.key == "why-paused"


@st.composite
def worlds(draw: st.DrawFn) -> tuple[DecisionContext, float]:
    equity = Decimal(draw(st.integers(1, 20_000)))
    purse = portfolio(
        cash=Decimal(draw(st.integers(-100, 20_000))), equity=equity, equity_peak=max(equity, Decimal(10_000)),
        positions=(position(),) if draw(st.booleans()) else (),
    )  # fmt: skip
    seen = outlook(draw(st.sampled_from([1, -1])), volatility=draw(st.sampled_from([None, 0.0, 0.001, 0.01, 0.5])))
    here = context(
        portfolio=purse, outlook=draw(st.sampled_from([None, seen])), state=draw(st.sampled_from(list(EngineState)))
    )
    return here, round(draw(st.floats(0, 1)), 6)


class TestWhateverTheWorld:
    @given(worlds(), st.sampled_from(["honest", "classic"]), st.booleans())
    def test_an_answer_always_comes_and_never_trades_what_it_did_not_say(
        self, world: tuple[DecisionContext, float], strategy: str, shorts: bool
    ) -> None:
        here, up = world
        rule = rules(strategy=strategy, allow_shorts=shorts)
        decision = decide(forecast(up, votes=(up, up, up)), here, rule)
        assert decision.spoken or not decision.trades
        assert decision.spoken is (decision.advice is not Advice.NEUTRAL)
        assert 0 <= decision.weight <= 100
        assert 0 <= decision.multiplier <= 2
        assert decision.reason.key.startswith("why-")
        if decision.spoken and strategy == "honest":
            assert decision.forecast.confidence >= 0.65

    @given(worlds(), st.floats(0.8, 1.2))
    def test_an_entry_never_costs_more_than_cash_and_exposure_allow(
        self, world: tuple[DecisionContext, float], gap: float
    ) -> None:
        here, up = world
        rule = rules(allow_shorts=True)
        decision = decide(forecast(up), here, rule)
        price = round(67_900 * gap, 2)
        order = intents.entry_intent(decision, here.portfolio, INSTRUMENT, rule, price)
        if not isinstance(order, intents.OrderIntent):
            return
        direction = 1 if order.side is Side.BUY else -1
        ticks = INSTRUMENT.to_ticks(order.reference_price)
        filled = rulebook.fill_ticks(direction, ticks, rule.slippage_ppm)
        cost = INSTRUMENT.to_money(filled * order.lots + rulebook.fee_units(filled * order.lots, rule.fee_ppm))
        assert cost <= here.portfolio.cash
        assert cost <= here.portfolio.equity * Decimal("0.6")
        assert cost <= here.portfolio.equity * Decimal("0.1") * 2
