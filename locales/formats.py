"""The public face of formatting: numbers (``figures``) and times (``times``) in one place."""

from __future__ import annotations

from locales.figures import (
    DASH,
    MINUS,
    Number,
    compact,
    exact,
    money,
    number,
    percent,
    plain,
    price,
    probability,
    quantity,
    times,
    vnd,
)
from locales.times import ago, clock, date, date_time, duration, iso, latency, zone_name

__all__ = [
    "DASH",
    "MINUS",
    "Number",
    "ago",
    "clock",
    "compact",
    "date",
    "date_time",
    "duration",
    "echo",
    "exact",
    "iso",
    "latency",
    "money",
    "number",
    "percent",
    "plain",
    "price",
    "probability",
    "quantity",
    "times",
    "vnd",
    "zone_name",
]


def echo(value: Number | None, *, asset: str | None = None, style: str | None = None, lang: str | None = None) -> str:
    """What was understood from an input, in digits and, from a thousand up, in words: ``1.250.000 ₫ (1,25 triệu)``."""
    digits = quantity(value, asset=asset, style=style)
    amount = exact(value)
    if amount is None or abs(amount) < 1000:
        return digits
    return f"{digits} ({compact(value, decimals=8, style=style, lang=lang)})"
