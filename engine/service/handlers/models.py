"""models: the champions of all pairs, or one pair's model in full."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.service.answers import ModelCard, ModelRow, Models
from engine.service.handlers.facts import watched
from engine.service.handlers.model_card import model_card
from engine.service.handlers.model_versions import manifests_of
from engine.service.handlers.runs import run_of
from engine.service.port import Caller

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.symbols import Symbol
    from engine.service.rooms import Rooms


async def models(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Models | ModelCard:
    """The champion of each pair: version, age, accuracy, calibration; all there is to say of one pair's."""
    symbol = arguments.get("symbol")
    if symbol is not None:
        return await asyncio.to_thread(_card, rooms, watched(rooms, symbol))
    symbols = rooms.pipeline.symbols()
    rows = await asyncio.to_thread(lambda: [_model_row(rooms, symbol) for symbol in symbols])
    return Models(rooms.stamp(), tuple(row for row in rows if row is not None), rooms.training())


def _model_row(rooms: Rooms, symbol: Symbol) -> ModelRow | None:
    # What is refused is told by ``health`` and the log; one damaged model must not hide the others.
    model = rooms.registry.peek(rooms.source, symbol, rooms.timeframe, rooms.horizon)
    if model is None:
        return None
    manifest = model.manifest
    metrics: Mapping[str, Any] = manifest.metrics
    return ModelRow(
        symbol,
        rooms.timeframe,
        rooms.horizon,
        manifest.version,
        max(0, rooms.wall_clock.now() - manifest.trained_at),
        metrics.get("accuracy"),
        metrics.get("accuracy_spoken"),
        metrics.get("log_loss"),
        metrics.get("calibration_error"),
        int(metrics.get("samples", 0)),
        "champion",
    )


def _card(rooms: Rooms, symbol: Symbol) -> ModelCard:
    run = run_of(rooms)
    model = rooms.registry.peek(run.source, symbol, run.timeframe, run.horizon)
    serving = None if model is None else model.version
    manifests = manifests_of(rooms.registry.models_dir, run, symbol)
    now = rooms.wall_clock.now()

    def work(conn: Connection) -> ModelCard:
        return model_card(conn, run, rooms.stamp(symbol), symbol, manifests, serving, now)

    return rooms.store.read(work)
