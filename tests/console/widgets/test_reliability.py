"""Calibration: what was claimed, what came true, how sure, how often."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.widgets.reliability import Bin, Reliability, reliability_lines
from locales import LANGUAGES, set_defaults
from tests.console.stage import until
from tests.console.widgets.stage import LOOK, Around, lines

BINS = [
    Bin("50–55%", 0.52, 0.50, 0.47, 0.53, 1203),
    Bin("60–65%", 0.62, 0.70, 0.66, 0.74, 320),
    Bin("65–70%", 0.67, 0.58, 0.52, 0.64, 240),
    Bin("≥ 75%", 0.78, None, 0.0, 1.0, 0),
]
SHARES = st.floats(0, 1)


@st.composite
def any_bin(draw: st.DrawFn) -> Bin:
    low, true, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
    known = draw(st.booleans())
    return Bin("60–65%", draw(SHARES), true if known else None, low, high, draw(st.integers(0, 10**6)))


def drawn(bins: list[Bin], width: int) -> list[str]:
    return ["".join(segment.text for segment in line) for line in reliability_lines(bins, LOOK, width)]


@given(st.lists(any_bin(), max_size=8), st.integers(24, 140))
def test_every_line_is_exactly_as_wide_as_asked(bins: list[Bin], width: int) -> None:
    assert {cell_len(line) for line in drawn(bins, width)} == {width}


def test_40_columns_are_enough_to_read_it() -> None:
    head, honest, modest, boastful, never, axis, legend = drawn(BINS, 40)
    assert head.split() == ["Bậc", "●", "lần"]
    assert honest.split()[:3] == ["50–55%", "50,0%", "="]
    assert honest.endswith("1.203")
    assert "├" in honest
    assert "┤" in honest
    assert modest.split()[2] == "▲"
    assert modest.index("◇") < modest.index("●")
    assert boastful.split()[2] == "▼"
    assert boastful.index("●") < boastful.index("◇")
    assert "chưa có lần nào" in never
    assert never.endswith("0")
    assert axis.split() == ["40%", "60%", "80%"]
    assert "đã nói" in legend
    assert "đúng thật" in legend


def test_wide_enough_it_says_what_was_claimed_in_figures() -> None:
    assert "62,0%  70,0% ▲" in drawn(BINS, 70)[2]


def test_narrow_it_still_says_who_boasts() -> None:
    assert [line.split()[:3] for line in drawn(BINS, 26)[2:4]] == [["60–65%", "70,0%", "▲"], ["65–70%", "58,0%", "▼"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_wide_enough_its_verdicts_are_explained(language: str) -> None:
    set_defaults(language=language, number_style=language)
    assert (
        drawn(BINS, 64)[-1].rstrip().endswith({"vi": "= khớp  ▲ hơn  ▼ kém", "en": "= fits  ▲ more  ▼ less"}[language])
    )


def test_nothing_to_show_is_said() -> None:
    assert drawn([], 40)[0].strip() == "Chưa có số liệu"
    set_defaults(language="en", number_style="en")
    assert drawn([], 40)[0].strip() == "No figures yet"


async def test_the_widget_is_as_high_as_its_lines() -> None:
    widget = Reliability()
    async with Around(widget).run_test(size=(44, 20)) as pilot:
        widget.show(BINS, LOOK)
        await pilot.pause()
        assert widget.size.height == len(BINS) + 3
        assert [cell_len(line) for line in lines(widget)] == [44] * widget.size.height


async def test_a_new_width_is_never_filled_with_lines_of_the_old_one() -> None:
    widget = Reliability()
    async with Around(widget).run_test(size=(60, 20)) as pilot:
        widget.show(BINS, LOOK)
        await pilot.pause()
        before = lines(widget)
        widget.styles.width = 44
        await until(pilot, lambda: widget.size.width == 44)
        assert lines(widget) == drawn(BINS, 44) != before
