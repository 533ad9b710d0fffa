"""Rows that one candle leaves behind. All of a candle's rows are written in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from engine.core.decisions import Decision
from engine.core.events import Event, EventKind
from engine.core.hashing import canonical_json
from engine.core.modes import Mode
from engine.decision.context import Silence
from engine.pipeline.scoring import Outcome
from engine.store.chains import append_scoreboard
from engine.store.events import append_event
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _put(conn: Connection, table: str, row: Mapping[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    values = tuple(str(value) if isinstance(value, str) else value for value in row.values())
    run(conn, f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", values)


def write_decision(conn: Connection, decision: Decision, mode: Mode) -> None:
    """The forecast, the decision on it, and what is said of it."""
    forecast = decision.forecast
    _put(
        conn,
        "direction_predictions",
        {
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
        },
    )
    _put(conn, "decisions", _decision_row(decision, mode))
    run(
        conn,
        "UPDATE smart_models SET prediction_count = prediction_count + 1 "
        "WHERE source = ? AND symbol = ? AND timeframe = ? AND horizon = ? AND version = ?",
        (forecast.source, *map(str, (forecast.symbol, forecast.timeframe, forecast.horizon)), forecast.model_version),
    )
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
    append_event(conn, _event(decision))


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
        "factors": canonical_json(asdict(decision.factors)),
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


def _event(decision: Decision) -> Event:
    forecast = decision.forecast
    data = {
        "prediction_id": forecast.id,
        "advice": decision.advice.value,
        "direction": forecast.direction.value,
        "confidence": forecast.confidence,
        "price": forecast.price,
        "weight": decision.weight,
        "tier": decision.tier.value,
        "trades": decision.trades,
        "floor": decision.floor,
        "reason": decision.reason.key,
        "reason_params": dict(decision.reason.params),
        "model_version": forecast.model_version,
    }
    kind = EventKind.SIGNAL if decision.spoken else EventKind.SILENCE
    return Event(kind, forecast.made_at, forecast.source, forecast.symbol, data)


def write_silence(conn: Connection, silence: Silence) -> None:
    """The record of a candle that no forecast was made on."""
    _put(
        conn,
        "decisions",
        {
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
        },
    )


def write_outcomes(conn: Connection, outcomes: list[Outcome], source: str, mode: Mode, symbol: str) -> None:
    """What became of forecasts: scored once, and on the scoreboard when they had been spoken."""
    for outcome in outcomes:
        actual = (outcome.actual_direction.value, outcome.actual_price, outcome.correct, outcome.scored_at)
        run(
            conn,
            "UPDATE direction_predictions SET actual_direction = ?, actual_price = ?, correct = ?, scored_at = ? "
            "WHERE id = ? AND scored_at IS NULL",
            (*actual, outcome.awaited.id),
        )
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
            append_event(conn, Event(EventKind.FORECAST_SCORED, outcome.scored_at, source, symbol, facts))
