"""The rule book, rule by rule, and what must hold for any prices."""

from __future__ import annotations

import random
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decision import rulebook as rb

TICKS = st.integers(1, 10_000_000)
PPM = st.integers(0, 200_000)
SIDES = st.sampled_from([rb.LONG, rb.SHORT])


def long(open_: int, high: int, low: int, close: int, *, stop: int = 98, target: int = 105, best: int = 100,
         age: int = 0, trail: int = 0, limit: int = 16) -> tuple[int, int, int, int]:  # fmt: skip
    return rb.step(rb.LONG, 100, stop, target, best, age, trail, limit, open_, high, low, close)


class TestABarOfALongPosition:
    def test_nothing_touched_holds_and_remembers_the_best_price(self) -> None:
        assert long(100, 104, 99, 101) == (rb.HOLD, 0, 98, 104)

    def test_touching_the_stop_fills_there(self) -> None:
        assert long(100, 101, 98, 99)[:2] == (rb.STOP, 98)

    def test_touching_the_target_fills_there(self) -> None:
        assert long(100, 105, 99, 104)[:2] == (rb.TARGET, 105)

    def test_both_touched_is_a_stop(self) -> None:
        assert long(100, 106, 97, 104)[:2] == (rb.STOP, 98)

    def test_a_gap_through_the_stop_fills_at_the_open(self) -> None:
        assert long(90, 106, 89, 104)[:2] == (rb.STOP, 90)

    def test_a_gap_through_the_target_fills_at_the_open(self) -> None:
        assert long(110, 111, 109, 110)[:2] == (rb.TARGET, 110)

    def test_a_gap_through_the_target_that_falls_to_the_stop_is_still_a_stop(self) -> None:
        assert long(110, 111, 97, 99)[:2] == (rb.STOP, 98)

    def test_the_time_limit_closes_at_the_open_whatever_the_bar_does_later(self) -> None:
        assert long(101, 106, 97, 100, age=16)[:2] == (rb.TIME, 101)

    def test_one_bar_before_the_time_limit_still_holds(self) -> None:
        assert long(101, 102, 100, 101, age=15)[0] == rb.HOLD

    def test_at_the_time_limit_an_open_beyond_stop_or_target_is_named_so(self) -> None:
        assert long(97, 97, 97, 97, age=16)[:2] == (rb.STOP, 97)
        assert long(106, 106, 106, 106, age=16)[:2] == (rb.TARGET, 106)

    def test_without_stop_target_and_limit_it_holds_for_ever(self) -> None:
        assert long(50, 500, 1, 50, stop=0, target=0, limit=0, age=9_999)[0] == rb.HOLD


class TestTheTrailingStop:
    def test_the_bar_that_lifts_it_is_not_judged_by_it(self) -> None:
        action, _, stop, best = rb.step(rb.LONG, 1_000, 980, 0, 1_000, 0, 10_000, 0, 1_000, 1_100, 985, 1_050)
        assert (action, stop, best) == (rb.HOLD, 1_089, 1_100)

    def test_the_next_bar_is(self) -> None:
        assert rb.step(rb.LONG, 1_000, 1_089, 0, 1_100, 1, 10_000, 0, 1_095, 1_096, 1_080, 1_081)[:2] == (
            rb.TRAILING,
            1_089,
        )

    def test_it_waits_until_the_position_is_in_profit(self) -> None:
        assert rb.step(rb.LONG, 1_000, 0, 0, 1_000, 0, 10_000, 0, 999, 1_000, 950, 960)[2] == 0

    def test_a_stop_that_never_moved_is_a_plain_stop(self) -> None:
        assert rb.step(rb.LONG, 1_000, 980, 0, 1_005, 1, 50_000, 0, 990, 995, 970, 975)[0] == rb.STOP


class TestAShortPosition:
    def test_its_stop_lies_above_and_its_target_below(self) -> None:
        assert rb.step(rb.SHORT, 100, 102, 95, 100, 0, 0, 16, 100, 102, 99, 101)[:2] == (rb.STOP, 102)
        assert rb.step(rb.SHORT, 100, 102, 95, 100, 0, 0, 16, 100, 101, 95, 96)[:2] == (rb.TARGET, 95)
        assert rb.step(rb.SHORT, 100, 102, 95, 100, 0, 0, 16, 104, 105, 103, 104)[:2] == (rb.STOP, 104)

    @given(st.data())
    def test_is_the_mirror_of_a_long_one(self, data: st.DataObject) -> None:
        # Reflected around a price far away, so that both are positive; without trailing, which is a share of the price.
        far = 40_000_000
        entry, stop, target, best = (data.draw(TICKS) for _ in range(4))
        bar = _bar(data)
        age, limit = data.draw(st.integers(0, 20)), data.draw(st.integers(0, 20))
        a = rb.step(rb.LONG, entry, stop, target, best, age, 0, limit, *bar)
        o, h, low, c = (far - price for price in bar)
        b = rb.step(rb.SHORT, far - entry, far - stop, far - target, far - best, age, 0, limit, o, low, h, c)
        assert a[0] == b[0]
        assert a[1] == (far - b[1] if b[1] else 0)
        assert (a[2], a[3]) == (far - b[2], far - b[3])


