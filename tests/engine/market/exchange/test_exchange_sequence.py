"""Whatever the network does with candles, they are told in order and each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.core.timeframes import Timeframe
from engine.market.exchange_rows import row_of, rows_of
from engine.market.exchange_sequence import Sequence, Verdict

FIRST, STEP = 60_000, 60_000


def row(number: int, close: float = 1.0) -> tuple[int, float, float, float, float, float]:
    return FIRST + number * STEP, 1.0, 2.0, 0.5, close, 1.0


@given(st.lists(st.integers(-5, 30), max_size=120))
def test_in_order_each_once_and_nothing_before_its_turn(offered: list[int]) -> None:
    sequence = Sequence(STEP, FIRST)
    told: list[int] = []
    for number in offered:
        sequence.offer(row(number))
        told += [(each[0] - FIRST) // STEP for each in sequence.ready()]
    assert told == list(range(len(told)))
    first_absent = next(number for number in range(40) if number not in offered)
    assert len(told) == first_absent


@given(st.permutations(list(range(12))), st.sets(st.integers(0, 10)))
def test_giving_up_holes_loses_only_what_never_came(order: list[int], lost: set[int]) -> None:
    sequence = Sequence(STEP, FIRST)
    told, skipped = [], set()
    for number in order:
        if number not in lost:
            sequence.offer(row(number))
    told += sequence.ready()
    while (hole := sequence.skip()) is not None:
        skipped |= set(range((hole[0] - FIRST) // STEP, (hole[1] - FIRST) // STEP))
        told += sequence.ready()
    assert [(each[0] - FIRST) // STEP for each in told] == [number for number in range(12) if number not in lost]
    assert skipped == lost


def test_the_first_version_stands() -> None:
    sequence = Sequence(STEP, FIRST)
    assert sequence.offer(row(0)) is Verdict.NEW
    assert sequence.offer(row(0, close=1.5)) is Verdict.REVISED
    assert sequence.ready() == [row(0)]
    assert sequence.offer(row(0)) is Verdict.DUPLICATE
    assert sequence.offer(row(0, close=1.5)) is Verdict.REVISED
    assert sequence.offer(row(-3)) is Verdict.LATE


@given(st.lists(st.one_of(st.none(), st.text(max_size=4), st.floats(), st.integers()), max_size=8))
def test_anything_at_all_is_a_candle_or_refused(raw: list[object]) -> None:
    found = row_of(raw, Timeframe("1m"))
    if found is not None:
        assert 0 < found[3] <= found[1] <= found[2]
        assert found[0] % STEP == 0


def test_rows_are_sorted_and_single() -> None:
    raw = [list(row(2)), [None] * 6, list(row(1)), list(row(2, 1.5))]
    assert rows_of(raw, Timeframe("1m")) == ([row(1), row(2)], 1)
    assert rows_of("not json", Timeframe("1m")) == ([], 1)
    assert rows_of(None, Timeframe("1m")) == ([], 1)
