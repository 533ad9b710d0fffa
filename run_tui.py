"""The console: attached to the engine that runs on this data folder, or with one of its own."""

from __future__ import annotations

import asyncio
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.cli.flags import add_run_flags, make_parser, settings_of
from engine.cli.language import speak_early, tell_error
from engine.core.errors import ExitCode, HaiDangError
from engine.core.modes import Role
from locales import t


def main(arguments: Sequence[str]) -> int:
    """Open the console; returns the exit code."""
    speak_early(arguments)
    parser = make_parser("run_tui.py", t("cli-tui-description"))
    add_run_flags(parser)
    parser.add_argument("--readonly", action="store_true", help=t("cli-help-readonly"))
    found = parser.parse_args(list(arguments))
    try:
        return asyncio.run(_show(settings_of(found), readonly=found.readonly))
    except HaiDangError as error:
        return tell_error(error)


def _keep_screen_clean(folder: Path) -> None:
    """Textual draws on stderr; whatever else writes there would tear the picture, so it goes to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    log = os.open(folder / "stderr.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.__stderr__ = os.fdopen(os.dup(2), "w", encoding="utf-8")  # type: ignore[misc]
    os.dup2(log, 2)


async def _show(loaded: Any, *, readonly: bool) -> int:
    from engine.service.port import Caller
    from engine.service.wire import RemoteService, engine_is_running

    settings = loaded.settings
    actor = getpass.getuser()
    caller = Caller("console", actor, Role.VIEWER if readonly else Role.OWNER, language=settings.app_lang)
    _keep_screen_clean(settings.data_dir / "logs")
    from console.app import ConsoleApp

    if engine_is_running(settings.data_dir):
        await ConsoleApp(RemoteService(settings.data_dir, actor=actor, readonly=readonly), caller).run_async()
        return int(ExitCode.DONE)
    from engine.app import Engine

    engine = await Engine.start(loaded)
    running = asyncio.create_task(engine.run())
    try:
        await ConsoleApp(engine.service, caller).run_async()
    finally:
        running.cancel()
        await engine.stop()
    return int(ExitCode.DONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
