"""Answers as pictures: which have one, in whose language, and that the event loop goes on meanwhile."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import struct
import subprocess
import sys
import time
import weakref
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from engine.core.errors import InvalidInput
from engine.pictures import canvas
from engine.pictures.canvas import Canvas
from engine.service import answers as a
from engine.service import drawing
from engine.service.drawing import PHONE, draw, has_picture
from locales import use_language, use_number_style, use_zone
from tests.engine.cli.samples import prediction
from tests.engine.pictures.sheets import candles as some
from tests.engine.pictures.sheets import written

AT = 1_795_158_309_000
DEMO = a.Stamp("demo", "demo", "paper", AT)
RECORD = a.Interval(171, 240, 0.7125, 0.652, 0.766)
NOTHING = a.Interval(0, 0, None, None, None)


def chart(count: int = 60, **changes: Any) -> a.Chart:
    rows = tuple(a.CandleRow(*row) for row in some(count).rows)
    closes = tuple(row.close for row in rows)
    lines = (
        a.ChartLine("sma_20", closes),
        a.ChartLine("bb_upper", tuple(value * 1.01 for value in closes)),
        a.ChartLine("bb_lower", tuple(value * 0.99 for value in closes)),
    )
    marks = (
        a.ChartMark(rows[10].at, "signal", "BUY", rows[10].close, 0.712, True),
        a.ChartMark(rows[20].at, "signal", "SELL", rows[20].close, 0.66, False),
        a.ChartMark(rows[30].at, "exit", "SELL", rows[30].close),
    )
    made = a.Chart(
        DEMO, "BTC/USDT", "15m", ("15m",), rows, lines, marks, (a.ChartLevel("stop", closes[-1] * 0.99, rows[0].at),),
        closes[-1], rows[0].at,
    )  # fmt: skip
    return dataclasses.replace(made, **changes)


def equity() -> a.EquityCurve:
    points = tuple(a.EquityPoint(AT + n * 60_000, 10_000.0 + n, 0.0) for n in range(5))
    return a.EquityCurve(DEMO, Decimal(10_000), points)


def card() -> a.ModelCard:
    return a.ModelCard(
        stamp=DEMO, symbol="BTC/USDT", timeframe="15m", horizon="4h", version="v1", trained_at=AT, age_ms=1,
        samples=4_000, accuracy=RECORD, log_loss=0.68, calibration_error=0.5, live=RECORD,
        live_calibration_error=0.031, drift=a.Why("why-paused"), members=(),
        bins=(a.ReliabilityBin(0.65, 0.7, 0.67, RECORD), a.ReliabilityBin(0.7, 0.75, 0.72, NOTHING)), versions=(),
    )  # fmt: skip


def board() -> a.Scoreboard:
    return a.Scoreboard(DEMO, RECORD, (a.BandRow(0.65, 0.7, RECORD),), (), None)


def forecast() -> a.Prediction:
    pushes = (a.Push("RSI_14", -0.19, 0.34, 0.081), a.Push("SMA_50_to_close", 0.0121, -0.13, -0.03))
    stamp = dataclasses.replace(DEMO, data_age_ms=1_000)
    return dataclasses.replace(prediction(stamp=stamp), pushes=pushes, pushes_of="logistic", pushes_base=0.502)


DRAWABLE = (chart(), equity(), card(), board(), forecast())


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    """Each test draws anew."""
    drawing._shelf.cache_clear()


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was really drawn."""
    seen: list[object] = []
    paint = drawing._painted

    def painted(picture: Any, *how: Any) -> bytes:
        seen.append(picture)
        return paint(picture, *how)

    monkeypatch.setattr(drawing, "_painted", painted)
    return seen


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Canvas]:
    """The sheets that were drawn on, not given back."""
    kept: list[Canvas] = []
    monkeypatch.setattr(Canvas, "close", lambda self: kept.append(self))
    return kept


@pytest.mark.parametrize("answer", DRAWABLE, ids=lambda answer: type(answer).__name__)
async def test_answers_with_a_picture_become_png_of_the_size_asked_for(answer: a.Answer) -> None:
    assert has_picture(answer)
    png = await draw(answer, look="day", size=(800, 500))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (800, 500)


