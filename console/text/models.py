"""The models in use as rows: how old, how often right in its tests and since then, and how far training has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.style import Style

from console.look.tones import Look
from console.tables.cells import Cell, Fact, Row
from console.tables.columns import Column
from engine.service.answers import Interval, ModelCard, ModelRow, Training
from engine.service.snapshots import MarketRow, Snapshot
from engine.service.text import words
from locales import t
from locales.formats import DASH, duration, number, percent, probability

DRIFT_MARKS: Final = {"drift-ok": "✔", "drift-worse": "✖", "drift-too-few": "·"}
"""What the drift of a card says at a glance."""


def model_columns() -> tuple[Column, ...]:
    """The columns; what matters least goes first where there is no room."""
    return (
        Column("symbol", t("tui-symbol"), width=6),
        Column("version", t("cli-version"), width=9, rank=5, sortable=False),
        Column("age", t("cli-age"), width=7, right=True),
        Column("accuracy", t("models-col-tested"), width=15, right=True),
        Column("band", t("models-col-sure"), width=6, right=True, rank=2),
        Column("live", t("models-col-live"), width=17, right=True),
        Column("calibration", t("models-col-calibration"), right=True, rank=3),
        Column("samples", t("cli-samples"), width=6, right=True, rank=4),
        Column("status", t("cli-state"), flex=17, rank=1),
    )


def model_rows(rows: Sequence[ModelRow], cards: Mapping[str, ModelCard], snapshot: Snapshot, look: Look) -> list[Row]:
    """A row a model, and one for each watched pair that has none."""
    have = {row.symbol for row in rows}
    made = [Row(row.symbol, _cells(row, cards.get(row.symbol), snapshot.training, look)) for row in rows]
    return made + [_without(row, snapshot.training, look) for row in snapshot.rows if row.symbol not in have]


def _cells(row: ModelRow, card: ModelCard | None, training: Training | None, look: Look) -> tuple[Cell, ...]:
    card = card if card is not None and card.version == row.version else None
    return (
        Cell(row.symbol.split("/")[0], look.strong, sort=row.symbol),
        Cell(short_version(row.version), look.muted, sort=row.version),
        Cell(duration(row.age_ms, units=1), look.text, sort=row.age_ms, facts=(("age_ms", row.age_ms),)),
        _tested(row, card, look),
        Cell(probability(row.band_accuracy), look.text, sort=row.band_accuracy),
        _live(card, look),
        Cell(number(row.calibration_error, decimals=3), look.muted, sort=row.calibration_error),
        Cell(number(row.samples), look.muted, sort=row.samples),
        _status(row, training, look),
    )


def _tested(row: ModelRow, card: ModelCard | None, look: Look) -> Cell:
    said = probability(row.accuracy) if card is None else span_said(card.accuracy)
    return Cell(said, look.text, sort=row.accuracy, short=probability(row.accuracy))


def _live(card: ModelCard | None, look: Look) -> Cell:
    if card is None:
        return Cell(DASH, look.faint)
    if card.live.share is None:
        return Cell(t("cli-no-record"), look.muted, short=DASH, facts=(("live", None),))
    mark = DRIFT_MARKS.get(card.drift.key, "·")
    said, short = f"{span_said(card.live)} {mark}", f"{probability(card.live.share)} {mark}"
    facts = (("live", card.live.share), ("live_count", card.live.n), ("drift", card.drift.key.removeprefix("drift-")))
    return Cell(said, drift_tone(card, look), sort=card.live.share, short=short, facts=facts)


def _status(row: ModelRow, training: Training | None, look: Look) -> Cell:
    if training is not None and training.symbol == row.symbol:
        return _in_training(training, look)
    return Cell(f"● {words.word('model-status', row.status)}", look.good, sort=row.status)


def _without(row: MarketRow, training: Training | None, look: Look) -> Row:
    if training is not None and training.symbol == row.symbol:
        status = _in_training(training, look)
    elif row.have < row.need:
        status = Cell(f"○ {t('tui-gathering', have=row.have, need=row.need)}", look.muted, facts=_state("gathering"))
    else:
        status = Cell(f"○ {t('brief-no-model')}", look.warn, facts=_state("none"))
    blank, no_age = Cell(DASH, look.faint), Cell(DASH, look.faint, facts=(("age_ms", None),))
    symbol = Cell(row.symbol.split("/")[0], look.strong, sort=row.symbol)
    return Row(row.symbol, (symbol, blank, no_age, *[blank] * 5, status))


def _in_training(training: Training, look: Look) -> Cell:
    share = percent(training.fraction, decimals=0, sign=False)
    return Cell(f"◐ {t('models-in-training', share=share)}", look.accent, facts=_state("training"))


def _state(name: str) -> tuple[tuple[str, Fact], ...]:
    return (("status", name),)


def training_said(training: Training) -> str:
    """Which pair, and how many of how many parts are done; the bar beside it says the share."""
    return t("models-training", symbol=training.symbol or DASH, done=training.done, total=training.total)


def drift_tone(card: ModelCard, look: Look) -> Style:
    """Keeps its word, does not, or too early to say."""
    return {"drift-ok": look.good, "drift-worse": look.bad}.get(card.drift.key, look.muted)


def span_said(record: Interval) -> str:
    """``56,0% (54 – 58)``: a share with its interval, without its count."""
    if record.share is None or record.low is None or record.high is None:
        return DASH
    low, high = (percent(value, decimals=0, sign=False) for value in (record.low, record.high))
    return f"{probability(record.share)} ({low.rstrip('%')} – {high.rstrip('%')})"


def short_version(version: str) -> str:
    """What tells versions apart at a glance: what follows the date."""
    return version.rpartition("-")[2]
