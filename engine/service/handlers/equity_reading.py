"""The equity curve as the store tells it, now or at an earlier moment, thinned to what a picture can show."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from engine.service.answers import EquityPoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from engine.core.modes import Mode

MOST: Final = 400
_EXTREMES: Final = 3
"""What is kept of a stretch: its lowest and highest equity and its deepest drawdown."""


def read_equity(conn: Connection, source: str, mode: Mode, until: int) -> tuple[Decimal, list[EquityPoint]]:
    """What the purse was started with, and its points since then up to ``until``, all of them."""
    from engine.store.sql import run
    from engine.trading.past import start_at

    start, since = start_at(conn, source, mode, until)
    query = (
        "SELECT timestamp, equity, drawdown FROM equity "
        "WHERE source = ? AND mode = ? AND timestamp > ? AND timestamp <= ? ORDER BY timestamp, id"
    )
    rows = run(conn, query, (source, mode.value, since, until))
    return start, [EquityPoint(at, equity, 100 * drawdown) for at, equity, drawdown in rows]


def thinned(points: Sequence[EquityPoint], most: int = MOST) -> tuple[EquityPoint, ...]:
    """At most ``most`` of the points: first, last, and the extremes of equally long stretches between them."""
    count = len(points)
    if count <= most:
        return tuple(points)
    stretches = (most - 2) // _EXTREMES
    borders = [1 + (count - 2) * number // stretches for number in range(stretches + 1)]
    kept = {0, count - 1}
    for start, end in pairwise(borders):
        stretch = range(start, end)
        kept.add(min(stretch, key=lambda place: points[place].equity))
        kept.add(max(stretch, key=lambda place: points[place].equity))
        kept.add(max(stretch, key=lambda place: points[place].drawdown_pct))
    return tuple(points[place] for place in sorted(kept))
