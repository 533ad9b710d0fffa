"""The candle chart: what it says, that nothing covers anything, and odd markets."""

import dataclasses
from typing import Any

import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from engine.pictures import candles
from engine.pictures.canvas import Canvas
from engine.pictures.style import LOOKS
from engine.pictures.values import Level, Mark
from locales import use_language, use_number_style, use_zone
from tests.engine.pictures.sheets import REAL, boxes, covering, outside, sheet, written
from tests.engine.pictures.sheets import candles as some


def test_it_says_what_it_shows_in_vietnamese() -> None:
    canvas = sheet(candles.draw, some())
    assert written(canvas, "title") == ["BTC/USDT · 15 phút"]
    assert written(canvas, "money") == ["DEMO · TIỀN GIẤY"]
    assert written(canvas, "watermark") == ["DEMO"]
    assert written(canvas, "warning") == ["Không phải lời khuyên đầu tư"]
    (detail,) = written(canvas, "detail")
    assert "120 nến" in detail
    assert "ICT" in detail
    assert written(canvas, "legend") == [
        "SMA 20", "Dải Bollinger", "tín hiệu (vào lệnh)", "tín hiệu (đứng ngoài)", "điểm vào", "điểm ra",
    ]  # fmt: skip
    assert [words.split()[0] for words in written(canvas, "tag")] == ["▲", "giá", "cắt", "chốt"]
    assert sorted(written(canvas, "claim")) == ["68%", "74%"]


def test_it_says_the_same_in_english_with_english_numbers_and_another_clock() -> None:
    with use_language("en"), use_number_style("en"), use_zone("UTC"):
        canvas = sheet(candles.draw, some(timeframe="15 minutes"))
    assert written(canvas, "warning") == ["Not investment advice"]
    (detail,) = written(canvas, "detail")
    assert "120 candles" in detail
    assert "UTC" in detail
    tags = written(canvas, "tag")
    assert [words.rsplit(" ", 1)[0] for words in tags] == ["▲", "entry", "stop loss", "take profit"]
    assert all(words[-3] == "." and "," in words for words in tags)


def test_real_money_is_told_apart_and_real_prices_carry_no_watermark() -> None:
    canvas = sheet(candles.draw, some(origin=REAL))
    assert written(canvas, "money") == ["Binance · TIỀN THẬT"]
    assert not written(canvas, "watermark")
    assert _faces(canvas) & {canvas.look.live, canvas.look.paper} == {canvas.look.live}


def test_without_signals_nothing_is_advised_against() -> None:
    assert not written(sheet(candles.draw, some(marks=())), "warning")


def test_a_long_name_of_a_market_gives_way_but_whose_money_it_is_does_not() -> None:
    origin = dataclasses.replace(REAL, market="PHÁT LẠI một tệp tên dài đến mức không hình nào chứa nổi.parquet")
    (words,) = written(sheet(candles.draw, some(origin=origin)), "money")
    assert words.startswith("PHÁT LẠI")
    assert words.endswith("… · TIỀN THẬT")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_words_cover_others_or_leave_the_sheet(look: str, language: str) -> None:
    with use_language(language):
        canvas = sheet(candles.draw, some(), look=look)
    assert not outside(canvas)
    for kinds in (
        ("tag", "scale"),
        ("moment",),
        ("legend",),
        ("title", "money", "detail"),
        ("claim",),
        ("foot", "warning"),
    ):
        assert not covering([box for kind in kinds for box in boxes(canvas, kind)]), kinds


@pytest.mark.parametrize("size", [(480, 320), (640, 400), (900, 1400), (2400, 900)])
def test_every_size_keeps_its_words_apart(size: tuple[int, int]) -> None:
    canvas = sheet(candles.draw, some(), size=size)
    assert not outside(canvas)
    assert not covering([*boxes(canvas, "tag"), *boxes(canvas, "scale")])
    assert not covering(boxes(canvas, "moment"))


def test_levels_that_lie_together_have_tags_below_each_other() -> None:
    base = some()
    price = base.price or 0.0
    levels = tuple(
        Level(kind, price * part, 0) for kind, part in (("entry", 1.0), ("stop", 0.9999), ("target", 1.0001))
    )
    canvas = sheet(candles.draw, some(levels=levels))
    tags = boxes(canvas, "tag")
    assert len(tags) == 4
    assert not covering(tags)


def test_a_level_far_away_is_told_at_the_edge_and_leaves_the_candles_room() -> None:
    price = some().price or 0.0
    canvas = sheet(candles.draw, some(levels=(Level("target", price * 2, 0), Level("stop", price / 2, 0))))
    tags = written(canvas, "tag")
    assert tags[1].endswith("↑")
    assert tags[2].endswith("↓")
    assert len(written(canvas, "scale")) >= 3


