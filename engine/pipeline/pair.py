"""What the pipeline keeps in mind of one pair."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from engine.core.candles import Candle, Tick
from engine.core.decisions import Decision
from engine.core.forecasts import FeatureRow
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.decision.context import Silence
from engine.decision.outlook import Outlook, OutlookTracker
from engine.features.stream import BasicStream, NotTaken

OPEN_ON: Final = 1_000
"""Candles that streams are opened on: enough to be settled and to be the same after every restart."""
_CLOSES: Final = 200
_DIGESTS: Final = 64


class Pair:
    """Streams, recent closes and the newest decision of one symbol.

    ``advance`` belongs to thinking, which may run ahead by a batch; ``keep`` to judging, which goes candle by candle.
    What a judgement looks at (closes, the count) moves only in ``keep``, so it is the same whatever came together.
    """

    def __init__(self, symbol: Symbol) -> None:
        self.symbol = symbol
        self.stream: BasicStream | None = None
        self.outlook = OutlookTracker()
        self.candles = 0
        self.last: Candle | None = None
        self.latest: Decision | Silence | None = None
        self.price: float | None = None
        self.price_at: float | None = None
        self.closes: deque[float] = deque(maxlen=_CLOSES)
        self.seen: deque[str] = deque(maxlen=_DIGESTS)
        self._kept: int | None = None

    def open(self, series: CandleSeries) -> int | None:
        """Start the streams on the end of ``series``; returns the first candle used, for a replay to repeat."""
        tail = series.contiguous_tail()[-OPEN_ON:]
        self.stream = BasicStream(tail) if len(tail) else None
        self.outlook = OutlookTracker(tail if len(tail) else None)
        self.candles = len(tail)
        self.closes.clear()
        self.seen.clear()
        if not len(tail):
            self.last = self._kept = None
            return None
        self.closes.extend(tail.close[-_CLOSES:].tolist())
        self.last = tail[-1:].candles()[0]
        self._kept = self.last.timestamp
        self.price = self.last.close
        return int(tail.timestamp[0])

    def advance(self, candle: Candle) -> tuple[FeatureRow | None, Outlook]:
        """Take the next closed candle in; a hole in time starts the streams anew."""
        if self.last is not None and candle.timestamp != self.last.timestamp + candle.timeframe.ms:
            self.stream = None
        if self.stream is None:
            self.stream = BasicStream(CandleSeries.of_candles([candle]))
            row: FeatureRow | None = None
        else:
            taken = self.stream.update(candle)
            row = None if isinstance(taken, NotTaken) else taken
        self.last = candle
        return row, self.outlook.update(candle)

    def keep(self, candle: Candle) -> None:
        """Count a candle that is about to be judged; a hole in time starts the count anew."""
        if self._kept is not None and candle.timestamp != self._kept + candle.timeframe.ms:
            self.candles = 0
            self.closes.clear()
        self._kept = candle.timestamp
        self.candles += 1
        self.closes.append(candle.close)
        self.see(candle.close)

    def see(self, price: float) -> None:
        """A price that was seen just now."""
        self.price = price
        self.price_at = time.monotonic()

    def on_tick(self, tick: Tick) -> None:
        """Keep the newest price."""
        self.see(tick.price)

    def returns(self, count: int) -> list[float]:
        """The last ``count`` returns, oldest first."""
        closes = list(self.closes)[-count - 1 :]
        return [math.log(later / earlier) for earlier, later in pairwise(closes)]


class RecentReturns(Mapping[Symbol, Sequence[float]]):
    """The recent returns of all pairs, worked out for those that are asked about: few judgements come that far."""

    def __init__(self, pairs: Mapping[Symbol, Pair], count: int) -> None:
        self._pairs, self._count = pairs, count

    def __getitem__(self, symbol: Symbol) -> Sequence[float]:
        return self._pairs[symbol].returns(self._count)

    def __iter__(self) -> Iterator[Symbol]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)
