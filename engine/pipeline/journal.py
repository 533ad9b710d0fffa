"""Rows that judged candles leave behind, all in one transaction; rows of a kind go to the database together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from engine.core.decisions import Decision, WeightFactors
from engine.core.events import Event, EventKind
from engine.core.hashing import canonical_json
from engine.core.modes import Mode
from engine.decision.context import Silence
from engine.forecast.layout import POOLED
from engine.pipeline.scoring import Outcome
from engine.store.chains import append_scoreboard
from engine.store.connections import raw
from engine.store.events import append_event
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection


_FACTORS: Final = tuple(field.name for field in fields(WeightFactors))
_COUNT: Final = (
    "UPDATE smart_models SET prediction_count = prediction_count + ? "
    "WHERE source = ? AND symbol IN (?, ?) AND timeframe = ? AND horizon = ? AND version = ?"
)

_SCORE: Final = (
    "UPDATE direction_predictions SET actual_direction = ?, actual_price = ?, correct = ?, scored_at = ? "
    "WHERE id = ? AND scored_at IS NULL"
)


def _put(conn: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        statement = f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES ({marks})"
        _repeat(conn, statement, [tuple(row.values()) for row in rows])


def _repeat(conn: Connection, statement: str, values: Sequence[tuple[Any, ...]]) -> None:
    """One statement for many rows; straight through the driver on SQLite, which is several times quicker."""
    plain = [tuple(str(value) if isinstance(value, str) else value for value in row) for row in values]
    if conn.dialect.name == "sqlite":
        raw(conn).executemany(statement, plain)
        return
    for row in plain:
        run(conn, statement, row)


def write_verdicts(conn: Connection, verdicts: Sequence[Decision | Silence], mode: Mode) -> None:
    """Forecasts and decisions, and the records of candles that no forecast was made on."""
    made = [verdict for verdict in verdicts if isinstance(verdict, Decision)]
    _put(conn, "direction_predictions", [_prediction_row(decision, mode) for decision in made])
    _put(conn, "decisions", [_decision_row(decision, mode) for decision in made])
    _put(conn, "decisions", [_silence_row(verdict) for verdict in verdicts if isinstance(verdict, Silence)])
    forecasts = (decision.forecast for decision in made)
    models = Counter((f.source, f.symbol, f.timeframe, f.horizon, f.model_version) for f in forecasts)
    _repeat(
        conn, _COUNT, [(count, source, symbol, POOLED, *market) for (source, symbol, *market), count in models.items()]
    )


def _prediction_row(decision: Decision, mode: Mode) -> dict[str, object]:
    forecast = decision.forecast
    return {
        "id": forecast.id,
        "source": forecast.source,
        "mode": mode.value,
        "symbol": forecast.symbol,
        "timeframe": forecast.timeframe,
        "horizon": forecast.horizon,
        "timestamp": forecast.timestamp,
        "prediction": forecast.direction.value,
        "probability": forecast.probability_up,
        "confidence": forecast.confidence,
        "weight": decision.weight,
        "recommendation": decision.tier.value,
        "multiplier": decision.multiplier,
        "spoken": decision.spoken,
        "price": forecast.price,
        "model_version": forecast.model_version,
        "created_at": forecast.made_at,
        "due_at": forecast.due_at,
    }


def write_said(conn: Connection, decision: Decision, mode: Mode) -> None:
    """What is said of a decision: on the scoreboard when it was spoken, and as an event."""
    forecast = decision.forecast
    if decision.spoken:
        append_scoreboard(
            conn,
            prediction_id=forecast.id,
            kind="spoken",
            source=forecast.source,
            mode=mode.value,
            symbol=forecast.symbol,
            content=_spoken(decision),
            created_at=forecast.made_at,
        )
    append_event(conn, _event(decision, mode))


def _decision_row(decision: Decision, mode: Mode) -> dict[str, object]:
    forecast = decision.forecast
    return {
        "id": decision.id,
        "prediction_id": forecast.id,
        "source": forecast.source,
        "mode": mode.value,
        "symbol": forecast.symbol,
        "timeframe": forecast.timeframe,
        "timestamp": forecast.timestamp,
        "features_digest": forecast.features_digest,
        "votes": canonical_json({vote.model: vote.probability_up for vote in forecast.votes}),
        "probability": forecast.probability_up,
        "floor": decision.floor,
        "weight": decision.weight,
        "factors": canonical_json({name: getattr(decision.factors, name) for name in _FACTORS}),
        "advice": decision.advice.value,
        "spoken": decision.spoken,
        "trades": decision.trades,
        "reason": decision.reason.key,
        "reason_params": canonical_json(dict(decision.reason.params)),
        "expected_edge": decision.expected_edge,
        "stop_loss": decision.stop_loss,
        "take_profit": decision.take_profit,
        "model_version": forecast.model_version,
        "strategy": decision.strategy,
        "created_at": forecast.made_at,
    }


def _spoken(decision: Decision) -> dict[str, object]:
    forecast = decision.forecast
    return {
        "symbol": forecast.symbol,
        "timeframe": forecast.timeframe,
        "horizon": forecast.horizon,
        "made_at": forecast.made_at,
        "due_at": forecast.due_at,
        "direction": forecast.direction.value,
        "confidence": forecast.confidence,
        "price": forecast.price,
        "model_version": forecast.model_version,
        "features_digest": forecast.features_digest,
    }


def _event(decision: Decision, mode: Mode) -> Event:
    forecast = decision.forecast
    data = {
        "prediction_id": forecast.id,
        "advice": decision.advice.value,
        "direction": forecast.direction.value,
        "confidence": forecast.confidence,
        "price": forecast.price,
        "due_at": forecast.due_at,
        "weight": decision.weight,
        "tier": decision.tier.value,
        "trades": decision.trades,
        "floor": decision.floor,
        "reason": decision.reason.key,
        "reason_params": dict(decision.reason.params),
        "model_version": forecast.model_version,
        "mode": mode.value,
    }
    kind = EventKind.SIGNAL if decision.spoken else EventKind.SILENCE
    return Event(kind, forecast.made_at, forecast.source, forecast.symbol, data)


def _silence_row(silence: Silence) -> dict[str, object]:
    return {
        "id": silence.id,
        "source": silence.source,
        "mode": silence.mode.value,
        "symbol": silence.symbol,
        "timeframe": silence.timeframe,
        "timestamp": silence.timestamp,
        "features_digest": "",
        "votes": "{}",
        "floor": 0.0,
        "advice": "NEUTRAL",
        "spoken": False,
        "trades": False,
        "reason": silence.reason.key,
        "reason_params": canonical_json(dict(silence.reason.params)),
        "strategy": "none",
        "created_at": silence.timestamp + silence.timeframe.ms,
    }


def write_outcomes(conn: Connection, outcomes: Sequence[Outcome]) -> None:
    """What became of forecasts; a score that is there stays."""
    _repeat(
        conn,
        _SCORE,
        [(o.actual_direction.value, o.actual_price, o.correct, o.scored_at, o.awaited.id) for o in outcomes],
    )


def write_scored(conn: Connection, outcomes: Sequence[Outcome], source: str, mode: Mode, symbol: str) -> None:
    """What had been spoken is scored on the scoreboard too, and told."""
    for outcome in outcomes:
        if outcome.awaited.spoken:
            facts = {"actual_price": outcome.actual_price, "correct": outcome.correct, "scored_at": outcome.scored_at}
            append_scoreboard(
                conn,
                prediction_id=outcome.awaited.id,
                kind="scored",
                source=source,
                mode=mode.value,
                symbol=symbol,
                content=facts,
                created_at=outcome.scored_at,
            )
            told = {**facts, "mode": mode.value}
            append_event(conn, Event(EventKind.FORECAST_SCORED, outcome.scored_at, source, symbol, told))
