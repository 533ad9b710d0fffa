"""What a child writes: JSON lines on stdout, and words on stderr of which the end is kept."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Final

LONGEST_LINE: Final = 1_048_576
TAIL: Final = 4_096
_CHUNK: Final = 65_536
_PASSWORD = re.compile(r"(://[^\s:/@]*):[^\s@]*@")
_NAMED_PASSWORD = re.compile(r"(?i)\b(password|passwd|pwd|token|secret)(\s*[=:]\s*)\S+")


async def json_lines(stream: asyncio.StreamReader) -> AsyncIterator[dict[str, object]]:
    """The JSON objects among the lines of ``stream``; everything else, and lines without end, are passed over."""
    held, skipping = b"", False
    while chunk := await stream.read(_CHUNK):
        *lines, held = (held + chunk).split(b"\n")
        for line in lines:
            if not skipping and (value := _parsed(line)) is not None:
                yield value
            skipping = False
        if len(held) > LONGEST_LINE:
            held, skipping = b"", True
    if not skipping and (value := _parsed(held)) is not None:
        yield value


async def tail_of(stream: asyncio.StreamReader) -> str:
    """The last words of ``stream``, without passwords."""
    held = b""
    while chunk := await stream.read(_CHUNK):
        held = (held + chunk)[-TAIL:]
    return without_passwords(held.decode("utf-8", "replace").strip())


def without_passwords(text: str) -> str:
    """``postgresql://me:secret@host`` and ``password=secret`` with the secret struck out."""
    return _NAMED_PASSWORD.sub(r"\1\2***", _PASSWORD.sub(r"\1:***@", text))


def _parsed(line: bytes) -> dict[str, object] | None:
    try:
        value = json.loads(line)
    except ValueError:  # covers bad JSON and bad UTF-8
        return None
    return value if isinstance(value, dict) else None
