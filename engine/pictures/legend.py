"""What signs mean: samples with their names, in one row where they fit and in several where they do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas

ROW: Final = 29
SAMPLE: Final = 28
_SIZES: Final = (19, 18, 17)
_BESIDE: Final = 8
_BETWEEN: Final = 24
_THICK: Final = 10
Sample = Callable[["Canvas", float, float], None]


@dataclass(frozen=True, slots=True)
class Item:
    """``sample`` draws the sign from a point on."""

    sample: Sample
    words: str


@dataclass(frozen=True, slots=True)
class Legend:
    """Items in rows, all written in one size."""

    rows: tuple[tuple[Item, ...], ...]
    size: int

    def height(self, canvas: Canvas) -> float:
        """What the rows take."""
        return len(self.rows) * canvas.px(ROW)

    def draw(self, canvas: Canvas, left: float, bottom: float) -> None:
        """The rows from ``left`` on, the lowest one standing on ``bottom``."""
        for number, row in enumerate(reversed(self.rows)):
            x, y = left, bottom + canvas.px(ROW) * (number + 0.5)
            for item in row:
                item.sample(canvas, x, y)
                canvas.text(
                    x + canvas.px(SAMPLE + _BESIDE), y, item.words, size=self.size, color=canvas.look.muted,
                    name="legend",
                )  # fmt: skip
                x += _width(canvas, item, self.size) + canvas.px(_BETWEEN)


def fitted(canvas: Canvas, items: Sequence[Item], width: float) -> Legend:
    """In one row if a size allows it, else in as many as it takes; small letters are not for narrow sheets."""
    for size in _SIZES[:1] if canvas.is_narrow else _SIZES:
        if _whole(canvas, items, size) <= width:
            return Legend((tuple(items),) if items else (), size)
    size, rows = _SIZES[0], [[items[0]]]
    for item in items[1:]:
        if _whole(canvas, [*rows[-1], item], size) <= width:
            rows[-1].append(item)
        else:
            rows.append([item])
    return Legend(tuple(map(tuple, rows)), size)


def stroke(color: str, words: str, *, dash: tuple[float, ...] | None = None, width: float = 2.6) -> Item:
    """A line, or a broad one that stands for an area."""
    return Item(partial(_stroke, color=color, dash=dash, width=width), words)


def sign(letter: str, words: str) -> Item:
    """A letter that stands for something."""
    return Item(partial(_sign, letter=letter), words)


def _sign(canvas: Canvas, x: float, y: float, letter: str) -> None:
    middle = x + canvas.px(SAMPLE) / 2
    canvas.text(middle, y, letter, size=_SIZES[0], color=canvas.look.muted, across="center", name="sign")


def _stroke(canvas: Canvas, x: float, y: float, color: str, dash: tuple[float, ...] | None, width: float) -> None:
    line = [[(x, y), (x + canvas.px(SAMPLE), y)]]
    canvas.segments(line, color, width=width, dash=dash, opacity=0.45 if width > _THICK else 1.0)


def _width(canvas: Canvas, item: Item, size: int) -> float:
    return canvas.px(SAMPLE + _BESIDE) + canvas.measure(item.words, size)[0]


def _whole(canvas: Canvas, items: Sequence[Item], size: int) -> float:
    return sum(_width(canvas, item, size) for item in items) + canvas.px(_BETWEEN) * (len(items) - 1)