@pytest.mark.parametrize("answer", [a.Pong(1.0), prediction()], ids=["pong", "a forecast without pushes"])
async def test_an_answer_without_a_picture_is_refused(answer: a.Answer) -> None:
    assert not has_picture(answer)
    with pytest.raises(InvalidInput, match="err-picture-none"):
        await draw(answer)


@pytest.mark.parametrize("answer", DRAWABLE, ids=lambda answer: type(answer).__name__)
async def test_for_a_phone_it_is_taller_and_its_letters_larger(answer: a.Answer, sheets: list[Canvas]) -> None:
    png = await draw(answer, size=PHONE)
    assert struct.unpack(">II", png[16:24]) == (PHONE.width, PHONE.height)
    assert sheets[0].is_narrow


@pytest.mark.parametrize("size", [(10, 760), (1200, 20_000), (0, 0)])
async def test_sizes_that_no_screen_has_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput, match="err-picture-size"):
        await draw(equity(), size=size)


async def test_it_speaks_as_its_caller_does(sheets: list[Canvas]) -> None:
    with use_language("en"), use_number_style("en"), use_zone("UTC"):
        await draw(chart())
    await draw(chart())
    english, vietnamese = sheets
    assert written(english, "title") == ["BTC/USDT · 15 minutes"]
    assert written(english, "money") == ["DEMO · PAPER"]
    assert "UTC" in written(english, "detail")[0]
    assert written(vietnamese, "title") == ["BTC/USDT · 15 phút"]
    assert written(vietnamese, "money") == ["DEMO · TIỀN GIẤY"]
    assert written(english, "tag")[0].replace(",", "").replace(".", "") == (
        written(vietnamese, "tag")[0].replace(",", "").replace(".", "")
    )
    assert written(english, "tag") != written(vietnamese, "tag")


async def test_two_callers_at_once_each_get_their_own_language(sheets: list[Canvas]) -> None:
    async def ask(language: str) -> None:
        with use_language(language):
            await draw(board())

    await asyncio.gather(*(ask(language) for language in ("en", "vi", "en", "vi")))
    titles = sorted(title for sheet in sheets for title in written(sheet, "title"))
    assert titles == ["Bảng điểm theo bậc tin cậy", "Scoreboard by confidence"]


async def test_a_chart_tells_lines_bands_and_marks_apart(sheets: list[Canvas]) -> None:
    await draw(chart())
    assert written(sheets[0], "legend") == [
        "SMA 20", "Dải Bollinger", "tín hiệu (vào lệnh)", "tín hiệu (đứng ngoài)", "điểm ra",
    ]  # fmt: skip


async def test_a_chart_without_candles_says_why(sheets: list[Canvas]) -> None:
    empty: dict[str, Any] = {"candles": (), "lines": (), "marks": (), "levels": (), "price": None}
    await draw(chart(**empty, first_at=None))
    assert written(sheets[0], "nothing")[0] == "Chưa có nến 15 phút nào của BTC/USDT"


async def test_a_card_shows_the_error_of_the_bins_it_shows(sheets: list[Canvas]) -> None:
    await draw(card())
    assert "sai số hiệu chỉnh 3,1%" in written(sheets[0], "detail")[0]
    assert written(sheets[0], "count") == ["171/240"]


async def test_break_even_is_shown_where_it_is_known(sheets: list[Canvas]) -> None:
    await draw(board(), break_even=0.617)
    await draw(board())
    assert "hòa vốn 61,7%" in written(sheets[0], "legend")
    assert "hòa vốn 61,7%" not in written(sheets[1], "legend")


@pytest.mark.parametrize(
    ("stamp", "words", "made_up"),
    [
        (DEMO, "DEMO · TIỀN GIẤY", True),
        (a.Stamp("exchange", "binance", "paper", AT), "Binance · TIỀN GIẤY", False),
        (a.Stamp("exchange", "binance", "live", AT), "Binance · TIỀN THẬT", False),
        (a.Stamp("replay", "replay:btc.csv", "paper", AT), "PHÁT LẠI btc.csv · TIỀN GIẤY", False),
    ],
)
async def test_market_and_money_are_named(stamp: a.Stamp, words: str, made_up: bool, sheets: list[Canvas]) -> None:
    await draw(dataclasses.replace(equity(), stamp=stamp))
    assert written(sheets[0], "money") == [words]
    assert bool(written(sheets[0], "watermark")) == made_up


