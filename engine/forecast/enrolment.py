"""Champions and their tested quality as rows, for the queries that people and other programs make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.forecast.model import TrioModel
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SAME: Final = "source = ? AND symbol = ? AND timeframe = ? AND horizon = ?"
_ENROL: Final = (
    "INSERT INTO smart_models (source, symbol, timeframe, horizon, name, version, accuracy, status, trained_at, path, "
    "sha256) VALUES (?, ?, ?, ?, ?, ?, ?, 'champion', ?, ?, ?) "
    "ON CONFLICT (source, symbol, timeframe, horizon, name, version) DO UPDATE SET status = 'champion'"
)
_QUALITY: Final = (
    "INSERT INTO model_performance (source, symbol, timeframe, horizon, model, version, accuracy, log_loss, brier, "
    "calibration_error, samples, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIGURES: Final = ("accuracy", "log_loss", "brier", "calibration_error", "samples")


def enrol(conn: Connection, model: TrioModel, path: str, seal: str) -> bool:
    """Note ``model`` as the champion of its market, and once what its tests found; False when it was that already."""
    m = model.manifest
    market = (m.source, m.symbol, m.timeframe, m.horizon)
    champion = f"SELECT 1 FROM smart_models WHERE {_SAME} AND version = ? AND status = 'champion'"
    serving = run(conn, champion, (*market, m.version))
    if serving.first() is not None:
        return False
    run(conn, f"UPDATE smart_models SET status = 'retired' WHERE {_SAME}", market)
    accuracy = m.metrics.get("accuracy")
    run(conn, _ENROL, (*market, m.kind, m.version, accuracy, m.trained_at, path, seal))
    known = run(conn, f"SELECT 1 FROM model_performance WHERE {_SAME} AND version = ?", (*market, m.version))
    if known.first() is None:
        for name, figures in _qualities(m.kind, m.metrics):
            values = (float(figures.get(figure) or 0.0) for figure in _FIGURES[:-1])
            samples = int(figures.get("samples") or 0)
            run(conn, _QUALITY, (*market, name, m.version, *values, samples, m.trained_at))
    return True


def _qualities(kind: str, metrics: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The whole and each member; where a member was not measured alone, the figure of the whole stands."""
    members = metrics.get("models", {})
    return [
        (kind, metrics),
        *(
            (name, {**metrics, **(own if isinstance(own, Mapping) else {"accuracy": own})})
            for name, own in members.items()
        ),
    ]
