"""Fetches years of candles: only what is missing, forwards from the last and backwards before the first, page by page.

Each page is handed to the sink before the next is asked for, so whatever ends the work (Ctrl-C, a lost network,
a full disk) leaves all earlier pages stored, and the next run asks only for the rest. Nothing is ever deleted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.core.errors import Temporary
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange_rows import row_of
from engine.market.feed import Feed
from engine.market.retry import Backoff, Retry

Range: TypeAlias = tuple[int, int]
"""Opening times from the first, inclusive, to the second, exclusive."""
Sink: TypeAlias = Callable[[CandleSeries], int]
Progress: TypeAlias = Callable[["DownloadProgress"], None]


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far a download is, in candles; ``rate`` is candles a second."""

    done: int
    total: int
    rate: float
    stored: int
    refused: int

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this rate."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


@dataclass(slots=True)
class DownloadReport:
    """What a download did: candles asked for, stored, refused as no candles, and the holes the exchange has itself."""

    asked: int = 0
    stored: int = 0
    refused: int = 0
    absent: list[Range] = field(default_factory=list)


def ranges_of(timestamps: Iterable[int], timeframe: Timeframe) -> list[Range]:
    """Stored opening times, ascending, as ranges without holes."""
    ranges: list[Range] = []
    for at in map(int, timestamps):
        if ranges and ranges[-1][1] == at:
            ranges[-1] = (ranges[-1][0], at + timeframe.ms)
        else:
            ranges.append((at, at + timeframe.ms))
    return ranges


def missing(start: int, end: int, have: Iterable[Range]) -> list[Range]:
    """The parts of ``start`` to ``end`` that ``have`` does not cover, the newest first: they are of use first."""
    found: list[Range] = []
    at = start
    for first, last in sorted(have):
        if first > at:
            found.append((at, min(first, end)))
        at = max(at, last)
        if at >= end:
            break
    if at < end:
        found.append((at, end))
    return [each for each in reversed(found) if each[0] < each[1]]


async def download(
    feed: Feed,
    sink: Sink,
    symbol: Symbol,
    timeframe: Timeframe,
    start_ms: int,
    end_ms: int | None = None,
    have: Sequence[Range] = (),
    progress: Progress | None = None,
    *,
    retry: Retry | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> DownloadReport:
    """Fetch closed candles of ``symbol`` that open from ``start_ms`` until before ``end_ms`` and are not in ``have``.

    ``sink`` stores a page and returns how many of its candles were new. Raises the feed's error when patience ends;
    what was stored until then stays.
    """
    end = timeframe.open_of(min(feed.now(), end_ms if end_ms is not None else feed.now()))
    start = timeframe.open_of(start_ms + timeframe.ms - 1)
    work = _Download(feed, sink, symbol, timeframe, missing(start, end, have), progress, clock)
    patient = retry or Retry.of(attempts=6, patience=120.0, backoff=Backoff(2.0, 60.0))
    for part in work.parts:
        await work.fetch(part, patient)
    return work.report


class _Download:
    def __init__(
        self,
        feed: Feed,
        sink: Sink,
        symbol: Symbol,
        timeframe: Timeframe,
        parts: list[Range],
        progress: Progress | None,
        clock: Callable[[], float],
    ) -> None:
        self.feed, self.sink, self.symbol, self.timeframe = feed, sink, symbol, timeframe
        self.parts, self.progress, self.clock = parts, progress, clock
        self.total = sum(last - first for first, last in parts) // timeframe.ms
        self.done = 0
        self.began = clock()
        self.report = DownloadReport(asked=self.total)

    async def fetch(self, part: Range, retry: Retry) -> None:
        """One missing part; a failure goes on from the last page that was stored, with its patience renewed."""
        at = part[0]

        async def further() -> bool:
            nonlocal at
            began = at
            try:
                async for page in self.feed.history(self.symbol, self.timeframe, at, part[1]):
                    at = self._take(page, at)
            except Temporary:
                if at == began:
                    raise
                return False
            return True

        while not await retry.run(further):
            continue
        if at < part[1]:
            self._absent(at, part[1])
            self._advance(at, part[1])

    def _take(self, page: CandleSeries, at: int) -> int:
        """Check and store a page; returns where the next one begins."""
        rows = [
            (c.timestamp, c.open, c.high, c.low, c.close, c.volume)
            for c in page.candles()
            if c.timestamp >= at and row_of((c.timestamp, c.open, c.high, c.low, c.close, c.volume), self.timeframe)
        ]
        self.report.refused += len(page) - len(rows)
        if len(page) == 0:
            return at
        if rows:
            self.report.stored += self.sink(CandleSeries.of(page.source, self.symbol, self.timeframe, rows))
        behind = at
        for row in rows:
            if row[0] > behind:
                self._absent(behind, row[0])
            behind = row[0] + self.timeframe.ms
        reached = max(at, int(page.timestamp[-1]) + self.timeframe.ms)
        self._advance(at, reached)
        return reached

    def _absent(self, first: int, last: int) -> None:
        self.report.absent.append((first, last))

    def _advance(self, before: int, reached: int) -> None:
        self.done += max(0, reached - before) // self.timeframe.ms
        if self.progress is not None:
            rate = self.done / max(1e-9, self.clock() - self.began)
            report, done = self.report, min(self.done, self.total)
            self.progress(DownloadProgress(done, self.total, rate, report.stored, report.refused))
