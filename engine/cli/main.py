"""Reads the verb, and imports only what carries it out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, Protocol, cast

from engine.cli.flags import add_common_flags, make_parser
from engine.cli.language import speak_early, tell, tell_error
from engine.core.errors import ExitCode, HaiDangError, Operational, Refused
from locales import LANGUAGES, t

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
    speak_early(arguments)
    try:
        return _run(list(arguments))
    except HaiDangError as error:
        return tell_error(error)
    except KeyboardInterrupt:
        tell(t("cli-interrupted"))
        return int(ExitCode.FAILED)
    except BrokenPipeError:
        # The reader went away (a pager, `head`): what Python would flush at its end has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.FAILED)
    except OSError as error:
        return tell_error(Operational("err-system", detail=error.strerror or str(error), path=error.filename or "-"))


def _run(words: list[str]) -> int:
    wanted = _verb_in(words)
    parser, module = _parser_for(wanted)
    if wanted is not None and VERBS[wanted] is None and not {"-h", "--help"} & set(words):
        raise Refused("err-not-built-yet", name=wanted)
    found = parser.parse_args(words)
    if module is None:
        parser.print_help(sys.stderr)
        return int(ExitCode.BAD_INPUT)
    return module.run(found)


def _verb_in(words: list[str]) -> str | None:
    """The first word that is neither a flag nor the value of one."""
    before = ""
    for word in words:
        if not word.startswith("-") and before != "--lang":
            return word if word in VERBS else None
        before = word
    return None


def _parser_for(wanted: str | None) -> tuple[argparse.ArgumentParser, Verb | None]:
    """All verbs by name, and the wanted one with its arguments: the others need not be imported."""
    parser = make_parser("python -m engine", t("cli-description"))
    parser.add_argument("--lang", dest="early_lang", choices=LANGUAGES, help=t("cli-help-lang"))
    verbs = parser.add_subparsers(dest="verb", metavar=t("cli-verb"), title=t("cli-verbs"), parser_class=type(parser))
    module: Verb | None = None
    for name, home in VERBS.items():
        later = "" if home is not None else f" ({t('cli-later')})"
        said = t(f"cli-verb-{name}") + later
        child = verbs.add_parser(name, help=said, description=said, add_help=False, allow_abbrev=False)
        child.add_argument("-h", "--help", action="help", help=t("cli-help-help"))
        add_common_flags(child)
        if name == wanted and home is not None:
            module = cast(Verb, import_module(f"engine.cli.{home}"))
            module.add_arguments(child)
    return parser, module
