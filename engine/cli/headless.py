"""``run_bot.py``: the engine without a screen, with a clean start and a clean stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.cli.flags import add_run_flags, make_parser, settings_of
from engine.cli.language import speak_early, tell, tell_error
from engine.core.errors import ExitCode, HaiDangError
from locales import t

if TYPE_CHECKING:
    from engine.settings_load import Loaded

STOP_SECONDS = 5


def main(arguments: Sequence[str]) -> int:
    """Run until SIGTERM, SIGINT or SIGHUP; returns the exit code."""
    speak_early(arguments)
    parser = make_parser("run_bot.py", t("cli-bot-description"))
    add_run_flags(parser)
    found = parser.parse_args(list(arguments))
    try:
        return asyncio.run(_serve(settings_of(found)))
    except HaiDangError as error:
        return tell_error(error)


async def _serve(loaded: Loaded) -> int:
    from engine.app import Engine

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    engine = await Engine.start(loaded, on_screen=True)
    _tell_bots(loaded)
    watching = asyncio.create_task(engine.run())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({watching, stopping}, return_when=asyncio.FIRST_COMPLETED)
    failure = watching.exception() if watching.done() and not watching.cancelled() else None
    try:
        await asyncio.wait_for(engine.stop(), STOP_SECONDS - 1)
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


def _tell_bots(loaded: Loaded) -> None:
    settings = loaded.settings
    if not (settings.discord_bot_token or settings.bot_token or settings.telegram_bot_token):
        tell(t("bot-no-token", folder=str(settings.data_dir)))
    else:
        tell(t("bot-not-built"))
