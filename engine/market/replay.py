"""History as a market: candle files, in the order of their closes.

What an earlier run consumed is not a market but a recording; ``engine.retrace`` plays it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import InvalidInput
from engine.core.instruments import Instrument
from engine.core.modes import Connection
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.feed import FeedStatus
from engine.market.files import candle_files, read_candles
from engine.market.replay_base import Replay, Sleep

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_MOST_DIGITS: Final = 8
_LOOKED_AT: Final = 5_000


def instrument_of(series: CandleSeries) -> Instrument:
    """The steps that the numbers of a file use: as many digits as its prices and volumes have."""
    prices, amounts = _digits(series.close), _digits(series.volume)
    return Instrument(series.symbol, Decimal(1).scaleb(-prices), Decimal(1).scaleb(-amounts), Decimal(5))


def _digits(values: NDArray[np.float64]) -> int:
    import numpy as np

    looked_at = values[-_LOOKED_AT:]
    for digits in range(_MOST_DIGITS):
        if np.allclose(np.round(looked_at, digits), looked_at, rtol=1e-12, atol=0.0):
            return digits
    return _MOST_DIGITS


class FileReplay(Replay):
    """A ``Feed`` over a candle file or a folder of them. What closed by ``start`` is history.

    Without a ``start`` the first ``learn_on`` candles (at most half of them) are history, for models to learn from.
    """

    def __init__(
        self,
        path: Path,
        *,
        source: str | None = None,
        start: int | None = None,
        end: int | None = None,
        learn_on: int = 0,
        speed: float = 0.0,
        instruments: Mapping[Symbol, Instrument] | None = None,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(source or f"replay:{path.name}", speed, sleep, monotonic, instruments)
        self._path = path
        self._start = start
        self._end = end
        self._learn_on = learn_on
        self._kept: dict[Symbol, CandleSeries] = {}

    async def open(self, symbols: Sequence[Symbol], timeframe: Timeframe) -> None:
        """Read the files; ``symbols`` empty means every pair found."""
        self._timeframe = timeframe
        await asyncio.to_thread(self._read)
        self._symbols = []
        for symbol in symbols or sorted(self._kept):
            await self.add(symbol)
        first = min((self._kept[symbol] for symbol in self._symbols), key=lambda series: int(series.timestamp[0]))
        known = min(self._learn_on, len(first) // 2) if self._start is None else 0
        self._now = max(int(first.timestamp[known]), self._start or 0)

    def found(self) -> list[Symbol]:
        """The pairs of the files; known after ``open``."""
        return sorted(self._kept)

    def _read(self) -> None:
        self._kept = {}
        files = candle_files(self._path) if self._path.is_dir() else [self._path]
        for file in files:
            series = read_candles(file, source=self.source)
            if series.timeframe == self._timeframe:
                if series.symbol in self._kept:
                    raise InvalidInput("err-replay-twice", file=file.name, symbol=str(series.symbol))
                self._kept[series.symbol] = series
                self._instruments.setdefault(series.symbol, instrument_of(series))
        if not self._kept:
            raise InvalidInput("err-replay-empty", file=str(self._path), timeframe=str(self._timeframe))

    def _has(self, symbol: Symbol) -> bool:
        return symbol in self._kept

    def _series(self, symbol: Symbol, timeframe: Timeframe, start: int, end: int) -> CandleSeries:
        series = self._kept.get(symbol)
        if series is None or timeframe != series.timeframe:
            return CandleSeries.of(self.source, symbol, timeframe, [])
        first, last = series.timestamp.searchsorted([start, end]).tolist()
        return series[first : max(first, last)]

    async def items(self) -> AsyncIterator[Any]:
        """Closed candles of all pairs by the time of their close, then by name."""
        yield FeedStatus(Connection.OK, self._now)
        places: dict[Symbol, int] = {}
        step = self._timeframe.ms
        while not self._closed:
            ahead: list[tuple[int, Symbol]] = []
            for symbol in self._symbols:
                times = self._kept[symbol].timestamp
                # A pair that was added later begins at the present, not at the beginning.
                place = places.get(symbol, int(times.searchsorted(self._now - step + 1)))
                places[symbol] = place
                if place < len(times):
                    ahead.append((int(times[place]) + step, symbol))
            if not ahead:
                return
            closed_at, symbol = min(ahead)
            if self._end is not None and closed_at > self._end:
                return
            await self._reach(closed_at)
            place = places[symbol]
            places[symbol] = place + 1
            yield self._kept[symbol][place : place + 1].candles()[0]
