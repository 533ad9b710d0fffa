"""What is held, as rows: worth now, result, and how far it is to where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.style import Style

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from engine.service.answers import PositionRow
from engine.service.text import words
from locales import t
from locales.formats import DASH, duration, iso, money, percent, price, probability, quantity

NEAR: Final = 0.25
"""Within this share of the way that was left at entry, a level is near."""
STOPPED: Final = {
    "RUNNING": "tui-no-positions-running",
    "PAUSED": "tui-no-positions-stopped",
    "REDUCING": "tui-no-positions-stopped",
    "HALTED": "positions-none-halted",
}
"""Why there may be nothing, and what to press."""


def position_columns() -> tuple[Column, ...]:
    """What matters most stays longest: the result, and how far it is to stop and target."""
    return (
        Column("symbol", t("tui-symbol"), width=5),
        Column("side", t("tui-side"), width=4, rank=6),
        Column("amount", t("tui-amount"), width=11, right=True, rank=7),
        Column("entry", t("tui-entry"), width=10, right=True, rank=2),
        Column("price", t("tui-price"), width=10, right=True, rank=1),
        Column("value", t("cli-value"), width=9, right=True, rank=5),
        Column("result", t("tui-result"), width=9, right=True),
        Column("percent", "%", width=8, right=True),
        Column("stop", t("tui-stop"), width=8, right=True, rank=3, flash=False),
        Column("target", t("tui-target"), width=8, right=True, rank=4, flash=False),
        Column("age", t("cli-age"), width=8, right=True, rank=8),
        Column("confidence", t("positions-confidence"), width=7, right=True, rank=9),
    )


def position_rows(positions: Sequence[PositionRow], now: int, look: Look) -> list[Row]:
    """A row a position, in the order of the book."""
    return [Row(row.symbol, _cells(row, now, look)) for row in positions]


def _cells(row: PositionRow, now: int, look: Look) -> tuple[Cell, ...]:
    tone = look.direction(row.open_pnl)
    age, opened = now - row.opened_at, (("opened_at", iso(row.opened_at)),)
    return (
        Cell(row.symbol.split("/")[0], look.strong, sort=row.symbol),
        Cell(words.word("side", row.side), look.direction(row.side), sort=row.side),
        Cell(quantity(row.amount), look.text, sort=float(row.amount)),
        Cell(price(row.entry_price), look.muted, sort=float(row.entry_price)),
        Cell(price(row.price), look.text, sort=row.price),
        Cell(money(row.value, None), look.muted, sort=row.value),
        Cell(money(row.open_pnl, None, sign=True), tone, sort=row.open_pnl),
        Cell(result_share(row.open_pnl_pct), tone, sort=row.open_pnl_pct, facts=(("result_pct", row.open_pnl_pct),)),
        distance_cell(row, "stop", row.stop_loss, look.down, look),
        distance_cell(row, "target", row.take_profit, look.up, look),
        Cell(duration(age, units=1), look.muted, sort=float(age), facts=opened),
        Cell(probability(row.confidence), look.muted, sort=row.confidence),
    )


def result_share(pct: float | None) -> str:
    """``▲+3,12%``: the sign is also a glyph."""
    if pct is None:
        return DASH
    return f"{'▲' if pct > 0 else '▼' if pct < 0 else '·'}{percent(pct, points=True)}"


def distance_cell(row: PositionRow, name: str, level: object, tone: Style, look: Look) -> Cell:
    """How far the price has to go to a level; ``!`` when most of the way is behind it."""
    away = distance(row, level)
    facts = ((name, None if level is None else float(str(level))), (f"{name}_away_pct", away and away * 100))
    if away is None:
        return Cell(DASH, look.muted, facts=facts)
    near = is_near(row, level)
    return Cell(f"{'!' if near else ''}{percent(away)}", tone + Style(bold=near), sort=away, facts=facts)


def distance(row: PositionRow, level: object) -> float | None:
    """From the price of the moment to a level, as a share; None when one of them is not known."""
    if level is None or not row.price:
        return None
    return float(str(level)) / row.price - 1


def is_near(row: PositionRow, level: object) -> bool:
    """Whether less than a quarter of the way from the entry to a level is left."""
    if level is None or row.price is None:
        return False
    whole, left = float(str(level)) - float(row.entry_price), float(str(level)) - row.price
    return whole != 0 and left / whole < NEAR


def nothing_held(state: str, *, may_act: bool) -> str:
    """Why there is no position, and what to press; a reader is not told of keys that do nothing."""
    key = STOPPED.get(state)
    return t("tui-no-positions") if key is None or not may_act else t(key)
