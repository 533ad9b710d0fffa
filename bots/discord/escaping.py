"""Any text as Discord shows it: nothing in it is markup, a mention or a link unless this module put it there."""

from __future__ import annotations

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_HALVES: Final = re.compile("[\ud800-\udfff]")
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


def size(text: str) -> int:
    """Length as the strictest of Discord's clients counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """``text`` without what is not seen (controls, zero-width, direction), with one kind of line end."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", "  ")
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", text))


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
