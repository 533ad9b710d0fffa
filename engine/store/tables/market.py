"""Candles, and the order in which the engine consumed the market."""

from __future__ import annotations

import sqlalchemy as sa

from engine.store.tables.base import flag, metadata, moment, number, row_id, text

candle_cache = sa.Table(
    "candle_cache",
    metadata,
    text("source", primary_key=True),
    text("symbol", primary_key=True),
    text("timeframe", primary_key=True),
    moment("timestamp", primary_key=True),
    number("open"),
    number("high"),
    number("low"),
    number("close"),
    number("volume"),
    sqlite_with_rowid=False,
)

gaps = sa.Table(
    "gaps",
    metadata,
    row_id(),
    text("source"),
    text("symbol"),
    text("timeframe"),
    moment("start_at"),
    moment("end_at"),
    flag("repaired"),
    moment("created_at"),
    sa.UniqueConstraint("source", "symbol", "timeframe", "start_at", "end_at"),
)

# What a replay needs beside the candles: the order of everything that moved the engine. ``kind`` is candle, tick,
# open (streams opened: payload warmup_from), models (payload version per symbol) or command (payload id, arguments).
tape = sa.Table(
    "tape",
    metadata,
    row_id(),
    text("source"),
    text("mode"),
    text("kind"),
    text("symbol", null=True),
    text("timeframe", null=True),
    moment("timestamp"),
    number("price", null=True),
    text("payload", null=True),
    sa.Index("ix_tape_run", "source", "mode"),
    sqlite_autoincrement=True,  # the id is the order
)

watched_symbols = sa.Table(
    "watched_symbols",
    metadata,
    text("source", primary_key=True),
    text("symbol", primary_key=True),
    text("status"),
    moment("created_at"),
)
