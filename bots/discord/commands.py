"""The registry's commands as Discord's slash commands, in English with Vietnamese names beside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Final

from engine.service.choice_words import choice_word
from engine.service.registry import registry
from engine.service.specs import CommandSpec, Kind, Param
from locales import t, use_language
from locales.folding import nfc

Payload = dict[str, Any]

_BASE: Final = "en"
_FURTHER: Final = "vi"
_SLASH, _TEXT, _WHOLE = 1, 3, 4
_IN_SERVERS, _WITH_THE_BOT = 0, 1
_SUGGESTED_KINDS: Final = frozenset({Kind.SYMBOL, Kind.TIMEFRAME})
_SUGGESTED_NAMES: Final = frozenset({"command"})
_GAPS: Final = re.compile(r"[\s_]+")
_MOST_CHOICES: Final = 25


def slash_commands(available: Collection[str]) -> list[Payload]:
    """What Discord is told: every command that can be carried out."""
    return [_command(spec) for spec in registry() if spec.id in available]


def given_of(options: Iterable[Payload]) -> dict[str, str]:
    """The options of a slash command as a person chose them, by parameter."""
    return {option["name"]: str(option["value"]) for option in options if "value" in option}


def focused_of(options: Iterable[Payload]) -> tuple[str, str] | None:
    """The option being typed, and what is typed so far."""
    return next(((option["name"], str(option["value"])) for option in options if option.get("focused")), None)


def _command(spec: CommandSpec) -> Payload:
    needed = [param for param in spec.params if param.required]
    others = [param for param in spec.params if not param.required]
    return {
        "type": _SLASH,
        "name": spec.id,
        "name_localizations": {_FURTHER: _slash_name(spec.names[-1] if spec.names else spec.id)},
        **_described(f"cmd-{spec.id}"),
        "options": [_option(param) for param in (*needed, *others)],
        "contexts": [_IN_SERVERS, _WITH_THE_BOT],
        "integration_types": [0],
        "nsfw": False,
    }


def _option(param: Param) -> Payload:
    option: Payload = {
        "type": _WHOLE if param.kind is Kind.INTEGER else _TEXT,
        "name": param.name,
        "name_localizations": {_FURTHER: _slash_name(t(f"line-param-{param.name}", lang=_FURTHER))},
        **_described(f"param-{param.name}"),
        "required": param.required,
    }
    if param.kind is Kind.INTEGER:
        option |= {
            name: value for name, value in (("min_value", param.least), ("max_value", param.most)) if value is not None
        }
    elif param.kind is Kind.CHOICE and len(param.choices) <= _MOST_CHOICES:
        option["choices"] = [_choice(value) for value in param.choices]
    elif param.kind in _SUGGESTED_KINDS or param.kind is Kind.CHOICE or param.name in _SUGGESTED_NAMES:
        option["autocomplete"] = True
    return option


def _choice(value: str) -> Payload:
    words = {}
    for language in (_BASE, _FURTHER):
        with use_language(language):
            words[language] = choice_word(value)
    return {"name": words[_BASE], "name_localizations": {_FURTHER: words[_FURTHER]}, "value": value}


def _described(key: str) -> Payload:
    return {"description": t(key, lang=_BASE), "description_localizations": {_FURTHER: t(key, lang=_FURTHER)}}


def _slash_name(name: str) -> str:
    """A spoken name as Discord allows it: lower case, one word."""
    return _GAPS.sub("-", nfc(name).lower().strip())
