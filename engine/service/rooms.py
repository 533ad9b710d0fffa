"""What the handlers work with, filled by ``engine.app``; nothing heavy is imported here at run time."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.core.errors import Refused
from engine.core.modes import Market
from engine.logs import LogLines
from engine.service.answers import Stamp, Training

if TYPE_CHECKING:
    from engine.core.candles import OrderBook, Ticker
    from engine.core.clocks import Clock
    from engine.core.instruments import Instrument
    from engine.core.symbols import Symbol
    from engine.core.timeframes import Timeframe
    from engine.forecast.registry import ModelRegistry
    from engine.market.dong import Rate
    from engine.market.feed import FeedStatus
    from engine.pipeline import Pipeline
    from engine.service.alerts.post import PostOffice
    from engine.service.bot_states import BotStates
    from engine.service.people.choices import Choices
    from engine.service.people.people import People
    from engine.settings import Settings
    from engine.settings_load import Loaded
    from engine.store.store import Store
    from engine.trading.desk import TradingDesk


@dataclass(frozen=True, slots=True)
class ChatRooms:
    """The part of the house that serves people in chats."""

    people: People
    choices: Choices
    post: PostOffice
    states: BotStates


@dataclass(slots=True)
class Rooms:
    """The running house; a recorded one serves no chats."""

    settings: Settings
    source: str
    origins: Mapping[str, str]
    store: Store
    registry: ModelRegistry
    desk: TradingDesk
    pipeline: Pipeline
    market_clock: Clock
    wall_clock: Clock
    instruments: Callable[[Symbol], Instrument]
    tickers: Callable[[], Awaitable[list[Ticker]]]
    order_book: Callable[[Symbol, int], Awaitable[OrderBook | None]]
    add_symbol: Callable[[Symbol], Awaitable[None]]
    remove_symbol: Callable[[Symbol], Awaitable[None]]
    retrain: Callable[[Symbol | None], Awaitable[int]]
    feed_status: Callable[[], FeedStatus]
    training: Callable[[], Training | None]
    problems: Callable[[], list[tuple[str, dict[str, object]]]]
    start_cash: Callable[[], Decimal]
    started_at: int
    dong: Callable[[], Rate | None]
    chat: ChatRooms | None
    reread: Callable[[], Loaded] | None = None
    log_lines: LogLines = field(default_factory=LogLines)
    started_clock: float = field(default_factory=time.monotonic)

    @property
    def mode(self) -> str:
        """Whose money: that of the run, which a recording brings with it."""
        return self.pipeline.mode.value

    @property
    def timeframe(self) -> Timeframe:
        """The candles decisions are made on: those of the run, which a recording brings with it."""
        return self.pipeline.rules.timeframe

    @property
    def horizon(self) -> Timeframe:
        """How far forecasts look ahead."""
        return self.pipeline.rules.horizon

    def serving_chats(self) -> ChatRooms:
        """The part that serves chats; raises Refused in a recording, which has none."""
        if self.chat is None:
            raise Refused("err-playback-writes-nothing")
        return self.chat

    def stamp(self, symbol: Symbol | None = None) -> Stamp:
        """Where facts come from, with the age of the newest price (of ``symbol`` if given)."""
        seen = self.pipeline.price_seen_at(symbol)
        age = None if seen is None else max(0, round((time.monotonic() - seen) * 1000))
        if age is None and self.settings.market is Market.EXCHANGE:
            # Nothing seen in this run yet: what is stored is as old as its close. Other markets have their own time.
            last = self.pipeline.pair(symbol).last if symbol is not None else None
            closed = last.closed_at if last is not None else self.pipeline.last_close()
            age = None if closed is None else max(0, self.wall_clock.now() - closed)
        return Stamp(self.settings.market.value, self.source, self.mode, self.market_clock.now(), age)
