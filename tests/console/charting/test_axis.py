"""Axes: round prices and round times, as the reader writes them, in the reader's zone."""

import itertools
import re
from dataclasses import replace

from console.charting.axis import day, time_ticks
from console.charting.view import ChartView
from locales import set_defaults
from tests.console.charting.charts import QUARTER, START, chart, drawn, full, text, walk


def labels(zoom: int = 5, width: int = 140) -> list[tuple[int, str]]:
    picture = drawn(full(), ChartView(zoom=zoom), width, 30)
    assert picture.window is not None
    return [(tick.x, tick.label) for tick in time_ticks(picture.window, QUARTER, picture.frame.plot)]


def test_times_stand_under_their_candles_at_round_hours_of_the_readers_zone() -> None:
    picture = drawn(full(), width=140)
    assert picture.window is not None
    at = {x: bar.at for x, bar in zip(picture.window.xs, picture.window.bars, strict=True)}
    for x, label in labels():
        hour = (at[x] - START) // 3_600_000 % 24
        assert label == (day(at[x]) if hour == 0 else f"{hour:02}:00")


def test_midnight_is_the_readers_own() -> None:
    def midnights() -> list[int]:
        return [x for x, label in labels() if "/" in label]

    here = midnights()
    set_defaults(zone="Asia/Tokyo")
    assert [x + 8 for x in midnights()] == here  # two hours ahead: eight candles of 15 minutes earlier


def test_further_out_times_become_days() -> None:
    far = drawn(chart(walk(3000)), ChartView(zoom=1), 140, 30)
    assert far.window is not None
    assert all("/" in tick.label for tick in time_ticks(far.window, QUARTER, far.frame.plot))


def test_times_never_touch_each_other() -> None:
    for zoom in range(8):
        found = labels(zoom)
        for (x, one), (after, other) in itertools.pairwise(found):
            assert after - len(other) // 2 > x + (len(one) + 1) // 2


def test_day_and_month_stand_in_the_order_of_the_language() -> None:
    assert day(START) == "20/11"
    set_defaults(language="en")
    assert day(START) == "11-20"


def test_prices_are_written_as_the_reader_writes_them() -> None:
    def axis() -> str:
        return " ".join(line.split("├")[1] for line in text(drawn(full())) if "├" in line)

    assert re.fullmatch(r"( *\d\d\.\d00 *)+", axis())
    set_defaults(number_style="en")
    assert re.fullmatch(r"( *\d\d,\d00 *)+", axis())


def test_the_axis_is_as_wide_as_its_longest_price() -> None:
    dust = chart([replace(one, open=one.open / 6e9, high=one.high / 6e9, low=one.low / 6e9, close=one.close / 6e9)
                  for one in walk(60)])  # fmt: skip
    lines = text(drawn(dust))
    assert any(line.rstrip().endswith("0,0000112") for line in lines)
    rich = chart([replace(one, open=one.open * 1e7, high=one.high * 1e7, low=one.low * 1e7, close=one.close * 1e7)
                  for one in walk(60)])  # fmt: skip
    assert any("◀" in line and "," in line.split("◀")[1] for line in text(drawn(rich)))


def test_the_price_of_the_moment_has_a_tag_with_its_arrow() -> None:
    picture = drawn(full())
    assert picture.scale is not None
    now = full().price
    assert now is not None
    row = picture.scale.row(now) + picture.frame.readout
    line = text(picture)[row]
    assert line[picture.frame.plot] == "◀"
    assert "┈" in line


def test_the_crosshair_shows_its_time_and_price_on_the_axes() -> None:
    picture = drawn(full(), ChartView(crosshair=150, pointer=4))
    assert picture.scale is not None
    lines = text(picture)
    assert " 21/11 13:30 " in lines[-2]
    assert "─────" in lines[4 + picture.frame.readout]
