"""Both axes: round prices at the right, times below in the reader's zone, and what stands on them as chips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from console.charting.canvas import BLANK, LEVEL, UPRIGHT, Canvas
from console.charting.frame import Frame, Window
from console.charting.inks import AXIS, CHIP_CROSS, EMPTY, GRID, LABEL, STRONG, WARN
from console.charting.levels import Tag
from console.charting.scale import Scale, Tick
from console.charting.sheet import Sheet
from locales import current_zone
from locales.formats import clock, date, price

_MINUTE: Final = 60_000
_DAY: Final = 1440 * _MINUTE
_STEPS: Final = (
    *(count * _MINUTE for count in (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720)),
    *(count * _DAY for count in (1, 2, 5, 7, 14, 30, 90, 180, 365, 1825)),
)
_APART: Final = 12
"""Columns from one time to the next, at least."""
_YEARS_FROM: Final = 90 * _DAY
GAP_MARK: Final = "≈"


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A time on the axis; ``strong`` begins a new day."""

    x: int
    label: str
    strong: bool


def labels_of(ticks: Sequence[Tick]) -> list[str]:
    """The prices of ticks, all with the decimals that the finest needs."""
    step = min((tick.step for tick in ticks), default=None)
    return [price(tick.price, tick=step) for tick in ticks]


def axis_width(texts: Sequence[str]) -> int:
    """Columns of the price axis: its line, a space on both sides, and the longest text."""
    return max((len(text) for text in texts), default=0) + 3


def grid(frame: Frame, rows: Sequence[int], xs: Sequence[int]) -> list[tuple[list[str], bytearray]]:
    """Empty columns with a faint net at ``rows`` and ``xs``, and the line of the axis."""
    height = frame.rows + 1
    level, upright, axis = [BLANK] * height, [UPRIGHT] * frame.rows + [BLANK], ["│"] * frame.rows + [BLANK]
    for row in rows:
        level[row], axis[row] = LEVEL, "├"
    inks = bytearray([GRID] * height)
    columns = [(upright if x in xs else level, inks) for x in range(frame.plot)]
    if frame.axis:
        columns.append((axis, bytearray([AXIS] * height)))
        columns += [([BLANK] * height, bytearray([EMPTY] * height))] * (frame.axis - 1)
    return columns


def write_prices(
    canvas: Canvas, frame: Frame, scale: Scale, ticks: Sequence[Tick], tags: Sequence[Tag], cross: float | None
) -> None:
    """Labels of ticks, chips of what is marked, and the crosshair's price on top of all."""
    room = frame.axis - 2
    if room <= 0:
        return
    for tick, label in zip(ticks, labels_of(ticks), strict=True):
        canvas.write(frame.plot + 1, tick.row, _fitted(label, room), LABEL)
    for tag in reversed(tags):
        if scale.holds(tag.price):
            row = scale.row(tag.price)
            canvas.put(frame.plot, row, "◀", tag.ink)
            canvas.write(frame.plot + 1, row, _fitted(price(tag.price), room), tag.chip)
    if cross is not None:
        canvas.write(frame.plot + 1, scale.row(cross), _fitted(price(cross), room), CHIP_CROSS)


def _fitted(label: str, room: int) -> str:
    return f"{label[: room - 1].rjust(room - 1)} " if room > 1 else BLANK * room


def time_ticks(window: Window, length: int, room: int) -> list[TimeTick]:
    """Times at round hours and days of the reader's zone. ``length`` is a candle's, in milliseconds."""
    if not window.bars:
        return []
    merge = max(1, round((window.lasts[-1] - window.firsts[0] + 1) / len(window.bars)))
    least = _APART * length * merge / window.pitch
    step = next((step for step in _STEPS if step >= least), _STEPS[-1])
    zone = current_zone()
    found: list[TimeTick] = []
    locals_ = [bar.at + offset(zone, bar.at // (15 * _MINUTE)) for bar in window.bars]
    for before, here, bar, x in zip(locals_, locals_[1:], window.bars[1:], window.xs[1:], strict=False):
        if before // step == here // step or (found and x - found[-1].x < _APART // 2):
            continue
        new_day = before // _DAY != here // _DAY
        label = date(bar.at) if step >= _YEARS_FROM else day(bar.at) if step >= _DAY or new_day else short_clock(bar.at)
        if x - len(label) // 2 >= 0 and x + len(label) // 2 < room:
            found.append(TimeTick(x, label, new_day and step < _DAY))
    return found


def write_times(
    canvas: Canvas, frame: Frame, sheet: Sheet, window: Window, ticks: Sequence[TimeTick], cross: tuple[int, int] | None
) -> None:
    """Times under their columns; before them, what must be seen: missing candles and the crosshair's time.

    ``cross`` is the column of the crosshair and the time of its candle.
    """
    row = frame.rows
    taken: set[int] = set()
    for number in sheet.gaps:
        bar = window.bar_of(number)
        if bar is not None:
            canvas.put(window.xs[bar], row, GAP_MARK, WARN)
            taken.add(window.xs[bar])
    if cross is not None:
        x, at = cross
        text = f" {day(at)} {short_clock(at)} "
        first = min(max(x - len(text) // 2, 0), max(0, frame.plot - len(text)))
        canvas.write(first, row, text, CHIP_CROSS)
        taken.update(range(first - 1, first + len(text) + 1))
    for tick in ticks:
        first = tick.x - len(tick.label) // 2
        if taken.isdisjoint(range(first, first + len(tick.label))):
            canvas.write(first, row, tick.label, STRONG if tick.strong else LABEL)


def day(at: int) -> str:
    """Day and month in the reader's order: ``20/11``, ``11-20``."""
    return re.sub(r"[/-]?\d{4}[/-]?", "", date(at))


def short_clock(at: int) -> str:
    """``14:05``."""
    return clock(at, seconds=False)


@lru_cache(maxsize=4096)
def offset(zone: str, quarter: int) -> int:
    """How far ``zone`` is ahead of UTC, in milliseconds, in a quarter of an hour since the epoch."""
    moment = datetime.fromtimestamp(quarter * 900, UTC).astimezone(ZoneInfo(zone))
    span = moment.utcoffset()
    return int(span.total_seconds() * 1000) if span else 0
