"""Prices to rows: order is kept, edges hold, axis prices are round."""

import itertools
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.charting.scale import Scale, scale_of

PRICES = st.lists(st.floats(1e-9, 1e12), min_size=2, max_size=30)


@given(PRICES, st.integers(1, 70), st.booleans())
def test_a_higher_price_is_never_lower_on_the_screen(prices: list[float], rows: int, log: bool) -> None:
    scale = scale_of(prices, rows, log=log)
    places = scale.places(sorted(prices), 2)
    assert places == sorted(places, reverse=True)
    assert all(0 <= place < 2 * rows for place in places)


@given(PRICES, st.integers(3, 70))
def test_log_and_straight_agree_on_order(prices: list[float], rows: int) -> None:
    straight, log = (scale_of(prices, rows, log=way) for way in (False, True))
    for one, other in zip(sorted(prices), sorted(prices)[1:], strict=False):
        assert straight.row(one) >= straight.row(other)
        assert log.row(one) >= log.row(other)


@given(st.floats(1e-8, 1e9), st.floats(1.001, 100), st.integers(1, 60), st.booleans())
def test_the_price_of_a_row_lies_in_that_row(low: float, ratio: float, rows: int, log: bool) -> None:
    scale = scale_of((low, low * ratio), rows, log=log)
    assert [scale.row(scale.price(row)) for row in range(rows)] == list(range(rows))


def test_flat_prices_lie_in_the_middle() -> None:
    for flat in (67_000.0, 1e-8, 0.0):
        assert scale_of((flat, flat), 11).row(flat) == 5


def test_log_is_refused_where_a_price_is_zero() -> None:
    assert not scale_of((0.0, 5.0), 10, log=True).log


def test_on_a_log_scale_doubling_is_as_far_everywhere() -> None:
    rows = Scale(1.0, 16.0, 40, log=True)
    at = [rows.row(price) for price in (1.01, 2.01, 4.01, 8.01)]
    assert [one - other for one, other in itertools.pairwise(at)] == [10, 10, 10]


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [(66_900.0, 68_420.0, "500"), (0.0000121, 0.0000127, "0.0000002"), (1e11, 9e11, "200000000000")],
)
def test_axis_prices_are_round(low: float, high: float, step: str) -> None:
    ticks = Scale(low, high, 20).ticks(4)
    assert {tick.step for tick in ticks} == {Decimal(step)}
    assert all(tick.price % Decimal(step) == 0 for tick in ticks)
    assert len(ticks) >= 3


def test_decades_mark_a_log_axis_that_spans_much() -> None:
    ticks = Scale(0.9, 1100.0, 60, log=True).ticks(10)
    assert [tick.price for tick in ticks] == [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]


@given(st.floats(1e-8, 1e9), st.floats(1.0001, 1e4), st.integers(2, 60), st.booleans())
def test_axis_prices_never_crowd(low: float, ratio: float, rows: int, log: bool) -> None:
    scale = scale_of((low, low * ratio), rows, log=log)
    at = [tick.row for tick in scale.ticks(max(1, rows // 4))]
    assert all(after - before >= 2 for before, after in itertools.pairwise(at))
    assert all(math.isfinite(float(tick.price)) for tick in scale.ticks(3))
