"""predict and explain: a forecast with all that stands behind it, or the reason for silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Block, Card, Facts, Said, Tone
from bots.common.cards.parts import MARKET, facts, joined, stamped, traded_why
from engine.service.answers import Prediction
from engine.service.text import pushes, words
from engine.service.text.forecast import lean_of, origin, record, silence, tier_and_size, votes, weight_parts
from locales import t
from locales.formats import date_time, percent, price, probability

_TONES: Final = {"UP": Tone.UP, "DOWN": Tone.DOWN}


def prediction(answer: Prediction) -> Card:
    """The verdict first; then what it rests on; then how far it can be trusted."""
    title = t("cli-forecast-title", symbol=answer.symbol, horizon=words.word("timeframe", answer.horizon))
    spoken = answer.spoken
    tone = _TONES.get(answer.direction or "", Tone.PLAIN) if spoken else Tone.QUIET
    blocks = [*(_spoken(answer) if spoken else _silent(answer)), _plan(answer), _ground(answer)]
    return stamped(answer.stamp, title, *blocks, tone=tone, mark=MARKET, footer=joined(origin(answer), t("not-advice")))


def _spoken(answer: Prediction) -> list[Block]:
    said = t(
        "card-forecast-spoken",
        lean=lean_of(answer),
        floor=probability(answer.floor, decimals=0),
        advice=words.word("advice", answer.advice),
    )
    return [Said(said, strong=True), Said(traded_why(answer.traded, answer.reason))]


def _silent(answer: Prediction) -> list[Block]:
    verdict = Said(t("cli-stay-out", why=words.why(answer.reason)), strong=True)
    if answer.direction is None:
        return [verdict, Said(silence(answer))]
    leaning = t("cli-forecast-silent", lean=lean_of(answer), floor=probability(answer.floor, decimals=0))
    return [verdict, Said(leaning), Said(silence(answer))]


def _plan(answer: Prediction) -> Facts | None:
    """What it would be traded with."""
    made = date_time(answer.made_at)
    stop, take = (answer.stop_loss, answer.take_profit) if answer.spoken else (None, None)
    return facts(
        (t("tui-price"), joined(price(answer.price), made)) if answer.price else (t("cli-time"), made),
        (t("tui-weight"), _weight(answer)),
        None if answer.parts is None else (t("card-weight-parts"), weight_parts(answer.parts)),
        (t("tui-stop"), "" if stop is None else words.level(stop, answer.price)),
        (t("tui-target"), "" if take is None else words.level(take, answer.price)),
    )


def _weight(answer: Prediction) -> str:
    if answer.weight is None:
        return ""
    return joined(t("cli-of-hundred", value=f"{answer.weight:.0f}"), *tier_and_size(answer))


def _ground(answer: Prediction) -> Facts | None:
    """The members' votes, what it should bring, and what came of such forecasts before."""
    return facts(
        (t("cli-votes"), joined(*votes(answer))),
        (t("push-why"), pushes.why(answer) or ""),
        None if answer.expected_edge is None else (t("cli-edge"), percent(answer.expected_edge)),
        (t("cli-record"), record(answer)),
    )


CARDS: Final[dict[type, Callable[[Any], Card]]] = {Prediction: prediction}
