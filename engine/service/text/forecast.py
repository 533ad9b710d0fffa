"""predict and explain: a forecast with all that stands behind it, or the reason for silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from engine.service.answers import Prediction, WeightParts
from engine.service.text import pushes, words
from engine.service.text.layout import GAP, lines, pairs
from locales import t
from locales.formats import date_time, percent, price, probability, times

_ID_LETTERS: Final = 12
"""Of a decision's id: enough to find it (``WHERE id LIKE '7f3a%'``), short enough to read."""


def prediction(answer: Prediction) -> str:
    """Direction, probability and floor first; then what it rests on; then how far it can be trusted."""
    title = t("cli-forecast-title", symbol=answer.symbol, horizon=words.word("timeframe", answer.horizon))
    head = _spoken(answer) if answer.spoken else _silent(answer)
    return lines(words.titled(answer.stamp, title), head, pairs(_facts(answer)), origin(answer), t("not-advice"))


def _spoken(answer: Prediction) -> str:
    said = t(
        "cli-forecast-spoken",
        lean=lean_of(answer),
        floor=probability(answer.floor, decimals=0),
        advice=words.word("advice", answer.advice),
    )
    return lines(said, t("cli-traded-why" if answer.traded else "cli-not-traded-why", why=words.why(answer.reason)))


def _silent(answer: Prediction) -> str:
    reason = t("cli-stay-out", why=words.why(answer.reason))
    if answer.direction is None:
        return lines(reason, silence(answer))
    leaning = t("cli-forecast-silent", lean=lean_of(answer), floor=probability(answer.floor, decimals=0))
    return lines(reason, leaning, silence(answer))


def lean_of(answer: Prediction) -> str:
    """Where it leans and how sure it is."""
    return words.lean(answer.direction or "FLAT", answer.confidence or 0.0)


def silence(answer: Prediction) -> str:
    """For how long nothing has been said, and what became of what was said last."""
    parts = [t("cli-silent-for", count=answer.silent_candles)] if answer.silent_candles else []
    last = answer.last_signal
    if last is None:
        parts.append(t("cli-no-signal-yet"))
    else:
        facts = {"at": date_time(last.at), "lean": words.lean(last.direction, last.confidence)}
        parts.append(t("cli-last-signal", outcome=words.mark(last.correct), **facts))
    return " ".join(parts)


def _facts(answer: Prediction) -> list[tuple[str, str]]:
    facts = [(t("cli-time"), date_time(answer.made_at))]
    if answer.price:
        facts.append((t("tui-price"), price(answer.price)))
    if answer.weight is not None:
        facts.append((t("tui-weight"), _weight(answer)))
    if answer.spoken and (answer.stop_loss is not None or answer.take_profit is not None):
        facts.append((t("cli-exits"), _exits(answer)))
    if answer.votes:
        facts.append((t("cli-votes"), GAP.join(votes(answer))))
    if (pushed := pushes.why(answer)) is not None:
        facts.append((t("push-why"), pushed))
    if answer.expected_edge is not None:
        facts.append((t("cli-edge"), percent(answer.expected_edge)))
    facts.append((t("cli-record"), record(answer)))
    return facts


def votes(answer: Prediction) -> Iterator[str]:
    """What each member of the ensemble says."""
    return (f"{words.model_name(one.model)} {words.short_lean(one.direction, one.confidence)}" for one in answer.votes)


def _weight(answer: Prediction) -> str:
    parts = [] if answer.parts is None else [f"({weight_parts(answer.parts)})"]
    return GAP.join((t("cli-of-hundred", value=f"{answer.weight:.0f}"), *parts, *tier_and_size(answer)))


def weight_parts(parts: WeightParts) -> str:
    """What a weight is made of."""
    named = (
        ("confidence", parts.confidence), ("technical", parts.technical), ("conditions", parts.conditions),
        ("agreement", parts.agreement), ("risk", parts.risk),
    )  # fmt: skip
    return " · ".join(f"{t(f'cli-part-{name}')} {value:.0f}" for name, value in named)


def tier_and_size(answer: Prediction) -> Iterator[str]:
    """The class of a spoken signal, and how much larger than usual it would be dealt."""
    if answer.spoken and answer.tier is not None:
        yield words.word("tier", answer.tier)
    if answer.spoken and answer.multiplier is not None:
        yield t("cli-multiplier", times=times(answer.multiplier))


def _exits(answer: Prediction) -> str:
    return GAP.join(
        f"{t(key)} {words.level(level, answer.price)}"
        for key, level in (("exit-stop-loss", answer.stop_loss), ("exit-take-profit", answer.take_profit))
        if level is not None
    )


def record(answer: Prediction) -> str:
    """What came of forecasts as sure as this one, and what they need to pay for themselves."""
    if answer.break_even is None:
        return words.share_so_far(answer.record)
    return f"{words.share_so_far(answer.record)} · {t('cli-break-even', share=probability(answer.break_even))}"


def origin(answer: Prediction) -> str:
    """Which model said it, of which data, and the id of the decision."""
    parts = [words.data_age_long(answer.stamp)]
    if answer.model_version is not None:
        parts.insert(0, words.model_origin(answer.model_version, answer.model_age_ms))
        if answer.model_accuracy is not None:
            parts.insert(1, t("cli-model-tested", share=probability(answer.model_accuracy)))
        if not answer.settled:
            parts.append(t("cli-unsettled"))
    if answer.decision_id is not None:
        parts.append(t("cli-decision", id=answer.decision_id[:_ID_LETTERS]))
    return " · ".join(parts)


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {"Prediction": prediction}
