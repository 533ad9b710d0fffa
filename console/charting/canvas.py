"""A field of characters, column by column because candles are vertical, and lines of segments made from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rich.segment import Segment
from rich.style import Style

Line = list[Segment]
_RUNS: Final = re.compile(rb"(.)\1*", re.DOTALL)
BLANK, LEVEL, UPRIGHT = " ", "┈", "┊"


class Canvas:
    """``marks[x][y]`` is a character and ``inks[x][y]`` the number of its ink; both may be written to directly."""

    def __init__(self, width: int, height: int, columns: Sequence[tuple[list[str], bytearray]]) -> None:
        """``columns`` is what each column looks like before anything is drawn."""
        self.width = width
        self.height = height
        self.marks = [marks[:] for marks, _ in columns]
        self.inks = [inks[:] for _, inks in columns]

    def free(self, x: int, y: int) -> bool:
        """Whether only what lies furthest behind is there: nothing, the net, a band's edge."""
        return self.inks[x][y] & ~_GROUND_BITS < _IN_FRONT

    def put(self, x: int, y: int, mark: str, ink: int) -> None:
        """One character on the ground that is there; outside is nothing."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.marks[x][y] = mark
            self.inks[x][y] = self.inks[x][y] & _GROUND_BITS | ink

    def write(self, x: int, y: int, text: str, ink: int) -> None:
        """Characters side by side; what would lie outside is dropped."""
        for place, letter in enumerate(text, x):
            self.put(place, y, letter, ink)

    def stand(self, x: int, top: int, text: str, ink: int) -> None:
        """Characters one below the other, from row ``top``, which must all lie inside; the ground stays."""
        end = top + len(text)
        column = self.inks[x]
        self.marks[x][top:end] = text
        column[top:end] = column[top:end].translate(_INKED[ink])

    def shade(self, x: int, top: int, bottom: int, ground: int) -> None:
        """Another ground behind column ``x`` from row ``top`` to ``bottom``, both included."""
        column = self.inks[x]
        column[top : bottom + 1] = column[top : bottom + 1].translate(_SHADES[ground])

    def lines(self, styles: Sequence[Style]) -> list[Line]:
        """One line of segments a row, neighbours of one ink together."""
        found: list[Line] = []
        for letters, inks in zip(zip(*self.marks, strict=True), zip(*self.inks, strict=True), strict=True):
            text = "".join(letters)
            line: Line = []
            for run in _RUNS.finditer(bytes(inks)):
                first, end = run.span()
                line.append(Segment(text[first:end], styles[inks[first]]))
            found.append(line)
        return found


GROUND: Final = 32
"""Inks come in sets of this size, one for each ground."""
_IN_FRONT: Final = 3
"""Inks below this number are behind everything."""
_GROUND_BITS: Final = ~(GROUND - 1)
_INKED: Final = tuple(bytes(old & _GROUND_BITS & 255 | ink for old in range(256)) for ink in range(GROUND))
_SHADES: Final = tuple(bytes((ink % GROUND + GROUND * ground) % 256 for ink in range(256)) for ground in range(3))
