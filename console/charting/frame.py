"""Where things lie in a picture: which rows and columns belong to what, and which bars stand in which column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from console.charting.sheet import Bars, Sheet
from console.charting.view import ChartView, Extent
from engine.service.answers import CandleRow

MARGIN: Final = 2
"""Empty columns between the newest candle and the axis."""
_LEGEND_FROM, _READOUT_FROM, _VOLUME_FROM = 12, 6, 10
_LEAST_PLOT: Final = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """Sizes of the parts: a line that reads out, the plot with volume at its foot, times, and a line of explanation."""

    width: int
    height: int
    axis: int
    readout: int
    legend: int
    volume: int

    @property
    def plot(self) -> int:
        """Columns of the plot."""
        return self.width - self.axis

    @property
    def columns(self) -> int:
        """Columns of the plot that candles may stand in."""
        return max(1, self.plot - MARGIN)

    @property
    def rows(self) -> int:
        """Rows of the plot, volume included."""
        return max(1, self.height - self.readout - self.legend - 1)

    @property
    def prices(self) -> int:
        """Rows that show prices."""
        return self.rows - self.volume


def frame_of(width: int, height: int, axis: int, *, volume: bool) -> Frame:
    """How ``width`` and ``height`` are divided; what matters least goes first where there is little room."""
    readout = int(height >= _READOUT_FROM)
    legend = int(height >= _LEGEND_FROM)
    axis = axis if width - axis >= _LEAST_PLOT else 0
    rows = height - readout - legend - 1
    bars = min(max(rows // 6, 2), 5) if volume and rows >= _VOLUME_FROM else 0
    return Frame(width, height, axis, readout, legend, bars)


@dataclass(frozen=True, slots=True)
class Window:
    """The bars in view, oldest first; ``xs`` is the column of each, ``lasts`` the number of its last candle."""

    bars: Sequence[CandleRow]
    firsts: Sequence[int]
    lasts: Sequence[int]
    xs: Sequence[int]
    pitch: int

    def bar_at(self, x: int) -> int | None:
        """The bar nearest to column ``x``, unless ``x`` is beyond the outermost ones."""
        if not self.xs or x < self.xs[0] - self.pitch or x > self.xs[-1] + self.pitch:
            return None
        place = bisect_left(self.xs, x)
        near = [number for number in (place - 1, place) if 0 <= number < len(self.xs)]
        return min(near, key=lambda number: abs(self.xs[number] - x))

    def bar_of(self, candle: int) -> int | None:
        """The bar that holds a candle, if it is in view."""
        if not self.bars or not self.firsts[0] <= candle <= self.lasts[-1]:
            return None
        return bisect_left(self.lasts, candle)


def window_of(sheet: Sheet, view: ChartView, frame: Frame) -> Window:
    """What ``view`` shows of ``sheet``."""
    count = len(sheet.candles)
    view = view.clamped(Extent(count, frame.columns))
    pitch = view.step.pitch
    all_bars: Bars = sheet.bars(view.step.merge)
    end = all_bars.of(count - 1 - view.offset) + 1 if count else 0
    first = max(0, end - max(1, frame.columns // pitch))
    shown = range(first, end)
    right = frame.columns - 1 - pitch // 2
    return Window(
        [all_bars.rows[bar] for bar in shown],
        [all_bars.firsts[bar] for bar in shown],
        [all_bars.last_of(bar, count) for bar in shown],
        [max(0, right - (end - 1 - bar) * pitch) for bar in shown],
        pitch,
    )
