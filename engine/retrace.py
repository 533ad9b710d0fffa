"""Decides a recorded run anew: the same candles, ticks and commands, in their order, must give the same ledger.

The recording is a store; its tape gives the order of everything that moved the engine. It is played through the very
pipeline that ran live, with the models that had spoken then, into a scratch store.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from engine.core.candles import Candle, Tick
from engine.core.clocks import MarketClock
from engine.core.errors import InvalidInput
from engine.core.modes import Mode
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.decision.rules import Rules
from engine.forecast.forecaster import Forecaster
from engine.forecast.pinned import PinnedRegistry
from engine.instruments import KeptInstruments
from engine.pipeline import Pipeline
from engine.pipeline.commands import Commands
from engine.pipeline.entries import Flags
from engine.store.candles import load_series
from engine.store.sql import run
from engine.store.tape import TapeEntry, read_tape
from engine.trading.desk import TradingDesk
from engine.trading.ledger import ledger_hash
from engine.trading.paper import PaperBroker

if TYPE_CHECKING:
    from engine.store.store import Store

_PAGE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Recording:
    """An earlier run: its store, the market it followed, and its mode."""

    store: Store
    source: str
    mode: Mode

    @classmethod
    def newest(cls, store: Store) -> Recording:
        """The run that the store's tape ends with; raises InvalidInput when it holds none."""
        found = store.read(lambda conn: run(conn, "SELECT source, mode FROM tape ORDER BY id DESC LIMIT 1").first())
        if found is None:
            raise InvalidInput("err-replay-no-tape", source="-", mode="-")
        return cls(store, found[0], Mode(found[1]))

    def ask(self, query: str, *values: object) -> list[Any]:
        """Rows of a query whose first two values are source and mode."""
        return list(self.store.read(lambda conn: run(conn, query, (self.source, self.mode.value, *values)).all()))

    def rules(self) -> Rules:
        """The rules that were in force; raises InvalidInput when they were changed in the middle of the run."""
        rows = self.ask("SELECT DISTINCT payload FROM tape WHERE source = ? AND mode = ? AND kind = 'rules'")
        if len(rows) != 1:
            raise InvalidInput("err-replay-rules", count=len(rows))
        return Rules.of_facts(json.loads(rows[0][0]))

    def first_deposit(self) -> Decimal:
        """What its purse began with."""
        rows = self.ask("SELECT delta FROM ledger WHERE source = ? AND mode = ? ORDER BY id LIMIT 1")
        return Decimal(rows[0][0]) if rows else Decimal(0)

    def series(self, symbol: Symbol, timeframe: Timeframe, start: int, end: int) -> Any:
        """Recorded candles that open from ``start`` until before ``end``."""
        return self.store.read(lambda c: load_series(c, self.source, symbol, timeframe, start=start, end=end))

    def page(self, after: int) -> list[TapeEntry]:
        """The next entries of the tape."""
        return self.store.read(lambda c: read_tape(c, self.source, self.mode.value, after_id=after, limit=_PAGE))

    def spoke(self, symbol: Symbol, timestamp: int) -> tuple[str, str] | None:
        """Horizon and version of the model that spoke on a candle; None when none did."""
        query = (
            "SELECT horizon, model_version FROM direction_predictions "
            "WHERE source = ? AND mode = ? AND symbol = ? AND timestamp = ?"
        )
        rows = self.ask(query, str(symbol), timestamp)
        return (rows[0][0], rows[0][1]) if rows else None


