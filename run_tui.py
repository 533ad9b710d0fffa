"""The console: attached to the engine that runs on this data folder, or with one of its own."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.flags import add_run_flags, make_parser, settings_of
from engine.cli.language import speak_early, tell_error
from engine.core.errors import ExitCode, HaiDangError, Operational, Refused
from engine.core.modes import Role
from engine.core.moments import moment_here
from locales import t

if TYPE_CHECKING:
    from console.launch import FirstChoices, Launch

_ASKED = ("market", "file", "from_", "to", "seed", "speed")
"""Flags that say what to run: who gives one needs no first choices."""


def main(arguments: Sequence[str]) -> int:
    """Open the console; returns the exit code."""
    speak_early(arguments)
    parser = make_parser("run_tui.py", t("cli-tui-description"))
    add_run_flags(parser)
    parser.add_argument("--readonly", action="store_true", help=t("cli-help-readonly"))
    parser.add_argument("--playback", action="store_true", help=t("cli-help-playback"))
    found = parser.parse_args(list(arguments))
    try:
        return asyncio.run(_show(found))
    except HaiDangError as error:
        return tell_error(error)


async def _show(found: Any) -> int:
    asked = (found.from_, found.to)
    if found.playback:
        found.from_ = found.to = None  # they bound what is shown, not a replay
    loaded = settings_of(found)
    span = _span(*asked) if found.playback else None
    from engine.settings_load import check_mode

    check_mode(loaded.settings)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused("err-no-terminal")
    with _clean_screen(loaded.settings.data_dir / "logs"):
        from console.app import ConsoleApp

        launch = _launch(found, loaded, span)
        app = ConsoleApp(launch)
        try:
            await app.run_async()
        finally:
            app.remember()
            for bridge in {app.bridge, app.live_bridge}:
                await bridge.door.close()
    if app.return_code:
        raise Operational("err-console-died", path=str(loaded.settings.data_dir / "logs" / "stderr.log"))
    if app.error is not None and not app.error.retryable:
        raise app.error  # what kept the engine from running was on the screen; now it is told where it stays
    return int(ExitCode.DONE)


def _span(start: str | None, end: str | None) -> tuple[int | None, int | None]:
    """What shall be shown, as a person at this clock means it; only after the settings have told the time zone."""
    return (moment_here(start) if start else None, moment_here(end) if end else None)


def _launch(found: Any, loaded: Any, span: tuple[int | None, int | None] | None) -> Launch:
    from console.launch import Launch
    from engine.doors import LiveDoor, PlaybackDoor
    from engine.service.port import Caller

    settings = loaded.settings
    actor, role = getpass.getuser(), Role.VIEWER if found.readonly else Role.OWNER
    return Launch(
        door=LiveDoor(loaded, actor=actor, readonly=found.readonly),
        caller=Caller("console", actor, role, language=settings.app_lang),
        folder=settings.data_dir,
        recorded=lambda start, end: PlaybackDoor(settings, start, end),
        language=settings.app_lang,
        language_given=found.lang is not None,
        number_style=settings.number_style if "number_style" in loaded.origins else None,
        first=_first(found, loaded, actor),
        playback_at_once=span,
        exports=settings.data_dir / "exports",
    )


def _first(found: Any, loaded: Any, actor: str) -> FirstChoices | None:
    """What somebody new may choose; nothing where it was chosen already, or another engine runs."""
    from console.launch import FirstChoices
    from engine.doors import LiveDoor
    from engine.service.wire import engine_is_running
    from engine.settings_save import save_settings

    asked = any(getattr(found, name) is not None for name in _ASKED)
    if asked or found.readonly or found.playback or engine_is_running(loaded.settings.data_dir):
        return None
    path = Path(found.env or ".env")

    def keep(choices: Mapping[str, str]) -> LiveDoor:
        save_settings(choices, path)
        return LiveDoor(settings_of(found), actor=actor, readonly=False)

    settings = loaded.settings
    chosen = {
        "MARKET": settings.market.value,
        "SYMBOLS": ",".join(symbol.base for symbol in settings.symbols),
        "APP_LANG": settings.app_lang,
    }
    return FirstChoices(chosen, str(path), keep)


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
