"""Texts, numbers, dates and folding of accents. A leaf: everything may import it, it imports no other room."""

from __future__ import annotations

from locales.catalogue import named, set_strict, t
from locales.context import (
    LANGUAGES,
    current_language,
    current_number_style,
    current_zone,
    match_language,
    set_defaults,
    use_language,
    use_number_style,
    use_zone,
)

__all__ = [
    "LANGUAGES",
    "current_language",
    "current_number_style",
    "current_zone",
    "match_language",
    "named",
    "set_defaults",
    "set_strict",
    "t",
    "use_language",
    "use_number_style",
    "use_zone",
]
