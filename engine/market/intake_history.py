"""Bringing a pair's history up to now, into the store, before its live candles may pass."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.core.candles import Gap
from engine.core.errors import HaiDangError
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.feed import Feed
from engine.market.intake_gate import REMEMBERED, PairGate
from engine.market.validation import sound


@dataclass(frozen=True, slots=True)
class Ready:
    """The history of a pair is in the store; its live candles follow from here on. ``last`` is its newest candle."""

    symbol: Symbol
    last: int | None
    added: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """A hole that the market could fill; its candles were yielded before this."""

    gap: Gap
    candles: int


@dataclass(frozen=True, slots=True)
class BackfillFailed:
    """The history of a pair could not be had. Tried again by itself if ``again``."""

    symbol: Symbol
    error: HaiDangError
    again: bool


Save = Callable[[CandleSeries], Awaitable[object]]
LoadLatest = Callable[[Symbol, Timeframe], Awaitable[int | None]]
MarkGap = Callable[[Gap], Awaitable[object]]
Told = Callable[[Symbol, int, int], None]


class HistoryTaker:
    """Fetches what the store lacks, page by page, so that a stop in between loses nothing."""

    def __init__(
        self,
        feed: Feed,
        save: Save,
        load_latest: LoadLatest,
        mark_gap: MarkGap,
        tell: Callable[[Any], None],
        told: Told | None,
        count: int,
    ) -> None:
        self._feed = feed
        self._save = save
        self._load_latest = load_latest
        self._mark_gap = mark_gap
        self._tell = tell
        self._told = told
        self._count = count

    async def bring_up(self, symbol: Symbol, timeframe: Timeframe) -> tuple[PairGate, int]:
        """The gate of the pair as history leaves it, and how many candles were new."""
        latest = await self._load_latest(symbol, timeframe)
        gate = PairGate(symbol, timeframe, latest)
        end = timeframe.open_of(self._feed.now())
        start = max(0, end - self._count * timeframe.ms) if latest is None else latest + timeframe.ms
        added = 0
        if start >= end:
            return gate, added
        async for page in self._feed.history(symbol, timeframe, start, end):
            clean = self.clean(gate, page, gate.last if gate.last is not None else start - 1)
            if not len(clean):
                continue
            await self._mark_holes(clean, gate.last)
            await self._save(clean)
            for candle in clean[-REMEMBERED:].candles():
                gate.accept(candle)
            added += len(clean)
            if self._told is not None:
                self._told(symbol, added, (end - start) // timeframe.ms)
        return gate, added

    def clean(self, gate: PairGate, page: CandleSeries, previous: int | None) -> CandleSeries:
        """The sound rows of a page; what is not sound is counted and told. Rows known already are no fault here."""
        rows, faults = sound(page, previous, self._feed.now())
        for key, count in faults.items():
            if key != "candle-out-of-order":
                self._tell(gate.refuse(int(page.timestamp[0]), key, times=count))
        return rows

    async def _mark_holes(self, series: CandleSeries, before: int | None) -> None:
        step = series.timeframe.ms
        times = series.timestamp if before is None else np.concatenate([[before], series.timestamp])
        for place in np.flatnonzero(np.diff(times) != step).tolist():
            start, end = int(times[place]) + step, int(times[place + 1])
            gap = Gap(series.source, series.symbol, series.timeframe, start, end)
            await self._mark_gap(gap)
            self._tell(gap)
