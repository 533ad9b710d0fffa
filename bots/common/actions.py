"""What a button sends back: all it needs, in at most 64 bytes, so that it works after a restart too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 64
"""Telegram's limit; Discord allows a hundred."""
_VERSION: Final = "1"


class Verb(StrEnum):
    """What pressing does."""

    FRESH = "r"
    """Ask the line anew, in place."""
    OPEN = "n"
    """Ask the line, as a message of its own."""
    PAGE = "g"
    """Another page of the line's answer, in place."""
    AGREE = "y"
    DECLINE = "x"
    FORM = "f"
    """Fill in a command's parameters first."""
    MENU = "m"
    """Another part of the menu, in place."""


@dataclass(frozen=True, slots=True)
class Action:
    """``subject``: a command line, a token, a command or a part of the menu."""

    verb: Verb
    subject: str
    page: int = 0


def written(action: Action) -> str | None:
    """The action as a button carries it; None when it does not fit."""
    head = f"{_VERSION}{action.verb}" + (f"{action.page}:" if action.verb is Verb.PAGE else "")
    text = head + action.subject
    return text if len(text.encode()) <= MOST_BYTES else None


def read(text: str) -> Action | None:
    """What a button sent; None for one that another version made."""
    if len(text) < 2 or text[0] != _VERSION or text[1] not in list(Verb):
        return None
    verb, subject = Verb(text[1]), text[2:]
    if verb is not Verb.PAGE:
        return Action(verb, subject)
    number, _, line = subject.partition(":")
    return Action(verb, line, int(number)) if number.isascii() and number.isdigit() else None


def page(line: str, number: int) -> str | None:
    """The button that shows page ``number`` of the answer to ``line``."""
    return written(Action(Verb.PAGE, line, number))
