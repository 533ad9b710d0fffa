"""Candles and prices of one demo pair by number: block after block, each kept while it is likely to be asked for."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.core.candles import Candle, Tick
from engine.core.series import CandleSeries
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import Coin
from engine.market.demo_model import BLOCK, STEPS, Block, Mark, first_mark, make_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

EPOCH: Final = 1_704_067_200_000
"""2024-01-01T00:00Z: candle number 0 opens here, in every timeframe."""
_KEPT: Final = 12


class DemoTape:
    """Random access to one pair in one timeframe. Where each block ends is remembered, so nothing is made twice."""

    def __init__(self, source: str, seed: int, coin: Coin, timeframe: Timeframe) -> None:
        self._source = source
        self._seed = seed
        self._coin = coin
        self._timeframe = timeframe
        self._marks: list[Mark] = [first_mark(coin)]
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        name = hashlib.sha256(f"{coin.symbol}|phase".encode()).digest()
        # Pairs do not speak at the same millisecond; the first price after a candle's open comes a little later.
        self._phase = 1 + int.from_bytes(name[:4], "big") % max(1, timeframe.ms // STEPS - 1)

    def block(self, number: int) -> Block:
        """The block ``number``, with those before it made first if need be."""
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        for place in range(min(number, len(self._marks) - 1), number + 1):
            made = make_block(self._seed, self._coin, self._timeframe, place, self._marks[place])
            if place + 1 == len(self._marks):
                self._marks.append(made.end)
            self._blocks[place] = made
            while len(self._blocks) > _KEPT:
                self._blocks.popitem(last=False)
        return self._blocks[number]

    def series(self, first: int, last: int) -> CandleSeries:
        """Candles from number ``first`` until before ``last``."""
        parts: list[NDArray[np.float64]] = []
        for number in range(first // BLOCK, -(-last // BLOCK)):
            block = self.block(number)
            part = slice(max(0, first - number * BLOCK), min(BLOCK, last - number * BLOCK))
            path = block.path[part]
            columns = (path[:, 0], path.max(axis=1), path.min(axis=1), path[:, -1], block.volume[part])
            parts.append(np.stack(columns))
        columns_ = np.concatenate(parts, axis=1) if parts else np.empty((5, 0))
        times = EPOCH + np.arange(first, max(first, last), dtype=np.int64) * self._timeframe.ms
        return CandleSeries(self._source, self._coin.symbol, self._timeframe, times, *columns_)

    def candle(self, number: int) -> Candle:
        """One candle."""
        return self.series(number, number + 1).candles()[0]

    def ticks(self, number: int) -> list[Tick]:
        """The prices seen inside a candle, its open and all but the last step; they hold its high and low or its close
        does."""
        path = self.block(number // BLOCK).path[number % BLOCK, :STEPS].tolist()
        start = EPOCH + number * self._timeframe.ms + self._phase
        step = self._timeframe.ms // STEPS
        return [Tick(self._source, self._coin.symbol, start + i * step, price) for i, price in enumerate(path)]
