"""Keys and parameters as sentences, in the language of the moment: for every room that must say something itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.core.errors import HaiDangError
from locales import t
from locales.catalogue import has, variables_of


def sentence(key: str, params: Mapping[str, Any]) -> str:
    """A message whose parameters come from afar: what it does not want is left out, objects become text."""
    if not has(key):
        return f"{key} {', '.join(f'{name}={value}' for name, value in params.items())}".rstrip()
    wanted = variables_of(key)
    facts: dict[str, Any] = {
        name: value if isinstance(value, int | float | str) else str(value)
        for name, value in params.items()
        if wanted is None or name in wanted
    }
    return t(key, **facts)


def error_text(error: HaiDangError) -> str:
    """What happened, what was kept, what to do; and the incident id."""
    said = sentence(error.key, error.params).replace("  ", " ").rstrip()
    return said if error.incident in said else f"{said} [{error.incident}]"
