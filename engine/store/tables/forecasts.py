"""What was forecast, said and learned."""

from __future__ import annotations

import sqlalchemy as sa

from engine.store.tables.base import flag, metadata, moment, number, row_id, text

smart_models = sa.Table(
    "smart_models",
    metadata,
    row_id(),
    text("source"),
    text("symbol"),
    text("timeframe"),
    text("horizon"),
    text("name"),
    text("version"),
    number("accuracy", null=True),
    sa.Column("prediction_count", sa.BigInteger, nullable=False, server_default=sa.text("0")),
    text("status"),
    moment("trained_at"),
    text("path"),
    text("sha256"),
    sa.UniqueConstraint("source", "symbol", "timeframe", "horizon", "name", "version"),
)

# prediction is UP, DOWN or FLAT; probability is that of UP, calibrated; confidence that of the prediction.
direction_predictions = sa.Table(
    "direction_predictions",
    metadata,
    text("id", primary_key=True),
    text("source"),
    text("mode"),
    text("symbol"),
    text("timeframe"),
    text("horizon"),
    moment("timestamp"),
    text("prediction"),
    number("probability"),
    number("confidence"),
    number("weight", null=True),
    text("recommendation", null=True),
    number("multiplier", null=True),
    flag("spoken"),
    number("price"),
    text("model_version"),
    moment("created_at"),
    moment("due_at"),
    text("actual_direction", null=True),
    number("actual_price", null=True),
    sa.Column("correct", sa.Boolean(create_constraint=False), nullable=True),
    moment("scored_at", null=True),
    sa.Index("ix_direction_predictions_created_at", "created_at"),
    sa.Index("ix_direction_predictions_due", "scored_at", "due_at"),
)

decisions = sa.Table(
    "decisions",
    metadata,
    text("id", primary_key=True),
    text("prediction_id", null=True),
    text("source"),
    text("mode"),
    text("symbol"),
    text("timeframe"),
    moment("timestamp"),
    text("features_digest"),
    text("votes"),
    number("probability", null=True),
    number("floor"),
    number("weight", null=True),
    text("factors", null=True),
    text("advice"),
    flag("spoken"),
    flag("trades"),
    text("reason"),
    text("reason_params"),
    number("expected_edge", null=True),
    number("stop_loss", null=True),
    number("take_profit", null=True),
    text("model_version", null=True),
    text("strategy"),
    moment("created_at"),
    sa.Index("ix_decisions_symbol", "source", "symbol", "timestamp"),
)

# Append-only; each row's hash covers the row before it. kind is spoken or scored.
scoreboard = sa.Table(
    "scoreboard",
    metadata,
    row_id(),
    text("prediction_id"),
    text("kind"),
    text("source"),
    text("mode"),
    text("symbol"),
    text("content"),
    text("previous_hash"),
    text("hash", unique=True),
    moment("created_at"),
)

model_performance = sa.Table(
    "model_performance",
    metadata,
    row_id(),
    text("source"),
    text("symbol"),
    text("timeframe"),
    text("horizon"),
    text("model"),
    text("version"),
    number("accuracy"),
    number("log_loss"),
    number("brier"),
    number("calibration_error"),
    sa.Column("samples", sa.BigInteger, nullable=False),
    moment("created_at"),
)

training_examples = sa.Table(
    "training_examples",
    metadata,
    row_id(),
    text("source"),
    text("symbol"),
    text("timeframe"),
    moment("timestamp"),
    text("horizon"),
    text("label"),
    text("dataset_type"),
    moment("created_at"),
    sa.UniqueConstraint("source", "symbol", "timeframe", "timestamp", "horizon"),
)
