"""What a training is asked to do, how far it is, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.core.errors import InvalidInput
from engine.core.timeframes import Timeframe


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    """``trained_at`` is wall time in milliseconds. The same candles and the same specification give the same model.

    The sizes keep five symbols of 5,000 candles well within a minute on two slow cores.
    """

    models_dir: Path
    horizon: Timeframe
    trained_at: int
    seed: int = 7
    pooled: bool = False
    floor: float = 0.65
    folds: int = 4
    embargo_bars: int = 4
    trees: int = 100
    depth: int = 8
    leaf: int = 50
    svm_rows: int = 4_000
    svm_c: float = 1.0
    logistic_c: float = 0.1
    most_rows: int = 60_000

    def __post_init__(self) -> None:
        whole = (self.folds, self.trees, self.depth, self.leaf, self.svm_rows, self.most_rows)
        if min(whole) < 1 or self.embargo_bars < 0 or self.trained_at < 0 or not 0.5 <= self.floor <= 1.0:
            raise InvalidInput("err-training-spec")


@dataclass(frozen=True, slots=True)
class Progress:
    """``step`` of ``steps`` fits is about to begin; ``done`` of ``members`` members are finished."""

    key: str
    symbol: str
    model: str
    step: int
    steps: int
    done: int
    members: int


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A version that has been written, read back and found equal to what was fitted. Not yet the champion."""

    path: Path
    version: str
    metrics: Mapping[str, Any]


Listener = Callable[[Progress], None]
"""Called before each fit. What it raises ends the training and leaves nothing behind."""
