"""Tables that came from the world, made even."""

from __future__ import annotations

from bots.common.card import Grid
from bots.common.grids import in_words, squared


def test_all_rows_are_as_long_as_the_longest() -> None:
    headings, rows = squared(Grid(("pair",), (("BTC/USDT", "67.900"), ())))
    assert headings == ["pair", ""]
    assert rows == [["BTC/USDT", "67.900"], ["", ""]]


def test_a_cell_is_one_line_of_what_is_seen() -> None:
    assert squared(Grid(("a\nb",), (("x\u202ey\r\nz",),))) == (["a b"], [["xy z"]])


def test_nothing_is_still_a_table() -> None:
    assert squared(Grid((), ())) == ([], [])


def test_a_row_in_words_leaves_out_what_is_empty() -> None:
    assert in_words(["pair", "price", "change"], ["BTC/USDT", "67.900", ""]) == ("BTC/USDT", "price 67.900")
