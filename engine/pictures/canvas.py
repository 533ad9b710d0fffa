"""A sheet to draw on in pixels, from the bottom left. Agg alone: no screen, no pyplot, no settings of the machine."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from engine.pictures.letters import letters_of, writable

if TYPE_CHECKING:
    from engine.pictures.style import Look

Points = Any
"""Many times (x, y): nested sequences, or an array of them."""

USUAL: Final = (1200, 760)
_NARROW: Final = 900
"""Usual pixels across, below which words go one below the other."""
_DPI: Final = 100
DASHED: Final = (6.0, 4.0)
DOTTED: Final = (1.5, 3.5)
LONG_DASHED: Final = (12.0, 5.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the sheet."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def meets(self, other: Box) -> bool:
        """Whether the two share a point."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


class Canvas:
    """What is drawn later lies above. Lengths given to ``px`` are those of a picture of the usual size.

    ``letters`` makes words and distances larger against the sheet, for pictures that are shown small.
    """

    def __init__(self, look: Look, size: tuple[int, int] = USUAL, letters: float = 1.0) -> None:
        self.look = look
        self.width, self.height = size
        self.figure = Figure(figsize=(self.width / _DPI, self.height / _DPI), dpi=_DPI, facecolor=look.background)
        self._agg = FigureCanvasAgg(self.figure)
        self._scale = max(0.4, min(self.width / USUAL[0], self.height / USUAL[1])) * letters
        self._order = 0

    @property
    def is_narrow(self) -> bool:
        """Whether there is little room across, measured by the size of letters."""
        return self.width < self.px(_NARROW)

    def px(self, length: float) -> float:
        """A length, in proportion to the sheet."""
        return length * self._scale

    def measure(self, text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
        """Width and height in pixels of ``text``, written ``size`` high."""
        renderer = self._agg.get_renderer()
        font = letters_of(bold, self._points(size))
        width, height, _ = renderer.get_text_width_height_descent(writable(text), font, ismath=False)
        return float(width), float(height)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 20,
        color: str | None = None,
        bold: bool = False,
        across: str = "left",
        up: str = "center_baseline",
        turned: float = 0,
        name: str = "",
        within: Box | None = None,
    ) -> None:
        """Words; ``name`` tells what kind of words they are."""
        font = letters_of(bold, self._points(size))
        artist = Text(
            x, y, writable(text), color=color or self.look.text, fontproperties=font, ha=across, va=up,
            rotation=turned, usetex=False, parse_math=False, transform=IdentityTransform(), gid=name or None,
        )  # fmt: skip
        self._add(artist, within)

    def segments(
        self,
        segments: Points,
        color: str,
        *,
        width: float = 1.5,
        dash: tuple[float, ...] | None = None,
        within: Box | None = None,
        crisp: bool = False,
        opacity: float = 1.0,
    ) -> None:
        """Lines through points; each segment is a list of points. ``crisp`` for what is level or upright."""
        if not len(segments):
            return
        stroke = self._points(width)
        if crisp:  # whole pixels
            stroke = max(1, round(self.px(width))) * 72.0 / _DPI
        style = "solid" if dash is None else (0.0, tuple(length / width for length in dash))
        artist = LineCollection(
            segments, colors=color, linewidths=stroke, linestyles=[style], antialiaseds=[not crisp], alpha=opacity,
            transform=IdentityTransform(), capstyle="butt", joinstyle="round",
        )  # fmt: skip
        self._add(artist, within)

    def shapes(
        self,
        corners: Points,
        inside: str,
        *,
        edge: str | None = None,
        width: float = 1.5,
        within: Box | None = None,
        crisp: bool = False,
        opacity: float = 1.0,
    ) -> None:
        """Closed shapes by their corners."""
        if not len(corners):
            return
        artist = PolyCollection(
            corners, facecolors=inside, edgecolors=edge or "none", linewidths=self._points(width) if edge else 0.0,
            antialiaseds=[not crisp], alpha=opacity, transform=IdentityTransform(),
        )  # fmt: skip
        self._add(artist, within)

    def block(self, box: Box, inside: str, *, edge: str | None = None, opacity: float = 1.0) -> None:
        """A filled rectangle."""
        self.shapes([corners_of(box)], inside, edge=edge, opacity=opacity)

    def png(self) -> bytes:
        """The picture."""
        file = io.BytesIO()
        self._agg.print_png(file, metadata={"Software": None}, pil_kwargs={"compress_level": 4})
        return file.getvalue()

    def close(self) -> None:
        """Give back the sheet: its parts refer to each other, so that it would stay until the next collection."""
        for artist in list(self.figure.artists):
            artist.remove()
        self._agg.renderer = None

    def _points(self, pixels: float) -> float:
        return self.px(pixels) * 72.0 / _DPI

    def _add(self, artist: Any, within: Box | None) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        self.figure.add_artist(artist)
        if within is not None:
            artist.set_clip_box(Bbox.from_extents(within.left, within.bottom, within.right, within.top))
            artist.set_clip_on(True)


def corners_of(box: Box) -> list[tuple[float, float]]:
    """The four corners of a box."""
    return [(box.left, box.bottom), (box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
