"""What somebody typed, as a line for the conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SIGN: Final = "/"
_COMMAND: Final = re.compile(r"/\s*([^\s@]*)(?:@(\w*))?\s*(.*)", re.DOTALL)

_GREETING: Final = "start"
"""Our name alone asks what we can do."""


@dataclass(frozen=True, slots=True)
class Typed:
    """``plain``: words without the sign of a command, which may only ask."""

    line: str
    plain: bool


def read(text: str, bot: str) -> Typed | None:
    """The line in ``text``; None when it is a command for another bot. ``bot`` is our own name without the @."""
    text = text.strip()
    if text.startswith(_SIGN):
        found = _COMMAND.fullmatch(text)
        if found is None or (found[2] is not None and found[2].casefold() != bot.casefold()):
            return None
        return Typed(f"{found[1]} {found[3]}".strip(), plain=False)
    return Typed(_without_name(text, bot) or _GREETING, plain=True)


def _without_name(text: str, bot: str) -> str:
    """In groups a bot is often spoken to by its name, before or behind the words."""
    return re.sub(rf"(?i)^@{re.escape(bot)}\b[\s,:]*|\s*@{re.escape(bot)}$", "", text).strip()
