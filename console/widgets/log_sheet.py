"""Which lines of a sliding log are shown on which rows: filtered, wrapped, searched. No drawing.

Lines have numbers that stay when the window slides: the first line ever is 0.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from console.tables.cells import broken
from console.tables.filtering import Filter, folded
from console.widgets.log_lines import LogLine, day_of, read, sought

_WIDE: Final = 70
_LEAST_HANG: Final = 2


@dataclass(frozen=True, slots=True, order=True)
class LogRow:
    """A row on the screen: the letters of line ``number`` from ``start`` to ``end``."""

    number: int
    start: int
    end: int


class LogSheet:
    """The newest lines of a log, as rows of a width."""

    def __init__(self) -> None:
        self.total = 0
        self.rows: list[LogRow] = []
        self.numbers: list[int] = []
        """Of the lines that pass the filter."""
        self.filter = Filter()
        self.phrase = ""
        self.found: list[int] = []
        """Numbers of the lines in which the phrase is."""
        self._raw: tuple[str, ...] = ()
        self._today = ""
        self._lines: dict[int, LogLine] = {}
        self._parts: dict[int, list[LogRow]] = {}
        self._finding: dict[int, bool] = {}
        self._width: int | None = None

    @property
    def first(self) -> int:
        """Number of the oldest line that is still here."""
        return self.total - len(self._raw)

    def take(self, raw: Sequence[str], total: int) -> bool:
        """The newest lines, the last of which is number ``total - 1``; whether that is news."""
        if total == self.total and len(raw) == len(self._raw):
            return False
        if total < self.total:  # another log, or the same begun anew
            self._let_go()
        self._raw, self.total = tuple(raw), total
        today = next(filter(None, map(day_of, reversed(raw))), "")
        if today and today != self._today:
            self._today = today
            self._let_go()
        for gone in [number for number in self._lines if number < self.first]:
            del self._lines[gone]
            self._parts.pop(gone, None)
            self._finding.pop(gone, None)
        self.arrange()
        return True

    def _let_go(self) -> None:
        self._lines.clear()
        self._parts.clear()
        self._finding.clear()

    def fit(self, width: int | None) -> None:
        """Wrap at ``width`` cells; None: not at all."""
        if width != self._width:
            self._width = width
            self._parts.clear()
            self.arrange()

    def arrange(self) -> None:
        """Filter, wrap and search anew."""
        wanted, first = self.filter, self.first
        self.numbers = [first + at for at, raw in enumerate(self._raw) if not wanted or wanted.passes(sought(raw))]
        self.rows = [row for line in self.numbers for row in self._rows_of(line)]
        self.found = [line for line in self.numbers if self._finds(line)] if self.phrase else []

    def search(self, text: str) -> None:
        """Look for ``text``, with or without Vietnamese marks."""
        self.phrase = folded(text.strip())
        self._finding.clear()
        self.arrange()

    def _finds(self, number: int) -> bool:
        """Whether the phrase is in a line; looked for once, as long as the line is here."""
        finds = self._finding.get(number)
        if finds is None:
            finds = self._finding[number] = self.phrase in folded(sought(self.line(number).raw))
        return finds

    def line(self, number: int) -> LogLine:
        """The line with this number."""
        line = self._lines.get(number)
        if line is None:
            line = self._lines[number] = read(self._raw[number - self.first], self._today)
        return line

    def row_of(self, number: int, start: int = 0) -> int:
        """The row of a line from letter ``start`` on, or of the next one that is shown."""
        return bisect_left(self.rows, LogRow(number, start, 0))

    def widest(self) -> int:
        """Cells of the longest line that is shown."""
        return max([cell_len(self.line(number).text) for number in self.numbers], default=0)

    def _rows_of(self, number: int) -> list[LogRow]:
        rows = self._parts.get(number)
        if rows is None:
            text = self.line(number).text
            parts = [text] if self._width is None else self._wrapped(text, self._width, self.hang(number))
            rows, at = [], 0
            for part in parts:
                rows.append(LogRow(number, at, at + len(part)))
                at += len(part)
            self._parts[number] = rows
        return rows

    @staticmethod
    def _wrapped(text: str, width: int, hang: int) -> list[str]:
        first = broken(text, width)[0]
        rest = text[len(first) :]
        return [first, *broken(rest, width - hang)] if rest else [first]

    def hang(self, number: int) -> int:
        """Cells before the rows on which a line goes on: under its text where the width allows."""
        said = self.line(number).spans
        return said[-1].start if said and self._width is not None and self._width >= _WIDE else _LEAST_HANG
