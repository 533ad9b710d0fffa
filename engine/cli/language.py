"""The language to speak before the settings are known, and errors as a person reads them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from engine.core.errors import HaiDangError
from engine.core.wording import error_text
from locales import LANGUAGES, set_defaults

_kept: list[Path] = []
_LINE: Final = re.compile(r"\s*(?:export\s+)?APP_LANG\s*=\s*['\"]?(\w+)", re.ASCII)


def speak_early(arguments: Sequence[str]) -> None:
    """Until the settings are read, speak what the command line, the environment or ``.env`` asks for."""
    language = early_language(arguments)
    set_defaults(language=language, number_style=language)


def early_language(arguments: Sequence[str]) -> str:
    """``--lang``, else APP_LANG of the environment, else of the settings file, else Vietnamese."""
    words = list(arguments)
    for found in (*_after("--lang", words), os.environ.get("APP_LANG", ""), _in_file(words)):
        if found in LANGUAGES:
            return found
    return "vi"


def _after(flag: str, words: list[str]) -> Iterator[str]:
    """What follows ``flag``, as a word of its own or behind an equals sign."""
    for place, word in enumerate(words):
        if word == flag and place + 1 < len(words):
            yield words[place + 1]
        elif word.startswith(f"{flag}="):
            yield word.removeprefix(f"{flag}=")


def _in_file(words: list[str]) -> str:
    """A quick look for APP_LANG, so that even ``--help`` speaks the reader's language; faults are told later."""
    path = Path(next(_after("--env", words), ".env"))
    with suppress(OSError, UnicodeDecodeError):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            if found := _LINE.match(line):
                return found.group(1)
    return ""


def tell(text: str) -> None:
    """Narration goes to stderr; stdout is for data."""
    print(text, file=sys.stderr, flush=True)


def keep_errors_in(folder: Path) -> None:
    """From here on errors are also written to the log of this data folder, so that their ids can be found there."""
    _kept.append(folder / "logs")


def tell_error(error: HaiDangError) -> int:
    """Say an error, keep it in the log, and return the exit code it means."""
    said = error_text(error)
    tell(said)
    if _kept:
        from engine.logs import write_line

        write_line(_kept[-1], said)
    return int(error.exit_code)
