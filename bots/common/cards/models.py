"""models, and one model in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Block, Card, Facts, Said, Tone
from bots.common.cards.parts import LOOK_OUT, empty, facts, head, joined, stamped
from engine.service.answers import MemberRow, ModelCard, ModelRow, Models, ReliabilityBin, VersionRow
from engine.service.text import words
from locales import t
from locales.formats import date_time, duration, number, probability

_MARK: Final = "🧠"
_WORSE: Final = "drift-worse"


def models(answer: Models) -> Card:
    """The model in use for each pair."""
    under_way = words.training(answer.training)
    if not answer.rows:
        return empty(answer.stamp, t("cli-models"), under_way or t("card-empty-models"), _MARK)
    progress = Said(under_way) if under_way else None
    return stamped(answer.stamp, t("cli-models"), progress, *map(_model, answer.rows), mark=_MARK)


def _model(row: ModelRow) -> Facts:
    horizon = t("card-model-span", timeframe=_span(row.timeframe), horizon=_span(row.horizon))
    accuracy = t("card-accuracy", share=probability(row.accuracy))
    sure = t("card-band-accuracy", share=probability(row.band_accuracy))
    samples = t("card-samples", count=number(row.samples))
    error = t("card-calibration", error=number(row.calibration_error, decimals=3))
    return Facts(
        (
            (head(row.symbol), joined(row.version, duration(row.age_ms), words.word("model-status", row.status))),
            (t("card-measured"), joined(accuracy, sure, samples)),
            (t("cli-log-loss"), joined(number(row.log_loss, decimals=3), error)),
            (t("card-span"), horizon),
        )
    )


def _span(timeframe: str) -> str:
    return words.word("timeframe", timeframe)


def model_in_full(answer: ModelCard) -> Card:
    """What it claims, what came true, how far the two are apart, and its versions."""
    title = t("models-card", symbol=answer.symbol, timeframe=_span(answer.timeframe), horizon=_span(answer.horizon))
    if answer.version is None:
        none = Said(t("models-none", base=answer.symbol.partition("/")[0]))
        return stamped(answer.stamp, title, none, *_bins(answer), *_versions(answer), tone=Tone.QUIET, mark=_MARK)
    worse = answer.drift.key == _WORSE
    return stamped(
        answer.stamp,
        title,
        Said(words.why(answer.drift), strong=True),
        facts(
            (t("models-live"), words.share(answer.live)),
            (t("models-live-calibration"), number(answer.live_calibration_error, decimals=3)),
            (t("models-tested"), words.share(answer.accuracy)),
            (t("cli-calibration"), number(answer.calibration_error, decimals=3)),
            (t("cli-log-loss"), number(answer.log_loss, decimals=3)),
            (t("cli-version"), joined(answer.version, duration(answer.age_ms))),
            (t("cli-trained"), date_time(answer.trained_at)),
        ),
        facts(*map(_member, answer.members)),
        *_bins(answer),
        *_versions(answer),
        tone=Tone.WARNING if worse else Tone.PLAIN,
        mark=LOOK_OUT if worse else _MARK,
    )


def _member(row: MemberRow) -> tuple[str, str]:
    loss = None if row.log_loss is None else t("card-log-loss", loss=number(row.log_loss, decimals=3))
    return words.model_name(row.model), joined(probability(row.accuracy), loss)


def _bins(answer: ModelCard) -> tuple[Block, ...]:
    if not answer.bins:
        return ()
    return Said(t("models-bins"), strong=True), Facts(tuple(map(_bin, answer.bins)))


def _bin(one: ReliabilityBin) -> tuple[str, str]:
    return words.band(one.low, one.high), t(
        "card-bin", claimed=probability(one.claimed), record=words.share(one.record)
    )


def _versions(answer: ModelCard) -> tuple[Block, ...]:
    if not answer.versions:
        return ()
    return Said(t("models-versions"), strong=True), Facts(tuple(map(_version, answer.versions)))


def _version(row: VersionRow) -> tuple[str, str]:
    samples = t("card-samples", count=number(row.samples))
    trained = date_time(row.trained_at, show_zone=False)
    return row.version, joined(words.word("model-status", row.status), probability(row.accuracy), samples, trained)


CARDS: Final[dict[type, Callable[[Any], Card]]] = {Models: models, ModelCard: model_in_full}
