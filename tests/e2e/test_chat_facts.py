"""The same question brings the same facts on Discord, on Telegram, in the console and on the command line."""

from __future__ import annotations

import asyncio
import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Static

from console.screens.answer import AnswerScreen
from engine.cli.main import main
from engine.core.clocks import WallClock
from engine.core.modes import Role
from engine.service.answers import Positions, Profit
from engine.service.port import Caller, Request
from engine.service.registry import registry
from engine.service.text import words
from locales import set_defaults, use_language
from locales.formats import money
from tests.e2e.chat import Scene, scene, speak
from tests.e2e.chat_phones import OWNER
from tests.engine.service.conftest import reach

QUESTIONS = (
    "price btc", "price eth", "predict btc", "predict eth", "explain btc", "movers", "signals", "signals btc silent",
    "chart btc", "depth btc", "positions", "orders", "trades", "balance", "equity", "profit", "profit week",
    "performance", "performance exit", "stats", "scoreboard", "models", "models btc", "status", "health", "risk",
    "locks", "symbols", "version", "watch", "notify", "role", "help price",
)  # fmt: skip
TRADING = {"confidence_threshold": 0.5, "stop_loss": "0.008", "take_profit": "0.012", "time_limit": None}
FACT = re.compile(r"[+−]?\d+(?:[.,:]\d+)*|\w{3,}")
ANOTHER = {
    "notify": "each surface lists what it is told itself",
    "help": "commands are written as they are typed there",
}
"""Where chat and command line rightly differ, and only the chats are compared with each other."""


class Stopped:
    """A clock that stands, so that nothing gets older between one surface and the next."""

    def __init__(self) -> None:
        self._now = WallClock().now()

    def now(self) -> int:
        return self._now


class Texts:
    """What the surfaces say to one question."""

    def __init__(self, here: Scene, console: App[None], language: str) -> None:
        self._here, self._console, self._language = here, console, language

    async def in_chat(self, question: str) -> tuple[str, str]:
        phones = self._here.discord, self._here.telegram
        said = [await phone.write(OWNER, phone.sign + question, alone=True) for phone in phones]
        first, second = ("\n".join(one.text for one in each).replace("\\", "") for each in said)
        return first, second

    async def on_the_command_line(self, question: str) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = await asyncio.to_thread(main, ["call", *question.split(), "--lang", self._language])
        assert code == 0
        return out.getvalue().rstrip("\n")

    async def in_the_console(self, question: str) -> str:
        screen = AnswerScreen(question.split(maxsplit=1)[0], await self.answer(question))
        with use_language(self._language):
            await self._console.push_screen(screen)
            shown = str(screen.query_one("#answer-body", Static).content)
            await self._console.pop_screen()
        return shown

    async def answer(self, question: str) -> Any:
        parsed = registry().parse(question)
        caller = Caller("cli", "an", Role.OWNER, language=self._language)
        return await self._here.house.engine.service.call(caller, Request(parsed.spec.id, parsed.arguments))


def facts(text: str) -> set[str]:
    """The figures in a text with their signs, and the words in capitals: directions, states, pairs, whose money."""
    return {word for word in FACT.findall(text) if word[-1].isdigit() or word.isupper()}


def added(answer: Any) -> str:
    """What chat says beside: how old prices are, which there nobody sees move, and what rows come to together."""
    age = words.data_age_long(answer.stamp) if hasattr(answer, "stamp") else ""
    match answer:
        case Profit():
            return f"{age} {money(sum(row.pnl for row in answer.rows), 'USDT', sign=True)}"
        case Positions():
            total = sum(row.open_pnl or 0 for row in answer.rows)
            return f"{age} {len(answer.rows)} {money(total, 'USDT', sign=True)}"
    return age


async def differences(texts: Texts, question: str) -> list[str]:
    """Where the surfaces do not agree."""
    name = question.split(maxsplit=1)[0]
    discord, telegram = await texts.in_chat(question)
    chat = facts(discord)
    found = [] if chat == facts(telegram) else [f"Telegram: {sorted(chat ^ facts(telegram))}"]
    if name in ANOTHER:
        return found
    told = await texts.on_the_command_line(question)
    shown = await texts.in_the_console(question)
    if shown.split() != told.split():  # the console breaks long lines at its width
        found.append(f"console: {shown!r} is not {told!r}")
    more, fewer = chat - facts(told) - facts(added(await texts.answer(question))), facts(told) - chat
    if name == "chart":
        fewer = set()  # chat shows the candles as a picture
    if more or fewer:
        found.append(f"command line: more {sorted(more)}, fewer {sorted(fewer)}")
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_every_surface_tells_the_same_facts(
    language: str, tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path, models, monkeypatch, **TRADING) as here:
        await reach(here.house, 160)
        for symbol in ("BTC", "ETH"):
            await here.house.ask("enter", symbol=symbol)
        await reach(here.house, 162)
        here.house.engine.rooms.wall_clock = Stopped()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
        for phone in (here.discord, here.telegram):
            await speak(phone, language)
        set_defaults(language=language, number_style=language, zone="Asia/Ho_Chi_Minh")
        wrong: list[str] = []
        console: App[None] = App()
        async with console.run_test(size=(200, 80)):
            texts = Texts(here, console, language)
            for question in QUESTIONS:
                wrong += [f"{question}: {each}" for each in await differences(texts, question)]
        assert not wrong, "\n".join(wrong)
        assert (await texts.answer("positions")).rows
        assert (await texts.answer("trades")).rows
