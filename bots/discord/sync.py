"""Discord is told the slash commands only when they are not what it was told last."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import discord

from bots.discord.commands import Payload

if TYPE_CHECKING:
    from engine.service.notebook import Notebook


async def sync(client: discord.Client, commands: list[Payload], notebook: Notebook) -> bool:
    """Tell Discord the commands if they changed; whether they had."""
    application = client.application_id
    if application is None:
        return False
    key, told = f"discord-commands-{application}", fingerprint(commands)
    if await notebook.get(key) == told:
        return False
    await client.http.bulk_upsert_global_commands(application, commands)
    await notebook.set(key, told)
    return True


def fingerprint(commands: list[Payload]) -> str:
    """The same for the same commands, in any order of their keys."""
    return hashlib.sha256(json.dumps(commands, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
