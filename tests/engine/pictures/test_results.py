"""Equity, calibration and scoreboard: honest pictures, with units, n and intervals."""

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.collections import LineCollection

from engine.pictures import equity, reliability, scores
from engine.pictures.canvas import Canvas
from engine.pictures.style import LOOKS
from engine.pictures.values import Bin
from locales import use_language, use_number_style
from tests.engine.pictures import sheets as s
from tests.engine.pictures.sheets import boxes, covering, outside, sheet, written

RISING = s.equity(10_000.0, 10_200.0, 9_900.0, 10_400.0)


def test_the_equity_curve_names_its_units_its_start_and_its_deepest_fall() -> None:
    canvas = sheet(equity.draw, RISING)
    assert written(canvas, "title") == ["Đường vốn"]
    assert written(canvas, "axis") == ["Sụt giảm (%), lớn nhất −2,94%", "Vốn (USDT)"]
    assert written(canvas, "tag") == ["▲ bây giờ 10.400,00", "ban đầu 10.000,00"]
    (detail,) = written(canvas, "detail")
    assert "4 điểm" in detail
    assert "▲ +4,00%" in detail


def test_a_loss_points_down() -> None:
    canvas = sheet(equity.draw, s.equity(10_000.0, 9_000.0))
    assert written(canvas, "tag")[0] == "▼ bây giờ 9.000,00"
    assert "▼ −10,00%" in written(canvas, "detail")[0]


@pytest.mark.parametrize("values", [(10_000.0,), (10_000.0, 10_000.0), (0.001, 0.0011), (1e12, 1.1e12)])
def test_odd_purses_are_drawn(values: tuple[float, ...]) -> None:
    canvas = sheet(equity.draw, s.equity(*values, start=values[0]))
    assert not outside(canvas)
    assert not covering([*boxes(canvas, "tag"), *boxes(canvas, "scale")])


def test_an_empty_purse_says_so() -> None:
    assert written(sheet(equity.draw, s.equity()), "nothing")[0] == "Ví chưa có điểm nào để vẽ"


def test_the_calibration_curve_shows_n_intervals_and_what_both_axes_mean() -> None:
    canvas = sheet(reliability.draw, s.reliability())
    assert set(written(canvas, "axis")) == {"Thực tế đúng (%)", "Số dự đoán", "Độ tin cậy đã nói (%)"}
    assert written(canvas, "count") == ["212/410", "180/318", "7/9"]
    assert "n = 737" in written(canvas, "detail")[0]
    assert "2,1%" in written(canvas, "detail")[0]
    assert written(canvas, "warning") == ["Không phải lời khuyên đầu tư"]


def test_intervals_are_as_wide_as_what_is_known_is_uncertain() -> None:
    canvas = sheet(reliability.draw, s.reliability())
    heights = [height for height in _heights(canvas) if height]
    wide, narrow = heights[2], heights[0]
    assert wide / narrow == pytest.approx((0.94 - 0.45) / (0.57 - 0.47), rel=0.02)


def test_the_scoreboard_shows_each_band_with_n_all_together_and_break_even() -> None:
    canvas = sheet(scores.draw, s.scores())
    assert written(canvas, "column") == ["50% – 55%", "55% – 60%", "60% – 65%", "Tất cả"]
    assert written(canvas, "count") == ["212/410", "180/318", "7/9", "399/737"]
    assert "hòa vốn 61,7%" in written(canvas, "legend")
    assert "399/737" in written(canvas, "detail")[0]


def test_break_even_is_not_invented() -> None:
    assert not [words for words in written(sheet(scores.draw, s.scores(break_even=None))) if "hòa vốn" in words]


def test_certainty_fits_on_the_scale() -> None:
    bands = (Bin(0.65, 0.7, 0.67, s.share(1, 1, 0.21, 1.0)), Bin(0.7, 0.75, 0.72, s.share(0, 3, 0.0, 0.56)))
    for draw, picture in ((scores.draw, s.scores(bands)), (reliability.draw, s.reliability(bands))):
        canvas = sheet(draw, picture)
        assert not outside(canvas)
        assert {"0%", "100%"} <= set(written(canvas, "scale"))


@pytest.mark.parametrize(
    ("draw", "picture", "words"),
    [
        (reliability.draw, s.reliability(()), "Chưa có dự đoán nào được chấm"),
        (scores.draw, s.scores(()), "Chưa nói tín hiệu nào nên chưa có gì để chấm"),
    ],
)
def test_nothing_scored_is_said(draw: Callable[[Canvas, Any], None], picture: Any, words: str) -> None:
    assert written(sheet(draw, picture), "nothing")[0] == words


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("draw", "picture"),
    [(equity.draw, RISING), (reliability.draw, s.reliability()), (scores.draw, s.scores())],
    ids=["equity", "reliability", "scores"],
)
def test_no_words_cover_others_or_leave_the_sheet(
    draw: Callable[[Canvas, Any], None], picture: Any, language: str, look: str
) -> None:
    with use_language(language), use_number_style(language):
        canvas = sheet(draw, picture, look=look)
    assert not outside(canvas)
    for kinds in (
        ("tag", "scale"),
        ("moment",),
        ("legend",),
        ("title", "money", "detail"),
        ("column", "count", "axis"),
    ):
        assert not covering([box for kind in kinds for box in boxes(canvas, kind)]), kinds


def _heights(canvas: Canvas) -> list[float]:
    """Heights of the upright first stroke of each interval."""
    found = []
    for lines in canvas.figure.findobj(LineCollection):
        strokes = lines.get_segments()
        if len(strokes) == 3 and strokes[0][0][0] == strokes[0][1][0]:
            found.append(abs(float(strokes[0][1][1] - strokes[0][0][1])))
    return found
