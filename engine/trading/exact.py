"""Exact arithmetic: a sum or product that would have to be rounded is an error, never a silent cent."""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from typing import Final

# Money of one purse never needs more digits than this; if it does, Inexact is raised instead of rounding.
_EXACT: Final = Context(prec=100, traps=[InvalidOperation, DivisionByZero, Overflow, Inexact])
_MEAN: Final = Context(prec=28, traps=[InvalidOperation, DivisionByZero, Overflow])
ZERO: Final = Decimal(0)


def plus(*values: Decimal) -> Decimal:
    """The exact sum."""
    total = ZERO
    for value in values:
        total = _EXACT.add(total, value)
    return total


def times(left: Decimal, right: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(left, right)


def mean(total: Decimal, amount: Decimal) -> Decimal:
    """``total / amount`` to 28 digits: an average price to read and compare by; results never come from it."""
    return _MEAN.divide(total, amount)


def plain(value: Decimal) -> str:
    """The one spelling of a value: no exponent, no zeros at the end, never ``-0``."""
    if not value:
        return "0"
    return format(value.normalize(_EXACT), "f")


def opt_plain(value: Decimal | None) -> str | None:
    """As :func:`plain`, keeping None."""
    return None if value is None else plain(value)


def opt_decimal(text: str | None) -> Decimal | None:
    """The value of exact text, keeping None."""
    return None if text is None else Decimal(text)


def opt_float(value: Decimal | None) -> float | None:
    """The readable double, keeping None."""
    return None if value is None else float(value)
