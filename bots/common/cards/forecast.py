"""predict and explain: a forecast with all that stands behind it, or the reason for silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Block, Card, Facts, Said, Tone
from bots.common.cards.parts import MARKET, facts, joined, stamped
from engine.service.answers import Prediction, WeightParts
from engine.service.text import pushes, words
from locales import t
from locales.formats import date_time, percent, price, probability, times

_ID_LETTERS: Final = 12
"""Of a decision's id: enough to find it, short enough to read."""
_TONES: Final = {"UP": Tone.UP, "DOWN": Tone.DOWN}


def prediction(answer: Prediction) -> Card:
    """The verdict first; then what it rests on; then how far it can be trusted."""
    title = t("cli-forecast-title", symbol=answer.symbol, horizon=words.word("timeframe", answer.horizon))
    spoken = answer.spoken
    tone = _TONES.get(answer.direction or "", Tone.PLAIN) if spoken else Tone.QUIET
    blocks = [*(_spoken(answer) if spoken else _silent(answer)), _plan(answer), _ground(answer)]
    return stamped(answer.stamp, title, *blocks, tone=tone, mark=MARKET, footer=_origin(answer))


def _spoken(answer: Prediction) -> list[Block]:
    said = t(
        "card-forecast-spoken",
        lean=_lean(answer),
        floor=probability(answer.floor, decimals=0),
        advice=words.word("advice", answer.advice),
    )
    why = t("cli-traded-why" if answer.traded else "cli-not-traded-why", why=words.why(answer.reason))
    return [Said(said, strong=True), Said(why)]


def _silent(answer: Prediction) -> list[Block]:
    verdict = Said(t("cli-stay-out", why=words.why(answer.reason)), strong=True)
    if answer.direction is None:
        return [verdict, Said(_silence(answer))]
    leaning = t("cli-forecast-silent", lean=_lean(answer), floor=probability(answer.floor, decimals=0))
    return [verdict, Said(leaning), Said(_silence(answer))]


def _lean(answer: Prediction) -> str:
    return words.lean(answer.direction or "FLAT", answer.confidence or 0.0)


def _silence(answer: Prediction) -> str:
    since = t("cli-silent-for", count=answer.silent_candles) if answer.silent_candles else ""
    last = answer.last_signal
    if last is None:
        return f"{since} {t('cli-no-signal-yet')}".lstrip()
    told = words.lean(last.direction, last.confidence)
    ended = t("cli-last-signal", at=date_time(last.at), lean=told, outcome=words.mark(last.correct))
    return f"{since} {ended}".lstrip()


def _plan(answer: Prediction) -> Facts | None:
    """What it would be traded with."""
    made = date_time(answer.made_at)
    stop, take = (answer.stop_loss, answer.take_profit) if answer.spoken else (None, None)
    return facts(
        (t("tui-price"), joined(price(answer.price), made)) if answer.price else (t("cli-time"), made),
        (t("tui-weight"), _weight(answer)),
        None if answer.parts is None else (t("card-weight-parts"), _parts(answer.parts)),
        (t("tui-stop"), _level(answer, stop)),
        (t("tui-target"), _level(answer, take)),
    )


def _level(answer: Prediction, level: float | None) -> str:
    if level is None:
        return ""
    return f"{price(level)} ({percent(level / answer.price - 1)})" if answer.price else price(level)


def _weight(answer: Prediction) -> str:
    if answer.weight is None:
        return ""
    said = answer.spoken
    return joined(
        t("cli-of-hundred", value=f"{answer.weight:.0f}"),
        words.word("tier", answer.tier) if said and answer.tier is not None else None,
        t("cli-multiplier", times=times(answer.multiplier)) if said and answer.multiplier is not None else None,
    )


def _parts(parts: WeightParts) -> str:
    named = (
        ("confidence", parts.confidence), ("technical", parts.technical), ("conditions", parts.conditions),
        ("agreement", parts.agreement), ("risk", parts.risk),
    )  # fmt: skip
    return joined(*(f"{t(f'cli-part-{name}')} {value:.0f}" for name, value in named))


def _ground(answer: Prediction) -> Facts | None:
    """The members' votes, what it should bring, and what came of such forecasts before."""
    votes = (f"{words.model_name(v.model)} {words.short_lean(v.direction, v.confidence)}" for v in answer.votes)
    return facts(
        (t("cli-votes"), joined(*votes)),
        (t("push-why"), pushes.why(answer) or ""),
        None if answer.expected_edge is None else (t("cli-edge"), percent(answer.expected_edge)),
        (t("cli-record"), _record(answer)),
    )


def _record(answer: Prediction) -> str:
    even = None if answer.break_even is None else t("cli-break-even", share=probability(answer.break_even))
    return joined(words.share_so_far(answer.record), even)


def _origin(answer: Prediction) -> str:
    model = accuracy = unsettled = None
    if answer.model_version is not None:
        model = words.model_origin(answer.model_version, answer.model_age_ms)
        unsettled = None if answer.settled else t("cli-unsettled")
        if answer.model_accuracy is not None:
            accuracy = t("cli-model-tested", share=probability(answer.model_accuracy))
    decided = None if answer.decision_id is None else t("cli-decision", id=answer.decision_id[:_ID_LETTERS])
    age = words.data_age_long(answer.stamp)
    return joined(model, accuracy, age, unsettled, decided, t("not-advice"))


CARDS: Final[dict[type, Callable[[Any], Card]]] = {Prediction: prediction}
