"""The local Discord and Telegram in this process, and programs of their own that are pointed at them."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from subprocess import Popen

from benchmarks.common import no_settings, started
from engine.core.symbols import Symbol
from tests.fakes.discord_rig import DiscordRig
from tests.fakes.discord_world import OWNER
from tests.fakes.telegram_rig import TelegramRig

GUILD, CHANNEL = 1000, 2000
ASKERS = tuple(range(10_001, 10_061))
"""People who ask, in turn: as many as it takes that nobody asks faster than people may."""


class Platforms:
    """``async with Platforms() as both``: two platforms, with the same people on each."""

    def __init__(self) -> None:
        self.discord, self.telegram = DiscordRig(), TelegramRig()

    async def __aenter__(self) -> Platforms:
        await self.discord.__aenter__()
        await self.telegram.__aenter__()
        for person in ASKERS:
            self.discord.world.add_user(person, f"Người {person}")
            self.discord.world.guilds[GUILD].members.add(person)
            self.telegram.world.person(person).met = True
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.discord.__aexit__()
        await self.telegram.__aexit__()

    def settings(self, askers: Sequence[int] = ASKERS) -> dict[str, str]:
        """What points the real program here: all who ask are viewers, and one owner reads every alert."""
        viewers = ",".join(map(str, askers))
        return {
            **self.discord.environment, "DISCORD_GUILDS": str(GUILD), "DISCORD_OWNERS": str(OWNER),
            "DISCORD_VIEWERS": viewers, "TELEGRAM_VIEWERS": viewers, "TELEGRAM_OWNERS": str(OWNER),
            "TELEGRAM_API_URL": self.telegram.url, "TELEGRAM_BOT_TOKEN": self.telegram.token,
        }  # fmt: skip

    async def connected(self, child: Popen[bytes], within: float = 90.0) -> None:
        """Wait until both bots listen."""
        await until(lambda: bool(self.discord.gateway.connected) and self.telegram.updates.polling, child, within)
        await self.discord.synced(within=within)


async def until(is_so: Callable[[], object], child: Popen[bytes], within: float = 60.0) -> None:
    """Wait without holding up the platforms of this process."""
    end = time.monotonic() + within
    while not is_so():
        if child.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"not within {within:g} s; ended with {child.poll()}")
        await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def program(words: Sequence[str], env: Mapping[str, str], folder: Path) -> AsyncIterator[Popen[bytes]]:
    """A Python program beside this one, ended politely while the platforms go on answering it."""
    with contextlib.ExitStack() as stack:
        child = stack.enter_context(started([sys.executable, *words], env, folder))
        try:
            yield child
        finally:
            await asyncio.to_thread(stack.close)


class Load:
    """How much of a core a program takes from now on."""

    def __init__(self, child: Popen[bytes]) -> None:
        self._pid = child.pid
        self._began = time.perf_counter(), self._burnt()

    def share(self) -> float:
        """In percent."""
        began, burnt = self._began
        return 100 * (self._burnt() - burnt) / (time.perf_counter() - began)

    def _burnt(self) -> float:
        words = Path(f"/proc/{self._pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / 100


def bot(folder: Path) -> list[str]:
    """The real program."""
    return ["run_bot.py", "--env", no_settings(folder)]


def crowd(count: int) -> tuple[Symbol, ...]:
    """So many pairs of the demo."""
    from benchmarks.world import FIVE

    return tuple(dict.fromkeys((*FIVE, *(Symbol(f"C{number}") for number in range(count)))))[:count]
