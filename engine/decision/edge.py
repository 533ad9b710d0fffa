"""What a trade is expected to bring after its costs, and how often it must be right to break even."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from engine.decision.rulebook import MILLION
from engine.decision.rules import Rules

# The mean distance a normal variable lies from zero, in standard deviations.
_MEAN_DISTANCE: Final = math.sqrt(2 / math.pi)


@dataclass(frozen=True, slots=True)
class Edge:
    """All as shares of the entry price, but ``break_even``, a probability."""

    gain: float
    loss: float
    cost: float
    expected: float
    break_even: float


def edge_of(probability: float, volatility: float | None, rules: Rules) -> Edge:
    """The edge of a trade that is right with ``probability``.

    The move to expect is the typical one over the horizon at ``volatility`` (a candle's standard deviation), cut off by
    stop and target; when the volatility is unknown, stop and target themselves.
    """
    stop, target = rules.stop_ppm / MILLION, rules.target_ppm / MILLION
    if volatility is None:
        gain, loss = target or stop, stop or target
    else:
        move = _MEAN_DISTANCE * volatility * math.sqrt(rules.horizon_bars)
        gain = min(move, target) if target else move
        loss = min(move, stop) if stop else move
    cost = rules.round_trip_cost
    expected = probability * gain - (1 - probability) * loss - cost
    break_even = min(1.0, (loss + cost) / (gain + loss)) if gain + loss > 0 else 1.0
    return Edge(*(round(value, 6) for value in (gain, loss, cost, expected, break_even)))
