"""A candle's glyphs stand where its prices are, and say up or down without colour."""

from hypothesis import given
from hypothesis import strategies as st

from console.charting.candles import draw_candles, draw_volume, shape
from console.charting.canvas import BLANK, Canvas
from console.charting.scale import scale_of
from tests.console.charting.charts import candle, candle_lists

SPANS = st.integers(0, 9)


def blank(width: int, height: int) -> Canvas:
    return Canvas(width, height, [([BLANK] * height, bytearray(height))] * width)


def column(*shaped: str) -> str:
    return "|".join(shaped)


def test_wick_and_body_are_half_a_row_exact() -> None:
    assert column(*shape(False, 2, 4, 1, False, False)) == "│┃┃╵"
    assert column(*shape(True, 1, 2, 2, False, False)) == "╷┃│"
    assert column(*shape(True, 2, 2, 1, False, False)) == "╷╽╿"


def test_rising_is_hollow_and_falling_is_solid() -> None:
    assert column(*shape(False, 2, 6, 2, True, False)) == "│║║║│"
    assert column(*shape(False, 2, 6, 2, True, True)) == " ▐▐▐ |│▀ ▄│| ▌▌▌ "
    assert column(*shape(False, 2, 6, 2, False, True)) == " ▐▐▐ |│███│| ▌▌▌ "


@given(st.booleans(), SPANS, st.integers(1, 9), SPANS, st.booleans())
def test_direction_is_read_without_colour_at_every_size(
    lower_half: bool, above: int, body: int, below: int, wide: bool
) -> None:
    assert shape(lower_half, above, body, below, True, wide) != shape(lower_half, above, body, below, False, wide)


@given(st.booleans(), SPANS, st.integers(1, 9), SPANS, st.booleans())
def test_a_candle_has_no_hole_between_its_high_and_its_low(
    lower_half: bool, above: int, body: int, below: int, rising: bool
) -> None:
    (narrow,) = shape(lower_half, above, body, below, rising, False)
    assert BLANK not in narrow
    assert len(narrow) == (lower_half + above + body + below + 1) // 2
    for part in shape(lower_half, above, body, below, rising, True):
        assert len(part) == len(narrow)


@given(candle_lists(), st.integers(1, 60), st.booleans())
def test_every_candle_stands_from_the_row_of_its_high_to_the_row_of_its_low(bars: tuple, rows: int, log: bool) -> None:
    scale = scale_of([value for bar in bars for value in (bar.high, bar.low)], rows, log=log)
    canvas = blank(len(bars), rows)
    draw_candles(canvas, bars, range(len(bars)), scale, wide=False)
    for bar, marks in zip(bars, canvas.marks, strict=True):
        found = [row for row, mark in enumerate(marks) if mark != BLANK]
        assert (found[0], found[-1]) == (scale.row(bar.high), scale.row(bar.low))
        assert found == list(range(found[0], found[-1] + 1))


def test_volume_stands_on_the_last_row_and_the_most_fills_all() -> None:
    bars = [candle(number, 1, 2, 1, 2, volume) for number, volume in enumerate((0.0, 1.0, 50.0, 100.0))]
    canvas = blank(4, 10)
    draw_volume(canvas, bars, range(4), 6, 10, wide=False)
    assert ["".join(marks[6:]) for marks in canvas.marks] == ["    ", "   ▁", "  ██", "████"]
    assert all("".join(marks[:6]).isspace() for marks in canvas.marks)
