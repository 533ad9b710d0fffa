"""Lines that were sent before, and walking through those that begin alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from locales.folding import fold, nfc

LIMIT: Final = 200


class History:
    """The last lines, oldest first, none twice in a row. A walk goes over the lines that begin as the typed one did."""

    def __init__(self, lines: Iterable[str] = (), limit: int = LIMIT) -> None:
        self._limit = limit
        self._lines: list[str] = []
        self._place: int | None = None
        self._typed = ""
        for line in lines:
            self.add(line)

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines, oldest first, to be kept."""
        return tuple(self._lines)

    def add(self, line: str) -> None:
        """Remember a line that was sent; a walk that was under way is over."""
        self.leave()
        line = nfc(line).strip()
        if line and self._lines[-1:] != [line]:
            self._lines = [*self._lines, line][-self._limit :]

    def older(self, typed: str) -> str | None:
        """The next older line that begins as ``typed`` (the line when the walk began); None when there is none."""
        if self._place is None:
            self._typed = typed
        start = len(self._lines) if self._place is None else self._place
        return self._walk(range(start - 1, -1, -1))

    def newer(self) -> str | None:
        """The next newer line; after the newest what had been typed, and the walk is over. None outside a walk."""
        if self._place is None:
            return None
        line = self._walk(range(self._place + 1, len(self._lines)))
        if line is None:
            line = self._typed
            self.leave()
        return line

    def leave(self) -> None:
        """End the walk: the line was changed by hand."""
        self._place = None

    def _walk(self, places: Iterable[int]) -> str | None:
        begin = fold(self._typed)
        now = None if self._place is None else self._lines[self._place]
        for place in places:
            line = self._lines[place]
            if line != now and fold(line).startswith(begin):
                self._place = place
                return line
        return None
