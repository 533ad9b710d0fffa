"""The small phrases that many answers share."""

from __future__ import annotations

from typing import Final

from engine.core.wording import sentence
from engine.service.answers import Interval, Stamp, Training, Why
from locales import t
from locales.catalogue import has
from locales.formats import DASH, Number, duration, percent, price, probability

ARROWS: Final = {"UP": "▲", "DOWN": "▼", "FLAT": "·"}


def word(kind: str, value: object) -> str:
    """A value of the vocabulary in words; what is not in it stays as it is."""
    key = f"{kind}-{str(value).lower().replace('_', '-').replace(' ', '-')}"
    return t(key) if has(key) else str(value)


def why(reason: Why) -> str:
    """A reason in words."""
    return sentence(reason.key, reason.params)


def venue(stamp: Stamp) -> str:
    """Whose prices: ``Binance``, ``DEMO``, ``PHÁT LẠI btc.csv``."""
    if stamp.market == "demo":
        return t("market-demo")
    if stamp.market == "replay":
        return f"{t('market-replay')} {stamp.source.removeprefix('replay:')}"
    return stamp.source[:1].upper() + stamp.source[1:]


def where(stamp: Stamp) -> str:
    """Market and whose money: ``DEMO · TIỀN GIẤY``."""
    return f"{venue(stamp)} · {t(f'mode-{stamp.mode}')}"


def titled(stamp: Stamp, title: str) -> str:
    """The first line of an answer about market or book."""
    return f"{title}  [{where(stamp)}]"


def data_age(stamp: Stamp) -> str:
    """How old the newest price is."""
    if stamp.data_age_ms is None:
        return t("cli-no-price")
    if stamp.data_age_ms < 1_000:
        return t("time-now")
    return t("time-ago", span=duration(stamp.data_age_ms, units=1))


def lean(direction: str, confidence: float) -> str:
    """``▲ TĂNG 71,2%``."""
    return f"{ARROWS.get(direction, '·')} {word('direction', direction)} {probability(confidence)}"


def short_lean(direction: str, confidence: float) -> str:
    """``▲ 71,2%``, where the column already says what it is."""
    return f"{ARROWS.get(direction, '·')} {probability(confidence)}"


def points(value: float | None, *, sign: bool = False) -> str:
    """A share that is in percent already."""
    return percent(value, points=True, sign=sign)


def level(at: Number, now: Number | None) -> str:
    """``66.000,00 (-1,50%)``: a price, and how far it is from the one of now where that is known."""
    return f"{price(at)} ({percent(float(at) / float(now) - 1)})" if now else price(at)


def band(low: float, high: float) -> str:
    """``60% – 65%``."""
    return f"{percent(low, decimals=0, sign=False)} – {percent(high, decimals=0, sign=False)}"


def share(record: Interval) -> str:
    """``171/240 = 71,3% (65 – 77%)``; of nothing, nothing is claimed."""
    if record.share is None or record.low is None or record.high is None:
        return t("cli-no-record")
    low, high = (percent(value, decimals=0, sign=False) for value in (record.low, record.high))
    return f"{record.hits}/{record.n} = {percent(record.share, decimals=1, sign=False)} ({low.rstrip('%')} – {high})"


def share_so_far(record: Interval) -> str:
    """``share`` behind a label that already says it is a record."""
    return t("cli-no-record-yet") if record.share is None else share(record)


def model_name(model: str) -> str:
    """A member of the ensemble by its name."""
    return word("cli-model", model)


def model_origin(version: str, age_ms: int | None) -> str:
    """Which model spoke, and how long ago it was trained where that is known."""
    if age_ms is None:
        return t("models-origin", version=version)
    return t("cli-model-origin", version=version, age=duration(age_ms))


def mark(correct: bool | None) -> str:
    """What became of a forecast."""
    return t("cli-open") if correct is None else t("outcome-right" if correct else "outcome-wrong")


def training(state: Training | None) -> str | None:
    """Progress of a training under way."""
    if state is None:
        return None
    share_done = percent(state.fraction, decimals=0, sign=False)
    return t("cli-training", symbol=state.symbol or DASH, done=state.done, total=state.total, percent=share_done)


def yes_no(value: bool) -> str:
    """``có`` or ``không``."""
    return t("yes" if value else "no")


def data_age_long(stamp: Stamp) -> str:
    """The same in a sentence: ``dữ liệu 4 giây trước``."""
    return t("cli-no-price") if stamp.data_age_ms is None else t("cli-data-age", age=data_age(stamp))
