"""Real-looking values to draw, and what can be read from a sheet that was drawn on."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable
from typing import Any

from matplotlib.text import Text

from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import DemoTape
from engine.pictures.canvas import USUAL, Box, Canvas
from engine.pictures.style import look_of
from engine.pictures.values import (
    Bar,
    Bin,
    Candles,
    Equity,
    Level,
    Line,
    Mark,
    Origin,
    Pushes,
    Reliability,
    Scores,
    Share,
)

M15 = Timeframe("15m")
DEMO = Origin("DEMO", "TIỀN GIẤY", real=False, made_up=True, at=1_795_158_309_000)
REAL = Origin("Binance", "TIỀN THẬT", real=True, made_up=False, at=1_795_158_309_000)


def candles(count: int = 120, times: float = 1.0, **changes: Any) -> Candles:
    """A demo market with an average, a band, signals, a finished and an open trade."""
    series = DemoTape("demo", 7, coin_of(Symbol("BTC")), M15).series(9_000, 9_000 + count)
    rows: Any = tuple(
        (candle.timestamp, *(value * times for value in (candle.open, candle.high, candle.low, candle.close)),
         candle.volume)
        for candle in series.candles()
    )  # fmt: skip
    closes = [row[4] for row in rows]
    mean = tuple(None if i < 19 else sum(closes[i - 19 : i + 1]) / 20 for i in range(count))
    lines = (
        Line("SMA 20", "line", mean),
        Line("BB UPPER", "upper", tuple(None if value is None else value * 1.008 for value in mean)),
        Line("BB LOWER", "lower", tuple(None if value is None else value * 0.992 for value in mean)),
    )
    marks = tuple(
        Mark(rows[at][0], kind, buys, rows[at][4], claim, traded)
        for at, kind, buys, claim, traded in (
            (30, "signal", True, 0.68, True),
            (31, "entry", True, None, True),
            (50, "exit", False, None, True),
            (70, "signal", False, 0.74, False),
        )
        if at < count
    )
    now = closes[-1]
    levels = tuple(
        Level(kind, now * part, rows[count // 2][0])
        for kind, part in (("entry", 1.0), ("stop", 0.995), ("target", 1.01))
    )
    made = Candles(
        DEMO, "BTC/USDT", "BTC", "15 phút", M15.ms, rows, lines, marks, levels, now * 1.0002, rows[0][0] if rows else 0
    )
    return dataclasses.replace(made, **changes)


def equity(*values: float, start: float = 10_000.0) -> Equity:
    peaks = [max(values[: place + 1]) for place in range(len(values))]
    points = tuple(
        (1_795_000_000_000 + place * 3_600_000, value, 100 * (1 - value / peak))
        for place, (value, peak) in enumerate(zip(values, peaks, strict=True))
    )
    return Equity(DEMO, start, "USDT", points)


def share(hits: int, n: int, low: float, high: float) -> Share:
    return Share(hits, n, hits / n, low, high)


BINS = (
    Bin(0.5, 0.55, 0.526, share(212, 410, 0.47, 0.57)),
    Bin(0.55, 0.6, 0.574, share(180, 318, 0.51, 0.62)),
    Bin(0.6, 0.65, 0.62, share(7, 9, 0.45, 0.94)),
    Bin(0.65, 0.7, 0.67, None),
)


def reliability(bins: tuple[Bin, ...] = BINS) -> Reliability:
    return Reliability(REAL, "BTC/USDT", "4 giờ", 0.021, bins)


def scores(bands: tuple[Bin, ...] = BINS, break_even: float | None = 0.617) -> Scores:
    return Scores(REAL, share(399, 737, 0.505, 0.577) if bands else None, bands, break_even)


def pushes(*points: float, **changes: Any) -> Pushes:
    named = tuple(Bar(words, move) for words, move in zip(WORDS, points, strict=False))
    made = Pushes(
        DEMO, "BTC/USDT", "4 giờ", "Hồi quy", "▲ TĂNG 71,2%", 1_795_158_309_000, 0.502, 0.502 + sum(points), named
    )
    return dataclasses.replace(made, **changes)


WORDS = (
    "đỉnh nến cao hơn giá đóng 0,81%", "RSI_14 thấp (31)", "khối lượng chỉ bằng 0,4 lần thường lệ", "dưới SMA_50 1,2%",
    "giá nằm dưới cả dải Bollinger", "MACD trên đường tín hiệu", "thủng dải Bollinger dưới 0,20%", "sát SMA_10",
    *(f"yếu tố {number}" for number in range(9)),
)  # fmt: skip
POINTS = (-0.149, 0.107, -0.09, 0.075, -0.053, 0.04, -0.031, 0.028, *(0.01 / n * (-1) ** n for n in range(1, 10)))


def sheet(
    draw: Callable[[Canvas, Any], None],
    picture: Any,
    *,
    look: str = "night",
    size: tuple[int, int] = USUAL,
    letters: float = 1.0,
) -> Canvas:
    """A sheet with the picture on it; whatever matplotlib warns of (a letter without a glyph) is an error."""
    canvas = Canvas(look_of(look), size, letters)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw(canvas, picture)
        canvas.png()
    return canvas


def written(canvas: Canvas, name: str | None = None) -> list[str]:
    """The words on a sheet, of one kind or all."""
    return [artist.get_text() for artist in _texts(canvas) if name is None or artist.get_gid() == name]


def boxes(canvas: Canvas, name: str) -> list[Box]:
    """Where the words of one kind stand."""
    return [box_of(canvas, artist) for artist in _texts(canvas) if artist.get_gid() == name]


def box_of(canvas: Canvas, artist: Text) -> Box:
    found = artist.get_window_extent(canvas._agg.get_renderer())
    return Box(found.x0, found.y0, found.x1, found.y1)


def outside(canvas: Canvas) -> list[str]:
    """Words that do not lie wholly on the sheet."""
    return [
        artist.get_text()
        for artist in _texts(canvas)
        for box in [box_of(canvas, artist)]
        if artist.get_gid() != "watermark"
        and (box.left < 0 or box.bottom < 0 or box.right > canvas.width or box.top > canvas.height)
    ]


def covering(found: list[Box]) -> list[tuple[Box, Box]]:
    """Pairs that share a point."""
    return [(one, two) for place, one in enumerate(found) for two in found[place + 1 :] if one.meets(two)]


def _texts(canvas: Canvas) -> list[Text]:
    return [artist for artist in canvas.figure.findobj(Text) if artist.get_text()]
