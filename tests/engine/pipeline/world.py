"""A pipeline without a house around it: real models, a real desk, a real store, and candles by the handful."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from engine.core.candles import Candle, Tick
from engine.core.clocks import MarketClock
from engine.core.modes import Mode
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.forecast.forecaster import Forecaster
from engine.forecast.registry import ModelRegistry
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import EPOCH, DemoTape
from engine.pipeline import Pipeline
from engine.pipeline.commands import Commands
from engine.store.sql import run
from engine.store.store import Store
from engine.trading.desk import TradingDesk
from engine.trading.ledger import ledger_hash
from engine.trading.paper import PaperBroker
from tests.engine.house import BTC, ETH, H1, M15

SYMBOLS = (BTC, ETH)
FIRST = 600
"""Candles that a world has behind it when it begins."""
EAGER = Rules(
    timeframe=M15, horizon=H1, confidence_threshold=0.5, min_accuracy=0.0, fee_ppm=0, slippage_ppm=0, time_limit=4,
    stop_ppm=8_000, target_ppm=12_000, cooldown=0,
)  # fmt: skip
TAPES = {symbol: DemoTape("demo", 7, coin_of(symbol), M15) for symbol in SYMBOLS}


def instrument(symbol: Symbol) -> Any:
    return coin_of(symbol).instrument


class World:
    """``store`` may be a wrapper that fails or dies."""

    def __init__(self, store: Any, models: Path, rules: Rules = EAGER) -> None:
        self.store, self.clock = store, MarketClock()
        self.desk = TradingDesk(store, PaperBroker(rules, instrument), rules, instrument, "demo", Mode.PAPER)
        self.forecaster = Forecaster(ModelRegistry(models), rules.horizon)
        self.pipeline = Pipeline(
            source="demo",
            mode=Mode.PAPER,
            store=store,
            forecaster=self.forecaster,
            desk=self.desk,
            rules=rules,
            instrument=instrument,
            clock=self.clock,
        )
        self.pipeline.commands = Commands(store, self.desk, rules, "demo", Mode.PAPER, self.clock, instrument)

    async def open(self, behind: int = FIRST, symbols: Sequence[Symbol] = SYMBOLS) -> World:
        for symbol in symbols:
            registry = self.forecaster.registry
            registry.load("demo", symbol, M15, H1)
        self.desk.open_purse(Decimal(10_000), now=0)
        self.desk.load()
        await self.desk.resume(0)
        for symbol in symbols:
            await self.pipeline.open(symbol, TAPES[symbol].series(0, behind))
        self.pipeline.recall()
        return self

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.store.read(lambda conn: run(conn, query, values).all())]

    def counts(self) -> dict[str, int]:
        """How many rows a candle's tables hold."""
        tables = ("candle_cache", "direction_predictions", "decisions", "tape", "events", "scoreboard", "order_intents")
        return {name: self.rows(f"SELECT COUNT(*) FROM {name}")[0][0] for name in tables}

    def ledger(self) -> str:
        return str(self.store.read(lambda conn: ledger_hash(conn, "demo", Mode.PAPER)))

    def decisions(self, before: int | None = None) -> list[tuple[Any, ...]]:
        """All that was decided on candles that open before a moment, every column."""
        return self.rows("SELECT * FROM decisions WHERE timestamp < ? ORDER BY timestamp, symbol", before or 2**62)

    def forecasts(self, before: int | None = None) -> list[tuple[Any, ...]]:
        """All forecasts of candles that open before a moment, without what became of them."""
        return self.rows(
            "SELECT id, symbol, timestamp, prediction, probability, confidence, weight, recommendation, multiplier, "
            "spoken, price, model_version, created_at, due_at FROM direction_predictions WHERE timestamp < ? "
            "ORDER BY timestamp, symbol",
            before or 2**62,
        )


@contextmanager
def world(folder: Path, models: Path, name: str = "world", rules: Rules = EAGER) -> Iterator[World]:
    with Store.open(f"sqlite:///{folder}/{name}.db") as store:
        made = World(store, models, rules)
        try:
            yield made
        finally:
            made.pipeline.shut_down()


def moment(number: int) -> int:
    """When candle ``number`` opens."""
    return EPOCH + number * M15.ms


def candles(first: int, last: int, symbols: Iterable[Symbol] = SYMBOLS) -> list[Candle]:
    """Candles ``first`` until before ``last`` of all pairs, in the order they close."""
    made = [TAPES[symbol].series(first, last).candles() for symbol in symbols]
    return [candle for together in zip(*made, strict=True) for candle in together]


def ticks(number: int, symbols: Iterable[Symbol] = SYMBOLS) -> list[Tick]:
    found = [tick for symbol in symbols for tick in TAPES[symbol].ticks(number)]
    return sorted(found, key=lambda tick: (tick.timestamp, tick.symbol))


def garbage(first: int, last: int, seed: int) -> list[Candle]:
    """Sound candles that have nothing to do with the market: leaps, dead prices, no volume."""
    luck = random.Random(seed)
    made = []
    for candle in candles(first, last):
        o, c = candle.close * luck.choice([0.2, 1.0, 7.0]), candle.close * luck.choice([0.1, 1.0, 9.0])
        high, low = max(o, c) * luck.choice([1.0, 3.0]), min(o, c) * luck.choice([1.0, 0.3])
        volume = luck.choice([0.0, 1e-9, 1e12])
        made.append(replace(candle, open=o, close=c, high=high, low=low, volume=volume))
    return made