class Player:
    """Plays a recording into a pipeline, as fast as it goes or ``speed`` times faster than it happened."""

    def __init__(self, recording: Recording, pipeline: Pipeline, models: PinnedRegistry, speed: float = 0.0) -> None:
        self._recording, self._pipeline, self._models, self._speed = recording, pipeline, models, speed
        self._timeframe = pipeline.rules.timeframe
        self.until: int | None = None
        """The last moment to play; None is all of it."""

    async def play(self) -> None:
        """Everything on the tape, in its order."""
        before: int | None = None
        async for entry in self._entries():
            moment = entry.timestamp + (self._timeframe.ms if entry.kind == "candle" else 0)
            if self.until is not None and moment > self.until:
                return
            if self._speed and before is not None and moment > before:
                await asyncio.sleep((moment - before) / 1000 / self._speed)
            before = moment
            await self._take(entry)

    async def _entries(self) -> AsyncIterator[TapeEntry]:
        after = 0
        while page := await asyncio.to_thread(self._recording.page, after):
            for entry in page:
                after = entry.id
                yield entry

    async def _take(self, entry: TapeEntry) -> None:
        facts: dict[str, Any] = entry.payload or {}
        recording, pipeline = self._recording, self._pipeline
        symbol = Symbol(entry.symbol) if entry.symbol and "/" in entry.symbol else None
        if entry.kind == "command":
            await pipeline.repeat(facts["id"], facts["arguments"], entry.timestamp)
        elif symbol is None:
            return
        elif entry.kind == "candle":
            spoke = recording.spoke(symbol, entry.timestamp)
            self._models.pin(recording.source, symbol, self._timeframe, spoke)
            await pipeline.on_candle(self._candle(symbol, entry.timestamp), Flags.of(facts))
        elif entry.kind == "tick" and entry.price is not None:
            await pipeline.on_tick(Tick(recording.source, symbol, entry.timestamp, entry.price))
        elif entry.kind == "open":
            end = 0 if facts["until"] is None else facts["until"] + 1
            await pipeline.open(symbol, recording.series(symbol, self._timeframe, facts["warmup_from"] or 0, end))

    def _candle(self, symbol: Symbol, timestamp: int) -> Candle:
        series = self._recording.series(symbol, self._timeframe, timestamp, timestamp + 1)
        if not len(series):
            raise InvalidInput("err-replay-candle-missing", symbol=symbol)
        candle: Candle = series.candles()[0]
        return candle


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both ledgers' hashes, the decisions that differ, and how much was retraced."""

    recorded: str
    retraced: str
    candles: int
    decisions: int
    different: int

    @property
    def equal(self) -> bool:
        """Whether the run came out the same, entry for entry and decision for decision."""
        return self.recorded == self.retraced and not self.different


async def retrace(recording: Recording, scratch: Store, models_dir: Path) -> Comparison:
    """Play all of ``recording`` into ``scratch`` and compare ledgers and decisions."""
    rules = recording.rules()
    source, mode = recording.source, recording.mode
    instruments = KeptInstruments(recording.store, source, mode.value)
    desk = TradingDesk(scratch, PaperBroker(rules, instruments), rules, instruments, source, mode)
    models, clock = PinnedRegistry(models_dir), MarketClock()
    pipeline = Pipeline(
        source=source,
        mode=mode,
        store=scratch,
        forecaster=Forecaster(models, rules.horizon),
        desk=desk,
        rules=rules,
        instrument=instruments,
        clock=clock,
    )
    pipeline.commands = Commands(scratch, desk, rules, source, mode, clock, instruments)
    desk.open_purse(recording.first_deposit(), now=0)
    desk.load()
    await desk.resume(0)
    try:
        await Player(recording, pipeline, models).play()
    finally:
        pipeline.shut_down()
    hashes = [s.read(lambda conn: ledger_hash(conn, source, mode)) for s in (recording.store, scratch)]
    before, after = (_decisions(Recording(store, source, mode)) for store in (recording.store, scratch))
    different = sum(after.get(key) != facts for key, facts in before.items()) + len(after.keys() - before.keys())
    return Comparison(hashes[0], hashes[1], pipeline.candles_seen, len(before), different)


def _decisions(recording: Recording) -> dict[str, tuple[Any, ...]]:
    query = (
        "SELECT id, timestamp, features_digest, votes, probability, floor, weight, advice, spoken, trades, reason, "
        "reason_params FROM decisions WHERE source = ? AND mode = ?"
    )
    return {row[0]: tuple(row[1:]) for row in recording.ask(query)}
