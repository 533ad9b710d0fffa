"""``run_bot.py`` as a process of its own between the local Discord and the local Telegram."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.e2e.runs import Bot
from tests.fakes import discord_message, telegram_message
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.discord_world import OWNER
from tests.fakes.telegram_rig import TelegramRig

STILL = {"demo_speed": 0.001, "confidence_threshold": 0.99}
"""A market that stands, so that nothing happens but what a test does."""
LIVELY = {"demo_speed": 5_000, "confidence_threshold": 0.99}
"""A market that moves and of which nothing is forecast aloud."""


class Platforms:
    """Both platforms. ``discord.world.token`` and ``telegram.token`` are what they accept."""

    def __init__(self, discord: DiscordRig, telegram: TelegramRig) -> None:
        self.discord, self.telegram = discord, telegram

    def settings(self, **changes: Any) -> dict[str, Any]:
        """A bot on each with an owner; a change to None leaves a setting out."""
        addresses = {name.lower(): value for name, value in self.discord.environment.items()}
        return {
            **addresses, "discord_guilds": 1000, "discord_owners": OWNER,
            "telegram_api_url": self.telegram.url, "telegram_bot_token": self.telegram.token,
            "telegram_owners": OWNER, **changes,
        }  # fmt: skip

    async def connected(self, within: float = 30.0) -> None:
        await self.discord.connected(within)
        await self.telegram.polling(within)

    def told_on_discord(self, *parts: str) -> list[discord_message.Message]:
        """Private messages to the owner with all of ``parts`` in them."""
        private = self.discord.world.private(OWNER)
        return [
            each for each in self.discord.messages
            if each.channel is private and all(part in each.text for part in parts)
        ]  # fmt: skip

    def told_on_telegram(self, *parts: str) -> list[telegram_message.Message]:
        """Private messages to the owner with all of ``parts`` in them."""
        return [each for each in self.telegram.sent(OWNER) if all(part in each.text for part in parts)]

    async def on_discord(self, *parts: str, within: float = 15.0) -> discord_message.Message:
        """The first such private message, as soon as it is there."""
        return (await self.discord.wait_for(lambda: self.told_on_discord(*parts), within, f"{parts} on Discord"))[0]

    async def on_telegram(self, *parts: str, within: float = 15.0) -> telegram_message.Message:
        """The first such private message, as soon as it is there."""
        return (await self.telegram.wait_for(lambda: self.told_on_telegram(*parts), within))[0]

    async def answered(self, line: str, *parts: str) -> None:
        """Both owners ask the same in private, and both are answered with all of ``parts``."""
        before = len(self.told_on_discord(*parts)), len(self.told_on_telegram(*parts))
        await self.discord.say(OWNER, f"!{line}", DM)
        await self.telegram.say(OWNER, f"/{line}")
        await self.discord.wait_for(lambda: len(self.told_on_discord(*parts)) > before[0], 10, f"Discord: {parts}")
        await self.telegram.wait_for(lambda: len(self.told_on_telegram(*parts)) > before[1], 10)


@asynccontextmanager
async def platforms() -> AsyncIterator[Platforms]:
    """Both platforms, as long as the block lasts."""
    async with DiscordRig() as discord, TelegramRig() as telegram:
        yield Platforms(discord, telegram)


class Run:
    """The process; whatever would block runs in a thread, so that the platforms go on."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    async def up(self) -> None:
        await asyncio.to_thread(self.bot.up)

    async def ask(self, command: str, **arguments: Any) -> Any:
        """A command through the engine's socket; a hung platform must not delay it."""
        async with asyncio.timeout(5):
            return await asyncio.to_thread(self.bot.ask, command, **arguments)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str, float]:
        return await asyncio.to_thread(self.bot.end, number)

    def log(self) -> str:
        """What the log file says so far."""
        path = self.bot.data / "logs" / "haidang.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    async def logged(self, *parts: str, within: float = 20.0) -> str:
        """Wait until one line of the log has all of ``parts``; that line."""

        def found() -> str | None:
            return next((line for line in self.log().splitlines() if all(part in line for part in parts)), None)

        return await eventually(found, within, lambda: f"{parts} in the log:\n{self.log()[-3000:]}")

    async def health(self, part: str) -> Any:
        """The row of one bot."""
        return next(row for row in (await self.ask("health")).rows if row.part == part)

    async def waiting(self, letters: int, within: float = 15.0) -> None:
        """Wait until so many alerts wait for each platform."""
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while True:
            rows = [row for row in (await self.ask("health")).rows if row.detail.key == "bot-queue"]
            found = [int(row.detail.params["count"]) for row in rows]
            if found == ([letters, letters] if letters else []):
                return
            assert loop.time() < end, f"{found} letters wait, not {letters}"
            await asyncio.sleep(0.02)


@asynccontextmanager
async def running(folder: Path, models: Path, *words: str, **settings: Any) -> AsyncIterator[Run]:
    """A process that does not outlive the block."""
    bot = Bot(folder, models, *words, **settings)
    try:
        yield Run(bot)
    finally:
        if bot.process.poll() is None:
            bot.process.kill()
            await asyncio.to_thread(bot.process.communicate)


async def eventually(true: Callable[[], Any], within: float, say: Callable[[], str]) -> Any:
    """The first truthy answer."""
    end = asyncio.get_running_loop().time() + within
    while not (found := true()):
        assert asyncio.get_running_loop().time() < end, f"not within {within} s: {say()}"
        await asyncio.sleep(0.02)
    return found
