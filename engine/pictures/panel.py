"""A part of a picture with two scales: from what is meant to where it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.pictures.canvas import Box, Canvas


@dataclass(frozen=True, slots=True)
class Panel:
    """``box`` shows ``x_low`` to ``x_high`` across and ``y_low`` to ``y_high`` up."""

    box: Box
    x_low: float
    x_high: float
    y_low: float
    y_high: float

    def x(self, value: Any) -> Any:
        """Pixels from the left of the sheet."""
        return self.box.left + (value - self.x_low) / (self.x_high - self.x_low) * self.box.width

    def y(self, value: Any) -> Any:
        """Pixels from the bottom of the sheet."""
        return self.box.bottom + (value - self.y_low) / (self.y_high - self.y_low) * self.box.height

    def ground(self, canvas: Canvas) -> None:
        """The surface that the scales stand on."""
        canvas.block(self.box, canvas.look.ground)

    def frame(self, canvas: Canvas) -> None:
        """Left and lower edge."""
        box = self.box
        edges = [[(box.left, box.top), (box.left, box.bottom), (box.right, box.bottom)]]
        canvas.segments(edges, canvas.look.frame, width=1.2)

    def rungs(self, canvas: Canvas, values: Sequence[float]) -> None:
        """Level grid lines."""
        levels = [round(self.y(value)) + 0.5 for value in values]
        lines = [[(self.box.left, level), (self.box.right, level)] for level in levels]
        canvas.segments(lines, canvas.look.grid, width=1.0, crisp=True)

    def posts(self, canvas: Canvas, places: Sequence[float]) -> None:
        """Upright grid lines, at pixels."""
        lines = [[(round(x) + 0.5, self.box.bottom), (round(x) + 0.5, self.box.top)] for x in places]
        canvas.segments(lines, canvas.look.grid, width=1.0, crisp=True)


def pieces(xs: NDArray[np.float64], ys: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The unbroken parts of a line that has holes (NaN), each of two points or more."""
    whole = np.isfinite(ys)
    points = np.column_stack([xs, ys])
    cuts = np.flatnonzero(np.diff(whole.astype(np.int8))) + 1
    return [part for part in np.split(points, cuts) if len(part) > 1 and np.isfinite(part[0, 1])]


def span_of(low: float, high: float, room: float = 0.06) -> tuple[float, float]:
    """A range with some room at both ends; one that is flat gets a width."""
    width = high - low
    if width <= max(abs(high), abs(low)) * 1e-9:
        width = abs(high) * 0.01 or 1.0
        return low - width / 2, high + width / 2
    return low - room * width, high + room * width
