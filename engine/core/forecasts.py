"""What the models see and say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.core.modes import Direction
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class FeatureRow:
    """One closed candle in numbers. ``values`` are the named features, ``inputs`` what models see; both float32."""

    source: str
    symbol: Symbol
    timeframe: Timeframe
    timestamp: int
    close: float
    feature_set: str
    values: NDArray[np.float32]
    inputs: NDArray[np.float32]
    settled: bool
    warmup_from: int
    digest: str


@dataclass(frozen=True, slots=True)
class Vote:
    """One model's opinion: its own probability that the price will be higher when the horizon has passed."""

    model: str
    probability_up: float

    @property
    def direction(self) -> Direction:
        """Where this model points."""
        return direction_of(self.probability_up)

    @property
    def confidence(self) -> float:
        """Probability of where it points, 0.5 to 1."""
        return max(self.probability_up, 1.0 - self.probability_up)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of a symbol from ``made_at`` over ``horizon``. ``probability_up`` is calibrated."""

    id: str
    source: str
    symbol: Symbol
    timeframe: Timeframe
    horizon: Timeframe
    timestamp: int
    price: float
    probability_up: float
    votes: tuple[Vote, ...]
    model_version: str
    model_accuracy: float
    trained_at: int
    settled: bool
    features_digest: str

    @property
    def made_at(self) -> int:
        """The close of the candle it was made on."""
        return self.timestamp + self.timeframe.ms

    @property
    def due_at(self) -> int:
        """When it can be scored."""
        return self.made_at + self.horizon.ms

    @property
    def direction(self) -> Direction:
        """Where the whole points."""
        return direction_of(self.probability_up)

    @property
    def confidence(self) -> float:
        """Calibrated probability of where it points, 0.5 to 1."""
        return max(self.probability_up, 1.0 - self.probability_up)


def direction_of(probability_up: float) -> Direction:
    """UP above a half, DOWN below it, FLAT on it."""
    if probability_up > 0.5:
        return Direction.UP
    return Direction.DOWN if probability_up < 0.5 else Direction.FLAT
