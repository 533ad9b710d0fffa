"""People on the local Discord and Telegram. Each act ends when the bot has done all it does about it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, ClassVar

from engine.core.modes import Role
from tests.engine.house import until
from tests.fakes import discord_world, telegram_people
from tests.fakes.discord_interactions import MODAL, Interaction
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.telegram_rig import TelegramRig

GUILD, CHANNEL, OTHER_GUILD, OTHER_CHANNEL = 1000, 2000, 1001, 2100
GROUP = telegram_people.GROUP
OWNER, OPERATOR, VIEWER = 42, 43, 44


class HandClock:
    """A clock that goes by itself and can be sent ahead."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> int:
        return time.time_ns() // 1_000_000 + round(self.ahead * 1_000)

    def seconds(self) -> float:
        return time.monotonic() + self.ahead

    def pass_seconds(self, seconds: float) -> None:
        self.ahead += seconds


@dataclass(frozen=True)
class Said:
    """A message of a bot that is new or has changed; ``alone``: only the one who asked can read it."""

    text: str
    labels: tuple[str, ...]
    alone: bool
    picture: bytes
    source: Any = field(repr=False)


class Eyes:
    """Sees which messages are new or have changed."""

    def __init__(self, surface: str, sign: str, clock: HandClock) -> None:
        self.surface, self.sign, self._clock = surface, sign, clock
        self._seen: dict[object, int] = {}

    def news(self, looks: dict[object, int]) -> list[object]:
        found = [key for key, look in looks.items() if self._seen.get(key) != look]
        self._seen = looks
        return found

    def take_time(self) -> None:
        """Long enough that nobody is too fast, and no open question gets too old."""
        self._clock.pass_seconds(20)


class DiscordPhone(Eyes):
    """People on the local Discord; ``clients`` are the library's clients of the bot, the last one at work."""

    people: ClassVar = {
        Role.PUBLIC: discord_world.STRANGER, Role.VIEWER: VIEWER, Role.OPERATOR: OPERATOR, Role.OWNER: OWNER,
    }  # fmt: skip

    def __init__(self, rig: DiscordRig, clients: list[Any], clock: HandClock) -> None:
        super().__init__("discord", "!", clock)
        self.rig, self.clients = rig, clients
        self.last: Interaction | None = None

    async def write(self, person: int, text: str, *, alone: bool = False) -> list[Said]:
        self.take_time()
        await self.rig.say(person, text, DM if alone else CHANNEL)
        return await self.heard()

    async def slash(self, person: int, name: str, given: dict[str, Any], *, alone: bool = False) -> list[Said]:
        self.take_time()
        self.last = await self.rig.slash(person, name, given, DM if alone else CHANNEL)
        return await self.heard()

    async def press(self, person: int, said: Said, label: str) -> list[Said]:
        self.last = await self.rig.press(said.source, label, person)
        return await self.heard()

    async def type_word(self, person: int, word: str) -> list[Said]:
        assert self.last is not None
        assert self.last.answer == MODAL, "no form was shown"
        (entry,) = self.last.modal["components"]
        self.last = await self.rig.submit(self.last, {entry["component"]["custom_id"]: word})
        return await self.heard()

    async def heard(self) -> list[Said]:
        """What the bot has said or changed since, when it has finished with all it was told."""
        await self.settled()
        mine = {each.id: each for each in self.rig.messages}
        found = [mine[key] for key in self.news({id: len(each.edits) for id, each in mine.items()})]  # type: ignore[index]
        return [
            Said(
                each.text, tuple(each.labels), each.ephemeral or each.channel.kind == discord_world.PRIVATE,
                next(iter(each.files.values()), b""), each,
            )
            for each in found
        ]  # fmt: skip

    async def settled(self) -> None:
        client, gateway = self.clients[-1], self.rig.gateway
        while True:
            await until(lambda: client.ws.sequence == gateway.sessions[client.ws.session_id].seq, 10)
            tasks = [each for each in asyncio.all_tasks() if each.get_name().startswith("discord.py: on_")]
            if not tasks:
                return
            await asyncio.wait(tasks, timeout=10)

    def refusals(self) -> list[str]:
        """What Discord would not have, and what could ping somebody or show a picture that is not there."""
        refused = [f"{call.name}: {call.status}" for call in self.rig.calls if call.status >= 400]
        harmful = [each.text for each in self.rig.messages if each.pings or each.allowed_mentions is None]
        return refused + harmful + [each.text for each in self.rig.messages if each.broken_images]


class TelegramPhone(Eyes):
    """People on the local Telegram; ``apps`` are the library's applications of the bot, the last one at work."""

    people: ClassVar = {
        Role.PUBLIC: telegram_people.OUTSIDER, Role.VIEWER: VIEWER, Role.OPERATOR: OPERATOR, Role.OWNER: OWNER,
    }  # fmt: skip

    def __init__(self, rig: TelegramRig, apps: list[Any], clock: HandClock) -> None:
        super().__init__("telegram", "/", clock)
        self.rig, self.apps = rig, apps

    async def write(self, person: int, text: str, *, alone: bool = False) -> list[Said]:
        self.take_time()
        await self.rig.say(person, text, person if alone else GROUP)
        return await self.heard()

    async def press(self, person: int, said: Said, label: str) -> list[Said]:
        await self.rig.press(said.source, label, person)
        return await self.heard()

    async def type_word(self, person: int, word: str) -> list[Said]:
        return await self.write(person, word, alone=True)

    async def heard(self) -> list[Said]:
        """What the bot has said or changed since, when it has finished with all it was told."""
        await self.settled()
        sent = {(each.chat.id, each.id): each for each in self.rig.sent() if not each.deleted}
        found = [sent[key] for key in self.news({key: len(each.looks) for key, each in sent.items()})]  # type: ignore[index]
        return [
            Said(
                each.text, tuple(label for row in each.labels for label in row), each.chat.kind == "private",
                each.picture, each,
            )
            for each in found
        ]  # fmt: skip

    async def settled(self) -> None:
        await self.rig.read()
        await self.apps[-1].update_queue.join()
        while tasks := [each for each in asyncio.all_tasks() if "process_concurrent_update" in each.get_name()]:
            await asyncio.wait(tasks, timeout=10)

    def refusals(self) -> list[str]:
        """What Telegram would not have."""
        calls = self.rig.world.calls
        return [f"{call.method}: {call.answer} {call.params}" for call in calls if call.status >= 400]


Phone = DiscordPhone | TelegramPhone
