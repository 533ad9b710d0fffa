"""help, start, whoami, version, lang, backup."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.service.answers import BackupMade, Done, Help, HelpRow, Version, WhoAmI
from engine.service.port import Caller
from engine.service.registry import registry
from engine.service.specs import CommandSpec, Param

if TYPE_CHECKING:
    from engine.service.rooms import Rooms


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
    return WhoAmI(caller.surface, caller.actor, caller.role.value, caller.language)


async def version(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Version:
    """Versions of the program, of Python and of the database."""
    from engine import __version__

    return Version(__version__, platform.python_version(), rooms.store.dialect)


async def lang(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Remember the caller's language."""
    from engine.store.preferences import set_preference

    if caller.surface in ON_THE_MACHINE:
        return Done("done-lang-here", {"language": arguments.get("language") or caller.language})
    wanted = arguments.get("language") or ("en" if caller.language == "vi" else "vi")
    now = rooms.wall_clock.now()
    await rooms.store.write(lambda conn: set_preference(conn, caller.surface, caller.actor, "language", wanted, now))
    return Done("done-lang", {"language": wanted})


async def backup(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> BackupMade:
    """Write a verified copy of the store beside it."""
    from engine.store.backup import backup as copy_store
    from engine.store.backup import backup_name

    now = rooms.wall_clock.now()
    target = rooms.settings.data_dir / "backups" / backup_name(now)
    target.parent.mkdir(parents=True, exist_ok=True)
    made = await asyncio.to_thread(copy_store, rooms.store, target, now=now)
    return BackupMade(str(target), target.stat().st_size, made.sha256)
