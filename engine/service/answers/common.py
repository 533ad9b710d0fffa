"""What many answers carry: a reason, where facts come from, a share with its interval."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Why:
    """A message key and its parameters."""

    key: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where facts come from; on every answer about market or book, so that simulated is never taken for real."""

    market: str
    source: str
    mode: str
    market_time: int
    data_age_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with n and its 95% Wilson interval."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None