async def test_an_explanation_names_the_inputs_and_whose_opinion_it_is(sheets: list[Canvas]) -> None:
    await draw(forecast())
    assert written(sheets[0], "title") == ["BTC/USDT · Vì sao · 4 giờ"]
    assert written(sheets[0], "push") == ["RSI_14 thấp (31)", "dưới SMA_50 1,2%"]
    assert written(sheets[0], "points") == ["+8,1", "−3,0"]
    assert "Riêng Hồi quy: khả năng tăng 50,2% → 55,3%" in written(sheets[0], "detail")[0]


async def test_what_looks_the_same_is_drawn_once(painted: list[object]) -> None:
    pngs = await asyncio.gather(*(draw(equity()) for _ in range(5)))
    later = dataclasses.replace(DEMO, market_time=AT + 40_000, data_age_ms=700)
    pngs.append(await draw(dataclasses.replace(equity(), stamp=later)))
    assert len(painted) == 1
    assert len(set(pngs)) == 1


async def test_what_looks_different_is_drawn_anew(painted: list[object]) -> None:
    await draw(equity())
    await draw(equity(), look="day")
    await draw(equity(), size=PHONE)
    await draw(equity(), size=(PHONE.width, PHONE.height))
    for speech in (use_language("en"), use_number_style("en"), use_zone("UTC")):
        with speech:
            await draw(equity())
    await draw(dataclasses.replace(equity(), stamp=dataclasses.replace(DEMO, market_time=AT + 60_000)))
    await draw(dataclasses.replace(equity(), stamp=dataclasses.replace(DEMO, mode="live")))
    assert len(painted) == 9


async def test_a_picture_that_failed_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Canvas, "png", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await draw(equity())
    assert (await draw(equity())).startswith(b"\x89PNG")


async def test_the_loop_goes_on_while_a_picture_is_drawn() -> None:
    large = chart(600)
    await draw(large)
    drawing._shelf.cache_clear()
    beats: list[float] = []

    async def beat() -> None:
        while True:
            beats.append(time.perf_counter())
            await asyncio.sleep(0.002)

    task = asyncio.create_task(beat())
    await draw(large)
    task.cancel()
    # On the loop itself it would be one gap as long as the whole picture takes, and no beat in between.
    assert len(beats) >= 5
    assert max(later - sooner for sooner, later in pairwise(beats)) < max(0.1, (beats[-1] - beats[0]) / 2)


async def test_a_picture_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[weakref.ref[Any]] = []
    png = Canvas.png

    def seen(self: Canvas) -> bytes:
        found = png(self)
        kept.append(weakref.ref(self._agg.get_renderer()))
        return found

    monkeypatch.setattr(Canvas, "png", seen)
    gc.disable()
    try:
        await draw(chart())
        assert [left() for left in kept] == [None]
    finally:
        gc.enable()


def test_asking_whether_there_is_a_picture_loads_nothing_heavy() -> None:
    code = (
        "import sys; from engine.service import drawing, answers as a; "
        "assert drawing.has_picture(a.EquityCurve(None, 0, ())) and not drawing.has_picture(a.Pong(1.0)); "
        "print([name for name in ('matplotlib', 'numpy', 'PIL', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_warming_up_loads_all_that_a_picture_needs() -> None:
    code = (
        "import asyncio, sys; from engine.service import drawing\n"
        "assert 'matplotlib' not in sys.modules\n"
        "asyncio.run(drawing.warm())\n"
        "before = set(sys.modules)\n"
        "from tests.engine.service.test_drawing import DRAWABLE\n"
        "before |= set(sys.modules)\n"
        "for answer in DRAWABLE: asyncio.run(drawing.draw(answer))\n"
        "print(sorted(name for name in set(sys.modules) - before if name.startswith(('matplotlib', 'PIL', 'numpy'))))"
    )
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


async def test_pyplot_is_never_loaded() -> None:
    code = (
        "import asyncio, sys; from tests.engine.service.test_drawing import DRAWABLE, draw\n"
        "for answer in DRAWABLE: assert asyncio.run(draw(answer))\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_usual_size_is_the_one_that_pictures_are_made_for() -> None:
    assert drawing.USUAL == canvas.USUAL
