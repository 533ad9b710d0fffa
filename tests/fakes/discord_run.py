"""The local Discord as a program: a person types, and reads what the bot posts."""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import shlex
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.discord_form import Refusal
from tests.fakes.discord_interactions import Interaction
from tests.fakes.discord_message import Message
from tests.fakes.discord_rig import DM, DiscordRig, Place
from tests.fakes.discord_show import save_files, show_interaction, show_message
from tests.fakes.discord_world import MESSAGE_CONTENT, OWNER

HELP = """42: !gia btc              speak as user 42 in the first channel (42@2001: in channel 2001; dm 42: in private)
/price symbol=BTC         run a command as 42 (43 /price ...: as 43; dm 42 /price ...: in private)
type price symbol b       see what is suggested for "b"
press LABEL               press a button of the newest message that has it; choose LABEL does so in a select
submit Amount=1 Note=x    send the form that popped up
as 43                     press, choose and submit as 43 from now on
drop  reconnect  invalid  break the gateway line; ask to come back; end the session
close 10                  refuse all connections for 10 s
fail 3  limit 2  cut  hang  slow 4   trouble with the next calls; lift ends it
users  commands  help  quit"""
_SPOKEN = re.compile(r"(?:(dm)\s+)?(?:(\d+)(?:@(\d+))?)?\s*([:/])\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody said or ran, and where."""

    user: int
    place: Place
    slash: bool
    text: str

    @staticmethod
    def of(typed: str) -> Line | None:
        """None if it is not said by anybody but an order to the program."""
        found = _SPOKEN.fullmatch(typed.strip())
        if found is None:
            return None
        private, user, channel, sign, text = found.groups()
        return Line(int(user or OWNER), DM if private else int(channel) if channel else None, sign == "/", text)

    def command(self) -> tuple[str, dict[str, str]]:
        """The name (with subcommands) and the options."""
        words = shlex.split(self.text)
        options = dict(word.split("=", 1) for word in words if "=" in word)
        return " ".join(word for word in words if "=" not in word), options


class Prompt:
    """Carries out typed lines, and prints what changes."""

    def __init__(self, rig: DiscordRig, folder: Path) -> None:
        self.rig, self.folder = rig, folder
        self.user = OWNER
        self.form: Interaction | None = None
        self._shown: dict[int, str] = {}

    async def obey(self, typed: str) -> None:
        """One line; what is wrong with it is said, not raised."""
        try:
            line = Line.of(typed)
            if line is None:
                await self._order(*typed.strip().partition(" ")[::2])
            elif line.slash:
                await self.rig.slash(line.user, *line.command(), line.place)
            else:
                await self.rig.say(line.user, line.text, line.place)
        except (AssertionError, KeyError, ValueError, Refusal) as wrong:
            print(f"!!! {wrong}", flush=True)

    async def _order(self, verb: str, rest: str) -> None:
        orders = {
            "press": self._press, "choose": self._choose, "submit": self._submit, "type": self._type,
            "close": self._close, "reconnect": lambda _: self.rig.gateway.ask_to_reconnect(),
            "invalid": lambda _: self.rig.gateway.invalidate(),
        }  # fmt: skip
        if verb in orders:
            await orders[verb](rest)
        elif verb:
            self._set(verb, rest)

    def _set(self, verb: str, rest: str) -> None:
        rig, faults, many = self.rig, self.rig.faults, int(rest) if rest.isdigit() else 1
        commands = [f"/{each['name']}: {each['description']}" for each in rig.server.commands.scopes.get(None, [])]
        simple = {
            "drop": rig.gateway.drop, "lift": faults.lift, "cut": faults.cut, "hang": faults.hang,
            "fail": lambda: faults.fail(times=many), "limit": lambda: faults.rate_limit(retry_after=many),
            "slow": lambda: faults.slow(seconds=many), "help": lambda: print(HELP), "as": lambda: self._become(many),
            "users": lambda: print(*(f"{each.id} {each.name}" for each in rig.world.users.values()), sep="\n"),
            "commands": lambda: print(*commands, sep="\n"),
        }  # fmt: skip
        assert verb in simple, f"{verb}? Type help."
        simple[verb]()

    def _become(self, user: int) -> None:
        self.user = self.rig.world.users[user].id

    async def _press(self, rest: str) -> None:
        await self.rig.press(self._newest(rest), rest, self.user)

    async def _choose(self, rest: str) -> None:
        await self.rig.choose(self._newest(rest), rest, user=self.user)

    def _newest(self, label: str) -> Message:
        for each in reversed(self.rig.messages):
            if label in str(each.components):
                return each
        raise AssertionError(f"nothing shows {label!r}")

    async def _submit(self, rest: str) -> None:
        assert self.form is not None, "no form has popped up"
        await self.rig.submit(self.form, dict(word.split("=", 1) for word in shlex.split(rest)))

    async def _type(self, rest: str) -> None:
        *name, option, text = shlex.split(rest)
        await self.rig.autocomplete(self.user, " ".join(name), option, text)

    async def _close(self, rest: str) -> None:
        await self.rig.server.close_door()
        await asyncio.sleep(float(rest or 5))
        await self.rig.server.open_door()

    # --- showing ----------------------------------------------------------------------------------------------------
    async def watch(self) -> None:
        """Print every message as it is written and changed, every form and every suggestion."""
        while True:
            await self.rig.wait_for(self._show, within=1e9)

    def _show(self) -> bool:
        for message in self.rig.server.messages.all.values():
            if message.author is self.rig.world.bot and self._print(message.id, show_message(message, self.folder)):
                save_files(message, self.folder)
        for asked in self.rig.interactions:
            if (text := show_interaction(asked)) and self._print(asked.id, text) and text.startswith("--- form"):
                self.form = asked
        return False

    def _print(self, id: int, text: str) -> bool:
        if self._shown.get(id) == text:
            return False
        self._shown[id] = text
        print(text, flush=True)
        return True


async def _typed() -> asyncio.StreamReader | None:
    """The lines of standard input; None where there is no person nor pipe."""
    reader, loop = asyncio.StreamReader(), asyncio.get_running_loop()
    try:
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    except (ValueError, OSError):
        return None
    return reader


async def serve(args: argparse.Namespace) -> None:
    """Serve until "quit" or an interrupt; the end of the input alone ends nothing."""
    rig = DiscordRig()
    rig.world.token = args.token or rig.world.token
    if args.no_content:
        rig.world.privileged &= ~MESSAGE_CONTENT
    await rig.server.start(args.port)
    prompt = Prompt(rig, Path(args.files or Path(tempfile.gettempdir()) / "local-discord"))
    print(*(f"{key}={value}" for key, value in rig.environment.items()), sep="\n")
    print(f"DISCORD_OWNERS={OWNER} DISCORD_GUILDS=1000\nfiles go to {prompt.folder}; type help", flush=True)
    watching = asyncio.create_task(prompt.watch())
    try:
        reader = await _typed()
        while reader is not None and (typed := await reader.readline()):
            if typed.strip() == b"quit":
                return
            await prompt.obey(typed.decode())
        await watching
    finally:
        watching.cancel()
        await rig.server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.discord_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default="", help="the bot's token")
    parser.add_argument("--files", default="", help="the folder for what the bot attaches")
    parser.add_argument("--no-content", action="store_true", help="the application may not read messages")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args()))
