"""Texts of exactly so many cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.tables.cells import ELLIPSIS, Cell, broken, fitted, shortened

WORDS = st.text(st.sampled_from("aBợỡđ 0,▲日本語한…"), max_size=40)


@given(WORDS, st.integers(0, 30), st.booleans())
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int, right: bool) -> None:
    assert cell_len(fitted(text, width, right=right)) == width


@given(WORDS, st.integers(1, 30))
def test_what_does_not_fit_is_a_beginning_with_an_ellipsis(text: str, width: int) -> None:
    short = shortened(text, width)
    assert cell_len(short) <= width
    if cell_len(text) <= width:
        assert short == text
    else:
        assert short.endswith(ELLIPSIS)
        kept = short.removesuffix(ELLIPSIS).rstrip()
        assert text.startswith(kept)


@given(WORDS, st.integers(2, 20))
def test_broken_lines_lose_nothing_and_stay_within_the_width(text: str, width: int) -> None:
    lines = broken(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line.removesuffix(" ")) <= width for line in lines)


def test_numbers_stand_at_the_right_and_words_at_the_left() -> None:
    assert fitted("1,5", 6, right=True) == "   1,5"
    assert fitted("lỗ", 6) == "lỗ    "


def test_lines_break_at_spaces() -> None:
    assert broken("Vào lệnh BTC ở 67.900", 13) == ["Vào lệnh BTC ", "ở 67.900"]
    assert broken("", 10) == [""]


def test_a_cell_says_the_longest_text_that_finds_room() -> None:
    cell = Cell("dưới sàn tin cậy", short="dưới sàn")
    assert cell.said(16) == "dưới sàn tin cậy"
    assert cell.said(15) == "dưới sàn"
    assert Cell("một mình").said(3) == "một mình"
