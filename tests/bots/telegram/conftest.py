"""The real bot on the local Telegram, with a conversation that says what a test wants."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager
from types import SimpleNamespace
from typing import Any

import pytest

from bots.common.actions import Action, Verb, written
from bots.common.reply import Button, Reply
from bots.telegram.app import TelegramBot
from engine.core.clocks import WallClock
from engine.core.modes import Role
from engine.core.secret_shapes import holds_secret
from engine.service.answers import Why
from engine.service.bot_states import BotStates
from engine.service.people.admission import Access
from engine.service.visits import Visit
from engine.settings import Settings
from locales import match_language, use_language
from tests.bots.stand_ins import HelpDesk, Notes, Post, card
from tests.fakes.telegram_people import GROUP, OPERATOR, OWNER, VIEWER
from tests.fakes.telegram_rig import TelegramRig

AVAILABLE = ("price", "predict", "balance", "flatten", "pause", "help", "start", "role")
ROLES = {OWNER: Role.OWNER, OPERATOR: Role.OPERATOR, VIEWER: Role.VIEWER}


def button(label: str, verb: Verb, subject: str) -> Button:
    action = written(Action(verb, subject))
    assert action is not None
    return Button(label, action)


class Script:
    """Says ``replies`` by line or action; lets in people with a role, and ``public`` in groups."""

    def __init__(self) -> None:
        self.heard: list[tuple[Any, ...]] = []
        self.visits: list[Visit] = []
        self.replies: dict[str, Reply | None] = {}
        self.pauses: dict[str, asyncio.Event] = {}
        self.errors: dict[str, Exception] = {}
        self.admitted = set(ROLES)
        self.public: set[int] = set()

    def is_admitted(self, visit: Visit) -> bool:
        return visit.actor in self.admitted or (not visit.alone and visit.actor in self.public)

    def language_for(self, visit: Visit, *, private: bool = False) -> AbstractContextManager[None]:
        return use_language(match_language(visit.language) or "vi")

    async def holds_secret(self, visit: Visit, text: str) -> bool:
        return self.is_admitted(visit) and holds_secret(text)

    def secret_warning(self, visit: Visit, *, deleted: bool) -> Reply:
        return Reply(card("đã xóa" if deleted else "hãy tự xóa", "Bí mật"))

    async def line(self, visit: Visit, text: str, *, plain: bool = False) -> Reply | None:
        return await self._say(visit, text, text, plain)

    async def press(self, visit: Visit, action: str, values: Mapping[str, str] | None = None) -> Reply | None:
        return await self._say(visit, action, action)

    async def _say(self, visit: Visit, key: str, *heard: Any) -> Reply | None:
        self.heard.append(heard)
        self.visits.append(visit)
        if not self.is_admitted(visit):
            return None
        if key in self.pauses:
            await self.pauses[key].wait()
        if key in self.errors:
            raise self.errors[key]
        return self.replies.get(key, Reply(card()))


class States(BotStates):
    """Rings when something is reported, so that tests can wait for it."""

    def __init__(self, rig: TelegramRig) -> None:
        super().__init__(lambda surface: 0)
        self._bell = rig.world.bell

    def report(self, surface: str, ok: bool, detail: Why) -> None:
        super().report(surface, ok, detail)
        self._bell.ring()


class Room:
    """The local Telegram, the conversation, and the bot as often as a test starts it."""

    def __init__(self, rig: TelegramRig) -> None:
        self.rig, self.script, self.post, self.notes = rig, Script(), Post(), Notes()
        self.states = States(rig)
        self.token = rig.token
        self.access = Access(ROLES, {}, frozenset({GROUP}))
        self.languages: dict[str, str] = {}
        self.clock: Any = WallClock()
        self.running: asyncio.Task[None] | None = None

    def lobby(self, **settings: Any) -> Any:
        return SimpleNamespace(
            settings=Settings(telegram_api_url=self.rig.url, **settings), service=HelpDesk(AVAILABLE),
            wall_clock=self.clock, notebook=self.notes,
            chat=SimpleNamespace(
                post=self.post, states=self.states,
                people=SimpleNamespace(access=lambda surface: self.access),
                choices=SimpleNamespace(language_of=lambda surface, box: self.languages.get(box)),
            ),
        )  # fmt: skip

    async def start(self, **settings: Any) -> None:
        script: Any = self.script
        bot = TelegramBot(self.lobby(**settings), script, self.token)
        self.running = asyncio.create_task(bot.run())
        await self.until_up_or_over()
        if self.running.done():
            self.running.result()

    async def until_up_or_over(self) -> None:
        """The bot listens, or it has ended."""
        running = self.running
        assert running is not None
        running.add_done_callback(lambda _: self.rig.world.bell.ring())
        await self.rig.wait_for(lambda: running.done() or (self.rig.updates.polling and self.ok()))

    async def stop(self) -> None:
        if self.running is not None:
            self.running.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self.running
            self.running = None

    def ok(self) -> bool:
        return any(row.ok for row in self.states.rows())

    async def ask(self, text: str, reply: Reply | None, *, chat: int = OWNER, **more: Any) -> Any:
        """Say ``text`` as the owner, which is answered with ``reply``; gives the bot's message."""
        self.script.replies[text.removeprefix("/")] = reply
        await self.rig.say(OWNER, text, chat, **more)
        return await self.rig.next_message(chat)


@pytest.fixture
async def quiet_room() -> AsyncIterator[Room]:
    """A room whose bot has not been started."""
    async with TelegramRig() as rig:
        room = Room(rig)
        yield room
        await room.stop()


@pytest.fixture
async def room(quiet_room: Room) -> Room:
    await quiet_room.start()
    return quiet_room
