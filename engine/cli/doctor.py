"""``doctor``: looks the whole installation over; each line is well, or says what to do."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.flags import add_market_flag, settings_of
from engine.cli.language import tell
from engine.core.errors import ExitCode, HaiDangError
from engine.core.wording import sentence
from locales import t

if TYPE_CHECKING:
    from engine.cli.checks import Check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which market to try, and how to print."""
    add_market_flag(parser, "demo", "exchange")
    parser.add_argument("--json", action="store_true", help=t("cli-help-json"))


def run(arguments: argparse.Namespace) -> int:
    """Look, print as it goes, and end with 3 when something is at fault."""
    from engine.cli.checks import Level

    found: list[Check] = []
    for check in _checks(arguments):
        found.append(check)
        if not arguments.json:
            room = t(f"cli-room-{check.name}")
            print(f"{t(f'cli-mark-{check.level}')}  {room}: {_said(check)}", flush=True)
    faults = sum(check.level is Level.FAULT for check in found)
    warnings = sum(check.level is Level.WARNING for check in found)
    if arguments.json:
        facts = [
            {"part": c.name, "level": c.level.value, "key": c.key, "params": dict(c.params), "text": _said(c)}
            for c in found
        ]
        print(json.dumps({"ok": not faults, "checks": facts}, ensure_ascii=False, indent=2, default=str))
    elif faults or warnings:
        tell(t("cli-doctor-end", faults=faults, warnings=warnings))
    else:
        tell(t("cli-doctor-well"))
    return int(ExitCode.CHECK_SAID_NO if faults else ExitCode.DONE)


def _checks(arguments: argparse.Namespace) -> Iterator[Check]:
    from engine.cli.checks import Check, Level, chat, house, machine, market

    yield from machine.check_python()
    yield from machine.check_packages()
    yield from machine.check_terminal()
    try:
        loaded = settings_of(arguments)
    except HaiDangError as error:
        yield Check("settings", Level.FAULT, error.key, error.params)
        return
    except ModuleNotFoundError:
        return  # the packages that read settings are missing, which was said above
    settings = loaded.settings
    yield from house.check_settings(loaded, Path(arguments.env or ".env"))
    yield from machine.check_folder(settings)
    yield from house.check_engine(settings)
    yield from house.check_database(settings)
    yield from house.check_models(settings)
    yield from market.check_market(settings)
    yield from chat.check_chat(settings)


def _said(check: Check) -> str:
    return sentence(check.key, check.params)
