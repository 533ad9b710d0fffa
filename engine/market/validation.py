"""What a closed candle must be before anything in the house may see it.

``check_candle`` and ``check_rows`` apply the same rules, one to a single candle, the other to columns; both name the
first rule that is broken as a message key, so that a person can read why a candle was refused.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from engine.core.candles import Candle
from engine.core.series import CandleSeries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOLERANCE_MS: Final = 2_000
"""How far the market's clock and ours may differ before a candle counts as coming from the future."""

# In the order in which they are asked; the position plus one is the code in ``check_rows``.
FAULTS: Final = (
    "candle-not-finite",
    "candle-not-positive",
    "candle-volume-negative",
    "candle-inconsistent",
    "candle-off-grid",
    "candle-from-future",
    "candle-out-of-order",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a candle is refused: a message key and the facts."""

    key: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def check_candle(candle: Candle, previous: int | None, now: int, tolerance: int = TOLERANCE_MS) -> Fault | None:
    """The first fault of ``candle``, or None. ``previous`` is the opening time of the last accepted candle."""
    key = _fault_key(candle, previous, now + tolerance)
    if key is None:
        return None
    return Fault(key, {"symbol": str(candle.symbol), "timeframe": str(candle.timeframe), "timestamp": candle.timestamp})


def _fault_key(candle: Candle, previous: int | None, latest: int) -> str | None:
    prices = (candle.open, candle.high, candle.low, candle.close)
    if not (all(map(math.isfinite, prices)) and math.isfinite(candle.volume)):
        return "candle-not-finite"
    if min(prices) <= 0.0:
        return "candle-not-positive"
    if candle.volume < 0.0:
        return "candle-volume-negative"
    if candle.low > min(candle.open, candle.close) or candle.high < max(candle.open, candle.close):
        return "candle-inconsistent"
    if candle.timestamp < 0 or candle.timestamp % candle.timeframe.ms:
        return "candle-off-grid"
    if candle.closed_at > latest:
        return "candle-from-future"
    if previous is not None and candle.timestamp <= previous:
        return "candle-out-of-order"
    return None


def check_rows(
    series: CandleSeries, previous: int | None, now: int, tolerance: int = TOLERANCE_MS
) -> NDArray[np.int64]:
    """One code a row: 0 is sound, otherwise the position in ``FAULTS`` plus one.

    A row is in order when it opens after all sound rows before it, so the sound rows alone are ascending.
    """
    import numpy as np

    times = np.asarray(series.timestamp, np.int64)
    prices = np.stack([series.open, series.high, series.low, series.close])
    step = series.timeframe.ms
    with np.errstate(invalid="ignore"):
        body_low, body_high = np.minimum(prices[0], prices[3]), np.maximum(prices[0], prices[3])
        broken = [
            ~(np.isfinite(prices).all(axis=0) & np.isfinite(series.volume)),
            prices.min(axis=0, initial=np.inf) <= 0.0,
            series.volume < 0.0,
            (prices[2] > body_low) | (prices[1] < body_high),
            (times < 0) | (times % step != 0),
            times + step > now + tolerance,
        ]
    codes = np.select(broken, range(1, len(broken) + 1), 0).astype(np.int64)
    start = -1 if previous is None else previous
    reached = np.maximum.accumulate(np.concatenate([[start], np.where(codes == 0, times, -1)]))[:-1]
    codes[(codes == 0) & (times <= reached)] = len(FAULTS)
    return codes


def sound(series: CandleSeries, previous: int | None, now: int) -> tuple[CandleSeries, dict[str, int]]:
    """The sound rows of ``series`` and how many were refused for each fault."""
    import numpy as np

    codes = check_rows(series, previous, now)
    if not codes.any():
        return series, {}
    kept = codes == 0
    counts = np.bincount(codes, minlength=len(FAULTS) + 1)[1:]
    columns = (series.timestamp, series.open, series.high, series.low, series.close, series.volume)
    clean = CandleSeries(series.source, series.symbol, series.timeframe, *(column[kept] for column in columns))
    return clean, {key: int(count) for key, count in zip(FAULTS, counts, strict=True) if count}
