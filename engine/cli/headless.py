"""``run_bot.py``: the engine without a screen, with a clean start and a clean stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from engine.cli.flags import add_run_flags, make_parser, settings_of
from engine.cli.language import speak_early, tell_error
from engine.core.errors import ExitCode, HaiDangError
from locales import t

if TYPE_CHECKING:
    from engine.service.lobby import Lobby
    from engine.settings_load import Loaded

STOP_SECONDS = 5


class Companion(Protocol):
    """What runs beside the engine in the same process and on the same loop."""

    async def run(self) -> None:
        """Work until cancelled."""
        ...


Companions = Callable[["Lobby"], Companion | None]


def main(arguments: Sequence[str], companions: Companions = lambda lobby: None) -> int:
    """Run the engine and its companions (by itself: none) until SIGTERM, SIGINT or SIGHUP; returns the exit code."""
    speak_early(arguments)
    parser = make_parser("run_bot.py", t("cli-bot-description"))
    add_run_flags(parser)
    found = parser.parse_args(list(arguments))
    try:
        return asyncio.run(_serve(settings_of(found), companions))
    except HaiDangError as error:
        return tell_error(error)


async def _serve(loaded: Loaded, companions: Companions) -> int:
    from engine.app import Engine

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    engine = await Engine.start(loaded, on_screen=True)
    beside = companions(engine.lobby())
    watching = asyncio.create_task(engine.run())
    company = None if beside is None else asyncio.create_task(beside.run())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({watching, stopping}, return_when=asyncio.FIRST_COMPLETED)
    failure = watching.exception() if watching.done() and not watching.cancelled() else None
    try:
        async with asyncio.timeout(STOP_SECONDS - 1):
            await _ended(company)
            await engine.stop()
    except TimeoutError:
        # Everything that counts is committed the moment it happens; what hangs now is only politeness.
        sys.stderr.flush()
        os._exit(int(ExitCode.DONE))
    for task in (watching, stopping):
        task.cancel()
    if isinstance(failure, HaiDangError):
        return tell_error(failure)
    if failure is not None:
        raise failure
    return int(ExitCode.DONE)


async def _ended(company: asyncio.Task[None] | None) -> None:
    """The companions have let go of the engine; how they end is their own affair."""
    if company is not None:
        company.cancel()
        await asyncio.gather(company, return_exceptions=True)
