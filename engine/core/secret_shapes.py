"""What tokens, keys and passwords look like, wherever they were put by mistake: in a log line, in a chat."""

from __future__ import annotations

import re
from typing import Final

_SHAPES: Final = re.compile(
    r"[MNO][\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}"  # Discord bot token
    r"|(?<!\d)\d{8,10}:[\w-]{35}(?![\w-])"  # Telegram bot token, in an address too (/bot123...)
    r"|\beyJ[\w-]{10,400}\.[\w-]{10,}\.[\w-]*"  # JSON web token
    r"|https://(?:\w{1,20}\.)?discord(?:app)?\.com/api/webhooks/\S+"
    r"|(?<=://)[^\s:/@]{1,100}:[^\s@]{1,400}(?=@)"  # user:password in an address
    # Key or secret of an exchange: 64 letters and digits of all sorts. Hashes are hexadecimal and no secret.
    r"|(?<![\w-])(?![0-9a-fA-F]{64})(?=[A-Z0-9]*[a-z])(?=[a-z0-9]*[A-Z])(?=[a-zA-Z]*[0-9])[a-zA-Z0-9]{64}(?![\w-])"
    r"|-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z0-9 ]*PRIVATE KEY-----|[\s\S]*)"
)
"""Repetitions have an end wherever many places could begin one: whoever writes to a bot chooses the text."""


def holds_secret(text: str) -> bool:
    """Whether something in ``text`` is shaped like a secret."""
    return _SHAPES.search(text) is not None


def without_secrets(text: str, put: str) -> str:
    """``text`` with ``put`` in the place of everything that is shaped like a secret."""
    return _SHAPES.sub(put, text)
