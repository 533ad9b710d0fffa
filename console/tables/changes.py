"""Numbers that have just changed, and for how long that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from console.tables.cells import Row
from console.tables.columns import Column

SHOWN_SECONDS: Final = 0.4
SWEEP_SECONDS: Final = 0.2
"""How often what is over is taken away; both together are the longest a change is shown: 0.6 s."""


class Changes:
    """Per row key and column index: 1 risen, -1 fallen, and until when."""

    def __init__(self) -> None:
        self._until: dict[str, dict[int, tuple[int, float]]] = {}

    def __bool__(self) -> bool:
        return bool(self._until)

    def note(self, before: Row, after: Row, columns: Sequence[Column], now: float) -> None:
        """Remember which numbers differ in what is read, in columns that mark it."""
        for index, (old, new, column) in enumerate(zip(before.cells, after.cells, columns, strict=False)):
            if not column.flash or old is new or old.text == new.text:
                continue
            if isinstance(old.sort, (int, float)) and isinstance(new.sort, (int, float)) and old.sort != new.sort:
                way = 1 if new.sort > old.sort else -1
                self._until.setdefault(after.key, {})[index] = (way, now + SHOWN_SECONDS)

    def of(self, key: str) -> Mapping[int, int] | None:
        """The changes of a row that are shown now."""
        found = self._until.get(key)
        return {index: way for index, (way, _) in found.items()} if found else None

    def sweep(self, now: float) -> list[str]:
        """Take away what is over; keys of the rows that look different now."""
        touched = []
        for key, found in list(self._until.items()):
            left = {index: change for index, change in found.items() if change[1] > now}
            if len(left) < len(found):
                touched.append(key)
                self._until[key] = left
            if not left:
                del self._until[key]
        return touched
