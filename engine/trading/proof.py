"""Proof of the books: whether every number that should follow from the others does."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import sqlalchemy as sa

from engine.core.modes import Mode
from engine.store.tables.money import ledger
from engine.trading.exact import ZERO, plain, plus
from engine.trading.ledger import purse_asset, read_purse
from engine.trading.rows import open_positions


def check_books(conn: sa.Connection, source: str, mode: Mode) -> list[tuple[str, dict[str, str]]]:
    """Faults found, as message keys with facts; empty when the books are right."""
    return list(_faults(conn, source, mode))


def _faults(conn: sa.Connection, source: str, mode: Mode) -> Iterator[tuple[str, dict[str, str]]]:
    purse, asset = read_purse(conn, source, mode), purse_asset(conn, source, mode)
    if purse is None or asset is None:
        return
    totals: dict[str, Decimal] = {}
    query = sa.select(ledger).where(ledger.c.source == source, ledger.c.mode == mode.value).order_by(ledger.c.id)
    for row in conn.execute(query).mappings():
        totals[row["asset"]] = plus(totals.get(row["asset"], ZERO), Decimal(row["delta"]))
        if totals[row["asset"]] != Decimal(row["balance"]):
            yield "err-books-balance", {"asset": row["asset"], "row": str(row["id"])}
    cash = totals.pop(asset, ZERO)
    if cash != purse[0]:
        yield "err-books-cash", {"ledger": plain(cash), "purse": plain(purse[0])}
    held: dict[str, Decimal] = {}
    for position in open_positions(conn, source, mode):
        signed = position.amount if position.side.value == "BUY" else -position.amount
        held[position.symbol.base] = plus(held.get(position.symbol.base, ZERO), signed)
    for name in sorted(totals.keys() | held.keys()):
        if totals.get(name, ZERO) != held.get(name, ZERO):
            amounts = {"ledger": plain(totals.get(name, ZERO)), "positions": plain(held.get(name, ZERO))}
            yield "err-books-coins", {"asset": name, **amounts}
