"""``call COMMAND ...``: any command of the registry, by the engine that runs on this folder, or alone."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import sys
from typing import TYPE_CHECKING

from engine.cli.agree import require_agreement
from engine.cli.flags import settings_of
from engine.core.errors import ExitCode, HaiDangError, Refused
from engine.core.modes import Role
from engine.core.wording import sentence
from engine.service.port import Caller, Request, Service
from engine.service.registry import registry
from engine.settings_load import check_mode
from locales import current_language, t

if TYPE_CHECKING:
    from engine.service.answers import Answer
    from engine.settings_load import Loaded


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command as people type it, in either language."""
    parser.add_argument("words", nargs="+", metavar=t("cli-command-word"), help=t("cli-help-command"))
    parser.add_argument("--json", action="store_true", help=t("cli-help-json"))
    parser.add_argument("--yes", action="count", default=0, help=t("cli-help-yes"))
    parser.add_argument("--readonly", action="store_true", help=t("cli-help-readonly"))


def run(arguments: argparse.Namespace) -> int:
    """Ask and print the answer; with ``--json`` an error is printed as JSON too, and told as always."""
    try:
        return _run(arguments)
    except HaiDangError as error:
        if arguments.json:
            facts = {"key": error.key, "text": sentence(error.key, error.params), "incident": error.incident}
            print(json.dumps({"error": {**facts, "exit_code": int(error.exit_code)}}, ensure_ascii=False, indent=2))
        raise


def _run(arguments: argparse.Namespace) -> int:
    loaded = settings_of(arguments)
    parsed = registry().parse(" ".join(arguments.words))
    request = Request(parsed.spec.id, parsed.arguments, 2 if arguments.yes else 0)
    answer = asyncio.run(ask(loaded, request, readonly=arguments.readonly))
    show(answer, as_json=arguments.json)
    return int(ExitCode.DONE)


def show(answer: Answer, *, as_json: bool) -> None:
    """Print an answer as text for people or as JSON for programs."""
    if as_json:
        from engine.service.codec import encode

        print(json.dumps(encode(answer), ensure_ascii=False, indent=2))
        return
    from engine.service.text import render

    print(render(answer))


async def ask(loaded: Loaded, request: Request, *, readonly: bool = False) -> Answer:
    """One answer, from the engine that runs or from one of our own that only lives for the question."""
    from engine.service.wire import RemoteService, engine_is_running

    settings = loaded.settings
    check_mode(settings)
    role = Role.VIEWER if readonly else Role.OWNER
    caller = Caller("cli", getpass.getuser(), role, language=current_language())
    if engine_is_running(settings.data_dir):
        remote: Service = RemoteService(settings.data_dir, actor=caller.actor, readonly=readonly)
        return await _agreeing(remote, caller, request)
    from engine.app import Engine

    engine = await Engine.start(loaded, alone=True)
    try:
        return await _agreeing(engine.service, caller, request)
    finally:
        await engine.stop()


async def _agreeing(service: Service, caller: Caller, request: Request) -> Answer:
    """Ask; where the command wants agreement and a person sits at the terminal, ask the person."""
    while True:
        try:
            return await service.call(caller, request)
        except Refused as refused:
            if refused.key != "err-confirm-needed" or not sys.stdin.isatty():
                raise
            action = f"{request.command} {refused.params.get('arguments', '')}".strip()
            require_agreement(action, t(f"cmd-{request.command}"), agreed=False)
            request = Request(request.command, request.arguments, request.confirmations + 1)
