"""The order of rows, the filter, and the cursor that stays on its key."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.tables.cells import Cell, Row
from console.tables.columns import Column
from console.tables.filtering import Filter
from console.tables.sorting import Order, after_click, next_order, ordered
from console.tables.view import TableView

COLUMNS = (Column("sym", "Mã"), Column("price", "Giá", right=True), Column("why", "Vì sao", sortable=False))
VALUES = st.lists(
    st.one_of(st.none(), st.sampled_from([1.0, 2.0, 3.0, float("nan")]), st.sampled_from("bạB")), max_size=12
)


def row(key: str, value: float | str | None = None, why: str = "") -> Row:
    return Row(key, (Cell(key, sort=key), Cell(str(value), sort=value), Cell(why)))


def keys(rows: list[Row]) -> list[str]:
    return [one.key for one in rows]


@given(VALUES, st.booleans())
def test_the_order_is_stable_and_nothing_comes_last(values: list[float | str | None], descending: bool) -> None:
    rows = [row(str(place), value) for place, value in enumerate(values)]
    found = ordered(rows, COLUMNS, Order("price", descending))
    assert sorted(keys(found)) == sorted(keys(rows))
    empty = [value is None or value != value for value in (one.cells[1].sort for one in found)]
    assert empty == sorted(empty)
    for one, other in pairwise(found):
        a, b = one.cells[1].sort, other.cells[1].sort
        if a == b or (empty[found.index(one)] and empty[found.index(other)]):
            assert int(one.key) < int(other.key)
        elif isinstance(a, float) and isinstance(b, float) and not empty[found.index(other)]:
            assert (a > b) == descending


def test_names_are_ordered_with_and_without_marks_alike() -> None:
    rows = [row(name) for name in ("ĐỘNG", "bán", "Án", "cắt")]
    assert keys(ordered(rows, COLUMNS, Order("sym"))) == ["Án", "bán", "cắt", "ĐỘNG"]


def test_a_column_that_is_gone_orders_nothing() -> None:
    rows = [row("b"), row("a")]
    assert keys(ordered(rows, COLUMNS, Order("gone"))) == ["b", "a"]


def test_clicks_begin_with_the_largest_number_turn_it_and_end_it() -> None:
    number, word = COLUMNS[1], COLUMNS[0]
    first = after_click(None, number)
    second = after_click(first, number)
    assert (first, second, after_click(second, number)) == (Order("price", True), Order("price", False), None)
    assert after_click(first, word) == Order("sym", False)


def test_the_next_order_goes_round_what_can_be_ordered() -> None:
    first = next_order(None, COLUMNS)
    second = next_order(first, COLUMNS)
    assert (first, second, next_order(second, COLUMNS)) == (Order("sym"), Order("price", True), None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", "abc"), ("mua", "a"), ("MÚA sàn", ""), ("san", "b"), ("!mua", "bc"), ("!", "abc"), ("duoi  SÀN", "b")],
)
def test_the_filter_takes_words_without_marks_and_the_opposite(typed: str, kept: str) -> None:
    texts = {"a": "tín hiệu mua", "b": "dưới sàn 65%", "c": "phí"}
    wanted = Filter.of(typed)
    assert "".join(key for key, text in texts.items() if wanted.passes(text)) == kept


def view(*rows: Row) -> TableView:
    table = TableView()
    table.columns, table.rows = COLUMNS, rows
    table.arrange()
    return table


def test_the_cursor_stays_on_its_key_when_rows_change_places() -> None:
    table = view(row("a", 1.0), row("b", 2.0), row("c", 3.0))
    table.cursor, table.order = "b", Order("price", True)
    table.rows = (row("a", 9.0), row("b", 0.0), row("c", 3.0))
    table.arrange()
    assert keys(table.shown) == ["a", "c", "b"]
    assert table.cursor == "b"


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_the_cursor_is_always_on_a_row_that_is_shown(before: list[str], after: list[str]) -> None:
    table = view(*map(row, before))
    at = len(before) // 2
    table.cursor = before[at] if before else None
    table.rows = tuple(map(row, after))
    table.arrange()
    if table.cursor is None:
        assert not after
    elif before and before[at] in after:
        assert table.cursor == before[at]
    else:
        assert table.cursor == after[min(at, len(after) - 1) if before else 0]


def test_records_hold_raw_values_under_names_that_no_language_changes() -> None:
    table = view(row("BTC", 67900.5, "sàn"))
    assert table.records() == [{"sym": "BTC", "price": 67900.5, "why": "sàn"}]


def test_records_hold_no_dust_of_binary_fractions_and_nothing_that_is_no_number() -> None:
    table = view(row("BTC", 0.5389539999999999, "sàn"), row("ETH", float("nan"), "—"))
    assert [record["price"] for record in table.records()] == [0.538954, None]
    assert table.records()[1]["why"] is None


def test_a_cell_that_says_several_things_becomes_several_columns_in_every_row() -> None:
    lean = Cell("▼ 53,9% ·", sort=0.539, facts=(("direction", "DOWN"), ("spoken", False)))
    table = view(row("BTC", 1.0, "sàn"))
    table.rows = (Row("ETH", (Cell("ETH"), lean, Cell("đệm", facts=()))), *table.rows)
    table.arrange()
    assert table.records() == [
        {"sym": "ETH", "direction": "DOWN", "spoken": False, "price": None, "why": None},
        {"sym": "BTC", "direction": None, "spoken": None, "price": 1.0, "why": "sàn"},
    ]
