"""One model in full: what it claims against what came true, its members, its calibration, its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from console.look.tones import Look
from console.tables.cells import Cell, Row, fitted
from console.tables.columns import Column
from console.text.models import DRIFT_MARKS, drift_tone, short_version, span_said
from console.text.words import sentence
from console.widgets.bars import Bar
from console.widgets.reliability import Bin
from console.widgets.scales import Scale
from engine.service.answers import Interval, ModelCard, VersionRow
from engine.service.text import words
from locales import t
from locales.formats import DASH, date, date_time, duration, iso, number, percent, probability

_COIN: Final = 0.5
_LEAST_SCALE: Final = 14
_MARKS: Final = {"champion": "●", "candidate": "○", "shadow": "◐", "retired": "·", "expired": "✖"}


def facts(card: ModelCard, look: Look, width: int) -> Text:
    """Version, claim and truth on one scale, errors of calibration, and drift in words."""
    text = Text()
    if card.version is None:
        text.append(t("models-card-none"), look.warn)
        return text
    for part in (_origin, _claims, _figures, _drift):
        for line in part(card, look, width):
            text.append_text(line).append("\n")
    text.rstrip()
    return text


def _origin(card: ModelCard, look: Look, width: int) -> Iterator[Text]:
    age = t("models-age", age=duration(card.age_ms, units=1))
    yield Text.assemble((f"{short_version(card.version or '')}  ", look.strong), (age, look.text))
    trained = t("models-trained", at=date_time(card.trained_at), count=number(card.samples))
    yield Text(trained, look.muted)


def _claims(card: ModelCard, look: Look, width: int) -> Iterator[Text]:
    """Tests and life as two lines on one scale, so that one sees whether the intervals meet."""
    records = [
        (t("models-tested"), card.accuracy, look.line_b),
        (t("models-live"), card.live, drift_tone(card, look)),
    ]
    label = max(cell_len(name) for name, _, _ in records)
    said = max(cell_len(_record(record)) for _, record, _ in records)
    room = width - label - said - 4
    scale = _scale([record for _, record, _ in records], room)
    for name, record, tone in records:
        line = Text.assemble(
            (fitted(name, label), look.muted), ("  ", look.text), (fitted(_record(record), said), tone)
        )
        if room >= _LEAST_SCALE and record.share is not None:
            line.append("  ").append_text(_whisker(record, scale, room, tone, look))
        yield line
    if room >= _LEAST_SCALE:
        yield Text(" " * (label + said + 4) + _axis(scale, room), look.faint)


def _record(record: Interval) -> str:
    """``71,3% (65 – 77)  171/240``; of nothing, nothing is claimed."""
    if record.share is None:
        return t("cli-no-record")
    return f"{span_said(record)}  {number(record.hits)}/{number(record.n)}"


def _scale(records: Sequence[Interval], room: int) -> Scale:
    low = min([_COIN] + [one.low for one in records if one.low is not None])
    high = max([_COIN + 0.1] + [one.high for one in records if one.high is not None])
    return Scale(int(low * 10) / 10, -int(-high * 10 // 1) / 10, max(1, room - 1))


def _whisker(record: Interval, scale: Scale, room: int, tone: Style, look: Look) -> Text:
    low, true, high = (scale.place(value or 0.0) for value in (record.low, record.share, record.high))
    coin = scale.place(_COIN)
    line = Text()
    for place in range(room):
        if place == true:
            line.append("●", tone)
        elif low <= place <= high:
            line.append("├" if place == low else "┤" if place == high else "─", tone)
        else:
            line.append("┊" if place == coin else " ", look.faint)
    return line


def _axis(scale: Scale, room: int) -> str:
    first, coin, last = (percent(value, decimals=0, sign=False) for value in (scale.low, _COIN, scale.high))
    line = [" "] * room
    line[room - len(last) :] = last
    line[: len(first)] = first
    at = scale.place(_COIN)
    if len(first) < at < room - len(last) - len(coin):
        line[at : at + len(coin)] = coin
    return "".join(line)


def _figures(card: ModelCard, look: Look, width: int) -> Iterator[Text]:
    """Errors of calibration and log loss, on one line where it finds room."""
    tested = number(card.calibration_error, decimals=3)
    live = number(card.live_calibration_error, decimals=3)
    errors = Text.assemble(
        (f"{t('cli-calibration')} ", look.muted), (t("models-errors", tested=tested, live=live), look.text)
    )
    loss = Text.assemble((f"{t('cli-log-loss')} ", look.muted), (number(card.log_loss, decimals=3), look.text))
    if errors.cell_len + 3 + loss.cell_len <= width:
        yield errors.append("   ").append_text(loss)
    else:
        yield errors
        yield loss


def _drift(card: ModelCard, look: Look, width: int) -> Iterator[Text]:
    mark, tone = DRIFT_MARKS.get(card.drift.key, "·"), drift_tone(card, look)
    yield Text.assemble((f"{mark} {t('models-drift')}: ", tone), (sentence(card.drift.key, card.drift.params), tone))


def members(card: ModelCard) -> list[Bar]:
    """How much more often than a coin each member was right in its tests."""
    return [
        Bar(words.model_name(one.model), one.accuracy - _COIN, probability(one.accuracy))
        for one in card.members
        if one.accuracy is not None
    ]


def bins(card: ModelCard) -> list[Bin]:
    """The calibration of all forecasts of the pair, as the widget draws it."""
    return [
        Bin(
            f"{percent(one.low, decimals=0, sign=False)} – {percent(one.high, decimals=0, sign=False)}",
            one.claimed,
            one.record.share,
            one.record.low or 0.0,
            one.record.high or 0.0,
            one.record.n,
        )
        for one in card.bins
    ]


def version_columns() -> tuple[Column, ...]:
    """The versions' columns."""
    return (
        Column("version", t("cli-version"), width=9, sortable=False),
        Column("status", t("cli-state"), flex=12),
        Column("age", t("cli-age"), width=10, right=True),
        Column("accuracy", t("cli-accuracy"), width=6, right=True, rank=1),
        Column("samples", t("cli-samples"), width=6, right=True, rank=2),
    )


def version_rows(card: ModelCard, look: Look) -> list[Row]:
    """A row a version, the newest first."""
    now = None if card.trained_at is None or card.age_ms is None else card.trained_at + card.age_ms
    return [Row(one.version, _version(one, now, look)) for one in card.versions]


def _version(one: VersionRow, now: int | None, look: Look) -> tuple[Cell, ...]:
    age = date(one.trained_at) if now is None else duration(max(0, now - one.trained_at), units=1)
    tone = {"champion": look.good, "candidate": look.accent, "expired": look.bad}.get(one.status, look.muted)
    mark = _MARKS.get(one.status, "·")
    return (
        Cell(short_version(one.version), look.strong if one.status == "champion" else look.text, sort=one.version),
        Cell(f"{mark} {words.word('model-status', one.status)}", tone, sort=one.status),
        Cell(age, look.muted, sort=one.trained_at, facts=(("trained_at", iso(one.trained_at)),)),
        Cell(DASH if one.accuracy is None else probability(one.accuracy), look.text, sort=one.accuracy),
        Cell(number(one.samples) if one.samples else DASH, look.muted, sort=one.samples),
    )
