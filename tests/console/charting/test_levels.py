"""Stop, target and entry: dashed from where they began, named, and told about when they lie beyond."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.charting.levels import rightmost_gap
from console.charting.view import ChartView
from engine.service.answers import ChartLevel
from tests.console.charting.charts import chart, drawn, full, text, walk


def test_a_level_is_a_dashed_line_from_its_candle_with_name_distance_and_price() -> None:
    given_ = full()
    stop = next(level for level in given_.levels if level.kind == "stop")
    picture = drawn(given_)
    assert picture.scale is not None
    assert picture.window is not None
    line = text(picture)[picture.scale.row(stop.price) + picture.frame.readout]
    began = picture.window.xs[picture.window.bar_of(188) or 0]
    assert "╌" not in line[:began]
    assert "╌" in line[began:]
    assert "cắt lỗ −" in line
    assert line[picture.frame.plot] == "◀"


def test_a_level_too_far_away_is_named_at_the_edge_and_does_not_flatten_the_candles() -> None:
    picture = drawn(full())
    assert picture.scale is not None
    assert "↑ chốt lời" in text(picture)[picture.frame.readout]
    low = min(bar.low for bar in full().candles)
    below = replace(full(), levels=(ChartLevel("stop", low / 2, 0),))
    assert "↓ cắt lỗ" in "\n".join(text(drawn(below)))


def test_a_level_that_began_after_the_view_is_not_drawn_into_the_past() -> None:
    rows = walk(200)
    given_ = chart(rows, levels=(ChartLevel("entry", rows[100].close, rows[190].at),))
    assert "╌" not in "".join(text(drawn(given_, ChartView(offset=80))))


@given(st.lists(st.integers(0, 99), max_size=60), st.integers(1, 30), st.integers(0, 1))
def test_a_name_stands_in_the_rightmost_free_place(blocked: list[int], length: int, reach: int) -> None:
    place = rightmost_gap(blocked, length, 100, reach)
    assert 0 <= place <= 100 - length
    taken = {x + by for x in blocked for by in range(-reach, reach + 1)}
    free = [x for x in range(100 - length + 1) if taken.isdisjoint(range(x, x + length))]
    assert place == (free[-1] if free else 100 - length)
