"""A bot that dies is started again with growing waits, the other is told, and the engine does not notice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from bots.supervisor import Supervisor
from engine.core.clocks import MarketClock
from engine.core.errors import Operational, Temporary
from engine.core.events import EventKind
from engine.service.answers import Why
from engine.service.bot_states import BotStates
from engine.service.lobby import Lobby
from engine.service.rooms import ChatRooms
from tests.engine.house import until

Said = tuple[EventKind, dict[str, object]]


class World:
    """A lobby whose events are kept, and rests that take no time but are counted."""

    def __init__(self) -> None:
        self.clock = MarketClock(0)
        self.states = BotStates(lambda surface: 3)
        self.events: list[Said] = []
        self.rests: list[float] = []
        nothing: Any = None
        chat = ChatRooms(nothing, nothing, nothing, self.states)
        self.lobby = Lobby(nothing, nothing, chat, nothing, self.clock, self.note)

    async def note(self, kind: EventKind, facts: Mapping[str, object]) -> None:
        self.events.append((kind, dict(facts)))

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        await asyncio.sleep(0)

    def supervisor(self, **bots: Callable[[], Any]) -> Supervisor:
        return Supervisor(self.lobby, bots, sleep=self.rest, chance=lambda: 1.0)

    def row(self, surface: str) -> tuple[bool, Why]:
        state, queue = (row for row in self.states.rows() if row.part == surface)
        assert (queue.detail.key, queue.detail.params) == ("bot-queue", {"count": 3})
        return state.ok, state.detail


class Bot:
    """Does what its script says at each start: an error to raise, or to live on."""

    def __init__(self, world: World, surface: str, *script: Exception | None) -> None:
        self.world, self.surface, self.script, self.starts = world, surface, list(script), 0
        self.lives = asyncio.Event()

    def __call__(self) -> Bot:
        return self

    async def run(self) -> None:
        self.starts += 1
        ending = self.script.pop(0) if self.script else None
        if ending is not None:
            raise ending
        self.world.states.report(self.surface, True, Why("bot-connected"))
        self.lives.set()
        await asyncio.Event().wait()


async def ran(supervisor: Supervisor, *bots: Bot) -> None:
    task = asyncio.create_task(supervisor.run())
    async with asyncio.timeout(10):
        for bot in bots:
            await bot.lives.wait()
    for _ in range(5):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_it_starts_again_with_growing_waits_and_says_so_once_each_way() -> None:
    world = World()
    discord = Bot(world, "discord", ZeroDivisionError(), Temporary("err-engine-gone"), ZeroDivisionError())
    telegram = Bot(world, "telegram")
    await ran(world.supervisor(discord=discord, telegram=telegram), discord, telegram)
    assert (discord.starts, telegram.starts) == (4, 1)
    assert world.rests == [2.0, 4.0, 8.0]
    assert [(kind, facts["surface"], facts["up"]) for kind, facts in world.events] == [
        (EventKind.BOT_CHANGED, "discord", False),
        (EventKind.BOT_CHANGED, "discord", True),
    ]
    assert world.events[0][1]["key"] == "err-bot-died"
    assert str(world.events[0][1]["params"]["incident"]).startswith("E-")  # type: ignore[index]


async def test_that_nothing_can_be_noted_ends_no_bot(caplog: pytest.LogCaptureFixture) -> None:
    world = World()

    async def broken(kind: EventKind, facts: Mapping[str, object]) -> None:
        raise OSError(5, "Input/output error")

    world.lobby = replace(world.lobby, note=broken)
    discord, telegram = Bot(world, "discord", ZeroDivisionError()), Bot(world, "telegram")
    await ran(world.supervisor(discord=discord, telegram=telegram), discord, telegram)
    assert (discord.starts, telegram.starts) == (2, 1)
    assert "Input/output error" in caplog.text


async def test_health_says_why_it_is_down_and_how_much_waits() -> None:
    world = World()
    bot = Bot(world, "telegram", *[Operational("err-bot-token", surface="Telegram", setting="X")] * 10_000)
    task = asyncio.create_task(world.supervisor(telegram=bot).run())
    await until(lambda: world.rests)
    ok, detail = world.row("telegram")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not ok
    assert detail.key == "bot-down"
    assert "Telegram không nhận token" in str(detail.params["reason"])


async def test_a_long_life_shortens_the_wait_again() -> None:
    world = World()

    class Lasting(Bot):
        async def run(self) -> None:
            self.world.clock.advance(self.world.clock.now() + 500_000)
            await super().run()

    bot = Lasting(world, "discord", ZeroDivisionError(), ZeroDivisionError(), ZeroDivisionError())
    await ran(world.supervisor(discord=bot), bot)
    assert world.rests == [2.0, 2.0, 2.0]


async def test_a_bot_that_never_comes_up_does_not_keep_the_other_from_stopping() -> None:
    world = World()
    bot = Bot(world, "discord", *[ZeroDivisionError()] * 10_000)
    task = asyncio.create_task(world.supervisor(discord=bot).run())
    await until(lambda: len(world.rests) >= 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert max(world.rests) == 300.0
