"""Who is being spoken to: the language, the way numbers are written, and the clock on the wall.

Three separate choices, because many Vietnamese traders read numbers as exchanges write them. Each has a default of
the process (from the settings) and may be changed for one message, one task or one ``with`` block.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

LANGUAGES: Final = ("vi", "en")
PSEUDO: Final = "xx"
"""A language for tests: English in odd letters between [!! and !!], so that a text that was never translated shows."""

# A ContextVar's own default cannot be changed later, and a new thread starts with an empty context; hence these.
_defaults: dict[str, str] = {"language": "vi", "number_style": "vi", "zone": "Asia/Ho_Chi_Minh"}
_language: ContextVar[str | None] = ContextVar("language", default=None)
_number_style: ContextVar[str | None] = ContextVar("number_style", default=None)
_zone: ContextVar[str | None] = ContextVar("zone", default=None)


def set_defaults(*, language: str | None = None, number_style: str | None = None, zone: str | None = None) -> None:
    """What holds wherever nothing else was chosen; effective at once, in every thread and task."""
    if language is not None:
        _defaults["language"] = _checked(language)
    if number_style is not None:
        _defaults["number_style"] = _checked(number_style)
    if zone is not None:
        _defaults["zone"] = zone


def current_language() -> str:
    """The language of the person being spoken to."""
    return _language.get() or _defaults["language"]


def current_number_style() -> str:
    """How numbers are written for that person: ``vi`` (1.234,5) or ``en`` (1,234.5)."""
    return _number_style.get() or _defaults["number_style"]


def current_zone() -> str:
    """The name of that person's time zone."""
    return _zone.get() or _defaults["zone"]


@contextmanager
def use_language(language: str | None) -> Iterator[None]:
    """Speak ``language`` inside the block; None leaves it as it is."""
    token = _language.set(_checked(language) if language else _language.get())
    try:
        yield
    finally:
        _language.reset(token)


@contextmanager
def use_number_style(style: str | None) -> Iterator[None]:
    """Write numbers as ``style`` inside the block; None leaves it as it is."""
    token = _number_style.set(_checked(style) if style else _number_style.get())
    try:
        yield
    finally:
        _number_style.reset(token)


@contextmanager
def use_zone(zone: str | None) -> Iterator[None]:
    """Tell times in ``zone`` inside the block; None leaves it as it is."""
    token = _zone.set(zone or _zone.get())
    try:
        yield
    finally:
        _zone.reset(token)


def match_language(*hints: str | None) -> str | None:
    """The first of ``hints`` (``vi``, ``vi-VN``, ``en_US``, a platform's word) that is spoken here."""
    for hint in hints:
        language = (hint or "").replace("_", "-").split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return None


def _checked(language: str) -> str:
    if language not in LANGUAGES and language != PSEUDO:
        raise ValueError(f"unknown language: {language!r}")
    return language
