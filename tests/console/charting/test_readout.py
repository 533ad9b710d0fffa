"""The line above says what the data say; the line below says what happened or what glyphs mean."""

import pytest

from console.charting.view import ChartView
from locales import set_defaults
from locales.formats import compact, date_time, percent, price
from tests.console.charting.charts import chart, drawn, full, text, walk


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("number", [120, 150, 199])
def test_the_readout_equals_the_data(language: str, number: int) -> None:
    set_defaults(language=language, number_style=language)
    given = full()
    row, before = given.candles[number], given.candles[number - 1]
    line = text(drawn(given, ChartView(crosshair=number), 220))[0]
    letters = "MCTĐ" if language == "vi" else "OHLC"
    for letter, value in zip(letters, (row.open, row.high, row.low, row.close), strict=True):
        assert f" {letter} {price(value)} " in line
    assert line.startswith(f" {date_time(row.at, show_zone=False)} ")
    assert f"{'▲' if row.close > before.close else '▼'} {percent(row.close / before.close - 1)}" in line
    assert f" {compact(row.volume)} " in line
    for indicator in given.lines[:2]:
        assert f"{indicator.name.replace('_', '').upper()} {price(indicator.values[number])}" in line


def test_without_a_crosshair_the_newest_in_view_is_read_out() -> None:
    given = full()
    assert f"Đ {price(given.candles[-1].close)}" in text(drawn(given, width=160))[0]
    assert f"Đ {price(given.candles[-31].close)}" in text(drawn(given, ChartView(offset=30), 160))[0]


def test_a_candle_on_which_something_happened_tells_what_and_why() -> None:
    lines = text(drawn(full(), ChartView(crosshair=187), 140))
    assert lines[-1].startswith(" ▲ Tín hiệu MUA, đã vào lệnh 71,2% · ")
    assert "Cả ba mô hình đồng thuận ở BTC/USDT." in lines[-1]
    assert text(drawn(full(), ChartView(crosshair=170), 140))[-1].startswith(" ▽ Tín hiệu BÁN, đứng ngoài 66,0%")
    assert text(drawn(full(), ChartView(crosshair=188), 140))[-1].startswith(" ● Vào lệnh MUA · ")


def test_little_room_keeps_time_close_and_change() -> None:
    line = text(drawn(full(), width=44))[0]
    assert "Đ " in line
    assert "%" in line
    assert "SMA" not in line
    assert text(drawn(full(), width=30))[0].rstrip().endswith(price(full().candles[-1].close))


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    line = text(drawn(full(), ChartView(crosshair=187), 50))[-1]
    assert line.startswith(" ▲ Tín hiệu MUA")
    assert line.endswith("…")


def test_the_legend_tells_rising_from_falling_as_they_are_drawn() -> None:
    assert " ║ tăng  ┃ giảm " in text(drawn(full(), width=140))[-1]
    assert " ▯ tăng  ▮ giảm " in text(drawn(full(), ChartView(zoom=7), 140))[-1]


def test_the_legend_explains_what_is_on_and_how_the_view_differs() -> None:
    assert "SMA20" in text(drawn(full(), width=140))[-1]
    changed = ChartView(zoom=3, log=True, offset=8, overlays=frozenset())
    line = text(drawn(chart(walk(2000)), changed, 140))[-1]
    assert "SMA" not in line
    for words in ("4 nến một cột", "thang log", "lùi 8 nến"):
        assert words in line
