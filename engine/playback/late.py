"""When each fill was known, and from when to when each position was open.

What a closed candle does (its open fills what waited, its range ends a position) is dated at the opening of the candle
and happens when it closes. What a price or a person does is known at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.core.modes import ExitReason, Mode
from engine.core.orders import Leg
from engine.store.sql import run
from engine.trading.journal import COMMAND

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RULE_BOOK: Final = (ExitReason.STOP_LOSS, ExitReason.TAKE_PROFIT, ExitReason.TRAILING, ExitReason.TIME)
_FILLS: Final = (
    "SELECT f.id, f.client_order_id, f.symbol, f.leg, f.lots, f.timestamp, i.position_id, i.exit_reason, i.cause, "
    "i.created_at FROM fills f JOIN order_intents i ON i.client_order_id = f.client_order_id "
    "WHERE f.source = ? AND f.mode = ? ORDER BY f.timestamp, i.created_at, f.leg, f.id"
)
_ACTED: Final = "SELECT timestamp, symbol FROM tape WHERE source = ? AND mode = ? AND kind = 'tick'"


@dataclass(frozen=True, slots=True)
class Booked:
    """A fill dated at ``timestamp`` and known at ``known``. ``own``: its order, too, came from the candle."""

    fill_id: str
    client_order_id: str
    position_id: str
    leg: str
    lots: int
    timestamp: int
    known: int
    own: bool


@dataclass(slots=True)
class Deal:
    """A position from its first fill until it was known to be closed (None: not in this record)."""

    position_id: str
    opened: int
    closed: int | None
    fills: list[Booked]

    def is_open(self, at: int) -> bool:
        """Whether the position was open, as far as was known."""
        return self.opened <= at and (self.closed is None or at < self.closed)


def read_booked(conn: Connection, source: str, mode: Mode, lengths: Sequence[tuple[int, int]]) -> list[Booked]:
    """All fills of a run in their order. ``lengths`` are candle lengths and from when they held."""
    purse = (source, mode.value)
    acted = {(int(at), symbol) for at, symbol in run(conn, _ACTED, purse)}
    begun: set[tuple[str, int]] = set()
    found = []
    for fill_id, order, symbol, leg, lots, at, position, reason, cause, created in run(conn, _FILLS, purse):
        if leg == Leg.ENTRY:
            begun.add((position, at))
        length = lengths[max(0, bisect_right(lengths, at, key=lambda row: row[0]) - 1)][1]
        by_hand = leg == Leg.EXIT and cause.startswith(COMMAND) and created == at
        # A price never ends what it has just begun: that was the candle.
        by_price = (at, symbol) in acted and not (leg == Leg.EXIT and (position, at) in begun)
        known = at if at % length or by_hand or by_price else at + length
        own = known > at and leg == Leg.EXIT and reason in _RULE_BOOK and created == at
        found.append(Booked(fill_id, order, position, leg, int(lots), int(at), known, own))
    return found


def deals_of(booked: Sequence[Booked]) -> list[Deal]:
    """Positions in the order in which they were opened; their fills in the order in which they were known."""
    deals: dict[str, Deal] = {}
    for one in sorted(booked, key=lambda each: (each.known, each.timestamp, each.leg)):
        deal = deals.setdefault(one.position_id, Deal(one.position_id, one.known, None, []))
        deal.fills.append(one)
        left = sum(each.lots if each.leg == Leg.ENTRY else -each.lots for each in deal.fills)
        deal.closed = one.known if left <= 0 else None
    return list(deals.values())


def late_of(booked: Sequence[Booked], events: Mapping[str, int]) -> list[tuple[Booked, int | None]]:
    """Fills that were known later than they are dated, each with the number of the event that tells of it."""
    return [(one, events.get(one.fill_id)) for one in booked if one.known > one.timestamp]
