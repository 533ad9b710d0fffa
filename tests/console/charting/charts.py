"""Charts to draw, and the text of what was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from console.charting.raster import Picture, picture_of
from console.charting.sheet import Sheet
from console.charting.view import ChartView
from engine.service.answers import CandleRow, Chart, ChartLevel, ChartLine, ChartMark, Stamp, Why

START = 1_795_107_600_000  # 20/11/2026 00:00 ICT
QUARTER = 900_000


def candle(number: int, first: float, high: float, low: float, last: float, volume: float = 10.0) -> CandleRow:
    return CandleRow(START + number * QUARTER, first, high, low, last, volume)


def walk(count: int, start: float = 67_000.0) -> tuple[CandleRow, ...]:
    """Candles that go up and down without chance: seven steps up, five down."""
    found, price = [], start
    for number in range(count):
        after = price * (1.002 if number % 12 < 7 else 0.998)
        top, bottom = max(price, after) * 1.001, min(price, after) * 0.999
        found.append(candle(number, price, top, bottom, after, 100.0 + number % 5))
        price = after
    return tuple(found)


def chart(candles: Sequence[CandleRow] = (), **changes: Any) -> Chart:
    facts: dict[str, Any] = {
        "stamp": Stamp("demo", "demo", "paper", START, 800), "symbol": "BTC/USDT", "timeframe": "15m",
        "timeframes": ("15m", "1h"), "candles": tuple(candles), "lines": (), "marks": (), "levels": (),
        "price": candles[-1].close if candles else None, "first_at": candles[0].at if candles else None,
    }  # fmt: skip
    return Chart(**{**facts, **changes})


def full(count: int = 200) -> Chart:
    """A chart with everything on it."""
    rows = walk(count)
    closes = [row.close for row in rows]

    def mean(length: int, factor: float = 1.0) -> tuple[float | None, ...]:
        parts = (closes[max(0, end - length) : end] for end in range(1, count + 1))
        return tuple(sum(part) / length * factor if len(part) == length else None for part in parts)

    entry = rows[-12]
    pays = Why("why-vote-agrees", {"symbol": "BTC/USDT"})
    return chart(
        rows,
        lines=(
            ChartLine("sma_20", mean(20)),
            ChartLine("sma_50", mean(50)),
            ChartLine("bb_upper", mean(20, 1.006)),
            ChartLine("bb_lower", mean(20, 0.994)),
        ),
        marks=(
            ChartMark(rows[-30].at, "signal", "SELL", rows[-30].close, 0.66, False, Why("why-paused")),
            ChartMark(rows[-13].at, "signal", "BUY", rows[-13].close, 0.712, True, pays),
            ChartMark(entry.at + 5_000, "entry", "BUY", entry.open),
            ChartMark(rows[-40].at, "exit", "SELL", rows[-40].close),
        ),
        levels=(
            ChartLevel("entry", entry.open, entry.at),
            ChartLevel("stop", entry.open * 0.995, entry.at),
            ChartLevel("target", entry.open * 1.5, entry.at),
        ),
        price=rows[-1].close * 1.0005,
    )


def drawn(given: Chart | None, view: ChartView | None = None, width: int = 100, height: int = 30) -> Picture:
    sheet = None if given is None else Sheet(given)
    return picture_of(sheet, view or ChartView(), width, height, "night", "#0e1926")


def text(picture: Picture) -> list[str]:
    return ["".join(segment.text for segment in line) for line in picture.lines]


@st.composite
def candle_lists(draw: st.DrawFn, most: int = 60) -> tuple[CandleRow, ...]:
    """Valid candles of any price from dust to fortunes, some after a gap."""
    scale = draw(st.sampled_from([1e-8, 0.01, 1.0, 67_000.0, 1e9]))
    shares = st.floats(0.5, 1.5, allow_nan=False)
    found, number = [], 0
    for _ in range(draw(st.integers(1, most))):
        four = sorted(draw(st.tuples(shares, shares, shares, shares)))
        low, one, other, high = (value * scale for value in four)
        first, last = (one, other) if draw(st.booleans()) else (other, one)
        found.append(candle(number, first, high, low, last, draw(st.sampled_from([0.0, 1.0, 1e6]))))
        number += draw(st.sampled_from([1, 1, 1, 4]))
    return tuple(found)
