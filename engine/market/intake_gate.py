"""The rules of the intake, without I/O: what one pair lets through, and when a market counts as stale."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from engine.core.candles import Candle, Gap, Tick
from engine.core.modes import Connection
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.feed import FeedStatus
from engine.market.validation import Fault, check_candle

REMEMBERED: Final = 256
_STALE_AFTER: Final = 2
"""Timeframes without a closed candle after which a pair is stale."""

Row = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candle that was not let through; ``count`` is how often this fault was met in this pair."""

    symbol: Symbol
    timeframe: Timeframe
    timestamp: int
    key: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    count: int = 1


class Verdict(Enum):
    """What a sound candle means to its pair."""

    NEXT = auto()
    AHEAD = auto()
    REPEATED = auto()
    REVISED = auto()
    LATE = auto()


class PairGate:
    """One pair: accepts each closed candle once, in order; the first closed version wins."""

    def __init__(self, symbol: Symbol, timeframe: Timeframe, last: int | None = None) -> None:
        self.symbol = symbol
        self.timeframe = timeframe
        self.last = last
        self._began = -1 if last is None else last
        self.counts: dict[str, int] = {}
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._last_tick = -1

    def fault(self, candle: Candle, now: int) -> Fault | None:
        """What is wrong with the candle by itself."""
        return check_candle(candle, None, now)

    def judge(self, candle: Candle) -> Verdict:
        """Where a sound candle stands; changes nothing."""
        if self.last is None or candle.timestamp == self.last + self.timeframe.ms:
            return Verdict.NEXT
        if candle.timestamp > self.last:
            return Verdict.AHEAD
        known = self._rows.get(candle.timestamp)
        if known is None:
            # What an earlier run took in is kept as it was first seen; the rest belongs to a hole that was given up.
            return Verdict.REPEATED if candle.timestamp <= self._began else Verdict.LATE
        return Verdict.REPEATED if known == _row(candle) else Verdict.REVISED

    def missing(self, candle: Candle) -> Gap:
        """The hole in front of a candle that is ahead."""
        start = candle.timestamp if self.last is None else self.last + self.timeframe.ms
        return Gap(candle.source, self.symbol, self.timeframe, start, candle.timestamp)

    def accept(self, candle: Candle) -> None:
        """Remember it as the newest."""
        self.last = candle.timestamp
        self._rows[candle.timestamp] = _row(candle)
        if len(self._rows) > REMEMBERED:
            self._rows.popitem(last=False)

    def refuse(self, timestamp: int, key: str, params: Mapping[str, object] | None = None, times: int = 1) -> Refusal:
        """Count a refusal; returns what to report."""
        self.counts[key] = self.counts.get(key, 0) + times
        facts = params or {"symbol": str(self.symbol), "timeframe": str(self.timeframe), "timestamp": timestamp}
        return Refusal(self.symbol, self.timeframe, timestamp, key, facts, self.counts[key])

    def takes_tick(self, tick: Tick) -> bool:
        """Whether a price is sound and not from before what is known already."""
        closed = -1 if self.last is None else self.last + self.timeframe.ms
        sound = math.isfinite(tick.price) and tick.price > 0.0
        if not sound or tick.timestamp < max(self._last_tick, closed):
            key = "tick-late" if sound else "tick-broken"
            self.counts[key] = self.counts.get(key, 0) + 1
            return False
        self._last_tick = tick.timestamp
        return True


def _row(candle: Candle) -> Row:
    return candle.open, candle.high, candle.low, candle.close, candle.volume


class Health:
    """One voice for the connection: what the feed says of itself, and whether candles really come."""

    def __init__(self, timeframe: Timeframe) -> None:
        self._patience = _STALE_AFTER * timeframe.ms
        self._fed: dict[Symbol, int] = {}
        self._feed = FeedStatus(Connection.OK, 0)
        self._said: tuple[Connection, str, object] | None = None
        self._stale: tuple[Symbol, ...] = ()
        self._stale_since = 0

    def fed(self, symbol: Symbol, moment: int) -> None:
        """A candle of ``symbol`` closed at ``moment`` (or the pair was taken in then)."""
        self._fed[symbol] = max(moment, self._fed.get(symbol, 0))

    def forget(self, symbol: Symbol) -> None:
        """The pair is not followed any more."""
        self._fed.pop(symbol, None)

    def hear(self, status: FeedStatus) -> None:
        """The feed speaks about itself."""
        self._feed = status

    def status(self, now: int) -> FeedStatus | None:
        """The present state if it differs from what was said last."""
        stale = tuple(sorted(symbol for symbol, fed in self._fed.items() if now - fed > self._patience))
        if stale != self._stale:
            self._stale, self._stale_since = stale, now
        status = self._present()
        said = (status.connection, status.key, status.params.get("symbols"))
        if said == self._said or (self._said is None and status.connection is Connection.OK):
            return None
        self._said = said
        return status

    def _present(self) -> FeedStatus:
        if self._feed.connection is Connection.DOWN or not self._stale:
            return self._feed
        every = len(self._stale) == len(self._fed)
        connection, key = (Connection.STALE, "feed-stale") if every else (Connection.DEGRADED, "feed-stale-some")
        return FeedStatus(connection, self._stale_since, key, {"symbols": ", ".join(self._stale)})
