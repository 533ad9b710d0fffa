"""Choices as people say them: ``silent`` is *im lặng* or *silent*, typed with or without marks."""

from __future__ import annotations

from functools import cache

from locales import LANGUAGES, t, use_language
from locales.catalogue import has
from locales.folding import fold_name


def choice_word(value: str) -> str:
    """A choice in the reader's language; one that has no word of its own stays as it is."""
    key = f"choice-{value}"
    return t(key) if has(key) else value


def choice_of(choices: tuple[str, ...], typed: str) -> str | None:
    """The choice that somebody means, in any language; None when it is none of them."""
    return _by_word(choices).get(fold_name(typed))


@cache
def _by_word(choices: tuple[str, ...]) -> dict[str, str]:
    found = {fold_name(value): value for value in choices}
    for language in LANGUAGES:
        with use_language(language):
            for value in choices:
                for word in (choice_word(value), *_also(value)):
                    found.setdefault(fold_name(word), value)
    return found


def _also(value: str) -> list[str]:
    """What else a choice is called, wherever it is shown by another name."""
    key = f"choice-also-{value}"
    return t(key).split("; ") if has(key) else []
