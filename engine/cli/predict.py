"""``predict SYMBOL``: the registry's predict as a verb of its own."""

from __future__ import annotations

import argparse

from engine.core.errors import ExitCode, Refused
from locales import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The pair, and how to print."""
    parser.add_argument("symbol", nargs="?", metavar=t("cli-symbol-word"), help=t("param-symbol"))
    parser.add_argument("--market-data", metavar="FILE", help=t("cli-help-market-data"))
    parser.add_argument("--json", action="store_true", help=t("cli-help-json"))


def run(arguments: argparse.Namespace) -> int:
    """Ask the running engine, or one of our own."""
    import asyncio

    from engine.cli.call import ask, show
    from engine.cli.flags import settings_of
    from engine.core.symbols import Symbol
    from engine.service.port import Request
    from engine.service.registry import read_named, registry

    if arguments.market_data is not None:
        raise Refused("err-not-built-yet", name="predict --market-data")
    spec = registry().get("predict")
    given = {} if arguments.symbol is None else {"symbol": Symbol(arguments.symbol)}
    request = Request(spec.id, read_named(spec, given))
    show(asyncio.run(ask(settings_of(arguments), request)), as_json=arguments.json)
    return int(ExitCode.DONE)
