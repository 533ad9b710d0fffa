"""The whole picture: exact sizes always, everything in its place, nothing lost when candles are merged."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from console.charting.sheet import Sheet, merged
from console.charting.view import OVERLAYS, ZOOMS, ChartView
from engine.service.answers import Chart
from locales import set_defaults
from tests.console.charting.charts import QUARTER, START, candle, candle_lists, chart, drawn, full, text, walk

VIEWS = st.builds(
    ChartView,
    zoom=st.integers(0, len(ZOOMS) - 1),
    offset=st.integers(0, 80),
    log=st.booleans(),
    overlays=st.frozensets(st.sampled_from(OVERLAYS)),
    crosshair=st.none() | st.integers(0, 59),
    pointer=st.none() | st.integers(0, 80),
)


@settings(max_examples=150)
@given(candle_lists(), VIEWS, st.integers(1, 120), st.integers(1, 50))
def test_every_line_is_as_wide_as_asked_for_any_candles_view_and_size(
    candles: tuple, view: ChartView, width: int, height: int
) -> None:
    lines = text(drawn(chart(candles), view, width, height))
    assert len(lines) == height
    assert {cell_len(line) for line in lines} == {width}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [(30, 8), (80, 24), (140, 40), (250, 70), (1, 1), (12, 3)])
@pytest.mark.parametrize("zoom", range(len(ZOOMS)))
def test_with_everything_on_it_fits_every_size(language: str, size: tuple[int, int], zoom: int) -> None:
    set_defaults(language=language, number_style=language)
    for crosshair in (None, 187, 0):
        lines = text(drawn(full(), ChartView(zoom=zoom, crosshair=crosshair), *size))
        assert len(lines) == size[1]
        assert {cell_len(line) for line in lines} == {size[0]}


def test_axes_are_drawn_before_data_arrive_and_say_what_is_awaited() -> None:
    for given_, words in ((None, "Đang lấy nến"), (chart(), "BTC/USDT 15m: chưa có nến nào đóng.")):
        lines = text(drawn(given_, width=100, height=24))
        assert {len(line) for line in lines} == {100}
        assert sum("├" in line for line in lines) >= 4
        assert any(words in line for line in lines)
    narrow = " ".join(line.split("│")[0].strip(" ┈┊├") for line in text(drawn(chart(), width=48, height=24)))
    assert "chọn khung ngắn hơn hoặc mã khác." in narrow


def test_one_candle_and_flat_prices_are_charts_too() -> None:
    for candles in (walk(1), tuple(candle(number, 5, 5, 5, 5, 0) for number in range(40))):
        picture = drawn(chart(candles))
        assert picture.window is not None
        assert len(picture.window.bars) == len(candles)
        assert any(mark in "".join(text(picture)) for mark in "║╻╹┃")


def test_the_newest_candle_stands_at_the_right_and_an_offset_moves_back() -> None:
    picture = drawn(full(), ChartView(offset=25))
    assert picture.window is not None
    assert picture.window.lasts[-1] == 200 - 1 - 25
    assert picture.window.xs[-1] == picture.frame.columns - 1
    assert picture.candle_at(picture.window.xs[-1]) == 174
    assert picture.candle_at(picture.window.xs[0]) == picture.window.firsts[0]
    assert picture.candle_at(picture.frame.plot + 2) is None


@given(candle_lists(), st.sampled_from([2, 4, 8, 16, 32]))
def test_merged_columns_keep_highs_lows_ends_and_volume(candles: tuple, merge: int) -> None:
    bars = Sheet(chart(candles)).bars(merge)
    assert max(bar.high for bar in bars.rows) == max(one.high for one in candles)
    assert min(bar.low for bar in bars.rows) == min(one.low for one in candles)
    assert (bars.rows[0].open, bars.rows[-1].close) == (candles[0].open, candles[-1].close)
    assert sum(bar.volume for bar in bars.rows) == pytest.approx(sum(one.volume for one in candles))
    ends = [*bars.firsts[1:], len(candles)]
    assert [merged(candles[first:end]) for first, end in zip(bars.firsts, ends, strict=True)] == list(bars.rows)


def test_merging_does_not_wander_when_a_candle_is_added() -> None:
    before, after = (Sheet(chart(walk(count))).bars(4) for count in (101, 102))
    assert list(before.rows)[:-1] == list(after.rows)[: len(before.rows) - 1]


def test_missing_candles_are_marked_and_explained() -> None:
    rows = walk(60)
    picture = drawn(chart(rows[:40] + rows[43:]))
    lines = text(picture)
    assert picture.window is not None
    assert lines[-2][picture.window.xs[40]] == "≈"
    assert "≈ thiếu nến" in lines[-1]
    assert "≈" not in "".join(text(drawn(chart(rows))))


def test_overlays_that_are_off_leave_no_trace() -> None:
    everything = "".join(text(drawn(full())))
    nothing = "".join(text(drawn(full(), ChartView(overlays=frozenset()))))
    for sign in ("▲", "△", "●", "cắt lỗ", "SMA20", "╌", "█"):
        assert sign in everything
    for sign in ("▲▼", "△", "●", "cắt lỗ", "╌", "█"):
        assert sign not in nothing
    assert not any(map(is_dots, nothing))


def test_averages_are_told_apart_by_their_dashes_and_pass_behind_candles() -> None:
    def dots(given_: Chart) -> int:
        return sum(bin(ord(letter) - 0x2800).count("1") for letter in "".join(text(drawn(given_))) if is_dots(letter))

    given_ = replace(full(), marks=(), levels=())
    first, second = given_.lines[:2]
    alone = replace(given_, lines=(first,))
    candles = set("║┃│╷╵╻╹╽╿")
    for one, other in zip(text(drawn(alone))[1:-2], text(drawn(replace(alone, lines=())))[1:-2], strict=True):
        assert all(a == b for a, b in zip(one, other, strict=True) if b in candles)
    unset = replace(first, name="none", values=(None,) * 200)
    as_second = replace(alone, lines=(unset, first))
    assert 0 < dots(as_second) < dots(alone)  # the second pen leaves gaps
    assert dots(replace(given_, lines=(first, second))) > dots(alone)


def is_dots(letter: str) -> bool:
    return "\u2800" < letter <= "\u28ff"


def test_what_is_older_than_the_first_candle_is_left_out_and_times_in_between_find_theirs() -> None:
    sheet = Sheet(full())
    assert {number for number, marks in sheet.marks.items() for _ in marks} == {160, 170, 187, 188}
    assert sheet.number_at(START - 1) is None
    assert sheet.number_at(START + QUARTER - 1) == 0
