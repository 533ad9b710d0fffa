"""Fixtures for whoever tries the local Discord: the rig, and small bots on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fakes.discord_client import Launch, SmallBot
from tests.fakes.discord_rig import DiscordRig


@pytest.fixture
async def rig(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordRig]:
    async with DiscordRig() as made:
        made.point(monkeypatch)
        yield made


@pytest.fixture
async def launch(rig: DiscordRig) -> AsyncIterator[Launch]:
    """Starts a small bot that is closed at the end."""
    bots: list[SmallBot] = []

    async def go(**options: object) -> SmallBot:
        bots.append(SmallBot(**options))
        await bots[-1].launch(rig.world.token)
        return bots[-1]

    yield go
    for each in bots:
        await each.close()


@pytest.fixture
async def bot(launch: Launch) -> SmallBot:
    return await launch()


@pytest.fixture
async def synced(bot: SmallBot) -> SmallBot:
    await bot.tree.sync()
    return bot
