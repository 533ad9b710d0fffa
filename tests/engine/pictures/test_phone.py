"""Pictures for chat: shown a third as wide on a phone, and still to be read."""

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.text import Text

from engine.pictures import candles, equity, pushes, reliability, scores
from engine.pictures.canvas import Canvas
from engine.pictures.values import Bin
from engine.service.drawing import PHONE
from locales import use_language, use_number_style
from tests.engine.pictures import sheets as s
from tests.engine.pictures.sheets import boxes, covering, outside, sheet, written

SHOWN = 360
MATTERS = {"title", "money", "detail", "tag", "scale", "moment", "push", "points", "side", "axis", "count"}
SURE = Bin(0.95, 1.0, 0.97, s.share(123, 124, 0.96, 1.0))
OFTEN = Bin(0.95, 1.0, 0.97, s.share(1_234, 1_240, 0.99, 1.0))
PICTURES: dict[str, tuple[Callable[[Canvas, Any], None], Any]] = {
    "candles": (candles.draw, s.candles()),
    "candles, real money": (candles.draw, s.candles(origin=s.REAL)),
    "tiny prices": (candles.draw, s.candles(times=1e-9)),
    "huge prices": (candles.draw, s.candles(times=1e5)),
    "no candles": (candles.draw, s.candles(0 + 2, rows=(), lines=(), marks=(), levels=(), price=None)),
    "equity": (equity.draw, s.equity(10_000.0, 10_200.0, 9_900.0, 10_400.0)),
    "a large purse": (equity.draw, s.equity(1e9, 1.2e9, 0.9e9, start=1e9)),
    "no equity": (equity.draw, s.equity()),
    "calibration": (reliability.draw, s.reliability()),
    "no calibration": (reliability.draw, s.reliability(())),
    "scoreboard": (scores.draw, s.scores()),
    "many bands": (scores.draw, s.scores((*s.BINS[:3], SURE, SURE, SURE, SURE))),
    "no scoreboard": (scores.draw, s.scores(())),
    "pushes": (pushes.draw, s.pushes(*s.POINTS)),
}


@pytest.fixture(params=["vi", "en"], scope="module")
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=PICTURES, scope="module")
def canvas(request: pytest.FixtureRequest, language: str) -> Canvas:
    draw, picture = PICTURES[request.param]
    with use_language(language), use_number_style(language):
        return sheet(draw, picture, size=(PHONE.width, PHONE.height), letters=PHONE.letters)


def test_what_matters_can_be_read_and_nothing_overlaps(canvas: Canvas) -> None:
    small = {
        (artist.get_gid(), artist.get_text(), round(pixels, 1))
        for artist in canvas.figure.findobj(Text)
        for pixels in [artist.get_fontsize() * canvas.figure.dpi / 72 * SHOWN / canvas.width]
        if artist.get_text() and pixels < (11 if artist.get_gid() in MATTERS else 10)
    }
    assert not small
    assert not outside(canvas)
    for kinds in (
        ("tag", "scale"), ("moment",), ("legend",), ("title", "money", "detail"), ("column", "count", "axis"),
        ("claim",), ("foot", "warning"), ("push", "points"), ("nothing",),
        ("title", "money", "detail", "legend", "tag", "moment", "foot", "warning", "side"),
    ):  # fmt: skip
        assert not covering([box for kind in kinds for box in boxes(canvas, kind)]), kinds


def test_whose_money_it_is_and_whose_prices_are_made_up_is_never_cut(canvas: Canvas) -> None:
    (money,) = written(canvas, "money")
    assert money in ("DEMO · TIỀN GIẤY", "Binance · TIỀN THẬT")
    assert not [title for title in written(canvas, "title") if title.endswith("…")]
    if not written(canvas, "nothing"):
        assert written(canvas, "watermark") == (["DEMO"] if money.startswith("DEMO") else [])


def test_a_time_scale_has_more_than_one_moment(language: str) -> None:
    for count in (60, 90, 120, 200, 500):
        with use_language(language):
            canvas = sheet(candles.draw, s.candles(count), size=(PHONE.width, PHONE.height), letters=PHONE.letters)
        assert len(written(canvas, "moment")) >= 2


@pytest.mark.parametrize("bands", [(OFTEN,) * count for count in (7, 10)], ids=len)
def test_many_bands_of_many_signals_stand_side_by_side(bands: tuple[Bin, ...]) -> None:
    canvas = sheet(scores.draw, s.scores(bands), size=(PHONE.width, PHONE.height), letters=PHONE.letters)
    assert not covering([*boxes(canvas, "column"), *boxes(canvas, "count"), *boxes(canvas, "axis")])
    assert not outside(canvas)
