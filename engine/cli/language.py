"""The language to speak before the settings are known, and errors as a person reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from engine.core.errors import HaiDangError
from locales import LANGUAGES, t


def early_language(arguments: Sequence[str]) -> str:
    """``--lang``, else APP_LANG of the environment, else Vietnamese."""
    words = list(arguments)
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words) and words[place + 1] in LANGUAGES:
            return words[place + 1]
        if word.startswith("--lang=") and word[7:] in LANGUAGES:
            return word[7:]
    from_environment = os.environ.get("APP_LANG", "")
    return from_environment if from_environment in LANGUAGES else "vi"


def error_text(error: HaiDangError) -> str:
    """What happened, what was kept, what to do; and the incident id."""
    params = {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in error.params.items()
    }
    return f"{t(error.key, **params)} [{error.incident}]"


def tell(text: str) -> None:
    """Narration goes to stderr; stdout is for data."""
    print(text, file=sys.stderr, flush=True)


def tell_error(error: HaiDangError) -> int:
    """Say an error and return the exit code it means."""
    tell(error_text(error))
    return int(error.exit_code)
