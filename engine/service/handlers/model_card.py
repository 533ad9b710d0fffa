"""One pair's model in full: what it claims, what came true, its versions; now, or as known at an earlier moment.

Pure readings over a connection and the manifests of the models folder. A forecast that pointed nowhere claimed nothing
and is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.core.modes import Direction
from engine.service.answers import Interval, MemberRow, ModelCard, ReliabilityBin, Stamp, Why
from engine.service.handlers.facts import interval
from engine.service.handlers.model_versions import enrolled_versions, trained_at_of, version_rows
from engine.service.handlers.runs import Run, known

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.forecast.manifest import Manifest


class Scored(NamedTuple):
    """A forecast whose outcome is known."""

    version: str
    confidence: float
    correct: bool


def model_card(
    conn: Connection,
    run: Run,
    stamp: Stamp,
    symbol: str,
    manifests: Sequence[Manifest],
    serving: str | None,
    now: int,
    until: int | None = None,
) -> ModelCard:
    """What can be said of the version ``serving``. ``now`` is the moment its age is counted to (the wall's, or
    ``until``); after ``until`` nothing was scored and nothing trained."""
    scored = _scored(conn, run, symbol, until)
    own = [one for one in scored if one.version == serving]
    enrolled = enrolled_versions(conn, run, symbol)
    manifest = next((one for one in manifests if one.version == serving), None)
    metrics: Mapping[str, Any] = {} if manifest is None else manifest.metrics
    bins = reliability(scored)
    trained_at = trained_at_of(serving, manifest, enrolled)
    return ModelCard(
        stamp=stamp,
        symbol=symbol,
        timeframe=run.timeframe,
        horizon=run.horizon,
        version=serving,
        trained_at=trained_at,
        age_ms=None if trained_at is None or trained_at > now else now - trained_at,
        samples=int(metrics.get("samples") or 0),
        accuracy=_measured(metrics),
        log_loss=metrics.get("log_loss"),
        calibration_error=metrics.get("calibration_error"),
        live=interval(sum(one.correct for one in own), len(own)),
        live_calibration_error=calibration_error(bins),
        drift=drift_of(own, overlap=run.horizon.ms / run.timeframe.ms),
        members=_members(metrics),
        bins=bins,
        versions=version_rows(conn, run, symbol, manifests, enrolled, serving, until),
    )


def _scored(conn: Connection, run: Run, symbol: str, until: int | None) -> list[Scored]:
    from sqlalchemy import select

    from engine.store.tables import direction_predictions as p

    query = select(p.c.model_version, p.c.confidence, p.c.correct).where(
        run.rows(p),
        p.c.symbol == symbol,
        p.c.timeframe == run.timeframe,
        p.c.horizon == run.horizon,
        p.c.prediction != Direction.FLAT.value,
        p.c.scored_at.is_not(None),
        known(p.c.scored_at, until),
    )
    return [Scored(version, confidence, bool(correct)) for version, confidence, correct in conn.execute(query)]


def reliability(scored: Iterable[Scored]) -> tuple[ReliabilityBin, ...]:
    """What each five points of confidence claimed and what came true; bins without a forecast are left out."""
    from engine.decision.records import band_of

    bins: dict[tuple[float, float], list[Scored]] = defaultdict(list)
    for one in scored:
        bins[band_of(one.confidence)].append(one)
    return tuple(
        ReliabilityBin(
            low, high, sum(o.confidence for o in ones) / len(ones), interval(sum(o.correct for o in ones), len(ones))
        )
        for (low, high), ones in sorted(bins.items())
    )


def calibration_error(bins: Sequence[ReliabilityBin]) -> float | None:
    """The mean gap between claim and truth, weighted by count; None of nothing."""
    total = sum(one.record.n for one in bins)
    if not total:
        return None
    return sum(abs(one.record.n * one.claimed - one.record.hits) for one in bins) / total


def drift_of(scored: Sequence[Scored], *, overlap: float) -> Why:
    """Whether less came true than the model claimed, by the rule that has it trained anew, as far as can be said."""
    from engine.learning.triggers import LEAST_SPOKEN, promise_z, worse_than_claimed

    if len(scored) < LEAST_SPOKEN:
        return Why("drift-too-few", {"n": len(scored), "least": LEAST_SPOKEN})
    claimed, correct = [one.confidence for one in scored], [one.correct for one in scored]
    figures = {
        "n": len(scored),
        "claimed_pct": round(100 * sum(claimed) / len(claimed), 1),
        "hit_pct": round(100 * sum(correct) / len(correct), 1),
        "z": round(promise_z(claimed, correct, overlap=overlap), 2),
    }
    if worse_than_claimed(claimed, correct, overlap=overlap):
        return Why("drift-worse", figures)
    return Why("drift-ok", figures)


def _measured(metrics: Mapping[str, Any]) -> Interval:
    """The accuracy of the tests in training, with the interval that so many samples allow."""
    accuracy, samples = metrics.get("accuracy"), int(metrics.get("samples") or 0)
    return interval(0, 0) if accuracy is None else interval(round(accuracy * samples), samples)


def _members(metrics: Mapping[str, Any]) -> tuple[MemberRow, ...]:
    """A member's figures are its accuracy alone, or several by name."""
    from engine.forecast.members import MEMBERS

    found: Mapping[str, Any] = metrics.get("models", {})
    rows = []
    for name in sorted(found, key=lambda name: MEMBERS.index(name) if name in MEMBERS else len(MEMBERS)):
        own = found[name]
        figures = own if isinstance(own, Mapping) else {"accuracy": own}
        rows.append(MemberRow(name, figures.get("accuracy"), figures.get("log_loss")))
    return tuple(rows)
