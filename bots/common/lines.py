"""A command and its arguments as one line of text that reads back as the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import InvalidInput
from engine.service.registry import Parsed, registry
from engine.service.specs import CommandSpec

if TYPE_CHECKING:
    from engine.service.visits import Visit

_SURFACE: Final = "surface"
_LOOKS_GROUPED: Final = re.compile(r"\d{1,3}\.\d{3}")


def line_of(spec: CommandSpec, arguments: Mapping[str, Any]) -> str | None:
    """The shortest line that means this command with these arguments; None when no line would read back as that."""
    given = {name: value for name, value in arguments.items() if value is not None}
    told = [param for param in spec.params if param.name in given]
    short = [param for param in told if _text(given[param.name]) != param.default]
    for params in (short, told):
        line = " ".join((spec.id, *(_text(given[param.name]) for param in params)))
        if _means(line, spec, given):
            return line
    return None


def completed(parsed: Parsed, visit: Visit) -> Parsed:
    """What goes without saying where it is said: in a chat, people are meant as that platform knows them."""
    if all(param.name != _SURFACE for param in parsed.spec.params) or _SURFACE in parsed.arguments:
        return parsed
    return Parsed(parsed.spec, {**parsed.arguments, _SURFACE: visit.surface})


def _text(value: object) -> str:
    if not isinstance(value, Decimal):
        return str(value)
    said = f"{value:f}"
    return f"{said}0" if _LOOKS_GROUPED.fullmatch(said) else said  # 1.234 could be read as a thousand and more


def _means(line: str, spec: CommandSpec, given: Mapping[str, Any]) -> bool:
    try:
        parsed = registry().parse(line)
    except InvalidInput:
        return False
    return parsed.spec is spec and dict(parsed.arguments) == given
