"""Any text as Discord shows it: nothing in it is markup, a mention or a link unless this module put it there."""

from __future__ import annotations

import re
from typing import Final

from bots.common.plain import cleaned

_MARKUP: Final = re.compile(
    r"[\\*_~`|<\[\]]"
    r"|@(?=everyone|here)"
    r"|:(?=//|[\w+-]+:)"  # links and emoji by name
    r"|^(?:[-+](?=\s|#|$)|[#>])",  # lists, small print, headings, quotations
    re.MULTILINE,
)
_NUMBERED: Final = re.compile(r"^(\d+)([.)])(?=\s|$)", re.MULTILINE)
_FENCE: Final = "```"
_QUOTE_IN_FENCE: Final = "ˋ"
"""Looks like a backtick, and cannot end a block of code."""


def escaped(text: str) -> str:
    """``text`` that shows as it is."""
    lines = (line.lstrip() for line in cleaned(text).split("\n"))
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", "\n".join(lines)))


def strong(text: str) -> str:
    """``text`` in bold, line by line; nothing stays nothing."""
    lines = (escaped(line).strip() for line in cleaned(text).split("\n"))
    return "\n".join(f"**{line}**" if line else "" for line in lines)


def verbatim(text: str) -> str:
    """``text`` for the inside of a block of code."""
    return cleaned(text).replace("`", _QUOTE_IN_FENCE)


def fenced(text: str) -> str:
    """A block of code around what ``verbatim`` gave."""
    return f"{_FENCE}\n{text}\n{_FENCE}"
