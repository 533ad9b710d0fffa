"""Prices that somebody wants to be told of, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from engine.core.symbols import Symbol
from engine.store.sql import insert_row, run

ABOVE, BELOW = "above", "below"
_INSERT = (
    "INSERT INTO price_alerts (surface, mailbox, source, symbol, price, side, created_by, created_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_COLUMNS = "id, surface, mailbox, source, symbol, price, side, created_by, created_at"


@dataclass(frozen=True, slots=True)
class PriceAlert:
    """``side``: told when the price is ``above`` or ``below`` (or at) ``price``."""

    id: int
    surface: str
    mailbox: str
    source: str
    symbol: Symbol
    price: Decimal
    side: str
    created_by: str
    created_at: int


def add_alert(conn: sa.Connection, alert: PriceAlert) -> int:
    """Write an alert (whatever its id); returns its number."""
    values = (
        alert.surface, alert.mailbox, alert.source, str(alert.symbol), str(alert.price), alert.side,
        alert.created_by, alert.created_at,
    )  # fmt: skip
    return insert_row(conn, _INSERT, values)


def open_alerts(conn: sa.Connection, source: str) -> list[PriceAlert]:
    """Alerts of a market that have not been told yet, oldest first."""
    query = f"SELECT {_COLUMNS} FROM price_alerts WHERE source = ? AND fired_at IS NULL ORDER BY id"
    return [_alert(row) for row in run(conn, query, (source,))]


def fire(conn: sa.Connection, number: int, now: int) -> bool:
    """Mark an alert as told; False when it was told or removed before."""
    statement = "UPDATE price_alerts SET fired_at = ? WHERE id = ? AND fired_at IS NULL"
    return bool(run(conn, statement, (now, number)).rowcount)


def drop_alerts(conn: sa.Connection, numbers: Iterable[int]) -> None:
    """Remove alerts that were not told."""
    for number in numbers:
        run(conn, "DELETE FROM price_alerts WHERE id = ? AND fired_at IS NULL", (number,))


def _alert(row: Any) -> PriceAlert:
    number, surface, mailbox, source, symbol, price, *more = row
    return PriceAlert(number, surface, mailbox, source, Symbol(symbol), Decimal(price), *more)
