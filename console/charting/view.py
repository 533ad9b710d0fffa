"""What a reader has chosen to see of a chart: how close, how far back, which overlays, where the crosshair is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Zoom:
    """``pitch``: columns from one bar to the next. ``merge``: candles in one bar."""

    pitch: int
    merge: int


ZOOMS: Final = (*(Zoom(1, merge) for merge in (32, 16, 8, 4, 2, 1)), Zoom(2, 1), Zoom(3, 1))
"""From the widest view to the closest."""
OVERLAYS: Final = ("averages", "bands", "volume", "marks", "levels")
_LEAST_BARS: Final = 40


def usual_zoom(columns: int) -> int:
    """The closest zoom that still tells a story; never merged."""
    fitting = [place for place, zoom in enumerate(ZOOMS) if zoom.merge == 1 and columns // zoom.pitch >= _LEAST_BARS]
    return max(fitting, default=ZOOMS.index(Zoom(1, 1)))


@dataclass(frozen=True, slots=True)
class Extent:
    """What a view is clamped to: how many candles there are, and how many columns for them."""

    candles: int
    columns: int


@dataclass(frozen=True, slots=True)
class ChartView:
    """``offset``: candles right of the view, newer than all that is shown. ``crosshair``: the number of a candle.

    ``pointer`` is the row of the mouse when it carries the crosshair; from the keyboard it lies on the close.
    """

    zoom: int = ZOOMS.index(Zoom(1, 1))
    offset: int = 0
    log: bool = False
    overlays: frozenset[str] = frozenset(OVERLAYS)
    crosshair: int | None = None
    pointer: int | None = None

    @property
    def step(self) -> Zoom:
        """The zoom in columns and candles."""
        return ZOOMS[self.zoom]

    def capacity(self, columns: int) -> int:
        """How many candles ``columns`` can show."""
        return max(1, columns // self.step.pitch) * self.step.merge

    def clamped(self, extent: Extent) -> ChartView:
        """The nearest view that shows candles which exist."""
        most = max(0, extent.candles - self.capacity(extent.columns))
        offset = min(max(self.offset, 0), most)
        crosshair = self.crosshair if extent.candles else None
        if crosshair is not None:
            crosshair = min(max(crosshair, 0), extent.candles - 1)
        if (offset, crosshair) == (self.offset, self.crosshair):
            return self
        return replace(self, offset=offset, crosshair=crosshair)

    def zoomed(self, closer: int, extent: Extent, anchor: float = 0.0) -> ChartView:
        """``closer`` steps nearer (negative: wider). ``anchor`` columns from the right edge stay where they are."""
        zoom = min(max(self.zoom + closer, 0), len(ZOOMS) - 1)
        held = self.offset + anchor / self.step.pitch * self.step.merge
        after = ZOOMS[zoom]
        offset = round(held - anchor / after.pitch * after.merge)
        return replace(self, zoom=zoom, offset=offset).clamped(extent)

    def panned(self, bars: int, extent: Extent) -> ChartView:
        """``bars`` towards the newest; negative: back in time."""
        return replace(self, offset=self.offset - bars * self.step.merge).clamped(extent)

    def at_oldest(self, extent: Extent) -> ChartView:
        """As far back as there are candles."""
        return replace(self, offset=extent.candles).clamped(extent)

    def at_newest(self) -> ChartView:
        """With the newest candle at the right edge, following it."""
        return replace(self, offset=0)

    def toggled(self, overlay: str) -> ChartView:
        """``overlay`` on or off; ValueError for what is not among ``OVERLAYS``."""
        if overlay not in OVERLAYS:
            raise ValueError(f"unknown overlay: {overlay!r}")
        return replace(self, overlays=self.overlays ^ {overlay})

    def pointed(self, candle: int | None, pointer: int | None = None) -> ChartView:
        """With the crosshair on ``candle``, or without one."""
        return replace(self, crosshair=candle, pointer=None if candle is None else pointer)

    def stepped(self, bars: int, extent: Extent) -> ChartView:
        """The crosshair ``bars`` further; it starts on the newest candle in view, and the view follows it."""
        if not extent.candles:
            return self
        newest = extent.candles - 1 - self.offset
        at = newest if self.crosshair is None else self.crosshair + bars * self.step.merge
        at = min(max(at, 0), extent.candles - 1)
        oldest = max(0, newest + 1 - self.capacity(extent.columns))
        offset = self.offset + max(0, oldest - at) - max(0, at - newest)
        return replace(self, offset=offset, crosshair=at, pointer=None).clamped(extent)

    def rebased(self, before: Sequence[int], after: Sequence[int]) -> ChartView:
        """The same candles in view when times ``before`` became ``after``; a view at the newest follows it."""
        if not before or not after:
            return replace(self, offset=0, crosshair=None, pointer=None)

        def moved(number: int) -> int:
            return max(0, bisect_right(after, before[min(number, len(before) - 1)]) - 1)

        offset = self.offset and len(after) - 1 - moved(len(before) - 1 - min(self.offset, len(before) - 1))
        crosshair = None if self.crosshair is None else moved(self.crosshair)
        return replace(self, offset=offset, crosshair=crosshair)