def _bar(data: st.DataObject) -> tuple[int, int, int, int]:
    prices = sorted(data.draw(st.lists(TICKS, min_size=4, max_size=4)))
    low, a, b, high = prices
    return (a, high, low, b) if data.draw(st.booleans()) else (b, high, low, a)


class TestWhateverThePricesAre:
    @given(st.data(), SIDES, TICKS, TICKS, TICKS, PPM)
    def test_a_fill_lies_inside_the_bar_and_is_never_better_than_allowed(
        self, data: st.DataObject, side: int, entry: int, stop: int, target: int, trail: int
    ) -> None:
        open_, high, low, close = _bar(data)
        best, age, limit = data.draw(TICKS), data.draw(st.integers(0, 5)), data.draw(st.integers(0, 5))
        action, fill, _, _ = rb.step(side, entry, stop, target, best, age, trail, limit, open_, high, low, close)
        if action == rb.HOLD:
            assert fill == 0
            return
        assert low <= fill <= high
        if action in (rb.STOP, rb.TRAILING):
            assert fill * side <= stop * side
        if action == rb.TARGET:
            assert fill in (target, open_)
            assert fill * side >= target * side
        if action == rb.TIME:
            assert fill == open_

    @given(st.data(), SIDES, TICKS, TICKS, TICKS)
    def test_when_both_are_touched_it_is_the_stop(
        self, data: st.DataObject, side: int, entry: int, stop: int, target: int
    ) -> None:
        open_, high, low, close = _bar(data)
        action, _, _, _ = rb.step(side, entry, stop, target, entry, 0, 0, 0, open_, high, low, close)
        worst, finest = (low, high) if side > 0 else (high, low)
        if worst * side <= stop * side and finest * side >= target * side:
            assert action == rb.STOP

    @given(st.data(), SIDES, TICKS, PPM, PPM)
    def test_a_stop_never_loosens_and_stays_behind_the_best_price(
        self, data: st.DataObject, side: int, entry: int, stop_ppm: int, trail: int
    ) -> None:
        stop, best = rb.stop_ticks(side, entry, stop_ppm), entry
        for age in range(6):
            open_, high, low, close = _bar(data)
            action, _, moved, seen = rb.step(side, entry, stop, 0, best, age, trail, 0, open_, high, low, close)
            assert seen * side >= best * side
            if stop:
                assert moved * side >= stop * side
            if action != rb.HOLD:
                return
            if moved != stop:
                assert moved * side <= seen * side
            stop, best = moved, seen

    @given(TICKS, SIDES, st.integers(1, 10_000_000), PPM)
    def test_one_price_is_a_bar_of_one_price(self, price: int, side: int, entry: int, ppm: int) -> None:
        stop, target = rb.stop_ticks(side, entry, ppm), rb.target_ticks(side, entry, ppm)
        action, fill, _, _ = rb.step(side, entry, stop, target, entry, 0, 0, 0, price, price, price, price)
        assert fill == (price if action != rb.HOLD else 0)


