"""Candles that could not have happened."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from engine.core.timeframes import TIMEFRAMES
from engine.store.finding import Finding
from engine.store.sql import run

_LENGTH = "CASE timeframe " + " ".join(f"WHEN '{name}' THEN {ms}" for name, ms in TIMEFRAMES.items()) + " END"
_GROUPS = f"""
SELECT source, symbol, timeframe, COUNT(*),
    SUM(CASE WHEN timestamp % {_LENGTH} = 0 THEN 0 ELSE 1 END),
    SUM(CASE WHEN low > 0 AND high >= low AND open >= low AND open <= high AND close >= low AND close <= high
             AND volume >= 0 AND high < 1e300 AND volume < 1e300 THEN 0 ELSE 1 END)
FROM candle_cache GROUP BY source, symbol, timeframe ORDER BY source, symbol, timeframe
"""


def check_candles(connection: sa.Connection) -> Iterator[Finding]:
    """Opening times lie on the grid of their timeframe; prices and volumes fit together."""
    total = faults = 0
    for source, symbol, timeframe, count, off_grid, odd in run(connection, _GROUPS):
        total += count
        pair = {"source": source, "symbol": symbol, "timeframe": timeframe}
        if off_grid:
            faults += 1
            yield Finding("check-candles-off-grid", False, {**pair, "count": int(off_grid)})
        if odd:
            faults += 1
            yield Finding("check-candles-inconsistent", False, {**pair, "count": int(odd)})
    if not faults:
        yield Finding("check-candles", True, {"count": total})
