"""Phrases that several panels share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.core.wording import error_text as error_line
from engine.core.wording import sentence
from locales.catalogue import has

if TYPE_CHECKING:
    from engine.service.answers import Why

__all__ = ["ARROWS", "brief", "error_line", "sentence"]

ARROWS: Final = {"UP": "▲", "DOWN": "▼", "FLAT": "·"}


def brief(reason: Why) -> str:
    """A reason in a few words, for columns."""
    short = f"brief-{reason.key.removeprefix('why-')}"
    return sentence(short if has(short) else reason.key, reason.params)
