"""Phrases that several panels share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import HaiDangError
from engine.core.wording import error_text
from engine.core.wording import sentence as worded
from locales.catalogue import has

if TYPE_CHECKING:
    from engine.service.answers import Why

ARROWS: Final = {"UP": "▲", "DOWN": "▼", "FLAT": "·"}


def sentence(key: str, params: Mapping[str, Any]) -> str:
    """A message with those of its parameters that it wants; an unknown key shows itself rather than nothing."""
    return worded(key, params) if has(key) else key


def brief(reason: Why) -> str:
    """A reason in a few words, for columns."""
    short = f"brief-{reason.key.removeprefix('why-')}"
    return sentence(short if has(short) else reason.key, reason.params)


def error_line(error: HaiDangError) -> str:
    """An error in words, with its incident id."""
    return error_text(error)
