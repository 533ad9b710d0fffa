"""A chart as the store tells it, now or at an earlier moment: pure functions over a connection.

Nothing that was known only after ``until`` appears, so that a playback may show it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from engine.core.symbols import Symbol
from engine.core.timeframes import TIMEFRAMES, Timeframe
from engine.service.answers import CandleRow, Chart, ChartLine, Stamp
from engine.service.handlers.chart_marks import levels_of, marks_at
from engine.trading.past import Books, position_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from engine.core.series import CandleSeries

_WARM: Final = 49
"""Candles before the first that is shown, for the longest average."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which chart is wanted: so many candles of ``timeframe`` that had closed by ``until``."""

    symbol: Symbol
    timeframe: Timeframe
    candles: int
    until: int


def read_chart(conn: Connection, books: Books, stamp: Stamp, wish: Wish) -> Chart:
    """The chart as it was at ``wish.until``; InvalidInput when its timeframe cannot be made of the stored one."""
    from engine.market.aggregate import ratio_of
    from engine.store.candles import earliest_timestamp, load_series

    symbol, stored, until = wish.symbol, books.rules.timeframe, wish.until
    ratio_of(stored, wish.timeframe)
    series = _closed(conn, books, wish)
    shown = series[-wish.candles :]
    last = load_series(conn, books.source, symbol, stored, end=until - stored.ms + 1, last=1)
    first = earliest_timestamp(conn, books.source, symbol, stored)
    opens = shown.timestamp.tolist()
    return Chart(
        stamp=stamp,
        symbol=symbol,
        timeframe=wish.timeframe,
        timeframes=timeframes_from(stored),
        candles=_rows(shown),
        lines=lines_of(series, len(shown)),
        marks=marks_at(conn, books, symbol, wish.timeframe, opens, until),
        levels=levels_of(position_at(conn, books, symbol, until)),
        price=float(last.close[-1]) if len(last) else None,
        first_at=first if len(last) else None,
    )


def timeframes_from(stored: Timeframe) -> tuple[str, ...]:
    """The stored timeframe and the longer usual ones that can be made of it."""
    return tuple(name for name, ms in TIMEFRAMES.items() if ms >= stored.ms and ms % stored.ms == 0)


def lines_of(series: CandleSeries, shown: int) -> tuple[ChartLine, ...]:
    """The indicators over the last ``shown`` candles of ``series``; a hole in time starts them anew."""
    import numpy as np

    names = ("sma_20", "sma_50", "bb_upper", "bb_lower")
    columns = np.full((len(names), len(series)), np.nan)
    breaks = np.flatnonzero(np.diff(series.timestamp) != series.timeframe.ms) + 1
    for start, end in pairwise([0, *breaks.tolist(), len(series)]):
        if end > start:
            columns[:, start:end] = _indicators(np.ascontiguousarray(series.close[start:end]))
    visible = columns[:, len(series) - shown :].tolist()
    return tuple(
        ChartLine(name, tuple(value if math.isfinite(value) else None for value in values))
        for name, values in zip(names, visible, strict=True)
    )


def _indicators(close: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    from engine.features.talib_light import talib

    ta = talib()
    upper, _, lower = ta.BBANDS(close, 20, 2.0, 2.0, 0)
    return ta.SMA(close, 20), ta.SMA(close, 50), upper, lower


def _closed(conn: Connection, books: Books, wish: Wish) -> CandleSeries:
    """The wanted candles and those before them that the averages need, as far as there are any."""
    from engine.market.aggregate import aggregate, ratio_of
    from engine.store.candles import load_series

    stored, longer = books.rules.timeframe, wish.timeframe
    end, wanted = longer.open_of(wish.until), wish.candles + _WARM
    rows = wanted * ratio_of(stored, longer)
    while True:
        part = load_series(conn, books.source, wish.symbol, stored, end=end, last=rows)
        whole = aggregate(part, longer)
        if len(whole) >= wanted or len(part) < rows:
            return whole[-wanted:]
        rows *= 2  # holes in the history cost some of the longer candles


def _rows(series: CandleSeries) -> tuple[CandleRow, ...]:
    return tuple(CandleRow(*row) for row in _columns(series))


def _columns(series: CandleSeries) -> Iterator[tuple[Any, ...]]:
    columns = (series.timestamp, series.open, series.high, series.low, series.close, series.volume)
    return zip(*(column.tolist() for column in columns), strict=True)
