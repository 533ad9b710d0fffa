"""What the pipeline has in hand while it takes a candle through the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.core.candles import Candle
from engine.core.decisions import Decision
from engine.core.forecasts import FeatureRow, Forecast
from engine.core.modes import Mode
from engine.core.orders import OrderIntent
from engine.decision.context import Silence
from engine.decision.outlook import Outlook
from engine.pipeline.journal import write_outcomes, write_said, write_scored, write_verdicts
from engine.pipeline.scoring import Outcome
from engine.store.candles import save_candles
from engine.store.sql import run
from engine.store.tape import append_tape

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Flags:
    """What wall clock and network said when a candle was consumed; recorded, so that a replay hears the same.

    ``late``: the candle closed while nobody was looking, so nothing is spoken or entered on it.
    ``expired``: the pair's model was too old to be trusted.
    ``blind``: the market had been out of sight until then.
    """

    late: bool = False
    expired: bool = False
    blind: bool = False

    @classmethod
    def of(cls, payload: Mapping[str, object] | None) -> Flags:
        """As the tape remembers them."""
        said = payload or {}
        return cls(**{name: bool(said.get(name)) for name in cls.__slots__})

    def payload(self) -> dict[str, object] | None:
        """For the tape; nothing when nothing is special."""
        said: dict[str, object] = {name: True for name in self.__slots__ if getattr(self, name)}
        return said or None


@dataclass(frozen=True, slots=True)
class Thought:
    """A candle in numbers, and what the models make of it."""

    candle: Candle
    row: FeatureRow | None
    outlook: Outlook
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A judged candle, ready to be written."""

    candle: Candle
    flags: Flags
    verdict: Decision | Silence
    outcomes: list[Outcome] = field(default_factory=list)
    intent: OrderIntent | None = None


def is_written(conn: Connection, entry: Entry) -> bool:
    """Whether the transaction that holds ``entry`` was committed before."""
    return run(conn, "SELECT 1 FROM decisions WHERE id = ?", (entry.verdict.id,)).first() is not None


def write_entries(conn: Connection, entries: Sequence[Entry], mode: Mode) -> None:
    """Everything that judged candles leave behind, in the caller's transaction.

    What has an order of its own (tape, scoreboard, events) is written candle by candle. Forecasts come before outcomes:
    in a long batch both may be of the same forecast.
    """
    save_candles(conn, [entry.candle for entry in entries])
    write_verdicts(conn, [entry.verdict for entry in entries], mode)
    write_outcomes(conn, [outcome for entry in entries for outcome in entry.outcomes])
    for entry in entries:
        candle = entry.candle
        append_tape(
            conn, candle.source, mode.value, "candle", candle.timestamp, symbol=candle.symbol,
            timeframe=candle.timeframe, payload=entry.flags.payload(),
        )  # fmt: skip
        write_scored(conn, entry.outcomes, candle.source, mode, candle.symbol)
        if isinstance(entry.verdict, Decision):
            write_said(conn, entry.verdict, mode)
