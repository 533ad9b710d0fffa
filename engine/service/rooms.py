"""What the handlers work with, filled by ``engine.app``; nothing heavy is imported here at run time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.service.answers import Stamp, Training

if TYPE_CHECKING:
    from engine.core.candles import Ticker
    from engine.core.clocks import Clock
    from engine.core.symbols import Symbol
    from engine.forecast.registry import ModelRegistry
    from engine.market.feed import FeedStatus
    from engine.pipeline import Pipeline
    from engine.settings import Settings
    from engine.store.store import Store
    from engine.trading.desk import TradingDesk


@dataclass(slots=True)
class Rooms:
    """The running house."""

    settings: Settings
    source: str
    origins: Mapping[str, str]
    store: Store
    registry: ModelRegistry
    desk: TradingDesk
    pipeline: Pipeline
    market_clock: Clock
    wall_clock: Clock
    tickers: Callable[[], Awaitable[list[Ticker]]]
    add_symbol: Callable[[Symbol], Awaitable[None]]
    remove_symbol: Callable[[Symbol], Awaitable[None]]
    retrain: Callable[[Symbol | None], Awaitable[int]]
    feed_status: Callable[[], FeedStatus]
    training: Callable[[], Training | None]
    problems: Callable[[], list[tuple[str, dict[str, object]]]]
    start_cash: Callable[[], Decimal]
    started_at: int
    log_lines: deque[str] = field(default_factory=lambda: deque(maxlen=500))
    started_clock: float = field(default_factory=time.monotonic)

    def stamp(self, symbol: Symbol | None = None) -> Stamp:
        """Where facts come from, with the age of the newest price (of ``symbol`` if given)."""
        seen = self.pipeline.price_seen_at(symbol)
        age = None if seen is None else max(0, round((time.monotonic() - seen) * 1000))
        return Stamp(self.settings.market.value, self.source, self.settings.mode.value, self.market_clock.now(), age)
