"""Reads message files and knows where each message is, without parsing what nobody asks for.

A full Fluent parse of all files takes tens of milliseconds; cutting them at the lines that start an entry takes one.
Tests hold this cutting against the real parser for every file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
# An entry starts at a name in the first column and ends before the next name or comment in the first column.
_ENTRY: Final = re.compile(r"^(-?[A-Za-z][A-Za-z0-9_-]*)[ ]*=(.*(?:\n(?![A-Za-z#-]).*)*)", re.MULTILINE)


def files_of(language: str) -> list[Path]:
    """The message files of ``language``, in a fixed order."""
    return sorted((HERE / language).glob("*.ftl"))


@cache
def entries_of(language: str) -> Mapping[str, str]:
    """Message id (terms with their dash) to what stands after the equals sign; the first of two equal ids holds."""
    entries: dict[str, str] = {}
    for path in files_of(language):
        for name, value in split_entries(path.read_text(encoding="utf-8")):
            entries.setdefault(name, value)
    return entries


def split_entries(text: str) -> list[tuple[str, str]]:
    """The entries of one file's ``text``: id and raw value."""
    return [(found[1], found[2].rstrip()) for found in _ENTRY.finditer(text.replace("\r\n", "\n"))]


def forget() -> None:
    """Read the files anew at the next question (after they changed)."""
    entries_of.cache_clear()
