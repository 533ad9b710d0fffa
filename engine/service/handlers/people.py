"""help, start, whoami, version, lang, backup."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.modes import Role
from engine.service.answers import BackupMade, Done, Help, HelpRow, Version, WhoAmI
from engine.service.port import Caller, mailbox_of
from engine.service.registry import registry
from engine.service.specs import CommandSpec, Param
from locales import current_number_style, use_number_style
from locales.formats import number

if TYPE_CHECKING:
    from engine.service.rooms import Rooms


_EXAMPLE: Final = 67_123.45
ON_THE_MACHINE: Final = ("cli", "socket")
"""Surfaces whose language is the program's own: APP_LANG or --lang."""


async def help_(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Help:
    """All commands that the caller may use, or one in full."""
    from engine.service.handlers.table import HANDLERS

    name = arguments.get("command")
    if name:
        return Help((help_row(registry().get(name), set(HANDLERS)),), one=True)
    specs = [spec for spec in registry() if caller.role.rank >= spec.role.rank]
    return Help(tuple(help_row(spec, set(HANDLERS)) for spec in specs))


def help_row(spec: CommandSpec, available: set[str]) -> HelpRow:
    """A command as help shows it."""
    params = tuple(_usage(param) for param in spec.params)
    return HelpRow(spec.id, spec.further_names, params, spec.role.value, spec.danger.value, spec.id in available)


def _usage(param: Param) -> str:
    shown = "|".join(param.choices) or param.name
    return f"<{shown}>" if param.required else f"[{shown}]"


async def whoami(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> WhoAmI:
    """Who the engine takes the caller for."""
    chosen = None
    if rooms.chat is not None and not caller.alone:
        chosen = rooms.chat.choices.language_of(caller.surface, caller.mailbox)
    return WhoAmI(
        caller.surface, caller.actor, caller.role.value, caller.language, caller.place, chosen, current_number_style()
    )


async def version(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Version:
    """Versions of the program, of Python and of the database."""
    from engine import __version__

    return Version(__version__, platform.python_version(), rooms.store.dialect)


async def lang(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Remember a language and how numbers are written: for the chat where operators say so, else for the caller."""
    if caller.surface in ON_THE_MACHINE:
        return Done("done-lang-here", {"language": arguments.get("language") or caller.language})
    chat = rooms.serving_chats()
    numbers = arguments.get("numbers")
    language = arguments.get("language")
    if language is None and numbers is None:
        language = "en" if caller.language == "vi" else "vi"
    for_all = not caller.alone and caller.role.rank >= Role.OPERATOR.rank
    mailbox = caller.mailbox if for_all else mailbox_of(caller.actor, None)
    await chat.choices.choose(caller.surface, mailbox, language=language, number_style=numbers)
    whose = "chat" if for_all else "person"
    if numbers is None:
        return Done("done-lang-chat" if for_all else "done-lang", {"language": language})
    with use_number_style(numbers):
        example = number(_EXAMPLE, decimals=2)
    if language is None:
        return Done("done-numbers", {"whose": whose, "example": example})
    return Done("done-lang-numbers", {"whose": whose, "language": language, "example": example})


async def backup(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> BackupMade:
    """Write a verified copy of the store beside it."""
    from engine.store.backup import backup as copy_store
    from engine.store.backup import backup_name

    now = rooms.wall_clock.now()
    target = rooms.settings.data_dir / "backups" / backup_name(now)
    target.parent.mkdir(parents=True, exist_ok=True)
    made = await asyncio.to_thread(copy_store, rooms.store, target, now=now)
    return BackupMade(str(target), target.stat().st_size, made.sha256)
