"""Curves: exactly as large as asked, axes before points, and readable without colour."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from console.look.tones import look_of
from console.widgets.curve import LAST, Curve, Manner, Points, curve_lines
from console.widgets.dots import Dots
from console.widgets.scales import Scale, around, round_values
from locales.formats import clock, money
from tests.console.widgets.stage import LOOK, Around, lines

MANNER = Manner(lambda value: money(value, None, decimals=0), lambda moment: clock(int(moment), seconds=False))
START = 1_790_000_000_000
HOUR = 3_600_000
NUMBERS = st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=60)


def points(*values: float) -> Points:
    return Points([START + place * HOUR for place in range(len(values))], values)


def texts(found: list[list[Segment]]) -> list[str]:
    return ["".join(segment.text for segment in line) for line in found]


def tones(found: list[list[Segment]], glyphs: str) -> set[str]:
    return {
        segment.style.color.name
        for line in found
        for segment in line
        if segment.style and segment.style.color and any(glyph in segment.text for glyph in glyphs)
    }


@settings(deadline=None)
@given(NUMBERS, st.integers(1, 120), st.integers(1, 40), st.booleans(), st.booleans())
def test_every_line_is_exactly_as_wide_as_asked(
    values: list[float], width: int, height: int, blocks: bool, extra: bool
) -> None:
    manner = replace(MANNER, blocks=blocks, drawdown=extra, area=extra, baseline=10.0 if extra else None)
    found = texts(curve_lines(points(*values), manner, LOOK, width, height))
    assert [cell_len(line) for line in found] == [width] * height


def test_the_axes_are_there_before_the_points() -> None:
    found = texts(curve_lines(Points(), replace(MANNER, baseline=10_000.0), LOOK, 50, 10))
    assert any(line.lstrip().startswith("10.000 ┤") for line in found)
    assert any("Chưa có số liệu" in line for line in found)
    assert "└──" in found[-2]


def test_a_rising_curve_rises_and_ends_in_a_point() -> None:
    found = texts(curve_lines(points(1, 2, 3, 4), MANNER, LOOK, 40, 12))
    plot = [line.partition("│")[2] or line.partition("┤")[2] for line in found[:-2]]
    drawn = [(row, cell) for row, line in enumerate(plot) for cell, glyph in enumerate(line) if glyph != " "]
    left, right = min(drawn, key=lambda one: one[1]), max(drawn, key=lambda one: one[1])
    assert left[0] > right[0]
    assert plot[right[0]][right[1]] == LAST
    assert sum(line.count(LAST) for line in plot) == 1


def test_the_newest_value_and_the_start_are_written_at_the_axis() -> None:
    found = texts(curve_lines(points(10_000, 10_321), replace(MANNER, baseline=10_000.0), LOOK, 60, 14))
    assert any("10.321 ┤" in line for line in found)
    assert any("10.000 ┤" in line and "┄" in line for line in found)


def test_above_the_start_and_below_it_differ_by_place_and_tone() -> None:
    manner = replace(MANNER, baseline=10.0)
    assert LOOK.palette.up in tones(curve_lines(points(10, 14, 16), manner, LOOK, 40, 12), LAST)
    assert LOOK.palette.down in tones(curve_lines(points(10, 7, 4), manner, LOOK, 40, 12), LAST)


def test_what_is_lost_since_the_peak_is_shaded_if_asked() -> None:
    sunk = points(10, 20, 12, 11, 12, 20)
    with_shade = curve_lines(sunk, replace(MANNER, drawdown=True), LOOK, 60, 16)
    assert LOOK.palette.down in tones(with_shade, "⠁⠄⠅⠂⠠⠈")
    assert LOOK.palette.down not in tones(curve_lines(sunk, MANNER, LOOK, 60, 16), "⠁⠄⠅⠂⠠⠈")


def test_a_gap_in_time_is_a_gap_on_the_axis() -> None:
    manner = replace(MANNER, baseline=0.0)
    late = Points([START, START + HOUR, START + 10 * HOUR], [0.0, 100.0, 100.0])
    top = texts(curve_lines(late, manner, LOOK, 60, 12))[0].partition("┤")[2]
    assert len(top.strip()) > 40


def test_moments_stand_under_the_axis() -> None:
    found = texts(curve_lines(points(1, 2, 3), MANNER, LOOK, 60, 10))
    assert clock(START, seconds=False) in found[-1]
    assert clock(START + 2 * HOUR, seconds=False) in found[-1]
    assert found[-2].count("┬") == len(found[-1].split())


def test_what_is_no_number_is_left_out() -> None:
    nan = float("nan")
    assert curve_lines(points(1, nan, 3), MANNER, LOOK, 40, 9) == curve_lines(
        Points([START, START + 2 * HOUR], [1, 3]), MANNER, LOOK, 40, 9
    )
    assert any("Chưa có số liệu" in line for line in texts(curve_lines(points(nan), MANNER, LOOK, 40, 9)))


def test_one_value_alone_is_one_point() -> None:
    found = texts(curve_lines(points(5.0), MANNER, LOOK, 40, 10))
    assert sum(line.count(LAST) for line in found) == 1


def test_dots_are_put_where_they_belong() -> None:
    fine, blocks = Dots(2, 1), Dots(2, 1, blocks=True)
    fine.put(0, 0)
    fine.put(3, 3)
    fine.put(99, 99)
    blocks.upright(1, 0, 1)
    assert fine.glyphs(0) == ["⠁", "⢀"]
    assert blocks.glyphs(0) == ["▐", " "]


@given(st.floats(-1e9, 1e9), st.floats(0.01, 1e9), st.integers(1, 12))
def test_round_values_are_within_and_about_as_many_as_asked(low: float, size: float, count: int) -> None:
    found = round_values(low, low + size, count)
    assert all(low - size * 0.01 <= value <= low + size * 1.01 for value in found)
    assert len(found) <= count + 2


def test_a_scale_keeps_values_within_its_places() -> None:
    scale = Scale(0.0, 10.0, 20)
    assert [scale.place(value) for value in (-5.0, 0.0, 5.0, 10.0, 99.0)] == [0, 0, 10, 20, 20]
    assert around([3.0], 10).place(3.0) == 5


async def test_the_widget_fills_its_room_and_takes_another_theme() -> None:
    curve = Curve(MANNER)
    async with Around(curve).run_test(size=(70, 20)) as pilot:
        curve.show(points(1, 3, 2), LOOK)
        await pilot.pause()
        assert [cell_len(line) for line in lines(curve)] == [70] * 20
        before = curve.render_line(19)
        curve.show(points(1, 3, 2), look_of("day"))
        await pilot.pause()
        assert curve.render_line(19).text == before.text
        assert curve.render_line(19) != before
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert [cell_len(line) for line in lines(curve)] == [40] * 10
