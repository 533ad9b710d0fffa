"""The console: attached to the engine that runs on this data folder, or with one of its own."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engine.cli.flags import add_run_flags, make_parser, settings_of
from engine.cli.language import speak_early, tell_error
from engine.core.errors import ExitCode, HaiDangError, Operational, Refused
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


@contextlib.contextmanager
def _clean_screen(folder: Path) -> Iterator[None]:
    """Textual draws on stderr; whatever else writes there would tear the picture, so meanwhile it goes to a file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        log = os.open(folder / "stderr.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise Operational("err-folder-unusable", path=str(folder), detail=error.strerror or "") from error
    screen, before = os.dup(2), sys.__stderr__
    drawn_on = os.fdopen(os.dup(2), "w", encoding="utf-8")
    sys.__stderr__ = drawn_on  # type: ignore[misc]
    os.dup2(log, 2)
    os.close(log)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(screen, 2)
        os.close(screen)
        sys.__stderr__ = before  # type: ignore[misc]
        drawn_on.close()


async def _show(loaded: Any, *, readonly: bool) -> int:
    from engine.service.port import Caller
    from engine.service.wire import RemoteService, engine_is_running
    from engine.settings_load import check_mode

    settings = loaded.settings
    check_mode(settings)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused("err-no-terminal")
    actor = getpass.getuser()
    caller = Caller("console", actor, Role.VIEWER if readonly else Role.OWNER, language=settings.app_lang)
    with _clean_screen(settings.data_dir / "logs"):
        from console.app import ConsoleApp

        if engine_is_running(settings.data_dir):
            await ConsoleApp(RemoteService(settings.data_dir, actor=actor, readonly=readonly), caller).run_async()
        else:
            await _show_own(loaded, caller)
    return int(ExitCode.DONE)


async def _show_own(loaded: Any, caller: Any) -> None:
    """The console over an engine that lives as long as it; what ends the engine ends the console and is told."""
    from console.app import ConsoleApp
    from engine.app import Engine

    engine = await Engine.start(loaded)
    running = asyncio.create_task(engine.run())
    app = ConsoleApp(engine.service, caller)

    def ended(done: asyncio.Task[None]) -> None:
        if not done.cancelled() and done.exception() is not None:
            app.exit()

    running.add_done_callback(ended)
    try:
        await app.run_async()
    finally:
        running.cancel()
        await engine.stop()
    if running.done() and not running.cancelled():
        running.result()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
