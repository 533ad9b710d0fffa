"""Things that happened. An event is a row, written in the same transaction as what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class EventKind(StrEnum):
    """What an event tells."""

    ENGINE_STARTED = "engine_started"
    ENGINE_STOPPED = "engine_stopped"
    STATE_CHANGED = "state_changed"
    CONNECTION_CHANGED = "connection_changed"
    CANDLE_REFUSED = "candle_refused"
    GAP_FOUND = "gap_found"
    GAP_REPAIRED = "gap_repaired"
    SIGNAL = "signal"
    SILENCE = "silence"
    ORDER_SENT = "order_sent"
    ENTRY_FILLED = "entry_filled"
    EXIT_FILLED = "exit_filled"
    ORDER_REJECTED = "order_rejected"
    FLATTENED = "flattened"
    FORECAST_SCORED = "forecast_scored"
    TRAINING = "training"
    MODEL_LOADED = "model_loaded"
    MODEL_REFUSED = "model_refused"
    SYMBOLS_CHANGED = "symbols_changed"
    KNOCK = "knock"
    ROLE_CHANGED = "role_changed"
    PROTECTION = "protection"
    PRICE_ALERT = "price_alert"
    DIGEST = "digest"
    BOT_CHANGED = "bot_changed"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Event:
    """``timestamp`` is market time where the market caused it, wall time otherwise; ``data`` is JSON-safe."""

    kind: EventKind
    timestamp: int
    source: str
    symbol: str | None = None
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    id: int = 0
