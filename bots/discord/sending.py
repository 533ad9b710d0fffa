"""Messages into channels and private conversations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord

from bots.discord.rendering import Sheet, note_embed
from bots.discord.views import view_of


def parts_of(sheet: Sheet) -> dict[str, Any]:
    """A sheet as a new message."""
    parts: dict[str, Any] = {"embed": sheet.embed}
    view, files = view_of(sheet.rows), sheet.files()
    if view is not None:
        parts["view"] = view
    if files:
        parts["files"] = files
    return parts


def changes_of(sheet: Sheet) -> dict[str, Any]:
    """A sheet in the place of a message: what the old one had and this one has not is taken away."""
    return {"content": None, "embed": sheet.embed, "view": view_of(sheet.rows), "attachments": sheet.files()}


def note_parts(text: str) -> dict[str, Any]:
    """A short word as a message."""
    return {"embed": note_embed(text)}


async def answer_to(message: discord.Message, parts: dict[str, Any]) -> None:
    """Reply to ``message``, or just write below when it is gone; nobody is pinged."""
    reference = message.to_reference(fail_if_not_exists=False)
    await message.channel.send(reference=reference, mention_author=False, **parts)


async def send_privately(person: discord.User | discord.Member, sheets: Iterable[Sheet]) -> None:
    """Write to somebody alone; raises Forbidden when they let no programs write to them."""
    private = await person.create_dm()
    for sheet in sheets:
        await private.send(**parts_of(sheet))
