"""A command and its arguments as one line of text that reads back as the same."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.core.errors import InvalidInput
from engine.service.registry import registry
from engine.service.specs import CommandSpec


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


def _text(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _means(line: str, spec: CommandSpec, given: Mapping[str, Any]) -> bool:
    try:
        parsed = registry().parse(line)
    except InvalidInput:
        return False
    return parsed.spec is spec and dict(parsed.arguments) == given
