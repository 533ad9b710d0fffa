"""The models that served at a moment, as the store tells; what was measured of them is in their manifests, if kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.core.modes import ModelStatus
from engine.service.answers import ModelCard, ModelRow, Models
from engine.service.handlers.facts import read, watched
from engine.service.handlers.model_card import model_card
from engine.service.handlers.model_versions import enrolled_versions, manifests_of
from engine.service.handlers.runs import run_of
from engine.service.port import Caller

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.symbols import Symbol
    from engine.forecast.manifest import Manifest
    from engine.service.handlers.model_versions import Enrolled
    from engine.service.rooms import Rooms


async def models(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Models | ModelCard:
    """The models that served, or one pair's in full."""
    symbol = arguments.get("symbol")
    if symbol is not None:
        pair = watched(rooms, symbol)
        return await read(rooms, lambda conn: _card(rooms, conn, pair))
    rows = await read(rooms, lambda conn: [_row(rooms, conn, symbol) for symbol in rooms.pipeline.symbols()])
    return Models(rooms.stamp(), tuple(row for row in rows if row is not None), None)


def _card(rooms: Rooms, conn: Connection, symbol: Symbol) -> ModelCard:
    champion, manifests = _serving(rooms, conn, symbol)
    serving = champion.version if champion is not None else None
    now = rooms.market_clock.now()
    return model_card(conn, run_of(rooms), rooms.stamp(symbol), symbol, manifests, serving, now)


def _row(rooms: Rooms, conn: Connection, symbol: Symbol) -> ModelRow | None:
    champion, manifests = _serving(rooms, conn, symbol)
    if champion is None:
        return None
    manifest = next((one for one in manifests if one.version == champion.version), None)
    metrics: Mapping[str, Any] = manifest.metrics if manifest is not None else {}
    age = rooms.market_clock.now() - champion.trained_at  # below zero where the market has a time of its own
    return ModelRow(
        symbol,
        rooms.timeframe,
        rooms.horizon,
        champion.version,
        age if age >= 0 else None,
        champion.accuracy,
        metrics.get("accuracy_spoken"),
        metrics.get("log_loss"),
        metrics.get("calibration_error"),
        int(metrics.get("samples", 0)),
        champion.status,
    )


def _serving(rooms: Rooms, conn: Connection, symbol: Symbol) -> tuple[Enrolled | None, list[Manifest]]:
    """The champion of that moment (the pair's own before the pooled one), and manifests of versions known by then."""
    run = run_of(rooms)
    enrolled = enrolled_versions(conn, run, symbol)
    versions = {one.version for one in enrolled}
    champions = [one for one in enrolled if one.status == ModelStatus.CHAMPION.value]
    champions.sort(key=lambda one: one.market != symbol)
    manifests = [one for one in manifests_of(rooms.registry.models_dir, run, symbol) if one.version in versions]
    return next(iter(champions), None), manifests
