"""Ids and names as they come from people and platforms, made fit to be kept and shown."""

from __future__ import annotations

import re
from typing import Final

from engine.core.errors import InvalidInput

MOST_LETTERS: Final = 40
_PERSON: Final = re.compile(r"<@!?([0-9]{1,19})>|@?([0-9]{1,19})")
_LARGEST: Final = 2**63 - 1
"""The largest number that either platform gives to anybody."""


def person_id(text: str) -> int:
    """The numeric id in ``123``, ``@123`` or a mention like ``<@123>``; raises InvalidInput for anything else."""
    found = _PERSON.fullmatch(text.strip())
    number = int(found[1] or found[2]) if found else 0
    if not 0 < number <= _LARGEST:
        raise InvalidInput("err-person-id", value=plain_name(text))
    return number


def plain_name(name: str) -> str:
    """A name on one line, of letters that show, and not too long: it is somebody else's text."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    joined = " ".join(shown.split())
    return joined if len(joined) <= MOST_LETTERS else joined[: MOST_LETTERS - 1] + "…"
