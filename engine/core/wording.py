"""Keys and parameters as sentences, in the language of the moment: for every room that must say something itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from engine.core.errors import HaiDangError
from locales import t
from locales.catalogue import has, variables_of
from locales.formats import date_time, money, price, quantity

_MOMENT: Final = "_at"
"""So end the names of parameters that are moments: milliseconds, told by the reader's clock."""
_ABOUT_PARAMETERS: Final = "err-parameter-"
"""Errors that name a parameter: a person is told of it as usage shows it."""


def _money(value: Decimal) -> str:
    return money(value, None)


_FIGURES: Final[Mapping[str, Callable[[Decimal], str]]] = {
    "amount": quantity,
    "cash": _money,
    "least": quantity,
    "ledger": quantity,
    "positions": quantity,
    "price": price,
    "purse": quantity,
    "worth": _money,
}
"""Parameters whose figures travel as text, so that no digit is lost, and how a person writes them."""
_FIGURE: Final = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d+)?")


def sentence(key: str, params: Mapping[str, Any]) -> str:
    """A message whose parameters come from afar: what it does not want is left out, objects become text.

    Figures and moments are written as the reader writes them, also figures that travel as text under a name above.
    """
    if not has(key):
        return f"{key} {', '.join(f'{name}={value}' for name, value in params.items())}".rstrip()
    wanted = variables_of(key)
    facts: dict[str, Any] = {
        name: _written(name, value) for name, value in params.items() if wanted is None or name in wanted
    }
    if key.startswith(_ABOUT_PARAMETERS) and "name" in facts:
        shown = f"line-param-{facts['name']}"
        facts["name"] = t(shown) if has(shown) else facts["name"]
    return t(key, **facts)


def _written(name: str, value: Any) -> int | float | str:
    if isinstance(value, int) and name.endswith(_MOMENT):
        return date_time(value)
    if isinstance(value, int | float):
        return value
    text = str(value)
    write = _FIGURES.get(name, quantity if isinstance(value, Decimal) else None)
    return text if write is None or _FIGURE.fullmatch(text) is None else write(Decimal(text))


def error_text(error: HaiDangError) -> str:
    """What happened, what was kept, what to do; and the incident id."""
    said = sentence(error.key, error.params).replace("  ", " ").rstrip()
    return said if error.incident in said else f"{said} [{error.incident}]"
