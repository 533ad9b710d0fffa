"""Scores what was forecast when its horizon has passed, and keeps the record of each confidence band.

The record counts every forecast of a band, spoken or not: a band that was silenced can earn its voice back.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.core.candles import Candle
from engine.core.decisions import BandRecord
from engine.core.forecasts import Forecast
from engine.core.modes import Direction
from engine.core.symbols import Symbol
from engine.decision.records import band_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Awaited:
    """A forecast whose outcome is not known yet."""

    id: str
    due_at: int
    direction: Direction
    confidence: float
    price: float
    spoken: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a forecast."""

    awaited: Awaited
    actual_price: float
    actual_direction: Direction
    correct: bool
    scored_at: int


class Scorer:
    """Forecasts waiting for their outcome, by symbol, and hits and misses by band."""

    def __init__(self) -> None:
        self._waiting: dict[Symbol, list[Awaited]] = defaultdict(list)
        self._records: dict[float, BandRecord] = {}

    def load(self, conn: Connection, source: str, mode: str) -> None:
        """Recall from the store what was waiting, and the records."""
        from sqlalchemy import case, func, select, true

        from engine.store.tables import direction_predictions as p

        mine = (p.c.source == source) & (p.c.mode == mode)
        waiting = select(p.c.symbol, p.c.id, p.c.due_at, p.c.prediction, p.c.confidence, p.c.price, p.c.spoken).where(
            mine, p.c.scored_at.is_(None)
        )
        for symbol, *fields in conn.execute(waiting.order_by(p.c.due_at)):
            identity, due_at, direction, confidence, price, spoken = fields
            awaited = Awaited(identity, due_at, Direction(direction), confidence, price, bool(spoken))
            self._waiting[Symbol(symbol)].append(awaited)
        hits = func.sum(case((p.c.correct == true(), 1), else_=0))
        scored = select(p.c.confidence, func.count(), hits).where(mine, p.c.scored_at.is_not(None))
        for confidence, count, correct in conn.execute(scored.group_by(p.c.confidence)):
            self._count(confidence, int(count), int(correct))

    def _count(self, confidence: float, count: int, correct: int) -> None:
        low = band_of(confidence)[0]
        before = self._records.get(low, BandRecord(0, 0))
        self._records[low] = BandRecord(before.spoken + count, before.correct + correct)

    @property
    def records(self) -> dict[float, BandRecord]:
        """Record of each band that has one, by its lower edge."""
        return self._records

    def record_of(self, confidence: float) -> BandRecord:
        """The record of the band that holds ``confidence``."""
        return self._records.get(band_of(confidence)[0], BandRecord(0, 0))

    def is_waiting(self, symbol: Symbol) -> bool:
        """Whether any forecast of ``symbol`` still waits."""
        return bool(self._waiting[symbol])

    def expect(self, forecast: Forecast, spoken: bool) -> None:
        """Remember a forecast that was stored."""
        awaited = Awaited(forecast.id, forecast.due_at, forecast.direction, forecast.confidence, forecast.price, spoken)
        # By the time they are due: a horizon that was shortened must not wait behind a longer one.
        insort(self._waiting[forecast.symbol], awaited, key=lambda one: one.due_at)

    def due(self, candle: Candle) -> list[Outcome]:
        """Outcomes that the close of ``candle`` decides; call ``settle`` once they are stored.

        A forecast falls due on a close. When that very candle is missing, the next one's opening price decides.
        """
        outcomes = []
        for awaited in self._waiting[candle.symbol]:
            if awaited.due_at > candle.closed_at:
                break
            price = candle.open if awaited.due_at <= candle.timestamp else candle.close
            actual = _direction(awaited.price, price)
            outcomes.append(Outcome(awaited, price, actual, actual is awaited.direction, candle.closed_at))
        return outcomes

    def settle(self, symbol: Symbol, outcomes: list[Outcome]) -> None:
        """Forget what has been scored and count it in the records."""
        for outcome in outcomes:
            self._waiting[symbol].pop(0)
            self._count(outcome.awaited.confidence, 1, int(outcome.correct))


def spoken_since(conn: Connection, source: str, mode: str, since: int) -> list[int]:
    """When forecasts that were spoken after a moment were made, oldest first."""
    from engine.store.sql import run

    query = (
        "SELECT created_at FROM direction_predictions WHERE created_at > ? AND source = ? AND mode = ? AND spoken = ? "
        "ORDER BY created_at"
    )
    return [int(row[0]) for row in run(conn, query, (since, source, mode, True)).all()]


def _direction(before: float, after: float) -> Direction:
    if after > before:
        return Direction.UP
    return Direction.DOWN if after < before else Direction.FLAT
