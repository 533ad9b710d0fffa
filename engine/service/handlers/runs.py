"""Whose rows a reading of the store is about, and up to which moment.

``until`` is a moment of market time: what happened or was scored later is not seen. None sees all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.sql.elements import ColumnElement

    from engine.core.timeframes import Timeframe
    from engine.service.rooms import Rooms


@dataclass(frozen=True, slots=True)
class Run:
    """Whose rows: a market, whose money, and the candles and the horizon of its forecasts."""

    source: str
    mode: str
    timeframe: Timeframe
    horizon: Timeframe

    def rows(self, table: Table) -> ColumnElement[bool]:
        """The rows of this market and purse."""
        from sqlalchemy import and_

        return and_(table.c.source == self.source, table.c.mode == self.mode)


def run_of(rooms: Rooms) -> Run:
    """The run of a living house."""
    return Run(rooms.source, rooms.mode, rooms.timeframe, rooms.horizon)


def known(column: Any, until: int | None) -> ColumnElement[bool]:
    """Whether what ``column`` dates had happened by ``until``."""
    from sqlalchemy import true

    return true() if until is None else column <= until


def correct_by(until: int | None) -> Any:
    """The outcome of a forecast as far as it was known by ``until``."""
    from sqlalchemy import case, null

    from engine.store.tables import direction_predictions as p

    return p.c.correct if until is None else case((p.c.scored_at <= until, p.c.correct), else_=null())
