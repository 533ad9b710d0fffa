"""Closed candles of one pair in order, each once: what comes early waits for what is missing."""

from __future__ import annotations

from collections import OrderedDict
from enum import StrEnum

from engine.market.exchange_rows import Row

_REMEMBERED = 200


class Verdict(StrEnum):
    """What became of an offered candle."""

    NEW = "new"
    DUPLICATE = "duplicate"
    REVISED = "revised"
    LATE = "late"


class Sequence:
    """The next candle to tell is the one that opens at ``expected``. The first closed version of a candle stands."""

    __slots__ = ("_step", "_told", "_waiting", "expected")

    def __init__(self, step: int, expected: int) -> None:
        self._step = step
        self.expected = expected
        self._waiting: dict[int, Row] = {}
        self._told: OrderedDict[int, Row] = OrderedDict()

    def offer(self, row: Row) -> Verdict:
        """Take a closed candle."""
        known = self._waiting.get(row[0]) or self._told.get(row[0])
        if known is not None:
            return Verdict.DUPLICATE if known == row else Verdict.REVISED
        if row[0] < self.expected:
            return Verdict.LATE
        self._waiting[row[0]] = row
        return Verdict.NEW

    def ready(self) -> list[Row]:
        """The candles that can be told now."""
        rows = []
        while (row := self._waiting.pop(self.expected, None)) is not None:
            rows.append(row)
            self._told[row[0]] = row
            self.expected += self._step
        while len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        return rows

    @property
    def hole(self) -> tuple[int, int] | None:
        """What is missing before a candle that waits: first opening time, and the first that is there again."""
        return (self.expected, min(self._waiting)) if self._waiting else None

    def skip(self) -> tuple[int, int] | None:
        """Give the hole up."""
        hole = self.hole
        if hole is not None:
            self.expected = hole[1]
        return hole
