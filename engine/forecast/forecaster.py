"""Feature rows to forecasts, for as many symbols at once as closed a candle together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from engine.core.forecasts import FeatureRow, Forecast, Vote
from engine.core.hashing import digest
from engine.core.timeframes import Timeframe
from engine.forecast.members import MEMBERS
from engine.forecast.model import TrioModel
from engine.forecast.registry import ModelRegistry

ID_LENGTH: Final = 24


class Forecaster:
    """Asks the models of a registry about rows, for one horizon.

    It keeps no state of its own and is meant to be called from one worker thread, off the event loop. With
    ``max_age_ms`` a model is silent on candles that closed longer than that after the last moment it learnt from.
    """

    def __init__(self, registry: ModelRegistry, horizon: Timeframe, *, max_age_ms: int | None = None) -> None:
        self.registry = registry
        self.horizon = horizon
        self.max_age_ms = max_age_ms

    def forecast(self, rows: Sequence[FeatureRow]) -> list[Forecast | None]:
        """A forecast for each row, in order; None where no sound model serves it or its numbers do not fit the model.

        Rows that share a model are asked together: one call a member, however many symbols there are.
        """
        groups: dict[int, tuple[TrioModel, list[int]]] = {}
        for place, row in enumerate(rows):
            model = self.registry.peek(row.source, row.symbol, row.timeframe, self.horizon)
            if model is not None and _fits(model, row) and not self._expired(model, row):
                groups.setdefault(id(model), (model, []))[1].append(place)
        out: list[Forecast | None] = [None] * len(rows)
        for model, places in groups.values():
            chances, votes = model.probabilities(np.stack([rows[place].inputs for place in places]))
            for place, chance, vote in zip(places, chances.tolist(), votes.tolist(), strict=True):
                out[place] = self._made(rows[place], model, chance, vote)
        return out

    def _expired(self, model: TrioModel, row: FeatureRow) -> bool:
        if self.max_age_ms is None:
            return False
        return row.timestamp + row.timeframe.ms - model.manifest.known_until > self.max_age_ms

    def _made(self, row: FeatureRow, model: TrioModel, chance: float, votes: list[float]) -> Forecast:
        version = model.version
        return Forecast(
            id=digest(row.source, row.symbol, row.timeframe, self.horizon, row.timestamp, version, length=ID_LENGTH),
            source=row.source,
            symbol=row.symbol,
            timeframe=row.timeframe,
            horizon=self.horizon,
            timestamp=row.timestamp,
            price=row.close,
            probability_up=chance,
            votes=tuple(Vote(name, vote) for name, vote in zip(MEMBERS, votes, strict=True)),
            model_version=version,
            model_accuracy=model.manifest.accuracy,
            trained_at=model.manifest.trained_at,
            settled=row.settled,
            features_digest=row.digest,
        )


def _fits(model: TrioModel, row: FeatureRow) -> bool:
    manifest = model.manifest
    same = manifest.feature_set == row.feature_set and len(manifest.inputs) == len(row.inputs)
    return same and bool(np.isfinite(row.inputs).all())
