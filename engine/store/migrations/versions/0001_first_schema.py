"""The first schema: every table of the house, and the view for other programs.

Revision ID: 0001
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _row_id() -> sa.Column[Any]:
    # SQLite numbers rows by itself only when the key is INTEGER; PostgreSQL wants 64 bits.
    kind = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    return sa.Column("id", kind, primary_key=True, autoincrement=True)


def _columns(kind: type[Any], *names: str, nullable: bool = False, **more: Any) -> list[sa.Column[Any]]:
    made = kind(create_constraint=False) if kind is sa.Boolean else kind()
    return [sa.Column(name, made, nullable=nullable, **more) for name in names]


def upgrade() -> None:
    """Build everything."""
    _market()
    _forecasts()
    _records()
    _house()
    _orders()
    _books()
    op.execute(_ML_HISTORICAL_CANDLES)


def _market() -> None:
    op.create_table(
        "candle_cache",
        *_columns(sa.Text, "source", "symbol", "timeframe", primary_key=True),
        *_columns(sa.BigInteger, "timestamp", primary_key=True),
        *_columns(sa.Double, "open", "high", "low", "close", "volume"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gaps",
        _row_id(),
        *_columns(sa.Text, "source", "symbol", "timeframe"),
        *_columns(sa.BigInteger, "start_at", "end_at"),
        *_columns(sa.Boolean, "repaired", server_default=sa.false()),
        *_columns(sa.BigInteger, "created_at"),
        sa.UniqueConstraint("source", "symbol", "timeframe", "start_at", "end_at"),
    )
    op.create_table(
        "tape",
        _row_id(),
        *_columns(sa.Text, "source", "mode", "kind"),
        *_columns(sa.Text, "symbol", "timeframe", nullable=True),
        *_columns(sa.BigInteger, "timestamp"),
        *_columns(sa.Double, "price", nullable=True),
        *_columns(sa.Text, "payload", nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tape_run", "tape", ["source", "mode"])
    op.create_table(
        "watched_symbols",
        *_columns(sa.Text, "source", "symbol", primary_key=True),
        *_columns(sa.Text, "status"),
        *_columns(sa.BigInteger, "created_at"),
    )


def _forecasts() -> None:
    op.create_table(
        "smart_models",
        _row_id(),
        *_columns(sa.Text, "source", "symbol", "timeframe", "horizon", "name", "version"),
        *_columns(sa.Double, "accuracy", nullable=True),
        *_columns(sa.BigInteger, "prediction_count", server_default=sa.text("0")),
        *_columns(sa.Text, "status"),
        *_columns(sa.BigInteger, "trained_at"),
        *_columns(sa.Text, "path", "sha256"),
        sa.UniqueConstraint("source", "symbol", "timeframe", "horizon", "name", "version"),
    )
    op.create_table(
        "direction_predictions",
        *_columns(sa.Text, "id", primary_key=True),
        *_columns(sa.Text, "source", "mode", "symbol", "timeframe", "horizon"),
        *_columns(sa.BigInteger, "timestamp"),
        *_columns(sa.Text, "prediction"),
        *_columns(sa.Double, "probability", "confidence"),
        *_columns(sa.Double, "weight", nullable=True),
        *_columns(sa.Text, "recommendation", nullable=True),
        *_columns(sa.Double, "multiplier", nullable=True),
        *_columns(sa.Boolean, "spoken", server_default=sa.false()),
        *_columns(sa.Double, "price"),
        *_columns(sa.Text, "model_version"),
        *_columns(sa.BigInteger, "created_at", "due_at"),
        *_columns(sa.Text, "actual_direction", nullable=True),
        *_columns(sa.Double, "actual_price", nullable=True),
        *_columns(sa.Boolean, "correct", nullable=True),
        *_columns(sa.BigInteger, "scored_at", nullable=True),
    )
    op.create_index(
        "ix_direction_predictions_candle", "direction_predictions", ["source", "symbol", "timeframe", "timestamp"]
    )
    op.create_index("ix_direction_predictions_created_at", "direction_predictions", ["created_at"])
    op.create_index("ix_direction_predictions_due", "direction_predictions", ["scored_at", "due_at"])
    op.create_table(
        "decisions",
        *_columns(sa.Text, "id", primary_key=True),
        *_columns(sa.Text, "prediction_id", nullable=True),
        *_columns(sa.Text, "source", "mode", "symbol", "timeframe"),
        *_columns(sa.BigInteger, "timestamp"),
        *_columns(sa.Text, "features_digest", "votes"),
        *_columns(sa.Double, "probability", nullable=True),
        *_columns(sa.Double, "floor"),
        *_columns(sa.Double, "weight", nullable=True),
        *_columns(sa.Text, "factors", nullable=True),
        *_columns(sa.Text, "advice"),
        *_columns(sa.Boolean, "spoken", "trades", server_default=sa.false()),
        *_columns(sa.Text, "reason", "reason_params"),
        *_columns(sa.Double, "expected_edge", "stop_loss", "take_profit", nullable=True),
        *_columns(sa.Text, "model_version", nullable=True),
        *_columns(sa.Text, "strategy"),
        *_columns(sa.BigInteger, "created_at"),
    )
    op.create_index("ix_decisions_created_at", "decisions", ["created_at"])
    op.create_index("ix_decisions_prediction", "decisions", ["prediction_id"])
    op.create_index("ix_decisions_symbol", "decisions", ["source", "symbol", "timestamp"])


def _records() -> None:
    op.create_table(
        "scoreboard",
        _row_id(),
        *_columns(sa.Text, "prediction_id", "kind", "source", "mode", "symbol", "content", "previous_hash"),
        *_columns(sa.Text, "hash", unique=True),
        *_columns(sa.BigInteger, "created_at"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_scoreboard_prediction", "scoreboard", ["prediction_id"])
    op.create_table(
        "model_performance",
        _row_id(),
        *_columns(sa.Text, "source", "symbol", "timeframe", "horizon", "model", "version"),
        *_columns(sa.Double, "accuracy", "log_loss", "brier", "calibration_error"),
        *_columns(sa.BigInteger, "samples", "created_at"),
    )
    op.create_table(
        "training_examples",
        _row_id(),
        *_columns(sa.Text, "source", "symbol", "timeframe"),
        *_columns(sa.BigInteger, "timestamp"),
        *_columns(sa.Text, "horizon", "label", "dataset_type"),
        *_columns(sa.BigInteger, "created_at"),
        sa.UniqueConstraint("source", "symbol", "timeframe", "timestamp", "horizon"),
    )


def _house() -> None:
    op.create_table(
        "events",
        _row_id(),
        *_columns(sa.Text, "kind"),
        *_columns(sa.BigInteger, "timestamp"),
        *_columns(sa.Text, "source"),
        *_columns(sa.Text, "symbol", nullable=True),
        *_columns(sa.Text, "data"),
        *_columns(sa.BigInteger, "created_at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox",
        _row_id(),
        *_columns(sa.BigInteger, "event_id"),
        *_columns(sa.Text, "channel", "recipient", "state"),
        *_columns(sa.Integer, "attempts", server_default=sa.text("0")),
        *_columns(sa.BigInteger, "next_attempt_at", nullable=True),
        *_columns(sa.Text, "last_error", nullable=True),
        *_columns(sa.BigInteger, "created_at"),
        *_columns(sa.BigInteger, "sent_at", nullable=True),
        sa.UniqueConstraint("event_id", "channel", "recipient"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_waiting", "outbox", ["channel", "state", "next_attempt_at"])
    op.create_table(
        "audit_log",
        _row_id(),
        *_columns(sa.BigInteger, "timestamp"),
        *_columns(sa.Text, "surface", "actor"),
        *_columns(sa.Text, "place", nullable=True),
        *_columns(sa.Text, "role", "command", "arguments", "result"),
        *_columns(sa.Text, "detail", nullable=True),
        *_columns(sa.Text, "previous_hash"),
        *_columns(sa.Text, "hash", unique=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "preferences",
        *_columns(sa.Text, "surface", "subject", "name", primary_key=True),
        *_columns(sa.Text, "value"),
        *_columns(sa.BigInteger, "updated_at"),
    )
    op.create_table(
        "roles",
        *_columns(sa.Text, "surface", "subject", primary_key=True),
        *_columns(sa.Text, "role", "granted_by"),
        *_columns(sa.BigInteger, "created_at"),
    )
    op.create_table(
        "locks",
        _row_id(),
        *_columns(sa.Text, "source", "mode", "scope", "reason"),
        *_columns(sa.BigInteger, "until", nullable=True),
        *_columns(sa.BigInteger, "created_at"),
    )
    op.create_table(
        "engine_state",
        *_columns(sa.Text, "source", "mode", "name", primary_key=True),
        *_columns(sa.Text, "value"),
        *_columns(sa.BigInteger, "updated_at"),
    )


def _orders() -> None:
    op.create_table(
        "order_intents",
        *_columns(sa.Text, "client_order_id", primary_key=True),
        *_columns(sa.Text, "cause", "source", "mode", "symbol", "side", "leg"),
        *_columns(sa.BigInteger, "lots"),
        *_columns(sa.Text, "amount", "reference_price"),
        *_columns(sa.Text, "stop_loss", "take_profit", nullable=True),
        *_columns(sa.Double, "confidence", nullable=True),
        *_columns(sa.Text, "exit_reason", "position_id", nullable=True),
        *_columns(sa.Text, "state"),
        *_columns(sa.BigInteger, "created_at", "updated_at"),
    )
    op.create_index("ix_order_intents_state", "order_intents", ["state"])
    op.create_table(
        "orders",
        *_columns(sa.Text, "client_order_id", primary_key=True),
        *_columns(sa.Text, "venue_order_id", nullable=True),
        *_columns(sa.Text, "source", "mode", "symbol", "side", "amount", "filled", "state"),
        *_columns(sa.Text, "error", nullable=True),
        *_columns(sa.BigInteger, "created_at", "updated_at"),
    )
    op.create_index("ix_orders_state", "orders", ["state"])
    op.create_table(
        "fills",
        *_columns(sa.Text, "id", primary_key=True),
        *_columns(sa.Text, "client_order_id", "source", "mode", "symbol", "side", "leg"),
        *_columns(sa.BigInteger, "lots"),
        *_columns(sa.Text, "amount", "price", "fee", "fee_asset"),
        *_columns(sa.BigInteger, "timestamp"),
    )
    op.create_index("ix_fills_order", "fills", ["client_order_id"])


def _books() -> None:
    op.create_table(
        "purses",
        *_columns(sa.Text, "source", "mode", primary_key=True),
        *_columns(sa.Text, "cash", "start_cash", "equity_peak"),
        *_columns(sa.BigInteger, "created_at", "updated_at"),
    )
    op.create_table(
        "ledger",
        _row_id(),
        *_columns(sa.Text, "source", "mode", "asset", "kind", "delta", "balance", "reference"),
        *_columns(sa.BigInteger, "timestamp"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ledger_purse", "ledger", ["source", "mode", "asset"])
    op.create_index("ix_ledger_reference", "ledger", ["reference"])
    op.create_table(
        "positions",
        *_columns(sa.Text, "id", primary_key=True),
        *_columns(sa.Text, "source", "mode", "symbol", "side"),
        *_columns(sa.BigInteger, "lots"),
        *_columns(sa.Double, "amount", "entry_price"),
        *_columns(sa.Double, "stop_loss", "take_profit", nullable=True),
        *_columns(sa.Text, "amount_exact", "entry_price_exact", "entry_fee_exact"),
        *_columns(sa.Text, "stop_loss_exact", "take_profit_exact", nullable=True),
        *_columns(sa.Text, "best_price_exact"),
        *_columns(sa.Double, "confidence", nullable=True),
        *_columns(sa.Text, "decision_id"),
        *_columns(sa.BigInteger, "opened_at"),
        sa.UniqueConstraint("source", "mode", "symbol"),
    )
    op.create_table(
        "trades",
        *_columns(sa.Text, "id", primary_key=True),
        *_columns(sa.Text, "source", "mode", "symbol", "side", "action"),
        *_columns(sa.Double, "price", "amount", "entry_price", "exit_price"),
        *_columns(sa.Double, "stop_loss", "take_profit", nullable=True),
        *_columns(sa.Double, "fee", "pnl", "pnl_pct"),
        *_columns(sa.Text, "amount_exact", "entry_price_exact", "exit_price_exact", "fee_exact", "pnl_exact"),
        *_columns(sa.Double, "ml_confidence", nullable=True),
        *_columns(sa.Text, "exit_reason", "decision_id"),
        *_columns(sa.BigInteger, "opened_at", "closed_at"),
    )
    op.create_index("ix_trades_closed_at", "trades", ["closed_at"])
    op.create_index("ix_trades_decision", "trades", ["decision_id"])
    op.create_table(
        "equity",
        _row_id(),
        *_columns(sa.Text, "source", "mode"),
        *_columns(sa.BigInteger, "timestamp"),
        *_columns(sa.Double, "cash", "positions_value", "equity", "drawdown"),
    )
    op.create_index("ix_equity_timestamp", "equity", ["source", "mode", "timestamp"])


_ML_HISTORICAL_CANDLES = """
CREATE VIEW ml_historical_candles AS
SELECT
    c.symbol AS symbol,
    CASE c.timeframe
        WHEN '1m' THEN 'M1' WHEN '3m' THEN 'M3' WHEN '5m' THEN 'M5' WHEN '15m' THEN 'M15' WHEN '30m' THEN 'M30'
        WHEN '1h' THEN 'H1' WHEN '2h' THEN 'H2' WHEN '4h' THEN 'H4' WHEN '6h' THEN 'H6' WHEN '12h' THEN 'H12'
        WHEN '1d' THEN 'D1' ELSE c.timeframe
    END AS granularity,
    c.timestamp AS timestamp,
    c.open AS open,
    c.high AS high,
    c.low AS low,
    c.close AS close,
    c.volume AS volume,
    COALESCE(p.actual_direction, e.label) AS label,
    CAST(p.confidence AS NUMERIC) AS label_confidence,
    CAST(p.weight AS NUMERIC) AS signal_weight,
    p.recommendation AS signal_recommendation,
    CAST(p.multiplier AS NUMERIC) AS position_multiplier,
    CASE WHEN t.id IS NULL THEN NULL WHEN t.pnl > 0 THEN 'WIN' ELSE 'LOSS' END AS trade_outcome,
    CASE WHEN t.pnl > 0 THEN CAST(t.pnl / NULLIF(t.entry_price * t.amount, 0) * 10000 AS NUMERIC) END AS win_pips,
    CASE WHEN t.pnl <= 0 THEN CAST(-t.pnl / NULLIF(t.entry_price * t.amount, 0) * 10000 AS NUMERIC) END AS loss_pips,
    t.id IS NOT NULL AS is_labeled,
    COALESCE(e.dataset_type, 'production') AS dataset_type,
    c.source AS source,
    p.mode AS mode,
    COALESCE(p.horizon, e.horizon) AS horizon,
    p.id AS prediction_id
FROM candle_cache c
LEFT JOIN direction_predictions p
    ON p.source = c.source AND p.symbol = c.symbol AND p.timeframe = c.timeframe AND p.timestamp = c.timestamp
LEFT JOIN training_examples e
    ON e.source = c.source AND e.symbol = c.symbol AND e.timeframe = c.timeframe AND e.timestamp = c.timestamp
    AND (p.id IS NULL OR e.horizon = p.horizon)
LEFT JOIN decisions d ON d.prediction_id = p.id
LEFT JOIN trades t ON t.decision_id = d.id
"""
