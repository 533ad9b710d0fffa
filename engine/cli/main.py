"""Reads the verb, and imports only what carries it out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Final, Protocol

from engine.cli.flags import add_common_flags, make_parser
from engine.cli.language import early_language, tell, tell_error
from engine.core.errors import ExitCode, HaiDangError, Operational, Refused
from locales import t, use_language

# verb: module below engine.cli with `add_arguments(parser)` and `run(arguments) -> int`; None: comes later.
VERBS: Final[dict[str, str | None]] = {
    "call": "call",
    "fetch": "fetch",
    "train": "train",
    "models": "models",
    "predict": "predict",
    "explain": None,
    "backtest": None,
    "prove": None,
    "db": "db",
    "doctor": "doctor",
    "backup": "backup",
    "restore": "restore",
}


class Verb(Protocol):
    """What a verb's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare its arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; returns the exit code."""
        ...


def main(arguments: Sequence[str]) -> int:
    """Run one verb; returns its exit code."""
    with use_language(early_language(arguments)):
        try:
            return _run(list(arguments))
        except HaiDangError as error:
            return tell_error(error)
        except KeyboardInterrupt:
            tell(t("cli-interrupted"))
            return int(ExitCode.FAILED)
        except BrokenPipeError:
            return int(ExitCode.FAILED)
        except OSError as error:
            return tell_error(
                Operational("err-system", detail=error.strerror or str(error), path=error.filename or "-")
            )


def _run(words: list[str]) -> int:
    parser = make_parser("python -m engine", t("cli-description"))
    verbs = parser.add_subparsers(dest="verb", metavar=t("cli-verb"), title=t("cli-verbs"), parser_class=type(parser))
    wanted = next((word for word in words if word in VERBS), None)
    module: Verb | None = None
    for name, home in VERBS.items():
        child = verbs.add_parser(name, help=t(f"cli-verb-{name}"), description=t(f"cli-verb-{name}"), add_help=False)
        child.add_argument("-h", "--help", action="help", help=t("cli-help-help"))
        add_common_flags(child)
        if name == wanted and home is not None:
            module = import_module(f"engine.cli.{home}")  # type: ignore[assignment]
            assert module is not None  # noqa: S101 - import_module returned
            module.add_arguments(child)
    if wanted is not None and VERBS[wanted] is None and not {"-h", "--help"} & set(words):
        raise Refused("err-not-built-yet", name=wanted)
    found = parser.parse_args(words)
    if found.verb is None or module is None:
        parser.print_help()
        return int(ExitCode.BAD_INPUT)
    return module.run(found)
