"""What the purse was started with and what was paid in: few movements, kept at hand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.core.modes import Mode
from engine.store.sql import run
from engine.trading.exact import ZERO, plus
from engine.trading.ledger import DEPOSIT, RESET

if TYPE_CHECKING:
    from sqlalchemy import Connection

_QUERY: Final = (
    "SELECT timestamp, asset, kind, delta, balance FROM ledger WHERE source = ? AND mode = ? "
    "AND kind IN (?, ?) ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Paid:
    """A deposit, or a start anew that left ``balance``."""

    at: int
    asset: str
    kind: str
    delta: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class Deposits:
    """All of them, in their order; the first one opened the purse."""

    rows: tuple[Paid, ...]

    @property
    def asset(self) -> str | None:
        """What the purse counts in."""
        return self.rows[0].asset if self.rows else None

    def start_at(self, at: int) -> tuple[Decimal, int]:
        """What the purse of that moment was started with, deposits included, and when it was last started anew."""
        start, since = ZERO, 0
        for row in self.rows:
            if row.at <= at:
                start, since = (row.balance, row.at) if row.kind == RESET else (plus(start, row.delta), since)
        return start, since

    def paid_in(self, since: int, at: int) -> Decimal:
        """What was paid in from ``since`` on until ``at``, the opening of the purse left out."""
        own = (row.delta for row in self.rows[1:] if row.kind == DEPOSIT and since <= row.at <= at)
        return plus(*own)


def read_deposits(conn: Connection, source: str, mode: Mode) -> Deposits:
    """The deposits of a purse."""
    rows = run(conn, _QUERY, (source, mode.value, DEPOSIT, RESET))
    return Deposits(
        tuple(Paid(int(at), asset, kind, Decimal(delta), Decimal(balance)) for at, asset, kind, delta, balance in rows)
    )
