"""The local platforms in a process of their own, which a line of text makes answer or hang."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sys
from collections.abc import AsyncIterator

from benchmarks.bots_rig import ASKERS, CHANNEL, Platforms
from benchmarks.common import ROOT

NONE, WELL, HUNG = STATES = ("no bots", "bots on platforms that answer", "bots on platforms that hang")
ANSWER = 0.4
"""Seconds until a platform that is well answers."""
_NOTICED = 60.0


class Elsewhere:
    """The other process, as this one sees it. ``settings`` say where the platforms are."""

    def __init__(self, settings: dict[str, str], lines: asyncio.StreamReader, wishes: asyncio.StreamWriter) -> None:
        self.settings, self._lines, self._wishes = settings, lines, wishes

    async def become(self, state: str) -> int:
        """Change; returns, when both bots have noticed, how many calls had hung in the state that ends."""
        self._wishes.write(f"{state}\n".encode())
        told = await self._lines.readline()
        if not told:
            raise SystemExit(f"the platforms did not become {state!r}")
        return int(told)


@contextlib.asynccontextmanager
async def elsewhere() -> AsyncIterator[Elsewhere]:
    """Both platforms, where nobody listens yet."""
    command, pipe = [sys.executable, "-m", __name__], asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    lines, wishes = child.stdout, child.stdin
    if lines is None or wishes is None:
        raise SystemExit("no way to speak with the platforms")
    try:
        yield Elsewhere(json.loads(await lines.readline()), lines, wishes)
    finally:
        wishes.close()
        await child.wait()


async def serve() -> None:
    """Say where they are, then be as each line wants them; a line back when the bots have noticed."""
    async with Platforms() as both:
        print(json.dumps(both.settings()), flush=True)
        asking: asyncio.Task[None] | None = None
        while wanted := (await asyncio.to_thread(sys.stdin.readline)).strip():
            hung = _lift(both)
            if asking is not None:
                asking.cancel()
            if wanted != NONE:
                await _behave(both, hung=wanted == HUNG)
            asking = None if wanted == NONE else asyncio.create_task(_ask(both))
            print(hung, flush=True)


def _lift(both: Platforms) -> int:
    """All is well again; returns how many calls had hung."""
    found = [fault.hits for fault in both.discord.faults.all if fault.hang]
    found += [fault.hits for fault in both.telegram.faults.all if fault.kind == "hang"]
    for faults in (both.discord.faults, both.telegram.faults):
        faults.lift()
        faults.all.clear()
    return sum(found)


async def _behave(both: Platforms, *, hung: bool) -> None:
    """From now on; back when a message of each bot has met it."""
    discord, telegram = both.discord.faults, both.telegram.faults
    if hung:
        telegram.hang("getUpdates", times=None)
        telegram.hang("sendPhoto", times=None)
        first, second = discord.hang("*", times=None), telegram.hang("sendMessage", times=None)
    else:
        first = discord.slow("POST /*messages*", ANSWER, times=None)
        second = telegram.slow("sendMessage", ANSWER, times=None)
    await both.discord.wait_for(lambda: first.hits, _NOTICED, "a call")
    await both.telegram.wait_for(lambda: second.hits, _NOTICED)


async def _ask(both: Platforms) -> None:
    """Two questions a second on each; nobody waits for the answer."""
    while True:
        person = random.choice(ASKERS)
        await both.discord.say(person, "!gia BTC", CHANNEL)
        await both.telegram.say(person, "/gia BTC")
        await asyncio.sleep(0.5)


if __name__ == "__main__":
    asyncio.run(serve())
