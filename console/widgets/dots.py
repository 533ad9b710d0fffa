"""A canvas finer than the cells of a terminal: 2 x 4 dots a cell in Braille, 2 x 2 in blocks for fonts without it."""

from __future__ import annotations

from typing import Final

_BRAILLE: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLOCKS: Final = ((1, 2), (4, 8))
_QUARTERS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


class Dots:
    """Dots that are set, in ``width`` x ``height`` cells; (0, 0) is the dot at the top left."""

    def __init__(self, width: int, height: int, *, blocks: bool = False) -> None:
        self._bits = _BLOCKS if blocks else _BRAILLE
        self._blocks = blocks
        self.unit = len(self._bits)
        """Dots of a cell from top to bottom."""
        self.across, self.down = 2 * width, self.unit * height
        self._cells = [[0] * width for _ in range(height)]

    def put(self, x: int, y: int) -> None:
        """Set a dot; beyond the edge nothing is set."""
        if 0 <= x < self.across and 0 <= y < self.down:
            self._cells[y // self.unit][x // 2] |= self._bits[y % self.unit][x % 2]

    def upright(self, x: int, one: int, other: int) -> None:
        """Set the dots of a column between two heights, both included."""
        for y in range(min(one, other), max(one, other) + 1):
            self.put(x, y)

    def shade(self, x: int, one: int, other: int) -> None:
        """Set some dots between two heights, thinly."""
        for y in range(min(one, other), max(one, other) + 1):
            if x % 2 == 0 and (y + x) % 4 == 0:
                self.put(x, y)

    def glyphs(self, row: int) -> list[str]:
        """The cells of a row; a space where no dot is set."""
        if self._blocks:
            return [_QUARTERS[bits] for bits in self._cells[row]]
        return [chr(0x2800 + bits) if bits else " " for bits in self._cells[row]]
