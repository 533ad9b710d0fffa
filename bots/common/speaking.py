"""The language, number style and clock of whoever reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from locales import use_language, use_number_style, use_zone


@contextmanager
def speaking(language: str | None, number_style: str | None, zone: str | None = None) -> Iterator[None]:
    """Speak so inside the block."""
    with use_language(language), use_number_style(number_style), use_zone(zone):
        yield
