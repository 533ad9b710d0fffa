"""What pushed a forecast, told only of the very numbers that the model saw: their digest and its version must fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.core.errors import HaiDangError
from engine.core.forecasts import FeatureRow
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.service.answers import Prediction, Push
from engine.service.handlers.facts import read

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.forecasts import Forecast
    from engine.forecast.model import TrioModel
    from engine.service.rooms import Rooms


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells which numbers a model saw, and which model it was."""

    source: str
    symbol: Symbol
    timeframe: Timeframe
    horizon: Timeframe
    timestamp: int
    digest: str
    version: str

    @classmethod
    def by(cls, forecast: Forecast) -> Seen:
        """What stood before ``forecast``."""
        f = forecast
        return cls(f.source, f.symbol, f.timeframe, f.horizon, f.timestamp, f.features_digest, f.model_version)


async def with_pushes(rooms: Rooms, answer: Prediction, seen: Seen | None) -> Prediction:
    """``answer`` with its pushes; as it was where numbers or model are no longer to be had.

    The newest numbers and the serving model are in memory. Older ones are computed anew from stored candles and read
    from the model's folder, off the event loop.
    """
    if seen is None:
        return answer
    model, row = _serving(rooms, seen), _newest(rooms, seen)
    if model is None or row is None:
        try:
            model, row = await read(rooms, lambda conn: (model or _stored(rooms, seen), row or _computed(conn, seen)))
        except HaiDangError:  # the model is gone or damaged
            return answer
    return answer if model is None or row is None else _explained(answer, model, row)


def seen_by(conn: Connection, source: str, answer: Prediction) -> Seen | None:
    """What stood before a stored decision; None where no model spoke."""
    from sqlalchemy import select

    from engine.store.tables import decisions as d

    row = conn.execute(select(d.c.timestamp, d.c.features_digest).where(d.c.id == answer.decision_id)).one()
    if row.features_digest is None or answer.model_version is None:
        return None
    timeframe, horizon = Timeframe(answer.timeframe), Timeframe(answer.horizon)
    symbol = Symbol(answer.symbol)
    return Seen(source, symbol, timeframe, horizon, row.timestamp, row.features_digest, answer.model_version)


def _serving(rooms: Rooms, seen: Seen) -> TrioModel | None:
    model = rooms.registry.peek(seen.source, seen.symbol, seen.timeframe, seen.horizon)
    return model if model is not None and model.version == seen.version else None


def _newest(rooms: Rooms, seen: Seen) -> FeatureRow | None:
    if seen.symbol not in rooms.pipeline.symbols():
        return None
    stream = rooms.pipeline.pair(seen.symbol).stream
    row = stream.row if stream is not None else None
    return row if row is not None and row.digest == seen.digest else None


def _stored(rooms: Rooms, seen: Seen) -> TrioModel | None:
    from engine.forecast.pinned import PinnedRegistry

    registry = PinnedRegistry(rooms.registry.models_dir)
    registry.pin(seen.source, seen.symbol, seen.timeframe, (seen.horizon, seen.version))
    return registry.peek(seen.source, seen.symbol, seen.timeframe, seen.horizon)


def _computed(conn: Connection, seen: Seen) -> FeatureRow | None:
    """The row of a stored candle, as a stream that was opened on as many candles gives it."""
    from engine.features.rows import rows
    from engine.pipeline.pair import OPEN_ON
    from engine.store.candles import load_series

    series = load_series(conn, seen.source, seen.symbol, seen.timeframe, end=seen.timestamp + 1, last=OPEN_ON)
    row = next(rows(series, start=seen.timestamp), None)
    return row if row is not None and row.digest == seen.digest else None


def _explained(answer: Prediction, model: TrioModel, row: FeatureRow) -> Prediction:
    from engine.forecast.explain import explain_logistic

    told = explain_logistic(model, row)
    pushes = tuple(
        Push(part.name, part.value, part.log_odds, points)
        for part, points in zip(told.contributions, told.points(), strict=True)
    )
    return replace(answer, pushes=pushes, pushes_of=told.member, pushes_base=told.base_probability)
