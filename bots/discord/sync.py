"""Discord is told the slash commands only when they are not what it was told last."""

from __future__ import annotations

import hashlib
import json
from typing import Protocol

import discord

from bots.discord.commands import Payload


class Remembered(Protocol):
    """A few words kept from one start to the next."""

    async def get(self, key: str) -> str | None:
        """What was kept under ``key``."""
        ...

    async def set(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""
        ...


class Forgetful:
    """Keeps nothing beyond this run."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    async def get(self, key: str) -> str | None:
        """What was kept in this run."""
        return self._kept.get(key)

    async def set(self, key: str, value: str) -> None:
        """Keep it for this run."""
        self._kept[key] = value


async def sync(client: discord.Client, commands: list[Payload], remembered: Remembered) -> bool:
    """Tell Discord the commands if they changed; whether they had."""
    application = client.application_id
    if application is None:
        return False
    key, told = f"discord-commands-{application}", fingerprint(commands)
    if await remembered.get(key) == told:
        return False
    await client.http.bulk_upsert_global_commands(application, commands)
    await remembered.set(key, told)
    return True


def fingerprint(commands: list[Payload]) -> str:
    """The same for the same commands, in any order of their keys."""
    return hashlib.sha256(json.dumps(commands, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
