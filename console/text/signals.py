"""Decisions as rows: what was forecast, what became of it, and why it was or was not traded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.style import Style
from rich.text import Text

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from console.text.book import moment_cell
from console.text.words import ARROWS, brief, sentence
from engine.service.answers import SignalRow
from engine.service.text import words
from locales import t
from locales.formats import DASH, date_time, price, probability

WHICH: Final = ("spoken", "traded", "refused", "silent", "all")
MARKS: Final = {"traded": "●", "refused": "○", "silent": "·"}
"""What became of a forecast, as a glyph beside its word."""


def fate(row: SignalRow) -> str:
    """``traded``, ``refused`` (spoken, not traded) or ``silent``."""
    return "traded" if row.traded else "refused" if row.spoken else "silent"


def signal_columns(*, wide: bool) -> tuple[Column, ...]:
    """When, what, what became of it; the reason takes the room that is left."""
    return (
        Column("at", t("cli-time"), width=16 if wide else 10),
        Column("symbol", t("tui-symbol"), width=5),
        Column("forecast", t("tui-forecast"), width=8),
        Column("fate", t("signals-fate"), width=11),
        Column("outcome", t("cli-outcome"), width=8, rank=1),
        Column("weight", t("tui-weight-short"), width=3, right=True, rank=4),
        Column("tier", t("cli-tier"), width=9, rank=5),
        Column("price", t("tui-price"), width=10, right=True, rank=3),
        Column("reason", t("tui-why"), flex=17, rank=2),
    )


def signal_rows(signals: Sequence[SignalRow], now: int, look: Look) -> list[Row]:
    """Newest first, as they come; a decision is known by its id."""
    return [Row(row.decision_id, _cells(row, now, look)) for row in signals]


def _cells(row: SignalRow, now: int, look: Look) -> tuple[Cell, ...]:
    lean = f"{ARROWS.get(row.direction, '·')} {probability(row.confidence)}"
    lean_facts = (("direction", row.direction), ("confidence", row.confidence), ("spoken", row.spoken))
    right, reason = outcome(row.correct), sentence(row.reason.key, row.reason.params)
    why = (("reason", row.reason.key), ("reason_text", reason), ("decision", row.decision_id))
    return (
        moment_cell(row.at, now, look),
        Cell(row.symbol.split("/")[0], look.strong, sort=row.symbol),
        Cell(lean, look.direction(row.direction), sort=row.confidence, facts=lean_facts),
        Cell(f"{MARKS[fate(row)]} {t(f'signals-fate-{fate(row)}')}", _fate_tone(row, look), sort=fate(row)),
        Cell(right, outcome_tone(row.correct, look), sort=right, facts=(("correct", row.correct),)),
        Cell(DASH if row.weight is None else f"{row.weight:.0f}", look.muted, sort=row.weight),
        Cell(tier_of(row), look.text if row.spoken else look.faint, sort=row.tier),
        Cell(price(row.price), look.muted, sort=row.price),
        Cell(brief(row.reason), look.muted, sort=reason, facts=why),
    )


def _fate_tone(row: SignalRow, look: Look) -> Style:
    return {"traded": look.signal, "refused": look.text, "silent": look.muted}[fate(row)]


def tier_of(row: SignalRow) -> str:
    """The tier in words, as in the story of the decision; a dash for what has none."""
    return DASH if row.tier is None else words.word("tier", row.tier)


def outcome(correct: bool | None) -> str:
    """``✔ đúng``, ``✖ sai``, ``… chờ``."""
    if correct is None:
        return f"… {t('signals-waiting')}"
    return f"✔ {t('outcome-right')}" if correct else f"✖ {t('outcome-wrong')}"


def outcome_tone(correct: bool | None, look: Look) -> Style:
    """The tone that goes with it."""
    return look.muted if correct is None else look.good if correct else look.bad


def decision_head(row: SignalRow, look: Look) -> Text:
    """Which decision this is and what became of it, above all that stood behind it."""
    return Text.assemble(
        (f"{row.symbol}  ", look.strong),
        (f"{date_time(row.at)}  ", look.muted),
        (f"{MARKS[fate(row)]} {t(f'signals-fate-{fate(row)}')}  ", _fate_tone(row, look)),
        (outcome(row.correct), outcome_tone(row.correct, look)),
        "\n\n",
    )


def nothing_said(which: str) -> str:
    """Why the list is empty, and where to look next."""
    said = t("cli-empty-signals") if which == "spoken" else t(f"signals-empty-{which}")
    return said if which == "all" else f"{said}\n{t('signals-look-elsewhere')}"
