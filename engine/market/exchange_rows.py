"""Rows as an exchange gives them, sorted into what is a candle and what is not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

from engine.core.timeframes import Timeframe

Row: TypeAlias = tuple[int, float, float, float, float, float]


def row_of(raw: object, timeframe: Timeframe) -> Row | None:
    """``raw`` as a row, or None when it is no candle: ccxt passes on None, NaN and negative numbers."""
    if not isinstance(raw, Sequence) or isinstance(raw, str) or len(raw) < 6:
        return None
    try:
        timestamp = int(raw[0])
        opening, high, low, close, volume = (float(value) for value in raw[1:6])
    except (TypeError, ValueError, OverflowError):
        return None
    numbers = (opening, high, low, close, volume)
    if timestamp <= 0 or timestamp % timeframe.ms or not all(map(math.isfinite, numbers)):
        return None
    if low <= 0 or volume < 0 or high < max(opening, close) or low > min(opening, close):
        return None
    return timestamp, opening, high, low, close, volume


def rows_of(raw: object, timeframe: Timeframe) -> tuple[list[Row], int]:
    """The candles among ``raw``, ascending and each once, and how many were refused."""
    if not isinstance(raw, list):
        return [], 1
    found: dict[int, Row] = {}
    refused = 0
    for each in raw:
        row = row_of(each, timeframe)
        if row is None:
            refused += 1
        else:
            found.setdefault(row[0], row)
    return [found[at] for at in sorted(found)], refused
