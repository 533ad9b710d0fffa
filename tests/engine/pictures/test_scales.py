"""Round numbers, round moments on the reader's clock, candles side by side, and tags that do not overlap."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.pictures.slots import Slots
from engine.pictures.tags import spread
from engine.pictures.ticks import moments, round_numbers
from locales import use_language, use_zone

STEP = 900_000


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def test_round_numbers_are_round_and_inside() -> None:
    assert round_numbers(41_870.0, 43_120.0, 6) == ([42_000.0, 42_500.0, 43_000.0], 500.0)
    assert round_numbers(0.0, 1.0, 5) == ([0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0], 0.2)
    values, step = round_numbers(1.231e-5, 1.249e-5, 4)
    assert step == 5e-8
    assert [f"{value:.8f}" for value in values] == ["0.00001235", "0.00001240", "0.00001245"]


@example(1801440.626953125, 1e-09, 5)
@given(st.floats(-1e12, 1e12), st.floats(1e-9, 1e12), st.integers(2, 12))
def test_there_are_never_many_more_numbers_than_asked_for(low: float, width: float, most: int) -> None:
    if low + width > low:
        values, step = round_numbers(low, low + width, most)
        assert len(values) <= most + 1
        assert len(values) == len(set(values))
        assert all(low - step <= value <= low + width + step for value in values)


def test_moments_are_round_on_the_readers_own_clock() -> None:
    first, last = at("2026-11-19T20:10"), at("2026-11-20T08:00")
    vietnam = moments(first, last, 5)
    assert [mark.words for mark in vietnam] == ["06:00", "09:00", "12:00", "15:00"]
    assert [mark.day for mark in vietnam] == ["20/11/2026", "", "", ""]
    with use_zone("Asia/Kolkata"), use_language("en"):
        india = moments(first, last, 5)
    assert [(mark.words, mark.day) for mark in india][:2] == [("03:00", "2026-11-20"), ("06:00", "")]


def test_the_date_stands_below_the_first_moment_of_each_day() -> None:
    marks = moments(at("2026-11-19T05:00"), at("2026-11-20T12:00"), 6)
    assert [mark.day for mark in marks if mark.day] == ["19/11/2026", "20/11/2026"]


def test_long_spans_are_told_in_dates_alone() -> None:
    marks = moments(at("2026-01-01T00:00"), at("2026-11-20T00:00"), 7)
    assert 2 <= len(marks) <= 8
    assert all(mark.words.count("/") == 2 and not mark.day for mark in marks)


def test_candles_stand_side_by_side_and_a_hole_is_a_narrow_strip() -> None:
    opens = [0, STEP, 2 * STEP, 100 * STEP, 101 * STEP]
    slots = Slots.of(opens, STEP)
    assert slots.places.tolist() == [0.0, 1.0, 2.0, 6.0, 7.0]
    assert slots.place(51 * STEP) == pytest.approx(4.0)
    assert slots.place(102 * STEP) == 8.0
    assert slots.place(-STEP) == -1.0


def test_a_moment_belongs_to_the_candle_it_lies_in() -> None:
    slots = Slots.of([0, STEP, 5 * STEP], STEP)
    assert [slots.candle(moment) for moment in (0, STEP - 1, STEP, 5 * STEP + 7)] == [0, 0, 1, 2]
    assert [slots.candle(moment) for moment in (-1, 3 * STEP, 6 * STEP)] == [None, None, None]


@given(st.lists(st.floats(-500, 1_500), min_size=1, max_size=12))
def test_tags_never_overlap_and_stay_inside(wanted: list[float]) -> None:
    tall, low, high = 30.0, 0.0, 400.0
    placed = spread(wanted, tall, low, high)
    ordered = sorted(placed)
    assert all(above - below >= tall - 1e-6 for below, above in pairwise(ordered))
    assert ordered[0] >= low + tall / 2 - 1e-6
    assert ordered[-1] <= high - tall / 2 + 1e-6
    # Who wanted to be higher is not placed lower.
    assert [place for _, place in sorted(zip(wanted, placed, strict=True))] == ordered


def test_a_tag_with_room_stays_where_it_belongs() -> None:
    assert spread([100.0, 250.0], 30.0, 0.0, 400.0) == [100.0, 250.0]
    assert spread([100.0, 110.0], 30.0, 0.0, 400.0) == [90.0, 120.0]
