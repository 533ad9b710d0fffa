"""What application commands may be, as Discord documents it, and the commands that are registered."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from tests.fakes.discord_form import Form, Path
from tests.fakes.discord_world import snowflake

Json = dict[str, Any]

CHAT, SUBCOMMAND, GROUP = 1, 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, NUMBER = 3, 4, 5, 6, 7, 10
LOCALES = frozenset(
    {
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
        "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
    }
)  # fmt: skip


class Commands:
    """What is registered, by scope (None: everywhere; else the guild), and every sync that came in."""

    def __init__(self, application: int) -> None:
        self.application = application
        self.scopes: dict[int | None, list[Json]] = {}
        self.syncs: list[tuple[int | None, list[Json]]] = []

    def replace(self, scope: int | None, payload: Any) -> list[Json]:
        """A whole new set; the commands that stay keep their ids."""
        self.syncs.append((scope, payload))
        check_commands(payload)
        former = {(each["type"], each["name"]): each for each in self.scopes.get(scope, [])}
        self.scopes[scope] = [self._register(each, scope, former) for each in payload]
        return self.scopes[scope]

    def add(self, scope: int | None, command: Json) -> Json:
        """One more, or in place of the one that has its name."""
        key = (command.get("type", CHAT), command.get("name"))
        others = [each for each in self.scopes.get(scope, []) if (each["type"], each["name"]) != key]
        check_commands([*others, command])
        former = {(each["type"], each["name"]): each for each in self.scopes.get(scope, [])}
        made = self._register(command, scope, former)
        self.scopes[scope] = [*others, made]
        return made

    def _register(self, command: Json, scope: int | None, former: dict[tuple[int, str], Json]) -> Json:
        kind = command.get("type", CHAT)
        before = former.get((kind, command["name"]))
        fixed: Json = {"id": before["id"] if before else str(snowflake()), "application_id": str(self.application)}
        if scope is not None:
            fixed["guild_id"] = str(scope)
        defaults = {"description": "", "default_member_permissions": None, "nsfw": False, "options": []}
        return {**defaults, **json.loads(json.dumps(command)), **fixed, "type": kind, "version": str(snowflake())}

    def find(self, name: str, guild: int | None) -> Json:
        """The command a person means in ``guild`` (None: in private), by any of its names."""
        offered = [*self.scopes.get(guild, []), *self.scopes.get(None, [])] if guild else self.scopes.get(None, [])
        for each in offered:
            if name in names_of(each) and each["type"] == CHAT:
                contexts, private = each.get("contexts"), each.get("dm_permission", True)
                here = (0 if guild else 1) in contexts if contexts else guild is not None or private is not False
                assert here, f"/{name} is not offered {'in guilds' if guild else 'in private'}"
                return each
        raise AssertionError(f"/{name} is not registered; there are {sorted(each['name'] for each in offered)}")


def names_of(thing: Json) -> set[str]:
    """Its name in every language."""
    return {thing["name"], *(thing.get("name_localizations") or {}).values()}


# --- rules ----------------------------------------------------------------------------------------------------------
def check_commands(payload: Any) -> None:
    """Refuse a bad set of commands."""
    form = Form()
    form.count((), payload, 130)
    form.raise_if_wrong()
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        same = [each for each in payload if each.get("type", CHAT) == kind]
        if len(same) > most:
            form.add((), "APPLICATION_COMMAND_TYPES_MAX", f"Maximum number of application commands reached ({most}).")
        _check_duplicates(form, (), same, "APPLICATION_COMMANDS_DUPLICATE_NAME")
    for index, each in enumerate(payload):
        _check_command(form, (index,), each)
    form.raise_if_wrong()


def _check_command(form: Form, path: Path, command: Json) -> None:
    if command.get("type", CHAT) == CHAT:
        _check_named(form, path, command)
        _check_options(form, (*path, "options"), command.get("options") or [], 0)
        if command_size(command) > 8000:
            form.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
        return
    form.length((*path, "name"), command.get("name"), 32, 1, needed=True)
    if command.get("description"):
        form.add((*path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", "Context menus have none")


def _check_named(form: Form, path: Path, thing: Json) -> None:
    """A name and a description, in every language."""
    for at, name in _in_all_languages(form, path, thing, "name"):
        form.length(at, name, 32, 1, needed=True)
        if isinstance(name, str) and not well_named(name):
            text = "String value did not match validation regex."
            form.add(at, "APPLICATION_COMMAND_INVALID_NAME", text)
    for at, description in _in_all_languages(form, path, thing, "description"):
        form.length(at, description, 100, 1, needed=True)


def _in_all_languages(form: Form, path: Path, thing: Json, what: str) -> list[tuple[Path, Any]]:
    told = thing.get(f"{what}_localizations") or {}
    for locale in set(told) - LOCALES:
        form.add((*path, f"{what}_localizations", locale), "ENUM_TYPE_COERCE", f"Value {locale!r} is not a locale.")
    return [((*path, what), thing.get(what)), *(((*path, f"{what}_localizations", k), v) for k, v in told.items())]


def well_named(name: str) -> bool:
    """Letters, numbers, hyphens, apostrophes and underscores; in lower case where there is one; nothing combining."""
    return name == name.lower() and all(
        each in "-_'" or unicodedata.category(each)[0] in "LN" or _is_devanagari_or_thai(each) for each in name
    )


def _is_devanagari_or_thai(letter: str) -> bool:
    return "\u0900" <= letter <= "\u097f" or "\u0e00" <= letter <= "\u0e7f"


def _check_duplicates(form: Form, path: Path, things: list[Json], code: str) -> None:
    """No two of the same name, in any language."""
    locales = {locale for each in things for locale in each.get("name_localizations") or {}}
    for locale in (None, *sorted(locales)):
        names = [(each.get("name_localizations") or {}).get(locale, each.get("name")) for each in things]
        form.unique(path, names, code, f"Names must be unique ({locale or 'default'}).")


def _check_options(form: Form, path: Path, options: list[Json], depth: int) -> None:
    form.count(path, options, 25)
    _check_duplicates(form, path, options, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED")
    nested = [each.get("type") in (SUBCOMMAND, GROUP) for each in options]
    if any(nested) and not all(nested):
        form.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Subcommands stand without other options")
    needed = [bool(each.get("required")) for each in options]
    if needed != sorted(needed, reverse=True):
        text = "Required options must be placed before non-required options"
        form.add(path, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text)
    for index, each in enumerate(options):
        here = (*path, index)
        _check_named(form, here, each)
        if each.get("type") not in range(1, 12):
            form.add((*here, "type"), "BASE_TYPE_CHOICES", "Value must be one of 1 to 11.")
        if each.get("type") in (SUBCOMMAND, GROUP):
            if depth > (0 if each["type"] == GROUP else 1):
                form.add((*here, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deeply")
            _check_options(form, (*here, "options"), each.get("options") or [], depth + 1)
        else:
            _check_choices(form, here, each)


def _check_choices(form: Form, path: Path, option: Json) -> None:
    choices = option.get("choices") or []
    form.count((*path, "choices"), choices, 25)
    if choices and option.get("autocomplete"):
        form.add((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Choices exclude it")
    check_choices(form, (*path, "choices"), choices, option.get("type", STRING))
    _check_duplicates(form, (*path, "choices"), choices, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATED")


def check_choices(form: Form, path: Path, choices: list[Json], kind: int) -> None:
    """Choices of an option, set beforehand or suggested while typing."""
    form.count(path, choices, 25)
    for index, each in enumerate(choices):
        for at, name in _in_all_languages(form, (*path, index), each, "name"):
            form.length(at, name, 100, 1, needed=True)
        value = each.get("value")
        if kind == STRING:
            form.length((*path, index, "value"), value, 100, needed=value is None)
        elif not isinstance(value, int | float):
            form.add((*path, index, "value"), "NUMBER_TYPE_COERCE", f"Value {value!r} is not a number.")


def command_size(thing: Json) -> int:
    """The characters that count towards the 8000 of a command, in its longest language."""
    size = 0
    for what in ("name", "description"):
        told = [thing.get(what) or "", *(thing.get(f"{what}_localizations") or {}).values()]
        size += max(len(each) for each in told)
    if isinstance(thing.get("value"), str):
        size += len(thing["value"])
    return size + sum(command_size(each) for key in ("options", "choices") for each in thing.get(key) or [])
