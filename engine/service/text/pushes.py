"""What pushed a forecast, in a trader's words: the inputs of ``engine.features.basic`` as what they say of a price.

A model sees an input as a number without a unit; ``feature`` gives it back its own: an RSI, a distance in percent from
the price, so many times the usual volume.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Final

from engine.service.answers import Prediction, Push
from engine.service.text import words
from locales import t
from locales.formats import number, percent, probability

SHOWN: Final = 4
_NEAR: Final = 0.0005
"""Of the price: what is nearer to an average than that lies on it."""
_LEVEL: Final = 0.02
"""Of the width of the Bollinger bands: two lines that are nearer than that run together."""
_HALF: Final = 0.05
_END: Final = 0.5
"""Where a candle's outer quarter begins, and where a band ends."""
_RSI: Final = ((30.0, "oversold"), (45.0, "low"), (55.0, "middle"), (70.0, "high"))
_BUSY, _QUIET = 1.2, 0.8


def feature(name: str, value: float) -> str:
    """An input and its value in words; one that is not known here by its own name."""
    say = _SAYERS.get(name)
    return f"{name} {number(value)}" if say is None else say(value)


def points(push: Push) -> str:
    """``+8,1``: by how many points of probability, upwards or downwards."""
    return number(100 * push.points, decimals=1, sign=True)


def probability_of(answer: Prediction) -> float | None:
    """What the explained model says: its base and all pushes."""
    if answer.pushes_base is None:
        return None
    return answer.pushes_base + math.fsum(push.points for push in answer.pushes)


def why(answer: Prediction, most: int = SHOWN) -> str | None:
    """The largest pushes in one line, and whose opinion they are; None where they are not known."""
    whole = probability_of(answer)
    if whole is None or answer.pushes_of is None:
        return None
    largest = (f"{feature(push.feature, push.value)} {points(push)}" for push in answer.pushes[:most])
    return t(
        "push-line",
        pushes=" · ".join(largest),
        model=words.model_name(answer.pushes_of),
        base=probability(answer.pushes_base),
        probability=probability(whole),
    )


def _share(value: float) -> str:
    size = abs(value)
    return percent(size, decimals=1 if round(size, 4) >= 0.01 else 2, sign=False)


def _candle(value: float) -> str:
    change = -value / (1.0 + value)  # from its open, which is 1 + value of its close
    if abs(change) < _NEAR / 10:
        return t("push-candle-flat")
    return t("push-candle-rose" if change > 0 else "push-candle-fell", share=_share(change))


def _high(value: float) -> str:
    return t("push-high-above", share=_share(value)) if value > _NEAR / 10 else t("push-high-closed")


def _low(value: float) -> str:
    return t("push-low-below", share=_share(value)) if value < -_NEAR / 10 else t("push-low-closed")


def _close(value: float) -> str:
    if abs(value) < _END:
        return t("push-close-middle")
    return t("push-close-high" if value > 0 else "push-close-low")


def _average(name: str, value: float) -> str:
    distance = -value / (1.0 + value)  # of the price from the average, which is 1 + value of the price
    if abs(distance) < _NEAR:
        return t("push-at-average", name=name)
    return t("push-above-average" if distance > 0 else "push-below-average", name=name, share=_share(distance))


def _rsi(value: float) -> str:
    index = 100 * (value + 0.5)
    kind = next((kind for end, kind in _RSI if index < end), "overbought")
    return t(f"push-rsi-{kind}", value=number(index, decimals=0))


def _side(above: str, level: str, below: str, near: float, value: float) -> str:
    return t(level) if abs(value) <= near else t(above if value > 0 else below)


def _upper(value: float) -> str:
    return t("push-upper-away" if value >= 0 else "push-upper-broken", share=_share(value))


def _lower(value: float) -> str:
    return t("push-lower-broken" if value > 0 else "push-lower-away", share=_share(value))


def _width(value: float) -> str:
    return t("push-band-width", share=_share(value))


def _place(value: float) -> str:
    if abs(value) > _END:
        return t("push-band-beyond" if value > 0 else "push-band-under")
    return _side("push-band-upper-half", "push-band-middle", "push-band-lower-half", _HALF, value)


def _volume(value: float) -> str:
    ratio = (1.0 + value) / (1.0 - value) if value < 1.0 else math.inf
    if _QUIET < ratio < _BUSY:
        return t("push-volume-usual")
    return t("push-volume-high" if ratio > 1 else "push-volume-low", times=number(ratio, decimals=1))


_SAYERS: Final[dict[str, Callable[[float], str]]] = {
    "open_to_close": _candle,
    "high_to_close": _high,
    "low_to_close": _low,
    "close_in_range": _close,
    **{f"{name}_to_close": partial(_average, name) for name in ("SMA_10", "SMA_20", "SMA_50")},
    "trend_in_bands": partial(_side, "push-trend-up", "push-trend-flat", "push-trend-down", _LEVEL),
    "RSI_14": _rsi,
    "MACD_to_close": partial(_side, "push-macd-positive", "push-macd-zero", "push-macd-negative", 0.0),
    "MACD_signal_to_close": partial(
        _side, "push-macd-signal-positive", "push-macd-signal-zero", "push-macd-signal-negative", 0.0
    ),
    "MACD_hist_in_bands": partial(_side, "push-macd-above", "push-macd-crossing", "push-macd-below", 0.0),
    "BB_upper_to_close": _upper,
    "BB_lower_to_close": _lower,
    "BB_width": _width,
    "close_in_bands": _place,
    "volume_ratio": _volume,
}
