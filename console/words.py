"""Phrases that several panels share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rich.text import Text

from engine.core.errors import HaiDangError
from engine.service.answers import Why
from locales import t
from locales.catalogue import has, variables_of

ARROWS: Final = {"UP": "▲", "DOWN": "▼", "FLAT": "·"}
STYLES: Final = {"UP": "green", "DOWN": "red", "FLAT": ""}


def sentence(key: str, params: Mapping[str, Any]) -> str:
    """A message with those of its parameters that it wants; an unknown key shows itself rather than nothing."""
    if not has(key):
        return key
    wanted = variables_of(key)
    return t(key, **{name: value for name, value in params.items() if wanted is None or name in wanted})


def brief(reason: Why) -> str:
    """A reason in a few words, for columns."""
    short = f"brief-{reason.key.removeprefix('why-')}"
    return sentence(short if has(short) else reason.key, reason.params)


def direction_of(value: float) -> str:
    """UP, DOWN or FLAT."""
    return "UP" if value > 0 else "DOWN" if value < 0 else "FLAT"


def moved(value: float, shown: str) -> Text:
    """A change with its arrow; the colour only repeats what arrow and sign say."""
    direction = direction_of(value)
    return Text(f"{ARROWS[direction]} {shown}", style=STYLES[direction])


def error_line(error: HaiDangError) -> str:
    """An error in words, with its incident id."""
    params = {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in error.params.items()
    }
    said = sentence(error.key, params)
    return said if error.incident in said else f"{said} [{error.incident}]"