class TestCosts:
    @given(SIDES, TICKS, PPM)
    def test_slippage_is_against_the_trader_and_rounded_against_him(self, direction: int, ticks: int, ppm: int) -> None:
        exact = Fraction(ticks) * (1 + direction * Fraction(ppm, rb.MILLION))
        filled = rb.fill_ticks(direction, ticks, ppm)
        assert filled >= 1
        if filled > 1:
            assert 0 <= (filled - exact) * direction < 1

    @given(st.integers(0, 10**13), PPM)
    def test_a_fee_is_rounded_up_and_no_further(self, value: int, ppm: int) -> None:
        assert rb.fee_units(value, ppm) == ceil(Fraction(value * ppm, rb.MILLION))

    @given(SIDES, TICKS, st.integers(1, 900_000))
    def test_stop_and_target_are_rounded_away_from_the_entry(self, side: int, entry: int, ppm: int) -> None:
        distance = Fraction(entry * ppm, rb.MILLION)
        stop, target = rb.stop_ticks(side, entry, ppm), rb.target_ticks(side, entry, ppm)
        assert stop == 0 or 0 <= (entry - stop) * side - distance < 1
        assert target == 0 or 0 <= (target - entry) * side - distance < 1

    def test_the_levels_people_know(self) -> None:
        assert rb.stop_ticks(rb.LONG, 6_790_000, 20_000) == 6_654_200
        assert rb.target_ticks(rb.LONG, 6_790_000, 50_000) == 7_129_500
        assert rb.stop_ticks(rb.LONG, 6_790_000, 0) == rb.target_ticks(rb.SHORT, 6_790_000, 0) == rb.NONE

    @given(st.integers(-5, 10**13), TICKS, PPM)
    def test_the_lots_of_a_budget_never_overspend_it_and_one_more_would(
        self, budget: int, filled: int, ppm: int
    ) -> None:
        lots = rb.lots_for(budget, filled, ppm)
        assert lots >= 0
        assert lots == 0 or -rb.cash_change(rb.LONG, filled, lots, ppm) <= budget
        if budget > 0:
            assert -rb.cash_change(rb.LONG, filled, lots + 1, ppm) > budget

    @given(st.integers(0, 10**13), st.integers(-100, 10**13), st.integers(0, 10**13), PPM, st.integers(0, 2_000_000),
           st.integers(0, 1_000_000))  # fmt: skip
    def test_a_budget_stays_within_cash_exposure_and_the_wanted_share(
        self, equity: int, cash: int, exposed: int, size: int, multiplier: int, cap: int
    ) -> None:
        budget = rb.budget_units(equity, cash, exposed, size, multiplier, cap)
        assert 0 <= budget <= max(0, cash)
        assert budget == 0 or budget + exposed <= equity * cap // rb.MILLION
        assert budget <= Fraction(equity * size * multiplier, rb.MILLION**2)

    @given(SIDES, TICKS, TICKS, st.integers(1, 10**6), PPM)
    def test_a_round_trip_is_the_sum_of_its_two_cash_changes(
        self, side: int, entry: int, exit_: int, lots: int, ppm: int
    ) -> None:
        cash = rb.cash_change(side, entry, lots, ppm) + rb.cash_change(-side, exit_, lots, ppm)
        assert rb.profit_units(side, entry, exit_, lots, ppm) == cash

    def test_age_counts_bars_begun_since_the_entry_bar(self) -> None:
        assert rb.age_in_bars(1_000, 1_999, 1_000) == 0
        assert rb.age_in_bars(1_999, 2_000, 1_000) == 1


class TestCompiled:
    """Machine code says what plain Python says."""

    def test_step_over_random_histories(self) -> None:
        fast, chance = rb.compiled(), random.Random(7)
        for _ in range(20_000):
            side = chance.choice((rb.LONG, rb.SHORT))
            entry = chance.randint(90, 110) * 10_000
            price = sorted(entry + chance.randint(-60_000, 60_000) for _ in range(4))
            bar = (price[chance.choice((1, 2))], price[3], price[0], price[chance.choice((1, 2))])
            state = (
                entry, rb.stop_ticks(side, entry, chance.choice((0, 20_000))),
                rb.target_ticks(side, entry, chance.choice((0, 50_000))), entry + side * chance.randint(0, 30_000),
                chance.randint(0, 18), chance.choice((0, 12_345)), chance.choice((0, 16)),
            )  # fmt: skip
            assert fast.step(side, *state, *bar) == rb.step(side, *state, *bar)

    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("fill_ticks", (rb.SHORT, 6_790_001, 500)),
            ("fee_units", (10**12 + 7, 1_000)),
            ("stop_ticks", (rb.LONG, 6_790_001, 20_000)),
            ("target_ticks", (rb.SHORT, 6_790_001, 50_000)),
            ("budget_units", (10**12 + 1, 10**11, 10**10, 100_000, 1_234_567, 600_000)),
            ("lots_for", (10**11 + 3, 6_790_001, 1_000)),
            ("cash_change", (rb.SHORT, 6_790_001, 14_700, 1_000)),
            ("profit_units", (rb.SHORT, 6_790_001, 6_654_200, 14_700, 1_000)),
            ("age_in_bars", (1_700_000_000_123, 1_700_009_000_456, 900_000)),
        ],
    )
    def test_helpers(self, name: str, arguments: tuple[int, ...]) -> None:
        assert getattr(rb.compiled(), name)(*arguments) == getattr(rb, name)(*arguments)
