"""Numbers that people type. One form is accepted and nothing is guessed: money is at stake.

Accepted: digits with at most one ``.`` as decimal point, a sign, and one suffix: ``k``, ``tr`` (or ``m``), ``tỷ`` (or
``b``), ``%``. Everything else that might mean a number is asked back with the readings it could have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from locales.figures import WIDE, plain
from locales.folding import fold

_CANONICAL: Final = re.compile(r"([+-]?)(\d+(?:\.\d+)?)\s?(k|tr|trieu|m|ty|b|%)?")
_SHAPE: Final = re.compile(r"([+-]?)\s*([.,]?\d[\d.,' ]*)\s*(k|tr|trieu|m|ty|b|%)?")
_SHORTHAND: Final = re.compile(r"([+-]?)(\d+)\s?(tr|trieu|ty|k)\s?(\d{1,3})")  # 1tr5
_SEPARATORS: Final = re.compile(r"[.,' ]")
_LOOKS_GROUPED: Final = re.compile(r"\d{1,3}\.\d{3}")
_SCALE: Final = {"k": 3, "tr": 6, "trieu": 6, "m": 6, "ty": 9, "b": 9, "%": -2}
_MOST_LETTERS: Final = 40
_TYPED: Final = str.maketrans({"−": "-", "\u00a0": " ", "\u202f": " "})  # what pasted numbers bring with them


class NumberInputError(ValueError):
    """Not a number, or one of several. Carries a message key and its parameters, as all errors here do."""

    def __init__(self, key: str, text: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(f"{key}: {text!r} {list(suggestions)}")
        self.key = key
        self.text = text
        self.suggestions = suggestions

    @property
    def params(self) -> dict[str, object]:
        """What the message needs."""
        params: dict[str, object] = {"value": self.text}
        if self.key == "err-number-ambiguous":
            params["suggestions"] = " · ".join(self.suggestions)
        return params


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number as understood: percent is already divided. ``other`` is what a reader of 67.123 may have meant."""

    value: Decimal
    is_percent: bool = False
    other: Decimal | None = None


def parse_decimal(text: str, *, percent: bool = False) -> Decimal:
    """The value of ``text``; raises NumberInputError. ``percent``: whether ``2%`` is accepted (as 0.02)."""
    parsed = read_decimal(text)
    if parsed.is_percent and not percent:
        raise NumberInputError("err-number-percent", text)
    return parsed.value


def read_decimal(text: str) -> ParsedNumber:
    """What ``text`` says, with the other reading that a grouped-looking ``67.123`` has."""
    cleaned = fold(text.translate(_TYPED).strip())
    found = _CANONICAL.fullmatch(cleaned) if len(cleaned) <= _MOST_LETTERS and cleaned.isascii() else None
    if found is None:
        raise _refusal(text, cleaned)
    sign, digits, suffix = found.groups()
    value = _value(sign, digits, suffix)
    grouped = suffix is None and _LOOKS_GROUPED.fullmatch(digits) is not None and not digits.startswith("0")
    other = _value(sign, digits.replace(".", ""), None) if grouped else None
    return ParsedNumber(value, suffix == "%", other)


def _refusal(text: str, cleaned: str) -> NumberInputError:
    shown = text.strip()[:_MOST_LETTERS]
    readings = _readings(cleaned) if len(cleaned) <= _MOST_LETTERS and cleaned.isascii() else ()
    if readings:
        return NumberInputError("err-number-ambiguous", shown, readings)
    return NumberInputError("err-number-invalid", shown)


def _readings(cleaned: str) -> tuple[str, ...]:
    """All that a person may have meant, each in the accepted form, likeliest first."""
    shorthand = _SHORTHAND.fullmatch(cleaned)
    if shorthand is not None:
        sign, whole, suffix, part = shorthand.groups()
        return (plain(_value(sign, f"{whole}.{part}", suffix)),)
    found = _SHAPE.fullmatch(cleaned)
    if found is None:
        return ()
    sign, body, suffix = found.groups()
    body = body.strip()
    candidates = [_as_decimal(body, mark) for mark in (",", ".")]
    candidates.append(_SEPARATORS.sub("", body) if _is_grouped(body) else None)
    readings = (f"{sign.replace('+', '')}{digits}{suffix or ''}" for digits in candidates if digits is not None)
    return tuple(dict.fromkeys(readings))


def _as_decimal(body: str, mark: str) -> str | None:
    """``body`` read with ``mark`` as its decimal point, if it can be."""
    if body.count(mark) != 1:
        return None
    whole, part = body.split(mark)
    if not part.isdigit() or not (whole == "" or whole.isdigit() or _is_grouped(whole)):
        return None
    return f"{_SEPARATORS.sub('', whole) or '0'}.{part}"


def _is_grouped(body: str) -> bool:
    marks = set(_SEPARATORS.findall(body))
    return len(marks) == 1 and re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+", body) is not None


def _value(sign: str, digits: str, suffix: str | None) -> Decimal:
    value = WIDE.scaleb(Decimal(digits), _SCALE[suffix] if suffix else 0)
    return -value if sign == "-" and value else value
