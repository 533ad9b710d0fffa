"""Events, people and the engine's own memory."""

from __future__ import annotations

import sqlalchemy as sa

from engine.store.tables.base import exact, metadata, moment, row_id, text

events = sa.Table(
    "events",
    metadata,
    row_id(),
    text("kind"),
    moment("timestamp"),
    text("source"),
    text("symbol", null=True),
    text("data"),
    moment("created_at"),
    sqlite_autoincrement=True,  # ids are cursors of followers and must never come back
)

outbox = sa.Table(
    "outbox",
    metadata,
    row_id(),
    sa.Column("event_id", sa.BigInteger, nullable=False),
    text("channel"),
    text("recipient"),
    text("state"),
    sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
    moment("next_attempt_at", null=True),
    text("last_error", null=True),
    moment("created_at"),
    moment("sent_at", null=True),
    text("batch", null=True),
    sa.UniqueConstraint("event_id", "channel", "recipient"),
    sa.Index("ix_outbox_waiting", "channel", "state", "next_attempt_at"),
    sa.Index("ix_outbox_mailbox", "channel", "recipient", "state", "id"),
    sqlite_autoincrement=True,
)

# Append-only; each row's hash covers the row before it.
audit_log = sa.Table(
    "audit_log",
    metadata,
    row_id(),
    moment("timestamp"),
    text("surface"),
    text("actor"),
    text("place", null=True),
    text("role"),
    text("command"),
    text("arguments"),
    text("result"),
    text("detail", null=True),
    text("previous_hash"),
    text("hash", unique=True),
    sqlite_autoincrement=True,
)

preferences = sa.Table(
    "preferences",
    metadata,
    text("surface", primary_key=True),
    text("subject", primary_key=True),
    text("name", primary_key=True),
    text("value"),
    moment("updated_at"),
)

roles = sa.Table(
    "roles",
    metadata,
    text("surface", primary_key=True),
    text("subject", primary_key=True),
    text("role"),
    text("granted_by"),
    moment("created_at"),
)

# Who came to a bot and was not let in: a row for each person and place.
knocks = sa.Table(
    "knocks",
    metadata,
    text("surface", primary_key=True),
    text("actor", primary_key=True),
    text("place", primary_key=True),
    text("name"),
    sa.Column("count", sa.BigInteger, nullable=False),
    moment("first_at"),
    moment("last_at"),
)

# Where people of a bot can be written to, as of their last word: what the platform says they read, and their name.
mailboxes = sa.Table(
    "mailboxes",
    metadata,
    text("surface", primary_key=True),
    text("mailbox", primary_key=True),
    text("language", null=True),
    text("name"),
    moment("closed_at", null=True),
    text("closed_reason", null=True),
    moment("seen_at"),
)

price_alerts = sa.Table(
    "price_alerts",
    metadata,
    row_id(),
    text("surface"),
    text("mailbox"),
    text("source"),
    text("symbol"),
    exact("price"),
    text("side"),
    text("created_by"),
    moment("created_at"),
    moment("fired_at", null=True),
    sa.Index("ix_price_alerts_open", "source", "fired_at"),
    sqlite_autoincrement=True,
)

locks = sa.Table(
    "locks",
    metadata,
    row_id(),
    text("source"),
    text("mode"),
    text("scope"),
    text("reason"),
    moment("until", null=True),
    moment("created_at"),
)

engine_state = sa.Table(
    "engine_state",
    metadata,
    text("source", primary_key=True),
    text("mode", primary_key=True),
    text("name", primary_key=True),
    text("value"),
    moment("updated_at"),
)
