"""Which feed the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.errors import InvalidInput
from engine.core.modes import Market
from engine.market.feed import Feed

if TYPE_CHECKING:
    from engine.settings import Settings
    from engine.store.store import Store


def make_feed(settings: Settings, store: Store) -> Feed:
    """The market of this run, not yet opened. A demo goes on where the store stopped; each seed is its own market."""
    if settings.market is Market.DEMO:
        from engine.market.demo import DemoFeed

        speed, history = settings.demo_speed, settings.history_candles
        return DemoFeed(settings.demo_seed, speed, history, _reached(settings, store), source=settings.source)
    if settings.market is Market.EXCHANGE:
        from engine.market.exchange import ExchangeFeed

        return ExchangeFeed(settings)
    if settings.replay_file is None:
        raise InvalidInput("err-replay-file-missing")
    from engine.core.moments import moment_of
    from engine.market.replay import FileReplay

    return FileReplay(
        settings.replay_file,
        start=moment_of(settings.replay_from),
        end=moment_of(settings.replay_to),
        learn_on=settings.history_candles,
        speed=settings.replay_speed,
    )


def _reached(settings: Settings, store: Store) -> int | None:
    """Where a demo market stopped: the close of the newest stored candle, or a later price that had acted."""
    from engine.store.sql import run

    candle = "SELECT MAX(timestamp) FROM candle_cache WHERE source = ? AND timeframe = ?"
    tick = "SELECT MAX(timestamp) FROM tape WHERE source = ? AND kind = 'tick'"
    source, timeframe = settings.source, settings.timeframe
    last = store.read(lambda conn: run(conn, candle, (source, str(timeframe))).scalar_one())
    if last is None:
        return None
    acted = store.read(lambda conn: run(conn, tick, (source,)).scalar_one()) or 0
    return max(int(last) + timeframe.ms, int(acted))
