"""What has to be trained for a watch list, and how it is counted: three members a model, "training 2/15"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.core.errors import HaiDangError
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.forecast.layout import ModelKey
from engine.forecast.manifest import read_manifest
from engine.forecast.members import MEMBERS
from engine.forecast.writer import read_champion
from engine.learning.triggers import Standing, Trigger, trigger_of

OWN_MODELS_AT_MOST: Final = 20
"""Beyond this many symbols one pooled model serves them all."""


@dataclass(frozen=True, slots=True)
class TrainingItem:
    """One model to train, and why."""

    key: ModelKey
    reason: Trigger


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """The models to train, in the order of the watch list. ``symbols`` are those a pooled model learns from."""

    items: tuple[TrainingItem, ...]
    symbols: tuple[Symbol, ...]
    pooled: bool

    @property
    def members(self) -> int:
        """What the count runs up to."""
        return len(self.items) * len(MEMBERS)


def plan_training(
    source: str,
    symbols: Sequence[Symbol],
    timeframe: Timeframe,
    horizon: Timeframe,
    standing_of: Callable[[ModelKey], Standing],
    now: int,
) -> TrainingPlan:
    """Each symbol's own model, or one pooled model beyond twenty symbols, where a trigger says so."""
    wanted = tuple(dict.fromkeys(symbols))
    pooled = len(wanted) > OWN_MODELS_AT_MOST
    keys = [ModelKey(source, symbol, timeframe, horizon) for symbol in ((None,) if pooled else wanted)]
    reasons = [(key, trigger_of(standing_of(key), now)) for key in keys]
    items = tuple(TrainingItem(key, reason) for key, reason in reasons if reason is not None)
    return TrainingPlan(items, wanted, pooled)


def standing_on_disk(models_dir: Path, key: ModelKey) -> Standing:
    """What the models folder alone tells: when the champion was trained. One that cannot be read counts as missing."""
    folder = key.folder(models_dir)
    try:
        version = read_champion(folder)
        return Standing(read_manifest(folder / version).trained_at if version else None)
    except HaiDangError:
        return Standing(None)
