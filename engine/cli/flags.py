"""Flags that ``run_tui.py``, ``run_bot.py`` and the tool box share, and the settings that follow from them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from engine.core.errors import ExitCode
from locales import LANGUAGES, t

if TYPE_CHECKING:
    from engine.settings_load import Loaded

_SETTINGS = {
    "market": "market",
    "file": "replay_file",
    "from_": "replay_from",
    "to": "replay_to",
    "seed": "demo_seed",
    "lang": "app_lang",
    "data_dir": "data_dir",
}


class Parser(argparse.ArgumentParser):
    """argparse whose complaints are in the reader's language and whose exit code is 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see what is right."""
        from engine.cli.language import tell

        tell(t("err-usage", program=self.prog, detail=message))
        raise SystemExit(int(ExitCode.BAD_INPUT))

    def format_help(self) -> str:
        """The usual help with headings in the reader's language."""
        self._optionals.title = t("cli-options")
        self._positionals.title = t("cli-arguments")
        return super().format_help()


def make_parser(program: str, description: str, **more: Any) -> Parser:
    """A parser whose own ``--help`` is translated too."""
    parser = Parser(prog=program, description=description, add_help=False, allow_abbrev=False, **more)
    parser.add_argument("-h", "--help", action="help", help=t("cli-help-help"))
    return parser


def add_run_flags(parser: argparse.ArgumentParser) -> None:
    """What an engine can be started with."""
    add_common_flags(parser)
    parser.add_argument("--market", choices=("demo", "exchange", "replay"), help=t("cli-help-market"))
    parser.add_argument("--file", metavar="FILE", help=t("cli-help-file"))
    parser.add_argument("--from", dest="from_", metavar="TIME", help=t("cli-help-from"))
    parser.add_argument("--to", metavar="TIME", help=t("cli-help-to"))
    parser.add_argument("--speed", metavar="N", help=t("cli-help-speed"))
    parser.add_argument("--seed", metavar="N", help=t("cli-help-seed"))


def add_common_flags(parser: argparse.ArgumentParser) -> None:
    """Language and where settings come from."""
    parser.add_argument("--lang", choices=LANGUAGES, help=t("cli-help-lang"))
    parser.add_argument("--env", metavar="FILE", help=t("cli-help-env"))


def settings_of(arguments: argparse.Namespace) -> Loaded:
    """The settings that command line, environment and ``.env`` give."""
    from engine.settings_load import load_settings

    given = vars(arguments)
    overrides = {setting: given[flag] for flag, setting in _SETTINGS.items() if given.get(flag) is not None}
    if given.get("speed") is not None:
        overrides["replay_speed" if given.get("market") == "replay" else "demo_speed"] = given["speed"]
    if given.get("file") is not None and given.get("market") is None:
        overrides["market"] = "replay"
    loaded = load_settings(overrides, env_file=Path(given["env"]) if given.get("env") else None)
    apply_language(loaded)
    return loaded


def apply_language(loaded: Loaded) -> None:
    """From here on the program speaks the language and number style of the settings."""
    from locales import set_defaults

    settings = loaded.settings
    set_defaults(language=settings.app_lang, number_style=settings.number_style, zone=settings.timezone)
