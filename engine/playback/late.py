"""Fills that carry an earlier date than the moment at which anybody knew of them.

What a closed candle does (its open fills what waited, its range ends a position) is dated at the opening of the candle
and happens when it closes. What a price or a person does is known at once, and stands on the tape at its moment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from engine.core.modes import ExitReason, Mode
from engine.core.orders import Leg
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RULE_BOOK: Final = (ExitReason.STOP_LOSS, ExitReason.TAKE_PROFIT, ExitReason.TRAILING, ExitReason.TIME)
_FILLS: Final = (
    "SELECT f.id, f.client_order_id, f.symbol, f.leg, f.timestamp, i.position_id, i.exit_reason, i.created_at "
    "FROM fills f JOIN order_intents i ON i.client_order_id = f.client_order_id "
    "WHERE f.source = ? AND f.mode = ? ORDER BY f.timestamp, f.id"
)
_ACTED: Final = (
    "SELECT timestamp, symbol FROM tape WHERE source = ? AND mode = ? AND kind IN ('tick', 'command') "
    "AND timestamp IN (SELECT f.timestamp FROM fills f WHERE f.source = ? AND f.mode = ?)"
)


class Told(Protocol):
    """An event with its facts."""

    @property
    def facts(self) -> dict[str, object]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Late:
    """A fill dated at ``timestamp`` and known at ``known``. ``own``: its order, too, came from the candle."""

    fill_id: str
    client_order_id: str
    position_id: str
    leg: str
    timestamp: int
    known: int
    own: bool
    event_id: int | None


def late_fills(
    conn: Connection, source: str, mode: Mode, lengths: Sequence[tuple[int, int]], told: Sequence[Told]
) -> tuple[Late, ...]:
    """All late fills of a run. ``lengths`` are candle lengths and from when they held, ``told`` its events."""
    purse = (source, mode.value)
    acted = {(int(at), symbol) for at, symbol in run(conn, _ACTED, (*purse, *purse))}
    events = {fact: one.facts["event_id"] for one in told if (fact := one.facts.get("fill_id")) is not None}
    begun: set[tuple[str, int]] = set()
    found = []
    for fill_id, order, symbol, leg, at, position, reason, created in run(conn, _FILLS, purse):
        if leg == Leg.ENTRY:
            begun.add((position, at))
        length = lengths[max(0, bisect_right(lengths, at, key=lambda row: row[0]) - 1)][1]
        at_once = (at, symbol) in acted or (at, None) in acted
        # A price opened the position at this very moment: then it was the candle that ended it.
        same_candle = leg == Leg.EXIT and (position, at) in begun
        if at % length or (at_once and not same_candle):
            continue
        own = leg == Leg.EXIT and reason in _RULE_BOOK and created == at
        event = events.get(fill_id)
        number = event if isinstance(event, int) else None
        found.append(Late(fill_id, order, position, leg, int(at), int(at) + length, own, number))
    return tuple(found)
