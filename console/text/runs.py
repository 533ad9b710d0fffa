"""Runs of one command in this session: what they were asked, how long they took, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from console.text.words import error_line
from engine.core.errors import HaiDangError
from engine.service.text import render
from locales import t
from locales.formats import clock, duration, iso


@dataclass(frozen=True, slots=True)
class Run:
    """One run. Either ``answer`` or ``error`` is what came of it."""

    number: int
    at: int
    took_ms: int
    arguments: Mapping[str, Any]
    answer: Any = None
    error: HaiDangError | None = None

    @property
    def key(self) -> str:
        """Its row in the table."""
        return str(self.number)


def run_columns() -> tuple[Column, ...]:
    """The columns of the list of runs."""
    return (
        Column("number", t("backtest-col-number"), width=4, right=True),
        Column("asked", t("backtest-col-asked"), flex=10),
        Column("took", t("backtest-col-took"), width=10, right=True, rank=1),
        Column("at", t("backtest-col-at"), width=8, right=True, rank=2),
    )


def run_rows(runs: Sequence[Run], chosen: str | None, look: Look) -> list[Row]:
    """A row a run, the newest first; ◆ is the one that another is to be put beside."""
    return [Row(run.key, _cells(run, run.key == chosen, look)) for run in reversed(runs)]


def _cells(run: Run, chosen: bool, look: Look) -> tuple[Cell, ...]:
    mark, tone = ("✔", look.good) if run.error is None else ("✖", look.bad)
    facts = (("asked", asked(run.arguments)), ("failed", run.error is not None))
    said = f"{mark}{'◆' if chosen else ' '} {asked(run.arguments)}"
    return (
        Cell(f"#{run.number}", look.strong, sort=float(run.number)),
        Cell(said, tone, sort=asked(run.arguments), facts=facts),
        Cell(duration(run.took_ms), look.muted, sort=run.took_ms, facts=(("took_ms", run.took_ms),)),
        Cell(clock(run.at), look.muted, sort=run.at, facts=(("at", iso(run.at)),)),
    )


def asked(arguments: Mapping[str, Any]) -> str:
    """What was filled in."""
    return " ".join(str(value) for value in arguments.values()) or t("backtest-everything")


def title_of(run: Run) -> str:
    """Which run it is, in one line."""
    return f"#{run.number} · {asked(run.arguments)} · {clock(run.at)}"


def reading(run: Run, other: Run | None, look: Look) -> Text:
    """The answer to read. Beside another, lines that the other does not have are marked and the rest is quiet."""
    said = text_of(run)
    if other is None:
        return Text(said, look.text if run.error is None else look.bad, no_wrap=run.error is None)
    shared = set(text_of(other).splitlines())
    text = Text(no_wrap=True)
    for line in said.splitlines():
        same = line in shared
        text.append("  " if same else "≠ ", look.accent).append(f"{line}\n", look.muted if same else look.strong)
    return text


def text_of(run: Run) -> str:
    """The answer as text, or the error in words, in the language of the moment."""
    return error_line(run.error) if run.error is not None else render(run.answer)
