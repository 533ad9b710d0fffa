"""The real bot on the local Discord, with a conversation that says what a test wants."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from bots.common.reply import Reply
from bots.discord.bot import DiscordBot
from engine.core.clocks import WallClock
from engine.core.secret_shapes import holds_secret
from engine.service.bot_states import BotStates
from engine.service.registry import registry
from engine.service.visits import Visit
from engine.settings import Settings
from tests.bots.stand_ins import HelpDesk, Notes, Post, card
from tests.fakes.discord_rig import DiscordRig
from tests.fakes.discord_world import OPERATOR, OWNER, VIEWER

AVAILABLE = ("price", "predict", "chart", "balance", "flatten", "enter", "signals", "movers", "help", "ping")


class Script:
    """Says ``replies`` by line, command id or action, after ``pause`` is set; hears only the listed."""

    def __init__(self) -> None:
        self.heard: list[tuple[Any, ...]] = []
        self.visits: list[Visit] = []
        self.replies: dict[str, Reply | None] = {}
        self.private = {"balance", "flatten"}
        self.pause: asyncio.Event | None = None
        self.admitted = {OWNER, OPERATOR, VIEWER}

    def is_admitted(self, visit: Visit) -> bool:
        return visit.actor in self.admitted

    def is_private(self, visit: Visit, command_id: str) -> bool:
        return not visit.alone and registry().get(command_id).id in self.private

    def language_for(self, visit: Visit) -> AbstractContextManager[None]:
        return nullcontext()

    async def holds_secret(self, visit: Visit, text: str) -> bool:
        return holds_secret(text)

    def secret_warning(self, visit: Visit, *, deleted: bool) -> Reply:
        return Reply(card("đã xóa" if deleted else "hãy tự xóa", "Bí mật"))

    async def line(self, visit: Visit, text: str, *, plain: bool = False) -> Reply | None:
        return await self._say(visit, text, text, plain)

    async def command(self, visit: Visit, command_id: str, given: Mapping[str, object]) -> Reply | None:
        return await self._say(visit, command_id, command_id, dict(given))

    async def press(self, visit: Visit, action: str, values: Mapping[str, str] | None = None) -> Reply | None:
        return await self._say(visit, action, action, None if values is None else dict(values))

    async def suggest(self, visit: Visit, command_id: str, parameter: str, typed: str) -> list[tuple[str, str]]:
        self.heard.append((command_id, parameter, typed))
        return [("BTC", "BTC/USDT"), ("BNB", "BNB/USDT")]

    async def _say(self, visit: Visit, key: str, *heard: Any) -> Reply | None:
        self.heard.append(heard)
        self.visits.append(visit)
        if self.pause is not None:
            await self.pause.wait()
        if not self.is_admitted(visit):
            return None
        return self.replies.get(key, Reply(card()))


class Room:
    """The local Discord, the conversation, and the bot as often as a test starts it."""

    def __init__(self, rig: DiscordRig) -> None:
        self.rig, self.script, self.post, self.memory = rig, Script(), Post(), Notes()
        self.states = BotStates(lambda surface: 0)
        self.token = rig.world.token
        self.running: asyncio.Task[None] | None = None

    def bot(self, **settings: Any) -> DiscordBot:
        urls = {
            "discord_api_url": self.rig.environment["DISCORD_API_URL"],
            "discord_gateway_url": self.rig.environment["DISCORD_GATEWAY_URL"],
        }
        lobby: Any = SimpleNamespace(
            settings=Settings(**urls, **settings), service=HelpDesk(AVAILABLE), wall_clock=WallClock(),
            notebook=self.memory, chat=SimpleNamespace(post=self.post, states=self.states),
        )  # fmt: skip
        script: Any = self.script
        return DiscordBot(lobby, script, self.token)

    async def start(self, **settings: Any) -> None:
        self.running = asyncio.create_task(self.bot(**settings).run())
        await self.rig.wait_for(lambda: self.is_up() or self.running.done(), what="the bot")
        if self.running.done():
            self.running.result()

    async def stop(self) -> None:
        if self.running is not None:
            self.running.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self.running
            self.running = None

    def is_up(self) -> bool:
        return bool(self.rig.gateway.connected) and any(row.ok for row in self.states.rows())

    def all_texts(self) -> list[str]:
        return [message.text for message in self.rig.messages]


@pytest.fixture
async def quiet_room(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    """A room whose bot has not been started."""
    async with DiscordRig() as rig:
        rig.point(monkeypatch)
        room = Room(rig)
        yield room
        await room.stop()
        harmful = [message.text for message in rig.messages if message.pings or message.allowed_mentions is None]
        assert not harmful, f"these could ping somebody: {harmful}"
        assert not [message for message in rig.messages if message.broken_images]


@pytest.fixture
async def room(quiet_room: Room) -> Room:
    await quiet_room.start()
    return quiet_room
