"""The rooms of a house that only remembers: what handlers ask of a running engine, answered from the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from engine.core.candles import Ticker
from engine.core.errors import Refused
from engine.core.modes import Market
from engine.core.orders import Portfolio
from engine.core.symbols import Symbol
from engine.decision.rulebook import MILLION
from engine.decision.rules import Rules
from engine.features.basic import LEAST
from engine.forecast.forecaster import Forecaster
from engine.forecast.pinned import PinnedRegistry
from engine.market.dong import DongRate
from engine.market.feed import FeedStatus
from engine.pipeline.looks import Looks
from engine.pipeline.pair import Pair
from engine.playback.asof import AsOf, StoreAt
from engine.playback.known import DAY_MS, Known
from engine.playback.record import Record
from engine.service.answers import Stamp
from engine.service.rooms import Rooms
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.pipeline import Pipeline
    from engine.settings import Settings
    from engine.store.store import Store
    from engine.trading.desk import TradingDesk

_DAY: Final = (
    "SELECT MAX(high), MIN(low), SUM(volume * close) FROM candle_cache "
    "WHERE source = ? AND symbol = ? AND timeframe = ? AND timestamp >= ?"
)


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that shows one moment."""

    at: int

    def now(self) -> int:
        """The moment."""
        return self.at


@dataclass(frozen=True, slots=True)
class RecordedDesk:
    """The book as it stood."""

    known: Known

    def portfolio(self, now: int, *, live: bool = False) -> Portfolio:
        """The book at the last known closes; no other prices are recorded."""
        return self.known.portfolio

    @property
    def state(self) -> object:
        """What the engine was allowed to do by itself."""
        return self.known.state.state

    @property
    def record(self) -> object:
        """The state with its time, actor and cause."""
        return self.known.state


class RecordedPipeline(Looks):
    """What the pipeline had in mind, as far as the record tells."""

    def __init__(self, record: Record, known: Known, registry: PinnedRegistry) -> None:
        super().__init__(record.source, known.rules, Forecaster(registry, known.rules.horizon))
        self.mode = record.mode
        self.candles_seen, self.decisions_made = record.counts(known.started_at, known.at)
        self._record, self._known = record, known
        self._locked = frozenset(Symbol(lock.facts["symbol"]) for lock in record.locks_at(known.at))
        for symbol, facts in known.pairs.items():
            pair = self._pairs[symbol] = Pair(symbol)
            pair.price, pair.candles = facts.price, len(facts.closes)
            pair.closes.extend(facts.closes)

    def last_close(self) -> int | None:
        """When the newest known candle of any pair closed."""
        return max((p.closed_at for p in self._known.pairs.values() if p.closed_at is not None), default=None)

    def progress(self, symbol: Symbol) -> tuple[int, int]:
        """Candles at hand and candles needed for a first forecast."""
        return self._pairs[symbol].candles, LEAST

    def has_model(self, symbol: Symbol) -> bool:
        """Whether a model served the pair then."""
        return self._record.version_at(symbol, self._known.at) is not None


class RecordedRooms(Rooms):
    """The house at a moment that is past."""

    def stamp(self, symbol: Symbol | None = None) -> Stamp:
        """Facts of a recording have no age: they are as old as one looks back."""
        return Stamp(self.settings.market.value, self.source, self.mode, self.market_clock.now())


def rooms_at(asof: AsOf, known: Known, settings: Settings) -> RecordedRooms:
    """The rooms at the moment of ``known``. Asks the store; to be called off the event loop."""
    record, at = asof.record, known.at
    registry = PinnedRegistry(settings.models_dir)
    days = asof.read(at, lambda conn: [_ticker(conn, record, known, symbol) for symbol in known.pairs])
    tickers = [ticker for ticker in days if ticker is not None]

    async def last_day() -> list[Ticker]:
        return tickers

    async def no_book(symbol: Symbol, depth: int) -> None:
        """Order books are not recorded."""

    async def refuse(symbol: Symbol) -> None:
        raise Refused("err-playback-writes-nothing")

    async def no_training(symbol: Symbol | None) -> int:
        raise Refused("err-playback-writes-nothing")

    return RecordedRooms(
        settings=settings_then(settings, known.rules, record.source),
        source=record.source,
        origins={},
        store=cast("Store", StoreAt(asof, at)),
        registry=registry,
        desk=cast("TradingDesk", RecordedDesk(known)),
        pipeline=cast("Pipeline", RecordedPipeline(record, known, registry)),
        market_clock=StandingClock(at),
        wall_clock=StandingClock(at),
        instruments=record.instruments,
        tickers=last_day,
        order_book=no_book,
        add_symbol=refuse,
        remove_symbol=refuse,
        retrain=no_training,
        feed_status=lambda: FeedStatus(known.link, at, known.link_detail.key, known.link_detail.params),
        training=lambda: None,
        problems=list,
        start_cash=lambda: known.start_cash,
        started_at=known.started_at,
        dong=DongRate(settings, StandingClock(at)).now,
        chat=None,
    )


def market_of(source: str) -> Market:
    """The kind of market that a source is."""
    if source == Market.DEMO or source.startswith(f"{Market.DEMO}-"):
        return Market.DEMO
    return Market.REPLAY if source.startswith(f"{Market.REPLAY}:") else Market.EXCHANGE


def settings_then(settings: Settings, rules: Rules, source: str) -> Settings:
    """The settings with the rules that were in force."""
    then: Mapping[str, object] = {
        "market": market_of(source),
        "timeframe": rules.timeframe,
        "horizon": rules.horizon,
        "strategy": rules.strategy,
        "confidence_threshold": rules.confidence_threshold,
        "min_accuracy": rules.min_accuracy,
        "max_positions": rules.max_positions,
        "stop_loss": Decimal(rules.stop_ppm) / MILLION,
        "take_profit": Decimal(rules.target_ppm) / MILLION,
        "max_exposure": Decimal(rules.exposure_ppm) / MILLION,
        "daily_loss_limit": rules.daily_loss,
        "equity_breaker": rules.equity_breaker,
    }
    return settings.model_copy(update=dict(then))


def _ticker(conn: Connection, record: Record, known: Known, symbol: Symbol) -> Ticker | None:
    """The last 24 hours of a pair, from its candles."""
    pair = known.pairs[symbol]
    values = (record.source, str(symbol), str(known.rules.timeframe), known.at - DAY_MS)
    high, low, turnover = run(conn, _DAY, values).one()
    if pair.price is None or pair.change_pct is None:
        return None
    return Ticker(symbol, pair.price, pair.change_pct, high, low, turnover, known.at)
