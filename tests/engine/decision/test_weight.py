"""Weight, tier and multiplier, and the record of a band."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.decisions import BandRecord, WeightFactors
from engine.core.modes import Direction, Tier
from engine.core.timeframes import Timeframe
from engine.decision import records, weight
from engine.decision.edge import edge_of
from engine.decision.outlook import Opinion, TimeframeView
from tests.engine.decision.worlds import outlook, rules

PERCENT = st.floats(0, 100)


def test_the_five_parts_weigh_30_25_20_15_10() -> None:
    assert weight.weight_of(WeightFactors(100, 0, 0, 0, 0)) == 30
    assert weight.weight_of(WeightFactors(0, 100, 0, 0, 0)) == 25
    assert weight.weight_of(WeightFactors(0, 0, 100, 0, 0)) == 20
    assert weight.weight_of(WeightFactors(0, 0, 0, 100, 0)) == 15
    assert weight.weight_of(WeightFactors(0, 0, 0, 0, 100)) == 10


@given(PERCENT, PERCENT, PERCENT, PERCENT, PERCENT)
def test_a_weight_lies_between_0_and_100(a: float, b: float, c: float, d: float, e: float) -> None:
    assert 0 <= weight.weight_of(WeightFactors(a, b, c, d, e)) <= 100


@pytest.mark.parametrize(("p", "factor"), [(0.5, 0), (0.65, 30), (0.75, 50), (1.0, 100), (0.4, 0)])
def test_confidence_is_200_times_the_distance_from_a_coin(p: float, factor: float) -> None:
    assert weight.confidence_factor(p) == factor


@pytest.mark.parametrize(
    ("total", "up", "down"),
    [
        (100, Tier.STRONG_BUY, Tier.STRONG_SELL), (75, Tier.STRONG_BUY, Tier.STRONG_SELL),
        (74.999999, Tier.BUY, Tier.SELL), (60, Tier.BUY, Tier.SELL), (59.9, Tier.WEAK_BUY, Tier.WEAK_SELL),
        (45, Tier.WEAK_BUY, Tier.WEAK_SELL), (44.9, Tier.AVOID, Tier.AVOID), (0, Tier.AVOID, Tier.AVOID),
    ],
)  # fmt: skip
def test_tiers(total: float, up: Tier, down: Tier) -> None:
    assert weight.tier_of(total, Direction.UP) is up
    assert weight.tier_of(total, Direction.DOWN) is down
    assert weight.tier_of(total, Direction.FLAT) is Tier.AVOID


@pytest.mark.parametrize(("total", "multiplier"), [(44.9, 0), (45, 0.25), (72.5, 1.125), (100, 2.0)])
def test_the_multiplier_is_linear_from_a_quarter_to_two(total: float, multiplier: float) -> None:
    assert weight.multiplier_of(total) == multiplier


@given(PERCENT, PERCENT)
def test_more_weight_is_never_less_money(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert weight.multiplier_of(low) <= weight.multiplier_of(high) <= 2.0


def test_technical_is_the_share_of_opinions_that_agree() -> None:
    opinions = [Opinion("a", 1, 0), Opinion("b", -1, 0), Opinion("c", 0, 0), Opinion("d", 1, 0)]
    assert weight.technical_factor(opinions, 1) == 50
    assert weight.technical_factor(opinions, -1) == 25
    assert weight.technical_factor([], 1) == weight.UNKNOWN


def test_agreement_weighs_timeframes_by_their_confidence() -> None:
    views = [TimeframeView(Timeframe("1h"), Direction.UP, 75), TimeframeView(Timeframe("4h"), Direction.DOWN, 25)]
    assert weight.agreement_factor(views, 1) == 75
    assert weight.agreement_factor(views, -1) == 25
    assert weight.agreement_factor([], 1) == weight.UNKNOWN


def test_conditions_are_full_only_when_everything_is() -> None:
    assert weight.conditions_factor(outlook(trend=40.0)) == 100
    assert weight.conditions_factor(outlook(trend=40.0, volatility_usual=False)) == 75
    assert weight.conditions_factor(outlook(trend=40.0, volume_usual=False, quality=0.0)) == 50
    assert weight.conditions_factor(None) == weight.UNKNOWN


def test_risk_falls_with_drawdown_losses_and_exposure_and_follows_the_record() -> None:
    assert weight.risk_factor(0, 0, 0, None) == 100
    assert weight.risk_factor(10, 2, 0.5, None) == 45
    assert weight.risk_factor(10, 2, 0.5, 75) == 55
    assert weight.risk_factor(10, 2, 0.5, 25) == 35
    assert weight.risk_factor(60, 9, 1, 0) == 0


def test_the_models_weigh_seven_tenths_in_the_trade_score() -> None:
    assert weight.trade_score(50, 100) == 65
    assert weight.trade_score(30, -100) == -9


class TestRecords:
    def test_a_band_is_five_points_wide(self) -> None:
        assert records.band_of(0.712) == (0.70, 0.75)
        assert records.band_of(0.65) == (0.65, 0.70)
        assert records.band_of(0.7) == (0.70, 0.75)
        assert records.band_of(1.0) == (0.95, 1.0)

    @given(st.floats(0.5, 1))
    def test_a_confidence_lies_in_its_band(self, confidence: float) -> None:
        low, high = records.band_of(confidence)
        assert low - 1e-4 <= confidence <= high + 1e-4

    def test_the_interval_people_know(self) -> None:
        low, high = records.wilson(171, 240)
        assert (round(low, 3), round(high, 3)) == (0.652, 0.766)
        assert records.wilson(0, 0) == (0.0, 1.0)

    @given(st.integers(0, 500), st.integers(1, 500))
    def test_an_interval_holds_the_rate(self, correct: int, total: int) -> None:
        low, high = records.wilson(min(correct, total), total)
        assert 0 <= low <= min(correct, total) / total + 1e-12 <= high + 2e-12 <= 1 + 3e-12

    def test_before_thirty_outcomes_nothing_is_contradicted(self) -> None:
        assert not records.contradicts(BandRecord(29, 0), 0.6, 30)
        assert records.contradicts(BandRecord(30, 15), 0.6, 30)
        assert not records.contradicts(BandRecord(240, 171), 0.617, 30)

    def test_broken_promises_raise_the_floor_and_nothing_lowers_it(self) -> None:
        broken, kept = BandRecord(100, 50), BandRecord(100, 68)
        assert records.raised_floor(0.65, {}) == 0.65
        assert records.raised_floor(0.65, {0.65: kept}) == 0.65
        assert records.raised_floor(0.65, {0.65: broken}) == 0.70
        assert records.raised_floor(0.65, {0.65: broken, 0.70: broken}) == 0.75
        assert records.raised_floor(0.65, {0.70: broken}) == 0.65
        assert records.raised_floor(0.67, {0.65: broken}) == 0.70
        assert records.raised_floor(0.65, {n / 100: broken for n in range(50, 100, 5)}) == 1.0


class TestEdge:
    def test_a_coin_loses_its_costs(self) -> None:
        assert edge_of(0.5, 0.005, rules(stop_ppm=0, target_ppm=0)).expected == pytest.approx(-0.003)

    def test_break_even_is_a_half_plus_cost_over_twice_the_move(self) -> None:
        # 50% a year, four hours, 20 basis points a round trip: 61.7% (FORECASTING 3.3).
        bar = 0.5 / (365 * 96) ** 0.5
        edge = edge_of(0.617, bar, rules(stop_ppm=0, target_ppm=0, slippage_ppm=0))
        assert edge.break_even == pytest.approx(0.617, abs=0.001)
        assert edge.expected == pytest.approx(0, abs=1e-4)

    def test_moves_end_at_stop_and_target(self) -> None:
        edge = edge_of(0.7, 1.0, rules())
        assert (edge.gain, edge.loss) == (0.05, 0.02)

    def test_a_market_that_does_not_move_never_pays(self) -> None:
        assert edge_of(1.0, 0.0, rules()).break_even == 1.0
        assert edge_of(1.0, 0.0, rules()).expected < 0

    @given(st.floats(0.5, 1), st.floats(0.0001, 0.05))
    def test_the_edge_is_positive_just_where_the_probability_beats_break_even(
        self, p: float, volatility: float
    ) -> None:
        edge = edge_of(p, volatility, rules())
        if edge.break_even < 1 and abs(p - edge.break_even) > 0.01:
            assert (edge.expected > 0) == (p > edge.break_even)
