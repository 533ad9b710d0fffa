"""Everything a decision may look at, passed in: the same context and forecast give the same decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from engine.core.decisions import BandRecord, Reason
from engine.core.instruments import Instrument
from engine.core.modes import Connection, EngineState, Mode
from engine.core.orders import Portfolio
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.decision.outlook import Outlook

NO_RECORD: Final = BandRecord(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionContext:
    """The house at the close of one candle of one symbol."""

    source: str
    mode: Mode
    now: int
    """Market time: the close of the candle."""
    portfolio: Portfolio
    instrument: Instrument
    outlook: Outlook | None = None
    candles: int = 1_000_000
    """Closed candles at hand since the last gap (warm-up)."""
    state: EngineState = EngineState.RUNNING
    connection: Connection = Connection.OK
    record: BandRecord = NO_RECORD
    """Outcomes of the forecast's confidence band (``records.band_of``)."""
    band_accuracy: float | None = None
    """The model's tested accuracy on that band; None means its accuracy overall counts."""
    raised_floor: float = 0.0
    """A floor raised by broken promises (``records.raised_floor``); never lowers the setting."""
    model_expired: bool = False
    seen: frozenset[str] = frozenset()
    """Feature digests of this symbol that were already answered."""
    spoken_last_minute: int = 0
    """Signals spoken in the minute before ``now``."""
    returns: Mapping[Symbol, Sequence[float]] = field(default_factory=lambda: MappingProxyType({}))
    """Recent returns a candle, aligned at their ends, of this symbol and of those with open positions."""
    locked: frozenset[Symbol] = frozenset()
    """Symbols a person or a guard has locked."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The record that is left when there was no forecast to decide on."""

    id: str
    source: str
    mode: Mode
    symbol: Symbol
    timeframe: Timeframe
    timestamp: int
    reason: Reason
