"""Stands in for the market room when a recorded run is played: the same questions, another source of answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from engine.core.candles import OrderBook, Ticker
from engine.core.clocks import MarketClock
from engine.core.errors import HaiDangError, Refused
from engine.core.modes import Connection
from engine.core.symbols import Symbol
from engine.market.feed import FeedStatus
from engine.retrace import Player, Recording

if TYPE_CHECKING:
    from engine.pipeline import Pipeline

_DAY_MS = 86_400_000


class RecordingRoom:
    """Plays a recording into the pipeline. Nothing can be added to the past."""

    def __init__(self, recording: Recording, player: Player, pipeline: Pipeline, clock: MarketClock) -> None:
        self.status = FeedStatus(Connection.OK, clock.now(), "feed-ok")
        self.problem: HaiDangError | None = None
        self.opened = True
        self._recording, self._player, self._pipeline, self._clock = recording, player, pipeline, clock

    async def recall(self) -> None:
        """Nothing: the tape says when each pair was opened."""

    async def look_once(self) -> None:
        """Play it all, for a question about how it ended."""
        await self._player.play()

    async def run(self) -> None:
        """Play to the end."""
        await self._player.play()

    async def tickers(self) -> list[Ticker]:
        """24 hours up to the moment that is being played."""
        found = []
        now, timeframe = self._clock.now(), self._pipeline.rules.timeframe
        for symbol in self._pipeline.symbols():
            day = self._recording.series(symbol, timeframe, now - _DAY_MS, now - timeframe.ms + 1)
            if len(day):
                price = float(day.close[-1])
                change = 100.0 * (price / float(day.open[0]) - 1.0)
                volume = float((day.volume * day.close).sum())
                found.append(Ticker(symbol, price, change, float(day.high.max()), float(day.low.min()), volume, now))
        return found

    async def order_book(self, symbol: Symbol, limit: int) -> OrderBook | None:
        """None: what waited then was not recorded."""
        return None

    async def add(self, symbol: Symbol) -> None:
        """Refused."""
        raise Refused("err-replay-fixed")

    async def remove(self, symbol: Symbol) -> None:
        """Refused."""
        raise Refused("err-replay-fixed")

    async def close(self) -> None:
        """The recording is closed with the engine."""
        await asyncio.to_thread(self._recording.store.close)
