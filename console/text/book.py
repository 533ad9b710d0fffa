"""The book's lists as rows: finished trades, orders, and what is locked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from console.text.positions import result_share
from engine.service.answers import LockRow, OrderRow, TradeRow
from engine.service.text import words
from engine.service.text.book import lock_reason, order_state
from locales import t
from locales.formats import clock, date, date_time, iso, money, price, quantity

EVERYTHING: Final = "*"
"""The scope of a lock on all pairs."""
_WAITING: Final = {"NEW", "SENT", "UNKNOWN", "OPEN", "PARTIAL"}
_BAD: Final = {"REJECTED", "UNKNOWN"}


def moment_cell(at: int, now: int, look: Look) -> Cell:
    """When; where room is small the clock alone today, the date alone on other days."""
    short = clock(at, seconds=False) if date(at) == date(now) else date(at)
    return Cell(date_time(at, show_zone=False), look.muted, sort=iso(at), short=short)


def trade_columns(*, wide: bool) -> tuple[Column, ...]:
    """Result and reason stay, sums go first."""
    return (
        Column("closed", t("cli-closed"), width=16 if wide else 10),
        Column("symbol", t("tui-symbol"), width=5),
        Column("result", t("tui-result"), width=9, right=True),
        Column("percent", "%", width=8, right=True),
        Column("reason", t("cli-exit-reason"), width=14, rank=1),
        Column("side", t("tui-side"), width=4, rank=6),
        Column("amount", t("tui-amount"), width=11, right=True, rank=5),
        Column("entry", t("tui-entry"), width=10, right=True, rank=3),
        Column("exit", t("cli-exit"), width=10, right=True, rank=2),
        Column("fee", t("cli-fee"), width=7, right=True, rank=4),
    )


def trade_rows(trades: Sequence[TradeRow], now: int, look: Look) -> list[Row]:
    """Newest first, as they come."""
    return [Row(f"{row.symbol}@{row.closed_at}:{place}", _trade(row, now, look)) for place, row in enumerate(trades)]


def _trade(row: TradeRow, now: int, look: Look) -> tuple[Cell, ...]:
    tone = look.direction(float(row.pnl))
    return (
        moment_cell(row.closed_at, now, look),
        Cell(row.symbol.split("/")[0], look.strong, sort=row.symbol),
        Cell(money(row.pnl, None, sign=True), tone, sort=float(row.pnl)),
        Cell(result_share(row.pnl_pct), tone, sort=row.pnl_pct, facts=(("result_pct", row.pnl_pct),)),
        Cell(words.word("exit", row.exit_reason), look.text, sort=row.exit_reason),
        Cell(words.word("side", row.side), look.direction(row.side), sort=row.side),
        Cell(quantity(row.amount), look.muted, sort=float(row.amount)),
        Cell(price(row.entry_price), look.muted, sort=float(row.entry_price)),
        Cell(price(row.exit_price), look.muted, sort=float(row.exit_price)),
        Cell(money(row.fee, None), look.muted, sort=float(row.fee)),
    )


def order_columns(*, wide: bool) -> tuple[Column, ...]:
    """State, and how much is filled of what was asked for."""
    return (
        Column("at", t("cli-time"), width=16 if wide else 10),
        Column("symbol", t("tui-symbol"), width=5),
        Column("state", t("cli-state"), width=16),
        Column("side", t("tui-side"), width=4, rank=1),
        Column("leg", t("cli-leg"), width=10, rank=4),
        Column("filled", t("cli-filled"), width=10, right=True, rank=3),
        Column("amount", t("tui-amount"), width=10, right=True, rank=2),
        Column("id", t("cli-id"), width=16, rank=5),
    )


def order_rows(orders: Sequence[OrderRow], now: int, look: Look) -> list[Row]:
    """Those that wait first, as they come."""
    return [Row(row.client_order_id, _order(row, now, look)) for row in orders]


def _order(row: OrderRow, now: int, look: Look) -> tuple[Cell, ...]:
    mark, tone = ("…", look.accent) if row.state in _WAITING else ("✔", look.muted)
    if row.state in _BAD:
        mark, tone = "✖", look.bad
    return (
        moment_cell(row.created_at, now, look),
        Cell(row.symbol.split("/")[0], look.strong, sort=row.symbol),
        Cell(f"{mark} {order_state(row.state)}", tone, sort=row.state),
        Cell(words.word("side", row.side), look.direction(row.side), sort=row.side),
        Cell(words.word("leg", row.leg), look.muted, sort=row.leg),
        Cell(quantity(row.filled), look.text, sort=float(row.filled)),
        Cell(quantity(row.amount), look.text, sort=float(row.amount)),
        Cell(row.client_order_id, look.faint, sort=row.client_order_id),
    )


def lock_columns() -> tuple[Column, ...]:
    """Which pair, why, and until when."""
    return (
        Column("scope", t("tui-symbol"), width=9),
        Column("until", t("cli-until"), width=20),
        Column("reason", t("tui-why"), flex=12),
    )


def lock_rows(locks: Sequence[LockRow], now: int, look: Look) -> list[Row]:
    """A row a lock."""
    return [Row(row.scope, _lock(row, now, look)) for row in one_a_scope(locks)]


def one_a_scope(locks: Sequence[LockRow]) -> list[LockRow]:
    """The longest lock of a scope is the one that counts."""
    longest: dict[str, LockRow] = {}
    for row in locks:
        known = longest.get(row.scope)
        if known is None or (known.until is not None and (row.until is None or row.until > known.until)):
            longest[row.scope] = row
    return list(longest.values())


def _lock(row: LockRow, now: int, look: Look) -> tuple[Cell, ...]:
    scope = t("cli-all-pairs") if row.scope == EVERYTHING else row.scope.split("/")[0]
    if row.until is None:
        until = Cell(t("cli-until-lifted"), look.warn, sort="~", facts=(("until", None),))
    else:
        until = moment_cell(row.until, now, look)
    why = Cell(lock_reason(row.reason), look.text, facts=(("reason", row.reason),))
    return (Cell(scope, look.strong, sort=row.scope), until, why)
