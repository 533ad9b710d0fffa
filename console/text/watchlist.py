"""The watched pairs as rows: favourites first, what the engine thinks of each, and why it is silent."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from console.look.tones import Look, move_mark
from console.tables.cells import Cell, Fact, Row
from console.tables.columns import Column
from console.text.words import ARROWS, brief, sentence
from engine.core.timeframes import Timeframe
from engine.service.snapshots import MarketRow, Snapshot
from locales import t
from locales.formats import DASH, percent, price, probability

_BARS: Final = "▁▂▃▄▅▆▇█"
_SPARK: Final = 12
_WIDE_SPARK: Final = 20


def watch_columns(*, wide: bool, with_reason: bool) -> tuple[Column, ...]:
    """The columns; the reason has room where the table takes the whole width."""
    columns = [
        Column("symbol", t("tui-symbol"), width=6),
        Column("price", t("tui-price"), width=11, right=True),
        Column("change", t("tui-change"), width=9, right=True, rank=2),
        Column("spark", t("tui-spark"), width=_WIDE_SPARK if wide else _SPARK, rank=4, sortable=False),
        Column("forecast", t("tui-forecast"), width=11),
        Column("weight", t("tui-weight-short"), width=3, right=True, rank=3),
    ]
    if with_reason:
        columns.append(Column("reason", t("tui-why"), flex=18, rank=5, sortable=False))
    return tuple(columns)


def watch_rows(
    snapshot: Snapshot, favourites: Collection[str], look: Look, *, wide: bool, with_reason: bool
) -> list[Row]:
    """A row a pair, in the order of the settings with favourites before the others."""
    ordered = sorted(snapshot.rows, key=lambda row: row.symbol not in favourites)
    old = 2 * Timeframe(snapshot.timeframe).ms
    return [
        Row(
            row.symbol,
            _cells(row, row.symbol in favourites, look, _WIDE_SPARK if wide else _SPARK, with_reason),
            dim=row.age_ms is not None and row.age_ms > old,
        )
        for row in ordered
    ]


def _cells(row: MarketRow, favourite: bool, look: Look, bars: int, with_reason: bool) -> tuple[Cell, ...]:
    cells = [
        Cell(f"{'★' if favourite else ''}{row.symbol.split('/')[0]}", look.strong, sort=row.symbol),
        Cell(price(row.price), look.change(row.change_pct), sort=row.price),
        _change(row, look),
        Cell(spark(row.closes, bars), look.muted, facts=()),
        forecast_cell(row, look),
        Cell("" if row.weight is None else f"{row.weight:.0f}", look.muted, sort=row.weight),
    ]
    if with_reason:
        cells.append(_reason(row, look))
    return tuple(cells)


def _change(row: MarketRow, look: Look) -> Cell:
    if row.change_pct is None:
        return Cell(DASH, look.muted, facts=(("change_pct", None),))
    shown = f"{move_mark(row.change_pct)} {percent(row.change_pct, points=True)}"
    tone = look.change(row.change_pct)
    return Cell(shown, tone, sort=row.change_pct, facts=(("change_pct", row.change_pct),))


def forecast_cell(row: MarketRow, look: Look) -> Cell:
    """Direction, confidence, and ● when it was said aloud; progress while candles are gathered."""
    if row.direction is None or row.confidence is None:
        said = t("tui-gathering", have=row.have, need=row.need) if row.have < row.need else DASH
        return Cell(said, look.muted, facts=_forecast_facts(row))
    mark = "●" if row.spoken else "·"
    style = look.direction(row.direction)
    shown = f"{ARROWS[row.direction]} {probability(row.confidence)} {mark}"
    tone = style + look.signal if row.spoken else style
    return Cell(shown, tone, sort=row.confidence, facts=_forecast_facts(row))


def _forecast_facts(row: MarketRow) -> tuple[tuple[str, Fact], ...]:
    """What a file gets, whether or not the table has room for the reason."""
    return (
        ("direction", row.direction),
        ("confidence", row.confidence),
        ("spoken", row.spoken),
        ("tier", row.tier),
        ("candles", row.have),
        ("candles_needed", row.need),
        ("reason", None if row.reason is None else row.reason.key),
        ("reason_text", None if row.reason is None else sentence(row.reason.key, row.reason.params)),
    )


def _reason(row: MarketRow, look: Look) -> Cell:
    long = sentence(row.reason.key, row.reason.params) if row.reason is not None else ""
    short = brief(row.reason) if row.reason is not None else ""
    if not row.spoken:
        return Cell(long, look.muted, short=short, facts=())
    said = advice_of(row)
    return Cell(f"{said} · {long}", look.signal, short=f"{said} · {short}", facts=())


def advice_of(row: MarketRow) -> str:
    """What a spoken forecast says: its tier, or plainly buy or sell."""
    tier = (row.tier or "AVOID").lower().replace("_", "-")
    plain = "advice-buy" if row.direction == "UP" else "advice-sell"
    return t(plain if tier == "avoid" else f"tier-{tier}")


def spark(values: tuple[float, ...], bars: int) -> str:
    """The last closes as little bars."""
    recent = values[-bars:]
    if not recent:
        return ""
    low, high = min(recent), max(recent)
    scale = (len(_BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(_BARS[round((value - low) * scale)] for value in recent)
