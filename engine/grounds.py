"""What a run stands on: a market to follow, or a recording to play. ``engine.app`` builds the house upon it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from engine.core.candles import OrderBook, Ticker
from engine.core.clocks import Clock, MarketClock
from engine.core.errors import HaiDangError, InvalidInput
from engine.core.instruments import Instrument
from engine.core.modes import Market, Mode
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.forecast.pinned import PinnedRegistry
from engine.forecast.registry import ModelRegistry
from engine.instruments import Instruments, KeptInstruments
from engine.market.feed import Feed, FeedStatus
from engine.market_room import MarketRoom
from engine.markets import make_feed
from engine.recording_room import RecordingRoom
from engine.retrace import Player, Recording

if TYPE_CHECKING:
    from engine.pipeline import Pipeline
    from engine.settings import Settings
    from engine.store.store import Store

DATABASES: Final = (".db", ".sqlite", ".sqlite3")


class Room(Protocol):
    """What the house asks of its market side."""

    status: FeedStatus
    problem: HaiDangError | None

    @property
    def opened(self) -> bool: ...  # noqa: D102 - said by MarketRoom
    async def recall(self) -> None: ...  # noqa: D102
    async def look_once(self) -> None: ...  # noqa: D102
    async def run(self) -> None: ...  # noqa: D102
    async def tickers(self) -> list[Ticker]: ...  # noqa: D102
    async def order_book(self, symbol: Symbol, limit: int) -> OrderBook | None: ...  # noqa: D102
    async def add(self, symbol: Symbol) -> None: ...  # noqa: D102
    async def remove(self, symbol: Symbol) -> None: ...  # noqa: D102
    async def close(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a room calls back: history has come; is a pair busy; wait until what is missing has been trained."""

    on_history: Callable[[], None]
    is_busy: Callable[[Symbol], bool]
    trained: Callable[[], Awaitable[None]]


class Ground(Protocol):
    """A market or a recording, and what follows from it."""

    source: str
    mode: Mode
    rules: Rules
    cash: Decimal
    trains: bool
    registry: ModelRegistry
    instruments: Callable[[Symbol], Instrument]

    def room(self, pipeline: Pipeline, clock: MarketClock, wall: Clock, hooks: Hooks) -> Room:
        """The room that feeds ``pipeline``."""
        ...


class MarketGround:
    """A feed: demo, exchange or candle files."""

    trains = True

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings, self._store = settings, store
        self._feed: Feed = make_feed(settings, store)
        self.source, self.mode, self.cash = self._feed.source, settings.mode, settings.paper_cash
        self.rules = Rules.of(settings)
        self.registry = ModelRegistry(settings.models_dir)
        self._instruments = Instruments(self._feed, store, settings.mode.value)
        self.instruments: Callable[[Symbol], Instrument] = self._instruments

    def room(self, pipeline: Pipeline, clock: MarketClock, wall: Clock, hooks: Hooks) -> Room:
        """Follows the feed; the past is not hurried through before there are models to judge it with."""
        return MarketRoom(
            self._settings,
            self._feed,
            self._store,
            pipeline,
            self._instruments,
            clock,
            wall,
            on_history=hooks.on_history,
            is_busy=hooks.is_busy,
            before_first=hooks.trained if self._settings.market is Market.REPLAY else None,
        )


class RecordedGround:
    """The store of an earlier run, with the models that spoke then."""

    trains = False

    def __init__(self, settings: Settings, path: Path) -> None:
        from engine.core.moments import moment_of
        from engine.store.address import sqlite_url
        from engine.store.store import Store

        if not path.is_file():
            raise InvalidInput("err-file-missing", path=str(path))
        self._recording = Recording.newest(Store.open(sqlite_url(path), readonly=True))
        self._speed, self._until = settings.replay_speed, moment_of(settings.replay_to)
        self.source, self.mode = self._recording.source, self._recording.mode
        self.rules, self.cash = self._recording.rules(), self._recording.first_deposit()
        self._models = PinnedRegistry(settings.models_dir)
        self.registry: ModelRegistry = self._models
        self.instruments: Callable[[Symbol], Instrument] = KeptInstruments(
            self._recording.store, self.source, self.mode.value
        )

    def room(self, pipeline: Pipeline, clock: MarketClock, wall: Clock, hooks: Hooks) -> Room:
        """Plays the recording."""
        player = Player(self._recording, pipeline, self._models, self._speed)
        player.until = self._until
        return RecordingRoom(self._recording, player, pipeline, clock)


def lay_ground(settings: Settings, store: Store) -> Ground:
    """What the settings ask to stand on."""
    path = settings.replay_file
    if settings.market is Market.REPLAY and path is not None and path.suffix in DATABASES:
        return RecordedGround(settings, path)
    return MarketGround(settings, store)
