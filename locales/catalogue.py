"""``t(key, **variables)``: a sentence in the language of the person being spoken to.

Strict (tests, ``HAIDANG_STRICT_TEXTS=1``): whatever is not exactly right raises TextError. Otherwise a fault is logged
once and the person still gets the best there is: the text in English, then the key.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from locales.context import LANGUAGES, PSEUDO, current_language
from locales.patterns import Pattern, PlainPattern, as_text, plain_pattern
from locales.sources import entries_of, forget

FALLBACK: Final = "en"
# Enums of the vocabulary speak through their class's name: EngineState.RUNNING is the message state-running.
PREFIXES: Final = {
    "EngineState": "state",
    "ExitReason": "exit",
    "EventKind": "event",
}
_log = logging.getLogger("locales")
_state = {"strict": os.environ.get("HAIDANG_STRICT_TEXTS", "") == "1"}
_patterns: dict[tuple[str, str], Pattern | None] = {}
_workshops: dict[str, Any] = {}
_told: set[tuple[str, str, str]] = set()


class TextError(LookupError):
    """A message is missing, or was not given exactly the variables it needs."""


def set_strict(strict: bool) -> None:
    """Raise on every fault (tests), or log it and go on (production)."""
    _state["strict"] = strict


def is_strict() -> bool:
    """Whether faults raise."""
    return _state["strict"]


def t(key: str, /, lang: str | None = None, **variables: object) -> str:
    """The message ``key`` in ``lang``, or in the language of the moment."""
    language = lang or current_language()
    pattern = _pattern(key, language)
    if pattern is None:
        _complain(key, language, "no such message")
        pattern = _pattern(key, FALLBACK)
        if pattern is None:
            return key
    _check(key, language, pattern, variables)
    text, problems = pattern.fill(variables, _write)
    for problem in problems:
        _complain(key, language, problem)
    return f"[!! {text} !!]" if language == PSEUDO else text


def has(key: str, lang: str | None = None) -> bool:
    """Whether ``key`` exists in ``lang``."""
    return _pattern(key, lang or current_language()) is not None


def variables_of(key: str, lang: str | None = None) -> frozenset[str] | None:
    """The variables that ``key`` needs, or None if there is no such message."""
    pattern = _pattern(key, lang or current_language())
    return None if pattern is None else pattern.variables


def keys(lang: str) -> list[str]:
    """All message ids of a language, sorted."""
    return sorted(key for key in entries_of(lang) if not key.startswith("-"))


def key_of(member: object) -> str:
    """The message id of an enum member: ``Tier.STRONG_BUY`` is ``tier-strong-buy``."""
    kind = type(member).__name__
    prefix = PREFIXES.get(kind) or "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind)
    return f"{prefix.lstrip('-')}-{str(member).lower().replace('_', '-')}"


def named(member: object, lang: str | None = None) -> str:
    """An enum member of the vocabulary in words: ``Direction.UP`` is "TĂNG"."""
    return t(key_of(member), lang=lang)


def reload() -> None:
    """Forget everything read so far."""
    forget()
    _patterns.clear()
    _workshops.clear()
    _told.clear()


def _pattern(key: str, language: str) -> Pattern | None:
    try:
        return _patterns[language, key]
    except KeyError:
        pattern = _patterns[language, key] = _built(key, language)
        return pattern


def _built(key: str, language: str) -> Pattern | None:
    if language not in LANGUAGES and language != PSEUDO:
        raise ValueError(f"unknown language: {language!r}")
    real = FALLBACK if language == PSEUDO else language
    sources: Mapping[str, str] = entries_of(real)
    if key not in sources or key.startswith("-"):
        return None
    plain: PlainPattern | None = plain_pattern(sources[key])
    if plain is not None:
        return plain.disguised() if language == PSEUDO else plain
    workshop = _workshops.get(language)
    if workshop is None:
        from locales.fluent_bridge import Workshop

        workshop = _workshops[language] = Workshop(real, sources, disguised=language == PSEUDO)
    pattern: Pattern | None = workshop.pattern(key)
    return pattern


def _check(key: str, language: str, pattern: Pattern, variables: Mapping[str, object]) -> None:
    wanted = pattern.variables
    if wanted == variables.keys():
        return
    missing, extra = sorted(wanted - variables.keys()), sorted(variables.keys() - wanted)
    _complain(key, language, f"variables missing {missing}, not wanted {extra}")


def _complain(key: str, language: str, problem: str) -> None:
    if _state["strict"]:
        raise TextError(f"{key} ({language}): {problem}")
    if (language, key, problem) not in _told:
        _told.add((language, key, problem))
        _log.warning("text %s (%s): %s", key, language, problem)


def _write(value: object) -> str:
    return value if type(value) is str else as_text(value, _write_number)


def _write_number(value: int | float | Decimal) -> str:
    from locales.figures import number

    return number(value)
