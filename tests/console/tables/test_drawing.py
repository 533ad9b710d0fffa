"""Rows as segments: exactly as wide as the table, and readable without colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from console.look.tones import look_of
from console.tables.cells import Cell, Row
from console.tables.changes import SHOWN_SECONDS, Changes
from console.tables.columns import Column, placed
from console.tables.drawing import CURSOR, RowState, column_at, heading_segments, row_segments
from console.tables.painter import Painter
from console.tables.sorting import Order

LOOK = look_of("night")
BASE = Style(bgcolor="#0e1926")
COLUMNS = [Column("sym", "Mã", 6), Column("price", "Giá", 10, right=True), Column("why", "Vì sao", flex=8, rank=1)]
TEXTS = st.text(st.sampled_from("aợ 0▲日"), max_size=20)


def text(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def line(row: Row, state: RowState, width: int = 40) -> str:
    return text(row_segments(row, placed(COLUMNS, width), width, LOOK, BASE, state))


def btc(price: str = "67.900", sort: float = 1.0, *, dim: bool = False) -> Row:
    return Row("BTC", (Cell("BTC", LOOK.strong), Cell(price, LOOK.text, sort), Cell("sàn", LOOK.muted)), dim)


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.integers(24, 90), st.booleans(), st.sampled_from([None, {1: 1}, {2: -1}]))
def test_a_line_is_exactly_as_wide_as_the_table(
    texts: tuple[str, str, str], width: int, dim: bool, changes: dict[int, int] | None
) -> None:
    row = Row("k", tuple(Cell(one, LOOK.up) for one in texts), dim)
    assert cell_len(line(row, RowState(True, True, False, changes), width)) == width
    heading = heading_segments(placed(COLUMNS, width), width, LOOK, BASE, Order("price"))
    assert cell_len(text(heading)) == width


def test_cursor_staleness_and_change_are_glyphs_not_only_tones() -> None:
    assert line(btc(), RowState(cursor=True)).startswith(CURSOR)
    assert line(btc(dim=True), RowState()).startswith("◌")
    assert "67.900↑" in line(btc(), RowState(changes={1: 1}))
    assert "67.900↓" in line(btc(), RowState(changes={1: -1}))


def test_every_segment_lies_on_the_ground_of_its_row() -> None:
    state = RowState(cursor=True, focused=True)
    segments = row_segments(btc(), placed(COLUMNS, 40), 40, LOOK, BASE, state)
    assert {segment.style.bgcolor for segment in segments if segment.style} == {LOOK.chosen.bgcolor}


def test_the_chip_of_a_cell_ends_where_the_cell_ends() -> None:
    row = Row("k", (Cell("THẬT", LOOK.live), Cell("1", LOOK.text), Cell("", LOOK.text)))
    chips = [segment.text for segment in row_segments(row, placed(COLUMNS, 40), 40, LOOK, BASE) if segment.style]
    assert chips[1] == "THẬT  "


def test_the_heading_says_the_order_with_an_arrow_beside_its_word() -> None:
    places = placed(COLUMNS, 40)
    assert "Giá▼" in text(heading_segments(places, 40, LOOK, BASE, Order("price", True)))
    assert "Giá▲" in text(heading_segments(places, 40, LOOK, BASE, Order("price")))
    assert "▲" not in text(heading_segments(places, 40, LOOK, BASE, None))


def test_a_click_finds_the_column_of_a_heading_and_of_its_arrow() -> None:
    places = placed(COLUMNS, 40)
    price = places[1]
    assert [column_at(places, x) for x in (price.x, price.x + price.width)] == [price, price]
    assert column_at(places, 200) is None


def test_changes_are_numbers_that_read_differently_and_end_in_time() -> None:
    changes = Changes()
    changes.note(btc("67.900", 1.0), btc("67.901", 2.0), COLUMNS, now=10.0)
    changes.note(Row("ETH", (Cell("a"),)), Row("ETH", (Cell("b"),)), COLUMNS, now=10.0)
    changes.note(btc("1", 1.0), btc("1", 2.0), COLUMNS, now=10.0)
    assert (changes.of("BTC"), changes.of("ETH")) == ({1: 1}, None)
    assert changes.sweep(10.0 + SHOWN_SECONDS / 2) == []
    assert changes.sweep(10.0 + SHOWN_SECONDS) == ["BTC"]
    assert not changes


def test_a_column_may_keep_its_changes_to_itself() -> None:
    changes = Changes()
    changes.note(btc("67.900", 1.0), btc("67.901", 2.0), [replace(column, flash=False) for column in COLUMNS], now=10.0)
    assert not changes


@pytest.mark.parametrize(("change", "arrow", "tone"), [(1, "↑", LOOK.up), (-1, "↓", LOOK.down)])
def test_a_change_colours_its_arrow_and_leaves_the_number_the_colour_of_its_sign(
    change: int, arrow: str, tone: Style
) -> None:
    row = Row("BTC", (Cell("BTC", LOOK.strong), Cell("▲+1,27%", LOOK.signal, 1.27), Cell("", LOOK.muted)))
    drawn = row_segments(row, placed(COLUMNS, 40), 40, LOOK, BASE, RowState(changes={1: change}))
    styles = {segment.text.strip(): segment.style for segment in drawn}
    assert (styles["▲+1,27%"], styles[arrow]) == (BASE + LOOK.signal, BASE + tone)


def test_a_row_that_stays_the_same_is_drawn_once() -> None:
    painter = Painter(COLUMNS, 40, LOOK, BASE)
    first = painter.row(btc(), RowState())
    assert painter.row(btc(), RowState()) is first
    assert painter.row(btc("68.000"), RowState()) is not first
    assert painter.row(btc("68.000"), RowState(cursor=True)).text.startswith(CURSOR)
