"""What happened, drawn at its candle: signals, entries, exits. Shape tells what colour tells."""

from __future__ import annotations

from console.charting.canvas import Canvas
from console.charting.frame import Window
from console.charting.inks import DOWN, QUIET, SIGNAL, TEXT, UP
from console.charting.scale import Scale
from console.charting.sheet import Sheet
from engine.service.answers import ChartMark

TRADED = {"BUY": "▲", "SELL": "▼"}
PASSED = {"BUY": "△", "SELL": "▽"}
ENTERED, LEFT = "●", "○"


def glyph(mark: ChartMark) -> tuple[str, int]:
    """The sign of a mark and its ink: filled where money followed, hollow where it did not or came back."""
    if mark.kind == "entry":
        return ENTERED, UP if mark.side == "BUY" else DOWN
    if mark.kind == "exit":
        return LEFT, TEXT
    if mark.traded:
        return TRADED.get(mark.side, "◆"), SIGNAL
    return PASSED.get(mark.side, "◇"), QUIET


def draw_marks(canvas: Canvas, sheet: Sheet, window: Window, scale: Scale) -> None:
    """Buying below the candle, selling above it, one row each, away from the candle."""
    if not window.bars or not sheet.marks:
        return
    highs = scale.places([bar.high for bar in window.bars], 1)
    lows = scale.places([bar.low for bar in window.bars], 1)
    used: dict[tuple[int, bool], int] = {}
    for number, found in sheet.marks.items():
        bar = window.bar_of(number)
        if bar is None:
            continue
        for mark in found:
            below = mark.side == "BUY"
            far = used[bar, below] = used.get((bar, below), 0) + 1
            row = lows[bar] + far if below else highs[bar] - far
            sign, ink = glyph(mark)
            canvas.put(window.xs[bar], min(max(row, 0), scale.rows - 1), sign, ink)
