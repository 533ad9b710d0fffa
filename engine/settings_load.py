"""Reads the settings from their sources and says where each came from."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from engine.core.errors import HaiDangError, InvalidInput, Refused

Origin = Literal["default", "file", "environment", "command line"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and the origin of each field that is not a default."""

    settings: Any
    origins: Mapping[str, Origin]
    again: Callable[[], Loaded] | None = field(default=None, compare=False, repr=False)
    """Reads the same sources again, as they are by then."""


def load_settings(
    overrides: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    env_file: Path | None = None,
) -> Loaded:
    """Merge command line, environment and ``.env``; raises InvalidInput with the name and what was expected."""
    from engine.settings import Settings

    known = {name.upper(): name for name in Settings.model_fields}
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}

    def take(found: Mapping[str, Any], origin: Origin) -> None:
        for name, value in found.items():
            if value is not None and value != "":
                values[name] = value
                origins[name] = origin

    take(_from_file(env_file, known), "file")
    env = os.environ if environ is None else environ
    take({known[name]: env[name] for name in known if name in env}, "environment")
    take(overrides or {}, "command line")
    given = dict(overrides or {})
    return Loaded(_validated(values), origins, lambda: load_settings(given, environ=environ, env_file=env_file))


def _from_file(env_file: Path | None, known: Mapping[str, str]) -> dict[str, str]:
    from dotenv import dotenv_values
    from dotenv.parser import parse_stream

    path = env_file or Path(".env")
    if not path.exists():
        if env_file is not None:
            raise InvalidInput("err-env-missing", path=str(path))
        return {}
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for binding in parse_stream(stream):
                if binding.error:
                    raise InvalidInput("err-env-broken", path=str(path), line=binding.original.line)
        found = dotenv_values(path, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("err-env-encoding", path=str(path)) from error
    for name in found:
        if name not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.5)
            if near:
                raise InvalidInput("err-setting-unknown-near", name=name, path=str(path), suggestion=near[0])
            raise InvalidInput("err-setting-unknown", name=name, path=str(path))
    return {known[name]: value for name, value in found.items() if value is not None}


def _validated(values: Mapping[str, Any]) -> Any:
    from pydantic import ValidationError

    from engine.settings import Settings

    try:
        return Settings(**values)
    except HaiDangError as error:
        raise error from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "TIMEFRAME, HORIZON"
        raise InvalidInput("err-setting-invalid", name=name, expected=_expected(first)) from None


# What pydantic calls a fault, and the message that says what would be right, with the part of its context it names.
_EXPECTED: Final = {
    "greater_than": ("expected-over", "gt"),
    "greater_than_equal": ("expected-least", "ge"),
    "less_than": ("expected-under", "lt"),
    "less_than_equal": ("expected-most", "le"),
    "literal_error": ("expected-one-of", "expected"),
    "enum": ("expected-one-of", "expected"),
}


def _expected(fault: Mapping[str, Any]) -> str:
    """What a setting should have been, in the reader's language."""
    from locales import t

    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind in _EXPECTED:
        key, part = _EXPECTED[kind]
        return t(key, limit=str(context.get(part, "")).replace("'", "").replace(" or ", ", "))
    if kind == "value_error":
        key = str(context.get("error", ""))
        return t(key if key.startswith("expected-") else "expected-other")
    if kind.startswith(("int_", "decimal_", "float_")):
        return t("expected-integer" if kind.startswith("int_") else "expected-number")
    return t("expected-flag" if kind.startswith("bool_") else "expected-other")


def apply_language(loaded: Loaded) -> None:
    """From here on the program speaks the language of the settings; numbers follow it unless they were chosen."""
    from locales import set_defaults

    settings = loaded.settings
    chosen = "number_style" in loaded.origins
    style = settings.number_style if chosen else settings.app_lang
    set_defaults(language=settings.app_lang, number_style=style, zone=settings.timezone)


def check_mode(settings: Any) -> None:
    """Live trading needs consent, and is not built yet: nothing starts and nothing attaches in its name."""
    from engine.core.modes import Mode
    from engine.settings import LIVE_CONSENT

    if settings.mode is Mode.LIVE:
        if settings.live_trading != LIVE_CONSENT:
            raise Refused("err-live-consent")
        raise Refused("err-live-not-built")
