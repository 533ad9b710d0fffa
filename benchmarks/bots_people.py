"""People on the local platforms who ask, and a clock: seconds from a word or a press to the answer they see."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from itertools import cycle
from typing import Any, Protocol

from benchmarks.bots_rig import ASKERS, CHANNEL, Platforms
from tests.fakes.discord_message import Message
from tests.fakes.discord_rig import DM

FRESH = "Mới nhất"
"""A part of the label of the button that asks anew."""
PATIENCE = 30.0
Answered = tuple[float, bytes]
"""Seconds, and the picture of the answer (empty without one)."""
Way = Callable[[str], Awaitable[Answered]]


class People(Protocol):
    """Those of one platform. ``ways`` are the ways to ask for text about a pair, by name."""

    name: str
    ways: dict[str, Way]

    async def quiet(self) -> None:
        """Nobody but the owner wants alerts."""
        ...

    async def type(self, words: str) -> Answered:
        """Somebody types a command without its sign, where pictures are shown."""
        ...


class OnDiscord:
    """They write in a channel and in private, use slash commands and press buttons."""

    name = "Discord"

    def __init__(self, both: Platforms) -> None:
        self._rig, self._next = both.discord, cycle(ASKERS)
        self.ways = {
            "!gia": lambda symbol: self.type(f"gia {symbol}"),
            "/giá": self._slash,
            "!vithe, in private": lambda _: self._say(next(self._next), "!vithe", DM),
            "!trangthai": lambda _: self.type("trangthai"),
            "!biendong": lambda _: self.type("biendong"),
            "a button": self._press,
        }

    async def quiet(self) -> None:
        for person in ASKERS:
            await self._say(person, "!thongbao all off", DM)

    async def type(self, words: str) -> Answered:
        return await self._say(next(self._next), f"!{words}", CHANNEL)

    async def _say(self, person: int, words: str, place: Any) -> Answered:
        began = time.perf_counter()
        message = await self._answer_to(await self._rig.say(person, words, place))
        return time.perf_counter() - began, next(iter(message.files.values()), b"")

    async def _answer_to(self, said: Message) -> Message:
        """An answer refers to what was said, so that no alert is taken for one."""
        return await self._rig.wait_for(
            lambda: next((each for each in reversed(self._rig.messages) if each.reply_to == said.id), None), PATIENCE
        )

    async def _slash(self, symbol: str) -> Answered:
        began = time.perf_counter()
        asked = await self._rig.slash(next(self._next), "giá", {"symbol": symbol}, CHANNEL)
        await self._rig.answer(asked, PATIENCE)
        return time.perf_counter() - began, b""

    async def _press(self, symbol: str) -> Answered:
        person = next(self._next)
        message = await self._answer_to(await self._rig.say(person, f"!gia {symbol}", CHANNEL))
        began = time.perf_counter()
        await self._rig.answer(await self._rig.press(message, FRESH, person), PATIENCE)
        return time.perf_counter() - began, b""


class OnTelegram:
    """They write in private, commands and plain words, and press buttons."""

    name = "Telegram"

    def __init__(self, both: Platforms) -> None:
        self._rig, self._next = both.telegram, cycle(ASKERS)
        self.ways = {
            "/gia": lambda symbol: self.type(f"gia {symbol}"),
            "giá": lambda symbol: self._say(next(self._next), f"giá {symbol.lower()}"),
            "/vithe": lambda _: self.type("vithe"),
            "/trangthai": lambda _: self.type("trangthai"),
            "/biendong": lambda _: self.type("biendong"),
            "a button": self._press,
        }

    async def quiet(self) -> None:
        for person in ASKERS:
            await self._say(person, "/thongbao all off")

    async def type(self, words: str) -> Answered:
        return await self._say(next(self._next), f"/{words}")

    async def _say(self, person: int, words: str) -> Answered:
        self._rig.skip(person)
        began = time.perf_counter()
        await self._rig.say(person, words)
        message = await self._rig.next_message(person, PATIENCE)
        return time.perf_counter() - began, message.picture

    async def _press(self, symbol: str) -> Answered:
        person = next(self._next)
        self._rig.skip(person)
        await self._rig.say(person, f"/gia {symbol}")
        message = await self._rig.next_message(person, PATIENCE)
        began = time.perf_counter()
        pressed = await self._rig.press(message, FRESH, person)
        await self._rig.wait_for(lambda: len(message.looks) > 1 or pressed.answers, PATIENCE)
        return time.perf_counter() - began, b""


def people_of(both: Platforms) -> list[People]:
    """Those of both platforms."""
    return [OnDiscord(both), OnTelegram(both)]
