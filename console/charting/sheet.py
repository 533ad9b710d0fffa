"""A chart made ready for drawing once, so that each redraw only looks up: bars, marks by candle, gaps, lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.core.timeframes import TIMEFRAMES
from engine.service.answers import CandleRow, Chart, ChartMark

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """What stands in one column each: candles, or several merged. ``firsts``: the number of each bar's first candle."""

    rows: Sequence[CandleRow]
    firsts: Sequence[int]

    def of(self, candle: int) -> int:
        """The bar that holds a candle."""
        return bisect_right(self.firsts, candle) - 1

    def last_of(self, bar: int, candles: int) -> int:
        """The number of a bar's last candle."""
        return self.firsts[bar + 1] - 1 if bar + 1 < len(self.firsts) else candles - 1


class Sheet:
    """``chart`` with its parts found again by candle number."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.candles = chart.candles
        self.times = [candle.at for candle in chart.candles]
        known = {line.name: line.values for line in chart.lines if len(line.values) == len(chart.candles)}
        self.bands: dict[str, Values] = {name: known[name] for name in known if name.startswith("bb_")}
        self.averages: dict[str, Values] = {name: known[name] for name in known if name not in self.bands}
        self._bars: dict[int, Bars] = {}

    @cached_property
    def marks(self) -> dict[int, list[ChartMark]]:
        """What happened, by the number of its candle; what is older than the first candle is left out."""
        found: dict[int, list[ChartMark]] = {}
        for mark in sorted(self.chart.marks, key=lambda one: one.at):
            number = self.number_at(mark.at)
            if number is not None:
                found.setdefault(number, []).append(mark)
        return found

    @cached_property
    def gaps(self) -> frozenset[int]:
        """The numbers of candles before which candles are missing."""
        length = TIMEFRAMES.get(self.chart.timeframe)
        if length is None:
            return frozenset()
        pairs = zip(self.times, self.times[1:], strict=False)
        return frozenset(number for number, (a, b) in enumerate(pairs, 1) if b - a > length)

    def number_at(self, at: int) -> int | None:
        """The number of the candle during which ``at`` lies; None before the first."""
        number = bisect_right(self.times, at) - 1
        return number if number >= 0 else None

    def bars(self, merge: int) -> Bars:
        """One bar for each ``merge`` candles, cut at round times so that the cut does not wander with the view."""
        if merge not in self._bars:
            self._bars[merge] = self._single() if merge == 1 else self._merged(merge)
        return self._bars[merge]

    def _single(self) -> Bars:
        return Bars(self.candles, range(len(self.candles)))

    def _merged(self, merge: int) -> Bars:
        span = merge * TIMEFRAMES.get(self.chart.timeframe, 1)
        firsts = [
            number
            for number, at in enumerate(self.times)
            if number == 0 or at // span != self.times[number - 1] // span
        ]
        ends = [*firsts[1:], len(self.candles)]
        groups = (self.candles[first:end] for first, end in zip(firsts, ends, strict=True))
        return Bars([merged(group) for group in groups], firsts)


def merged(group: Sequence[CandleRow]) -> CandleRow:
    """One candle for several: it opens with the first, closes with the last, and keeps the highest and the lowest."""
    return CandleRow(
        group[0].at,
        group[0].open,
        max(candle.high for candle in group),
        min(candle.low for candle in group),
        group[-1].close,
        sum(candle.volume for candle in group),
    )


def extremes(candles: Iterable[CandleRow]) -> tuple[float, float]:
    """The lowest and the highest price of candles."""
    lows, highs = zip(*((candle.low, candle.high) for candle in candles), strict=True)
    return min(lows), max(highs)
