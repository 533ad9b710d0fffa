"""reload: the settings as their sources give them now, as far as they may change while running."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import Refused
from engine.service.answers import Reloaded, SettingRow
from engine.service.handlers.house import shown_setting
from engine.service.people.admission import LISTS, PLACES

if TYPE_CHECKING:
    from engine.service.port import Caller
    from engine.service.rooms import Rooms
    from engine.settings import Settings
    from engine.settings_load import Loaded

ACCESS: Final = frozenset(PLACES.values()) | {f"{surface}_{name}" for surface in PLACES for name in LISTS.values()}
WHILE_RUNNING: Final = ACCESS | {"app_lang", "number_style", "log_level"}
"""Settings that take effect without a restart. What decides about money never changes in the middle of a run."""


async def reload(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Reloaded:
    """Read the settings from where this run has them, apply what may change now, and name what has to wait."""
    rooms.serving_chats()
    if rooms.reread is None:
        raise Refused("err-not-built-yet", name="reload")
    found: Loaded = await asyncio.to_thread(rooms.reread)
    before: Settings = rooms.settings
    changed = [name for name in type(before).model_fields if getattr(found.settings, name) != getattr(before, name)]
    waiting = [name for name in changed if name not in WHILE_RUNNING]
    _take_over(rooms, found, waiting)
    return Reloaded(
        tuple(_row(found, name) for name in changed if name in WHILE_RUNNING),
        tuple(_row(found, name) for name in waiting),
    )


def _take_over(rooms: Rooms, found: Loaded, waiting: list[str]) -> None:
    """Everything new is in force from here on, but what waits stays as it was."""
    from engine.settings_load import apply_language

    before = rooms.settings
    rooms.settings = found.settings.model_copy(update={name: getattr(before, name) for name in waiting})
    rooms.origins = {
        name: origin
        for name in type(before).model_fields
        if (origin := (rooms.origins if name in waiting else found.origins).get(name)) is not None
    }
    apply_language(replace(found, settings=rooms.settings))
    logging.getLogger().setLevel(rooms.settings.log_level)
    chat = rooms.serving_chats()
    chat.people.apply(rooms.settings)
    chat.choices.apply(rooms.settings)


def _row(found: Loaded, name: str) -> SettingRow:
    return SettingRow(name.upper(), shown_setting(getattr(found.settings, name)), found.origins.get(name, "default"))
