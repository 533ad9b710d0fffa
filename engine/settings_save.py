"""Keeps settings that a person chose, where the next start finds them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.core.errors import Operational

_PRIVATE = 0o600


def save_settings(choices: Mapping[str, str], path: Path) -> None:
    """Write ``NAME=value`` lines into the settings file; its other lines and comments stay as they are."""
    from dotenv import set_key

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=_PRIVATE)
        for name, value in choices.items():
            set_key(path, name, value, quote_mode="auto", encoding="utf-8")
    except OSError as error:
        raise Operational("err-settings-not-kept", path=str(path), detail=error.strerror or str(error)) from error
