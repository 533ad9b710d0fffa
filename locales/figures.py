"""Numbers as traders read them. Two styles: ``vi`` 67.123,45 and ``en`` 67,123.45; only plain spaces, a true minus.

All take int, float, Decimal (numpy's too) or None, which is a dash, as is what is not a number. Prices, amounts and
money that are not zero are never shown as zero.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Final, SupportsFloat

from locales.context import current_number_style

Number = int | float | Decimal | SupportsFloat
DASH: Final = "—"
MINUS: Final = "−"
_SWAP: Final = str.maketrans(",.", ".,")
WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_MOST_DECIMALS: Final = 18
_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand"))


def exact(value: Number | None) -> Decimal | None:
    """The shortest decimal that is this number; None for what has no finite value."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        found = value
    elif isinstance(value, float):
        found = Decimal(float.__repr__(value))  # numpy's float64 is a float with a repr of its own
    else:
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            found = Decimal(float.__repr__(float(value)))
    return found if found.is_finite() else None


def number(
    value: Number | None,
    *,
    decimals: int | None = None,
    least_decimals: int | None = None,
    sign: bool = False,
    grouped: bool = True,
    style: str | None = None,
) -> str:
    """A number with ``decimals`` places, or from ``least_decimals`` to that; if not said, as its 8 digits ask for."""
    amount = exact(value)
    if amount is None:
        return DASH
    if decimals is None:
        decimals = max(_places_for(amount, 8), least_decimals or 0)
        least_decimals = least_decimals or 0
    least = decimals if least_decimals is None else min(least_decimals, decimals)
    return _written(amount, decimals, least, sign=sign, grouped=grouped, style=style)


def plain(value: Number | None) -> str:
    """The one form that input accepts back: digits and at most one ``.``; for exports, code blocks and editing."""
    amount = exact(value)
    if amount is None:
        return ""
    text = f"{amount:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def price(
    value: Number | None,
    *,
    tick: Number | None = None,
    asset: str | None = None,
    style: str | None = None,
) -> str:
    """A price: as many decimals as its ``tick`` has, or as its size asks for; never "0" for 0.00001234."""
    amount = exact(value)
    if amount is None:
        return DASH
    step = exact(tick)
    decimals = _price_places(amount) if not step else max(0, -_exponent(step))
    return _with_asset(_written(amount, _visible(amount, decimals), decimals, style=style), asset)


def quantity(
    value: Number | None, *, lot: Number | None = None, asset: str | None = None, style: str | None = None
) -> str:
    """An amount of coins without idle zeros: 0,0147 or 812; as exact as its ``lot``."""
    amount = exact(value)
    if amount is None:
        return DASH
    step = exact(lot)
    decimals = 8 if not step else max(0, -_exponent(step))
    return _with_asset(_written(amount, _visible(amount, decimals), 0, style=style), asset)


def money(
    value: Number | None,
    asset: str | None = "USDT",
    *,
    decimals: int = 2,
    sign: bool = False,
    style: str | None = None,
) -> str:
    """Money with its asset's code: ``67.123,45 USDT``; with ``sign`` a result: ``+38,20 USDT``."""
    amount = exact(value)
    if amount is None:
        return DASH
    return _with_asset(_written(amount, _visible(amount, decimals), decimals, sign=sign, style=style), asset)


def vnd(value: Number | None, *, style: str | None = None) -> str:
    """Dong, which has no decimals: ``1.250.000 ₫``."""
    amount = exact(value)
    if amount is None:
        return DASH
    return _with_asset(_written(amount, _visible(amount, 0), 0, style=style), "₫")


def percent(
    ratio: Number | None,
    *,
    decimals: int = 2,
    sign: bool = True,
    points: bool = False,
    style: str | None = None,
) -> str:
    """A change: 0.0312 is ``+3,12%``. ``points``: the value is in percent already. Zero has no sign."""
    amount = exact(ratio)
    if amount is None:
        return DASH
    return _written(amount if points else WIDE.scaleb(amount, 2), decimals, decimals, sign=sign, style=style) + "%"


def probability(value: Number | None, *, decimals: int = 1, style: str | None = None) -> str:
    """A probability 0 to 1: ``71,2%``. Certainty is not claimed by rounding: 0.9999 is ``99,9%``."""
    amount = exact(value)
    if amount is None:
        return DASH
    hundred = WIDE.scaleb(amount, 2)
    if 0 < hundred < 100:
        step = Decimal(1).scaleb(-decimals)
        hundred = min(max(_rounded(hundred, decimals), step), 100 - step)
    return _written(hundred, decimals, decimals, style=style) + "%"


def compact(
    value: Number | None,
    *,
    decimals: int = 1,
    asset: str | None = None,
    style: str | None = None,
    lang: str | None = None,
) -> str:
    """A big number in short: ``1,2 triệu``, ``1,5 tỷ``; in English ``1.2M``, ``1.5B``."""
    from locales.catalogue import t

    amount = exact(value)
    if amount is None:
        return DASH
    for power, scale in _SCALES:
        scaled = WIDE.scaleb(amount, -power)
        if abs(_rounded(scaled, decimals + 3)) >= 1:  # 999,950 is 1M, not 1,000K
            text = _written(scaled, decimals, 0, style=style)
            return _with_asset(t(f"scale-{scale}", lang=lang, value=text), asset)
    return _with_asset(_written(amount, _visible(amount, 2), 0, style=style), asset)


def times(value: Number | None, *, style: str | None = None) -> str:
    """A multiplier: ``×1,2``."""
    amount = exact(value)
    return DASH if amount is None else "×" + _written(amount, 2, 1, style=style)


def _written(
    amount: Decimal,
    most: int,
    least: int,
    *,
    sign: bool = False,
    grouped: bool = True,
    style: str | None = None,
) -> str:
    rounded = _rounded(amount, most)
    text = f"{abs(rounded):{',' if grouped else ''}.{most}f}"
    if most > least:
        whole, _, part = text.partition(".")
        part = part.rstrip("0").ljust(least, "0")
        text = f"{whole}.{part}" if part else whole
    if (style or current_number_style()) == "vi":
        text = text.translate(_SWAP)
    if rounded == 0:
        return text
    return (MINUS if rounded < 0 else "+" if sign else "") + text


def _rounded(amount: Decimal, decimals: int) -> Decimal:
    if amount.adjusted() > 40:  # nobody's money; keep it readable rather than fail
        return amount
    return amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=WIDE)


def _exponent(step: Decimal) -> int:
    exponent = step.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _places_for(amount: Decimal, digits: int) -> int:
    """Decimals that show ``digits`` significant digits."""
    return 0 if amount == 0 else min(_MOST_DECIMALS, max(0, digits - 1 - amount.adjusted()))


def _price_places(amount: Decimal) -> int:
    size = abs(amount)
    if size == 0 or size >= 10:
        return 2
    if size >= Decimal("0.1"):
        return 4
    places = _places_for(amount, 4)
    return max(4, -_exponent(_rounded(amount, places)))


def _visible(amount: Decimal, decimals: int) -> int:
    """``decimals``, or more if with these a value that is not zero would look like zero."""
    if amount == 0 or _rounded(amount, decimals) != 0:
        return decimals
    return max(decimals, min(_MOST_DECIMALS, -amount.adjusted() + 1))


def _with_asset(text: str, asset: str | None) -> str:
    return f"{text} {asset}" if asset else text
