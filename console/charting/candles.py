"""Candles and volume as characters, half a row exact.

A rising candle is hollow: a double line, or two walls with lids where there is room. A falling one is solid. So
direction is read without colour.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from console.charting.canvas import Canvas
from console.charting.inks import DOWN, DOWN_DIM, STILL, UP, UP_DIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.charting.scale import Scale
    from engine.service.answers import CandleRow

# Indexed by what fills the upper and the lower half of a cell: 3 * upper + lower; 0 nothing, 1 wick, 2 body.
_RISING: Final = " ╷╻╵│╽╹╿║"
_FALLING: Final = " ╷╻╵│╽╹╿┃"
_SOLID: Final = " ╷▄╵│▄▀▀█"
_HOLLOW: Final = " ╷ ╵│╵ ╷ "
_FULL: Final = 8
_LEFT: Final = "  ▗  ▗▝▝▐"
_RIGHT: Final = "  ▖  ▖▘▘▌"
_BODY: Final = (2, 5, 6, 7, _FULL)
_WICKED: Final = {6: 3, 7: 4}
_LID_ABOVE: Final = {2: "▄", 5: "▄", 6: "▀", 8: "▀"}
_LID_BELOW: Final = {2: "▄", 6: "▀", 7: "▀", 8: "▄"}
_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
WIDE_FROM: Final = 3
"""Columns a candle from which on it has a body with sides."""


@lru_cache(maxsize=8192)
def shape(lower_half: bool, above: int, body: int, below: int, rising: bool, wide: bool) -> tuple[str, ...]:
    """Columns of characters, from the high's row to the low's, of a candle measured in half rows.

    ``lower_half``: the high lies in the lower half of its row. ``above`` and ``below`` are lengths of the wicks.
    """
    halves = [0] * lower_half + [1] * above + [2] * body + [1] * below
    halves += [0] * (len(halves) % 2)
    cells = [3 * upper + lower for upper, lower in zip(halves[::2], halves[1::2], strict=True)]
    if not wide:
        return (_double(cells) if rising else "".join(_FALLING[cell] for cell in cells),)
    left, right = ("".join(side[cell] for cell in cells) for side in (_LEFT, _RIGHT))
    middle = _hollow(cells) if rising else "".join(_SOLID[cell] for cell in cells)
    return left, middle, right


def _double(cells: list[int]) -> str:
    """A rising body without sides. Half a double line does not exist: a body that fills no cell is given its first."""
    found = [_RISING[cell] for cell in cells]
    if _FULL not in cells:
        first, *more = (number for number, cell in enumerate(cells) if cell in _BODY)
        found[first] = _RISING[_FULL]
        for number in more:
            found[number] = _HOLLOW[_WICKED[cells[number]]]
    return "".join(found)


def _hollow(cells: list[int]) -> str:
    """The inside of a rising body: empty, with a lid at either end once it is tall enough to have an inside."""
    inside = [number for number, cell in enumerate(cells) if cell in _BODY]
    found = [_HOLLOW[cell] for cell in cells]
    first, last = inside[0], inside[-1]
    if first != last and _FULL in cells:
        found[first] = _LID_ABOVE.get(cells[first], found[first])
        found[last] = _LID_BELOW.get(cells[last], found[last])
    return "".join(found)


def draw_candles(canvas: Canvas, bars: Sequence[CandleRow], xs: Sequence[int], scale: Scale, *, wide: bool) -> None:
    """Bars at columns ``xs``, the middle of each; high and low always within the row they belong to."""
    highs = scale.places([bar.high for bar in bars], 2)
    lows = scale.places([bar.low for bar in bars], 2)
    opens = scale.places([bar.open for bar in bars], 2)
    closes = scale.places([bar.close for bar in bars], 2)
    stand = canvas.stand
    for bar, x, high, low, first, last in zip(bars, xs, highs, lows, opens, closes, strict=True):
        rising = bar.close >= bar.open
        top, bottom = (last, first) if rising else (first, last)
        columns = shape(high & 1 == 1, top - high, bottom - top + 1, low - bottom, rising, wide)
        ink = UP if bar.close > bar.open else DOWN if not rising else STILL
        row = high >> 1
        if not wide:
            stand(x, row, columns[0], ink)
            continue
        stand(x, row, columns[1], ink)
        body, after = top >> 1, (bottom >> 1) + 1
        for side, column in ((x - 1, columns[0]), (x + 1, columns[2])):
            if 0 <= side < canvas.width:
                stand(side, body, column[body - row : after - row], ink)


def draw_volume(
    canvas: Canvas, bars: Sequence[CandleRow], xs: Sequence[int], top: int, end: int, *, wide: bool
) -> None:
    """Bars of volume from row ``top`` until before row ``end``, standing on the last, in eighths of a row."""
    most = max((bar.volume for bar in bars), default=0.0)
    rows = end - top
    if most <= 0 or rows <= 0:
        return
    for bar, x in zip(bars, xs, strict=True):
        eighths = max(1, round(bar.volume / most * rows * 8)) if bar.volume > 0 else 0
        full, rest = divmod(eighths, 8)
        text = ((_EIGHTHS[rest] if rest else "") + "█" * full)[-rows:]
        if not text:
            continue
        ink = UP_DIM if bar.close >= bar.open else DOWN_DIM
        for column in (x - 1, x, x + 1) if wide else (x,):
            if 0 <= column < canvas.width:
                canvas.stand(column, end - len(text), text, ink)
