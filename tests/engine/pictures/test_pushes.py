"""Explanation bars: the largest first, side, sign and colour say the same, and all bars make the whole way."""

import math

import pytest
from matplotlib.collections import PolyCollection

from engine.pictures import pushes
from engine.pictures.canvas import USUAL, Canvas
from engine.pictures.style import LOOKS
from engine.pictures.values import Bar
from tests.engine.pictures import sheets as s
from tests.engine.pictures.sheets import boxes, covering, outside, sheet, written


def test_it_says_whose_opinion_went_from_where_to_where() -> None:
    canvas = sheet(pushes.draw, s.pushes(*s.POINTS))
    assert written(canvas, "title") == ["BTC/USDT · Vì sao · 4 giờ"]
    assert written(canvas, "money") == ["DEMO · TIỀN GIẤY"]
    detail = " ".join(written(canvas, "detail"))
    assert "Riêng Hồi quy: khả năng tăng 50,2% → " in detail
    assert "mọi mô hình: ▲ TĂNG 71,2%" in detail
    assert written(canvas, "side") == ["◀ đẩy xuống", "đẩy lên ▶"]
    assert written(canvas, "warning") == ["Không phải lời khuyên đầu tư"]
    assert written(canvas, "watermark") == ["DEMO"]


@pytest.mark.parametrize(("size", "letters"), [(USUAL, 1.0), ((1080, 1200), 1.95)])
def test_what_has_no_room_is_told_together_and_nothing_is_lost(size: tuple[int, int], letters: float) -> None:
    canvas = sheet(pushes.draw, s.pushes(*s.POINTS), size=size, letters=letters)
    words, points = written(canvas, "push"), written(canvas, "points")
    assert words[:-1] == list(s.WORDS[: len(words) - 1])
    assert words[-1] == f"{len(s.POINTS) - len(words) + 1} yếu tố còn lại"
    told = sum(float(one.replace("−", "-").replace(",", ".")) for one in points)
    assert told == pytest.approx(100 * math.fsum(s.POINTS), abs=0.05 * len(points) + 1e-9)


def test_side_sign_and_colour_say_the_same() -> None:
    canvas = sheet(pushes.draw, s.pushes(0.08, -0.05))
    up, down = _bars(canvas)
    (plus, minus) = boxes(canvas, "points")
    assert up[0] == down[2]
    assert plus.left > up[2]
    assert minus.right < down[0]
    assert written(canvas, "points") == ["+8,0", "−5,0"]


def test_lengths_are_in_proportion() -> None:
    canvas = sheet(pushes.draw, s.pushes(0.08, -0.05, 0.02))
    widths = [right - left for left, _, right, _ in _bars(canvas)]
    assert [width / widths[0] for width in widths] == pytest.approx([1.0, 5 / 8, 2 / 8], abs=1e-6)


@pytest.mark.parametrize("points", [(), (0.0,), (0.0, 0.0), (0.3,), (-0.3,), (1e-9, -1e-9), (0.9, -0.4)])
@pytest.mark.parametrize("letters", [1.0, 1.95])
def test_odd_pushes_are_drawn(points: tuple[float, ...], letters: float) -> None:
    canvas = sheet(pushes.draw, s.pushes(*points, probability=0.5), letters=letters, size=(1080, 1200))
    assert not outside(canvas)
    assert not covering([*boxes(canvas, "points"), *boxes(canvas, "push")])


def test_words_that_are_too_long_are_cut() -> None:
    bars = (Bar("một đặc trưng có tên dài đến mức không hình nào chứa nổi nó trong một dòng " * 2, 0.1),)
    for letters in (1.0, 1.95):
        canvas = sheet(pushes.draw, s.pushes(0.1, bars=bars), letters=letters)
        assert written(canvas, "push")[0].endswith("…")
        assert not outside(canvas)


@pytest.mark.parametrize("look", LOOKS)
def test_no_words_cover_others(look: str) -> None:
    canvas = sheet(pushes.draw, s.pushes(*s.POINTS), look=look)
    assert not outside(canvas)
    assert not covering([*boxes(canvas, "points"), *boxes(canvas, "push"), *boxes(canvas, "side")])


def _bars(canvas: Canvas) -> list[tuple[float, float, float, float]]:
    found = []
    for shape in canvas.figure.findobj(PolyCollection):
        (path,) = shape.get_paths()
        box = path.get_extents()
        if abs(box.height - canvas.px(24)) < 1e-6:
            found.append((box.x0, box.y0, box.x1, box.y1))
    return found