def test_rising_and_falling_candles_differ_in_shape() -> None:
    canvas = sheet(candles.draw, some(20))
    look = canvas.look
    assert {look.up_inside, look.down} <= _faces(canvas)
    assert look.up not in _faces(canvas)


def test_marks_outside_the_span_are_left_out() -> None:
    base = some()
    first, last = base.rows[0][0], base.rows[-1][0]
    marks = tuple(Mark(at, "signal", True, 1.0, 0.7, False) for at in (1, first - 1_000_000, last + 5_000_000))
    assert not written(sheet(candles.draw, some(marks=marks)), "claim")
    assert not [words for words in written(sheet(candles.draw, some(marks=marks)), "legend") if "tín hiệu" in words]


def test_an_order_just_after_the_last_candle_is_shown() -> None:
    base = some()
    entry = Mark(base.rows[-1][0] + base.step_ms, "entry", True, base.rows[-1][4], None, True)
    assert "điểm vào" in written(sheet(candles.draw, some(marks=(entry,))), "legend")


def test_claims_that_would_cover_each_other_are_thinned() -> None:
    base = some()
    marks = tuple(Mark(row[0], "signal", True, row[4], 0.66, False) for row in base.rows)
    canvas = sheet(candles.draw, some(marks=marks))
    claims = boxes(canvas, "claim")
    assert 3 <= len(claims) < len(marks)
    assert not covering(claims)


def test_one_candle() -> None:
    canvas = sheet(candles.draw, some(1))
    assert "1 nến" in written(canvas, "detail")[0]
    assert len(written(canvas, "moment")) == 2


def test_a_price_that_never_moved() -> None:
    rows = tuple((place * 900_000, 100.0, 100.0, 100.0, 100.0, 0.0) for place in range(30))
    canvas = sheet(candles.draw, some(rows=rows, lines=(), marks=(), levels=(), price=100.0))
    assert written(canvas, "tag") == ["▲ 100,00"]
    assert len(written(canvas, "scale")) >= 2


def test_tiny_prices_are_never_shown_as_zero() -> None:
    canvas = sheet(candles.draw, some(times=1.234e-5 / 45_000))
    numbers = [words.split()[-1] for words in [*written(canvas, "scale"), *written(canvas, "tag")]]
    assert len(numbers) >= 5
    assert all(words.startswith("0,0000") and words.strip("0,") for words in numbers)
    assert len(set(written(canvas, "scale"))) == len(written(canvas, "scale"))


def test_huge_prices_stay_on_the_sheet() -> None:
    canvas = sheet(candles.draw, some(times=1e11))
    assert not outside(canvas)
    assert not covering([*boxes(canvas, "tag"), *boxes(canvas, "scale")])


def test_a_hole_in_time_is_shown_with_the_number_of_candles_it_lacks() -> None:
    base = some(60)
    kept = [place for place in range(60) if not 20 <= place < 32]
    rows = tuple(base.rows[place] for place in kept)
    lines = tuple(dataclasses.replace(one, values=tuple(one.values[place] for place in kept)) for one in base.lines)
    canvas = sheet(candles.draw, some(60, rows=rows, lines=lines))
    assert written(canvas, "gap") == ["thiếu 12 nến"]


def test_thousands_of_candles_take_a_handful_of_shapes() -> None:
    canvas = sheet(candles.draw, some(3_000))
    assert len(canvas.figure.findobj(PolyCollection)) < 40
    assert not outside(canvas)


def test_without_candles_it_draws_axes_and_says_why() -> None:
    nothing: dict[str, Any] = {"rows": (), "lines": (), "marks": (), "levels": (), "price": None}
    canvas = sheet(candles.draw, some(**nothing, first_at=None))
    assert written(canvas, "nothing")[0] == "Chưa có nến 15 phút nào của BTC/USDT"
    assert written(canvas, "money") == ["DEMO · TIỀN GIẤY"]
    canvas = sheet(candles.draw, some(**nothing, first_at=1_795_158_309_000))
    assert written(canvas, "nothing")[1] == "Lịch sử đã lưu bắt đầu từ 20/11/2026 14:05 ICT."


def test_an_indicator_without_values_is_not_named() -> None:
    base = some(20)
    lines = tuple(dataclasses.replace(line, values=(None,) * 20) for line in base.lines)
    legend = written(sheet(candles.draw, some(20, lines=lines, marks=())), "legend")
    assert legend == []


def _faces(canvas: Canvas) -> set[str]:
    """The colours inside shapes."""
    return {to_hex(color) for shape in canvas.figure.findobj(PolyCollection) for color in shape.get_facecolor()}
