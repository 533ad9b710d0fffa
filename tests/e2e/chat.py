"""One running engine with both bots, and people with phones in their hands on the local Discord and Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bots.discord import bot as discord_bot
from bots.discord.client import Client
from bots.house import open_bots
from bots.telegram import app as telegram_app
from bots.telegram import connecting
from bots.telegram.pacing import Pace
from engine.core.modes import Role
from engine.service import publisher
from engine.service.lobby import Lobby
from engine.service.port import Caller, Request
from engine.service.registry import registry
from tests.e2e.chat_phones import GROUP, GUILD, OPERATOR, OWNER, VIEWER, DiscordPhone, HandClock, Phone, TelegramPhone
from tests.engine.house import House, living, until
from tests.engine.service.conftest import reach
from tests.fakes.discord_rig import DiscordRig
from tests.fakes.telegram_rig import TelegramRig

STILL = {"confidence_threshold": 0.99, "stop_loss": "0.3", "take_profit": "0.9", "time_limit": 5_000}
"""The engine opens nothing by itself, and what people open stays open."""


@dataclass(frozen=True)
class Scene:
    """The house, its bots, and the phones."""

    house: House
    lobby: Lobby
    clock: HandClock
    discord: DiscordPhone
    telegram: TelegramPhone

    @property
    def state(self) -> str:
        return str(self.house.engine.rooms.desk.state.value)


def kept(made: list[Any], make: Callable[..., Any]) -> Callable[..., Any]:
    """``make``, of whose works a list is kept."""

    def making(*args: Any, **options: Any) -> Any:
        made.append(make(*args, **options))
        return made[-1]

    return making


@contextlib.asynccontextmanager
async def scene(folder: Path, models: Path, patch: pytest.MonkeyPatch, **changes: Any) -> AsyncIterator[Scene]:
    """Engine and bots, run as ``run_bot.py`` does, until the block ends."""
    clock, clients, apps = HandClock(), [], []  # type: ignore[var-annotated]
    patch.setattr(discord_bot, "Client", kept(clients, Client))
    patch.setattr(telegram_app, "build", kept(apps, connecting.build))
    patch.setattr(connecting, "Pace", partial(Pace, clock.seconds))
    patch.setattr(publisher, "INTERVAL", 0.005)  # nothing changes here, and each question waits for the next picture
    async with DiscordRig() as discord, TelegramRig() as telegram:
        discord.point(patch)
        async with living(folder, models, **settings_for(discord, telegram, **changes)) as house:
            await reach(house, 70)
            await tell_nobody(house)
            lobby = dataclasses.replace(house.engine.lobby(), wall_clock=clock)
            bots = open_bots(lobby)
            assert bots is not None
            running = asyncio.create_task(bots.run())
            try:
                await until(lambda: len(rows := lobby.chat.states.rows()) == 2 and all(row.ok for row in rows), 20)
                await discord.synced()
                phones = DiscordPhone(discord, clients, clock), TelegramPhone(telegram, apps, clock)
                await until(lambda: not any(lobby.chat.post.waiting(phone.surface) for phone in phones))
                for phone in phones:
                    await phone.heard()
                yield Scene(house, lobby, clock, *phones)
            finally:
                running.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await running


def settings_for(discord: DiscordRig, telegram: TelegramRig, **changes: Any) -> dict[str, Any]:
    roles = {"owners": OWNER, "operators": OPERATOR, "viewers": VIEWER}
    return {
        **STILL,
        **{f"{surface}_{name}": str(person) for surface in ("discord", "telegram") for name, person in roles.items()},
        "discord_guilds": str(GUILD), "telegram_chats": str(GROUP),
        "discord_bot_token": discord.world.token, "telegram_bot_token": telegram.token,
        "discord_api_url": discord.environment["DISCORD_API_URL"],
        "discord_gateway_url": discord.environment["DISCORD_GATEWAY_URL"], "telegram_api_url": telegram.url,
        **changes,
    }  # fmt: skip


async def tell_nobody(house: House) -> None:
    """No alerts: whatever a bot says is then an answer."""
    for surface in ("discord", "telegram"):
        for person in (OWNER, OPERATOR, VIEWER):
            caller = Caller(surface, str(person), Role.OWNER, alone=True)
            await house.engine.service.call(caller, Request("notify", {"event": "all", "setting": "off"}))


async def speak(phone: Phone, language: str) -> None:
    """The group, and everybody alone, chooses a language."""
    for role in (Role.VIEWER, Role.OPERATOR, Role.OWNER):
        await phone.write(phone.people[role], f"{phone.sign}lang {language}", alone=True)
    await phone.write(phone.people[Role.OWNER], f"{phone.sign}lang {language}")


def typed(command: str, phone: Phone, language: str) -> str:
    """A command as people write it: on Discord with all its marks, on Telegram as it is offered there."""
    spec = registry().get(command)
    if language != "vi" or not spec.names:
        return f"{phone.sign}{spec.id}"
    return phone.sign + (spec.names[-1] if phone.surface == "discord" else spec.names[0])
