"""A decision from the rows that keep it: as it is known now, or as it was known at an earlier moment (``until``)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from engine.core.errors import InvalidInput
from engine.core.forecasts import Vote
from engine.service.answers import Interval, LastSignal, ModelVote, Prediction, Stamp, WeightParts
from engine.service.handlers.facts import interval, why
from engine.service.handlers.runs import Run, correct_by, known

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ID_START: Final = re.compile(r"[0-9a-f]{4,64}")
_AFTER_HEX: Final = "g"
_NOT_SETTLED: Final = ("why-warming-up", "why-unsettled")
"""The gate asks these first: whoever got past them had settled indicators."""


def decision_id_of(conn: Connection, run: Run, symbol: str, start: str, until: int | None = None) -> str:
    """The id of the one decision on ``symbol`` that begins with ``start``; raises InvalidInput when it is not one."""
    from sqlalchemy import select

    from engine.store.tables import decisions as d

    first = start.lower()
    if _ID_START.fullmatch(first) is None:
        raise InvalidInput("err-decision-id", id=start)
    query = select(d.c.id, d.c.symbol).where(
        run.rows(d), d.c.id >= first, d.c.id < first + _AFTER_HEX, known(d.c.created_at, until)
    )
    own = conn.execute(query.where(d.c.symbol == symbol).limit(2)).all()
    if len(own) == 1:
        return str(own[0].id)
    if own:
        raise InvalidInput("err-decision-ambiguous", id=start)
    other = conn.execute(query.limit(1)).first()
    if other is not None:
        raise InvalidInput("err-decision-of-other", id=start, symbol=symbol, other=other.symbol)
    raise InvalidInput("err-decision-unknown", id=start)


def newest_decision(conn: Connection, run: Run, symbol: str, until: int | None = None) -> str | None:
    """The id of the newest decision on ``symbol``, at ``until`` or before."""
    from sqlalchemy import select

    from engine.store.tables import decisions as d

    query = select(d.c.id).where(run.rows(d), d.c.symbol == symbol, d.c.timeframe == run.timeframe)
    newest = query.where(known(d.c.created_at, until)).order_by(d.c.timestamp.desc()).limit(1)
    found: str | None = conn.execute(newest).scalar()
    return found


def stored_prediction(
    conn: Connection, run: Run, stamp: Stamp, decision_id: str, until: int | None = None
) -> Prediction:
    """A decision with all that is stored of it; what was never stored is None.

    ``record`` is what the band had to show when the decision was made; outcomes are those known by ``until``.
    """
    from sqlalchemy import select

    from engine.store.tables import decisions as d
    from engine.store.tables import direction_predictions as p

    columns = (p.c.horizon, p.c.price, p.c.prediction, p.c.confidence, p.c.recommendation, p.c.multiplier)
    joined = select(d, *columns).outerjoin_from(d, p, p.c.id == d.c.prediction_id).where(d.c.id == decision_id)
    row = conn.execute(joined).one()
    forecast = row.prediction is not None
    last, silent = spoken_before(conn, run, row.symbol, candle=row.timestamp, until=until)
    return Prediction(
        stamp=stamp,
        symbol=row.symbol,
        timeframe=row.timeframe,
        horizon=row.horizon or run.horizon,
        made_at=row.created_at,
        price=row.price or 0.0,
        direction=row.prediction,
        confidence=row.confidence,
        probability_up=row.probability,
        votes=_votes(row.votes),
        floor=row.floor,
        spoken=bool(row.spoken),
        traded=bool(row.trades),
        advice=row.advice,
        reason=why(row.reason, row.reason_params),
        weight=row.weight,
        parts=None if row.factors is None else WeightParts(**json.loads(row.factors)),
        tier=row.recommendation,
        multiplier=row.multiplier,
        stop_loss=row.stop_loss,
        take_profit=row.take_profit,
        expected_edge=row.expected_edge,
        break_even=None,
        record=_band_record(conn, run, row.confidence, row.created_at) if forecast else interval(0, 0),
        silent_candles=silent,
        last_signal=last,
        model_version=row.model_version,
        model_age_ms=_model_age(conn, run, row.symbol, row.model_version, row.created_at),
        model_accuracy=None,
        settled=forecast and row.reason not in _NOT_SETTLED,
        decision_id=row.id,
    )


def _votes(stored: str) -> tuple[ModelVote, ...]:
    from engine.forecast.members import MEMBERS

    votes = [Vote(name, chance) for name, chance in json.loads(stored).items()]
    order = {name: place for place, name in enumerate(MEMBERS)}
    votes.sort(key=lambda vote: order.get(vote.model, len(order)))
    return tuple(ModelVote(vote.model, vote.direction.value, vote.confidence) for vote in votes)


def _band_record(conn: Connection, run: Run, confidence: float, at: int) -> Interval:
    """Hits and misses known at ``at`` of all forecasts in the band that holds ``confidence``."""
    from sqlalchemy import case, func, select, true

    from engine.decision.records import band_of
    from engine.store.tables import direction_predictions as p

    low, high = band_of(confidence)
    hits = func.sum(case((p.c.correct == true(), 1), else_=0))
    near = p.c.confidence.between(low - 0.001, high + 0.001)
    query = select(p.c.confidence, func.count(), hits).where(run.rows(p), p.c.scored_at <= at, near)
    rows = [row for row in conn.execute(query.group_by(p.c.confidence)) if band_of(row[0])[0] == low]
    return interval(sum(int(row[2]) for row in rows), sum(int(row[1]) for row in rows))


def _model_age(conn: Connection, run: Run, symbol: str, version: str | None, at: int) -> int | None:
    """How old the model was when it spoke; None where the market has a time of its own, as the demo has."""
    from sqlalchemy import func, select

    from engine.forecast.layout import POOLED
    from engine.store.tables import smart_models as m

    query = select(func.max(m.c.trained_at)).where(
        m.c.source == run.source, m.c.symbol.in_((symbol, POOLED)), m.c.version == version
    )
    trained_at = conn.execute(query).scalar()
    return None if trained_at is None or trained_at > at else at - int(trained_at)


def spoken_before(
    conn: Connection, run: Run, symbol: str, *, candle: int | None = None, until: int | None = None
) -> tuple[LastSignal | None, int | None]:
    """The newest spoken signal, and the candles since then (since the first forecast, when none was ever spoken).

    From the store, which also knows what was said before this run; nothing after the candle that opened at ``candle``.
    """
    from sqlalchemy import func, select, true

    from engine.store.tables import direction_predictions as p

    mine = (run.rows(p), p.c.symbol == symbol, p.c.timeframe == run.timeframe, known(p.c.timestamp, candle))
    row = conn.execute(
        select(p.c.created_at, p.c.prediction, p.c.confidence, correct_by(until), p.c.timestamp)
        .where(*mine, p.c.spoken == true())
        .order_by(p.c.timestamp.desc())
        .limit(1)
    ).first()
    count, newest = conn.execute(select(func.count(), func.max(p.c.timestamp)).where(*mine)).one()
    if row is None:
        return None, int(count) or None
    return LastSignal(*row[:4]), max(0, (newest - row.timestamp) // run.timeframe.ms)
