"""Text that people or the world wrote, made fit for any chat."""

from __future__ import annotations

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_HALVES: Final = re.compile("[\ud800-\udfff]")


def size(text: str) -> int:
    """Length as chat clients count it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """``text`` without what is not seen (controls, zero-width, direction), with one kind of line end."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", "  ")
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """``text`` without line ends and without what is not seen."""
    return " ".join(cleaned(text).split())
