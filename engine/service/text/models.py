"""models, and one model in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import ModelCard, Models
from engine.service.text import words
from engine.service.text.layout import lines, pairs, table
from locales import t
from locales.formats import date_time, duration, number, probability


def models(answer: Models) -> str:
    """The model in use for each pair."""
    title = words.titled(answer.stamp, t("cli-models"))
    under_way = words.training(answer.training)
    if not answer.rows:
        return lines(title, under_way or t("cli-empty-models"))
    rows = [
        [
            row.symbol, row.timeframe, row.horizon, row.version, duration(row.age_ms), probability(row.accuracy),
            probability(row.band_accuracy), number(row.log_loss, decimals=3), number(row.calibration_error, decimals=3),
            number(row.samples), words.word("model-status", row.status),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = (
        "tui-symbol", "cli-timeframe", "cli-horizon", "cli-version", "cli-age", "cli-accuracy", "cli-band-accuracy",
        "cli-log-loss", "cli-calibration", "cli-samples", "cli-state",
    )  # fmt: skip
    return lines(title, table([t(heading) for heading in headings], rows, right=range(4, 10)), under_way)


def card(answer: ModelCard) -> str:
    """What it claims, what came true, how far the two are apart, and its versions."""
    spans = {name: words.word("timeframe", getattr(answer, name)) for name in ("timeframe", "horizon")}
    title = words.titled(answer.stamp, t("models-card", symbol=answer.symbol, **spans))
    if answer.version is None:
        none = t("models-none", base=answer.symbol.partition("/")[0])
        return lines(title, none, _bins(answer), _versions(answer))
    facts = [
        (t("cli-version"), answer.version),
        (t("cli-trained"), date_time(answer.trained_at)),
        (t("cli-age"), duration(answer.age_ms)),
        (t("models-tested"), words.share(answer.accuracy)),
        (t("cli-log-loss"), number(answer.log_loss, decimals=3)),
        (t("cli-calibration"), number(answer.calibration_error, decimals=3)),
        (t("models-live"), words.share(answer.live)),
        (t("models-live-calibration"), number(answer.live_calibration_error, decimals=3)),
        (t("models-drift"), words.why(answer.drift)),
    ]
    return lines(title, pairs(facts), _members(answer), _bins(answer), _versions(answer))


def _members(answer: ModelCard) -> str | None:
    if not answer.members:
        return None
    rows = [
        [words.model_name(row.model), probability(row.accuracy), number(row.log_loss, decimals=3)]
        for row in answer.members
    ]
    return table([t("cli-model"), t("cli-accuracy"), t("cli-log-loss")], rows, right=(1, 2))


def _bins(answer: ModelCard) -> str | None:
    if not answer.bins:
        return None
    rows = [
        [
            words.band(one.low, one.high), probability(one.claimed), words.share(one.record),
        ]
        for one in answer.bins
    ]  # fmt: skip
    headings = [t("models-band"), t("models-claimed"), t("models-came-true")]
    return lines(t("models-bins"), table(headings, rows, right=(1,)))


def _versions(answer: ModelCard) -> str | None:
    if not answer.versions:
        return None
    rows = [
        [
            row.version, words.word("model-status", row.status), date_time(row.trained_at, show_zone=False),
            probability(row.accuracy), number(row.samples),
        ]
        for row in answer.versions
    ]  # fmt: skip
    headings = [t(key) for key in ("cli-version", "cli-state", "cli-trained", "cli-accuracy", "cli-samples")]
    return lines(t("models-versions"), table(headings, rows, right=(3, 4)))


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {"Models": models, "ModelCard": card}
