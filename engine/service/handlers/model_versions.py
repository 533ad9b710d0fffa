"""The versions of one pair's model: those in the models folder and those that the store has seen serve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engine.core.errors import HaiDangError
from engine.core.modes import ModelStatus
from engine.core.symbols import Symbol
from engine.service.answers import VersionRow
from engine.service.handlers.runs import Run, known

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.forecast.manifest import Manifest


class Enrolled(NamedTuple):
    """A version as the store remembers it."""

    market: str
    version: str
    status: str
    trained_at: int
    accuracy: float | None


def manifests_of(models_dir: Path, run: Run, symbol: Symbol) -> tuple[Manifest, ...]:
    """The readable manifests of the pair's own versions and of the pooled ones that may serve it."""
    from engine.forecast.layout import ModelKey
    from engine.forecast.manifest import list_versions, read_manifest

    own = ModelKey(run.source, symbol, run.timeframe, run.horizon)
    found = []
    for folder in (own.folder(models_dir), own.pooled.folder(models_dir)):
        for version in list_versions(folder):
            try:
                found.append(read_manifest(folder / version))
            except HaiDangError:
                continue  # told by ``health`` and ``doctor``; it must not hide the others
    return tuple(found)


def enrolled_versions(conn: Connection, run: Run, symbol: str) -> list[Enrolled]:
    """The versions that the store knows to have served the pair, by itself or pooled."""
    from sqlalchemy import select

    from engine.forecast.layout import POOLED
    from engine.store.tables import smart_models as m

    query = select(m.c.symbol, m.c.version, m.c.status, m.c.trained_at, m.c.accuracy).where(
        m.c.source == run.source,
        m.c.symbol.in_((symbol, POOLED)),
        m.c.timeframe == run.timeframe,
        m.c.horizon == run.horizon,
    )
    return [Enrolled(*row) for row in conn.execute(query)]


def trained_at_of(version: str | None, manifest: Manifest | None, enrolled: Sequence[Enrolled]) -> int | None:
    """When a version was trained, as far as anything still tells."""
    if manifest is not None:
        return manifest.trained_at
    return next((one.trained_at for one in enrolled if one.version == version), None)


def version_rows(
    conn: Connection,
    run: Run,
    symbol: str,
    manifests: Sequence[Manifest],
    enrolled: Sequence[Enrolled],
    serving: str | None,
    until: int | None,
) -> tuple[VersionRow, ...]:
    """Versions of the market that ``serving`` belongs to (the pair's own, or all pairs'), newest first."""
    places = {one.version: one.market for one in enrolled} | {one.version: one.symbol for one in manifests}
    market = places.get(serving or "", symbol)
    spoke = _spoke(conn, run, symbol, until)
    status = {one.version: one.status for one in enrolled}
    figures = {one.version: (one.trained_at, one.accuracy, 0) for one in enrolled if one.market == market}
    figures |= {
        one.version: (one.trained_at, one.metrics.get("accuracy"), int(one.metrics.get("samples") or 0))
        for one in manifests
        if one.symbol == market
    }
    rows = [
        VersionRow(version, _status(version, serving, status, spoke, until), trained_at, accuracy, samples)
        for version, (trained_at, accuracy, samples) in figures.items()
        # A market with a time of its own, as the demo has, knows a model from its first forecast on.
        if until is None or version in spoke or trained_at <= until
    ]
    return tuple(sorted(rows, key=lambda row: (row.trained_at, row.version), reverse=True))


def _spoke(conn: Connection, run: Run, symbol: str, until: int | None) -> frozenset[str]:
    from sqlalchemy import select

    from engine.store.tables import direction_predictions as p

    query = select(p.c.model_version).where(run.rows(p), p.c.symbol == symbol, known(p.c.created_at, until)).distinct()
    return frozenset(conn.execute(query).scalars())


def _status(
    version: str, serving: str | None, stored: Mapping[str, str], spoke: frozenset[str], until: int | None
) -> str:
    if version == serving:
        return ModelStatus.CHAMPION.value
    status = stored.get(version) if until is None else None
    if status is not None and status != ModelStatus.CHAMPION.value:
        return status
    # No longer what the store last noted, or the store's note is of a later day: what it did tells what it was.
    served = version in spoke or status is not None
    return (ModelStatus.RETIRED if served else ModelStatus.CANDIDATE).value
