"""Where candles stand side by side. A hole in time is a narrow strip that says how many candles are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.pictures.canvas import DOTTED, Box
from locales import t

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.pictures.canvas import Canvas
    from engine.pictures.panel import Panel

_WIDEST_HOLE: Final = 4.0
_AHEAD: Final = 1.6
"""Room after the last candle: for the order that came of it."""
_FEWEST: Final = 24.0
"""A single candle does not fill the picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """``places`` are the middles of candles, counted in candles."""

    ats: NDArray[np.int64]
    places: NDArray[np.float64]
    step_ms: int

    @classmethod
    def of(cls, ats: Sequence[int], step_ms: int) -> Slots:
        """For candles that open at ``ats``, ascending, one at least."""
        opens = np.array(ats, np.int64)
        steps = np.minimum(np.diff(opens) / step_ms, _WIDEST_HOLE)
        return cls(opens, np.concatenate([[0.0], np.cumsum(steps)]), step_ms)

    @property
    def low(self) -> float:
        """The left end of the scale."""
        return self.high - max(_FEWEST, float(self.places[-1]) + 0.8 + _AHEAD)

    @property
    def high(self) -> float:
        """The right end of the scale."""
        return float(self.places[-1]) + _AHEAD

    def width(self, panel: Panel) -> float:
        """Pixels from one candle to the next."""
        return float(panel.box.width / (self.high - self.low))

    def place(self, at: int) -> float:
        """Any moment on this scale; before the first and after the last candle it goes on evenly."""
        if at <= self.ats[0] or at >= self.ats[-1]:
            end = 0 if at <= self.ats[0] else -1
            return float(self.places[end] + (at - self.ats[end]) / self.step_ms)
        return float(np.interp(at, self.ats, self.places))

    def candle(self, at: int) -> int | None:
        """The number of the candle in which ``at`` lies, if it is shown."""
        number_ = int(np.searchsorted(self.ats, at, side="right")) - 1
        return number_ if number_ >= 0 and at < self.ats[number_] + self.step_ms else None

    def gaps(self, canvas: Canvas, panel: Panel) -> None:
        """A dotted strip for each hole, with the number of candles it lacks where there is room for it."""
        missing = np.diff(self.ats) // self.step_ms - 1
        for before in np.flatnonzero(missing > 0):
            left = panel.x(self.places[before] + 0.5)
            right = panel.x(self.places[before + 1] - 0.5)
            box = Box(left, panel.box.bottom, right, panel.box.top)
            canvas.block(box, canvas.look.grid, opacity=0.6)
            edges = [[(x, box.bottom), (x, box.top)] for x in (left, right)]
            canvas.segments(edges, canvas.look.muted, width=1.2, dash=DOTTED)
            words = t("picture-gap", count=int(missing[before]))
            if canvas.measure(words, 18)[1] < right - left:
                middle = (left + right) / 2
                canvas.text(
                    middle, box.bottom + canvas.px(10), words, size=18, color=canvas.look.muted,
                    across="center", up="bottom", turned=90, name="gap",
                )  # fmt: skip
