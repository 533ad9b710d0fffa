"""The one definition of what is kept, for SQLite and PostgreSQL alike. See DESIGN: "Tables"."""

from engine.store.tables.base import metadata
from engine.store.tables.forecasts import (
    decisions,
    direction_predictions,
    model_performance,
    scoreboard,
    smart_models,
    training_examples,
)
from engine.store.tables.house import (
    audit_log,
    engine_state,
    events,
    knocks,
    locks,
    mailboxes,
    outbox,
    preferences,
    price_alerts,
    roles,
)
from engine.store.tables.market import candle_cache, gaps, tape, watched_symbols
from engine.store.tables.money import equity, fills, ledger, order_intents, orders, positions, purses, trades

__all__ = [
    "audit_log",
    "candle_cache",
    "decisions",
    "direction_predictions",
    "engine_state",
    "equity",
    "events",
    "fills",
    "gaps",
    "knocks",
    "ledger",
    "locks",
    "mailboxes",
    "metadata",
    "model_performance",
    "order_intents",
    "orders",
    "outbox",
    "positions",
    "preferences",
    "price_alerts",
    "purses",
    "roles",
    "scoreboard",
    "smart_models",
    "tape",
    "trades",
    "training_examples",
    "watched_symbols",
]
