"""The local Telegram as a program: a person types what people say and press, and reads what the bot sends."""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from tests.fakes import telegram_people as folk
from tests.fakes.telegram_message import Message
from tests.fakes.telegram_rig import TelegramRig
from tests.fakes.telegram_server import TelegramServer

HELP = f"""\
42: giá btc              says it as person 42, in private
group 42: /gia@bot btc   in the group {folk.GROUP}; @bot stands for the bot's own name
topic {folk.PRICES} 42: /gia         in a topic of the forum {folk.FORUM}
press LABEL              presses the newest button of that label, as whoever spoke last
press 44 LABEL           the same, as person 44
menu 42                  the commands that person is offered
block 42, unblock 42, kick, add
fault KIND METHOD [N]    throttle, fail, slow, hang or cut for so many calls; without a method for all
down, up                 nobody listens; listens again
well                     ends all faults
known people: {folk.OWNER} (vi), {folk.OPERATOR} (vi), {folk.VIEWER} (en), {folk.OUTSIDER} (de)"""
_SAID = re.compile(r"(?:(group)\s+|topic\s+(\d+)\s+)?(\d+)\s*:\s*(.*)", re.DOTALL)
_FAULTS = ("throttle", "fail", "slow", "hang", "cut")


class Prompt:
    """Does what is typed, and tells what the bot does; pictures go to ``folder``."""

    def __init__(self, rig: TelegramRig, tell: Callable[[str], None], folder: Path) -> None:
        self.rig, self.tell, self.folder = rig, tell, folder
        self.speaker = folk.OWNER
        self._told: dict[int, tuple[int, bool]] = {}
        self._answers = 0

    # --- what is typed -----------------------------------------------------------------------------------------------
    async def order(self, line: str) -> None:
        """One typed line; what cannot be done is told."""
        said = _SAID.fullmatch(line.strip())
        try:
            if said:
                await self._say(*said.groups())
            elif line.strip():
                await self._do(*line.split())
        except (AssertionError, KeyError, ValueError, TypeError) as error:
            self.tell(f"! {error}")

    async def _say(self, group: str | None, topic: str | None, user: str, text: str) -> None:
        self.speaker = int(user)
        text = re.sub(r"@bot\b", f"@{self.rig.world.bot.username}", text)
        chat = folk.GROUP if group else folk.FORUM if topic else 0
        await self.rig.say(self.speaker, text, chat, thread=int(topic or 0))

    async def _do(self, verb: str, *rest: str) -> None:
        if verb == "press":
            await self._press(*rest)
        elif verb in ("block", "unblock"):
            await getattr(self.rig, verb)(int(rest[0]))
        elif verb in ("kick", "add"):
            await getattr(self.rig, verb)(folk.GROUP)
        elif verb == "menu":
            for each in self.rig.menu(int(rest[0])):
                self.tell(f"/{each['command']}  {each['description']}")
        elif verb == "fault" and rest and rest[0] in _FAULTS:
            times = int(rest[2]) if len(rest) > 2 else 1
            getattr(self.rig.faults, rest[0])(rest[1] if len(rest) > 1 else "", times=times)
        elif verb in ("down", "up"):
            await (self.rig.server.stop() if verb == "down" else self.rig.server.start())
        elif verb == "well":
            self.rig.faults.lift()
        else:
            self.tell(HELP)

    async def _press(self, *words: str) -> None:
        presser = int(words[0]) if len(words) > 1 and words[0].isdigit() else 0
        label = " ".join(words[1:] if presser else words)
        holders = [each for each in self.rig.sent() if not each.deleted and label in str(each.labels)]
        assert holders, f"no button {label!r}"
        await self.rig.press(holders[-1], label, presser or self.speaker)

    # --- what the bot does -------------------------------------------------------------------------------------------
    async def watch(self) -> None:
        """Tell all changes as they come, for ever."""
        await self.rig.world.bell.until(self.catch_up, float("inf"))

    def catch_up(self) -> None:
        """Tell what has changed since the last time."""
        for number, message in enumerate(self.rig.sent()):
            state = (len(message.looks), message.deleted)
            if self._told.get(number) != state:
                word = "deleted" if message.deleted else "edited" if number in self._told else "sent"
                self._told[number] = state
                self._show(message, word)
        answers = [(each, one) for each in self.rig.world.pressed.values() for one in each.answers]
        for pressed, one in answers[self._answers :]:
            if one["text"]:
                self.tell(f"<{pressed.person.id}> {'alert' if one['alert'] else 'notice'}: {one['text']}")
        self._answers = len(answers)

    def _show(self, message: Message, word: str) -> None:
        thread = f" topic {message.thread}" if message.thread else ""
        self.tell(f"<{message.chat.id}{thread}> #{message.id} {word}{' silently' if message.silent else ''}")
        if message.deleted:
            return
        for line in message.text.splitlines():
            self.tell(f"  | {line}")
        if message.look.file is not None:
            path = self.folder / f"{message.chat.id}_{message.id}_{len(message.looks)}_{message.look.file.name}"
            path.write_bytes(message.look.file.data)
            self.tell(f"  {message.look.file.kind}: {path}")
        for row in message.labels:
            self.tell("  " + " ".join(f"[{label}]" for label in row))


async def serve(port: int, folder: Path) -> None:
    """Listen until the program is ended; without an input it listens all the same."""
    rig = TelegramRig(TelegramServer())
    await rig.server.start(port)
    prompt = Prompt(rig, lambda line: print(line, flush=True), folder)
    prompt.tell(f"TELEGRAM_API_URL={rig.url} TELEGRAM_BOT_TOKEN={rig.token}\npictures: {folder}; help tells more")
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=read, daemon=True).start()
    watching = asyncio.ensure_future(prompt.watch())
    try:
        while True:
            await prompt.order(await lines.get())
    finally:
        watching.cancel()
        await rig.server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.telegram_server", description=__doc__)
    parser.add_argument("--port", type=int, default=9001, help="0 takes a free one")
    parser.add_argument("--photos", type=Path, help="where pictures and documents are saved")
    args = parser.parse_args()
    folder = args.photos or Path(tempfile.mkdtemp(prefix="telegram-"))
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(args.port, folder))
