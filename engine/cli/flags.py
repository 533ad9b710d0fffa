"""Flags that ``run_tui.py``, ``run_bot.py`` and the tool box share, and the settings that follow from them."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from engine.cli.language import keep_errors_in
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

        tell(t("err-usage", program=self.prog, detail=_translated(message)))
        raise SystemExit(int(ExitCode.BAD_INPUT))

    def format_help(self) -> str:
        """The usual help with headings in the reader's language."""
        self._optionals.title = t("cli-options")
        self._positionals.title = t("cli-arguments")
        return super().format_help().replace("usage: ", f"{t('cli-usage-name')}: ", 1)


_COMPLAINTS: Final = (
    (re.compile(r"the following arguments are required: (?P<names>.+)", re.DOTALL), "cli-wrong-required"),
    (re.compile(r"unrecognized arguments: (?P<value>.+)", re.DOTALL), "cli-wrong-extra"),
    (
        re.compile(r"argument .+?: invalid choice: '(?P<value>.*?)' \(choose from (?P<known>.+)\)", re.DOTALL),
        "cli-wrong-choice",
    ),
    (re.compile(r"argument (?P<name>.+?): expected .*argument", re.DOTALL), "cli-wrong-empty"),
    (re.compile(r"argument (?P<name>.+?): invalid .*value: '(?P<value>.*)'", re.DOTALL), "cli-wrong-value"),
    (re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", re.DOTALL), "cli-wrong-both"),
)


def _translated(message: str) -> str:
    """argparse speaks English only; what it can complain about here is known."""
    for pattern, key in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            return t(key, **{name: value.replace("'", "") for name, value in found.groupdict().items()})
    return message


def make_parser(program: str, description: str, **more: Any) -> Parser:
    """A parser whose own ``--help`` is translated too."""
    parser = Parser(prog=program, description=description, add_help=False, allow_abbrev=False, **more)
    parser.add_argument("-h", "--help", action="help", help=t("cli-help-help"))
    return parser


def add_run_flags(parser: argparse.ArgumentParser) -> None:
    """What an engine can be started with."""
    add_common_flags(parser)
    add_market_flag(parser, "demo", "exchange", "replay")
    parser.add_argument("--file", metavar="FILE", help=t("cli-help-file"))
    parser.add_argument("--from", dest="from_", metavar="TIME", help=t("cli-help-from"))
    parser.add_argument("--to", metavar="TIME", help=t("cli-help-to"))
    parser.add_argument("--speed", metavar="N", help=t("cli-help-speed"))
    parser.add_argument("--seed", metavar="N", help=t("cli-help-seed"))


def add_common_flags(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Language and where settings come from. ``again``: below a parser that knows them already."""
    default = argparse.SUPPRESS if again else None
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=t("cli-help-lang"))
    parser.add_argument("--env", metavar="FILE", default=default, help=t("cli-help-env"))


def add_market_flag(parser: argparse.ArgumentParser, *markets: str) -> None:
    """Which market, where only that matters."""
    parser.add_argument("--market", choices=markets, help=t("cli-help-market"))


def settings_of(arguments: argparse.Namespace) -> Loaded:
    """The settings that command line, environment and ``.env`` give."""
    from engine.settings_load import apply_language, load_settings

    given = vars(arguments)
    overrides = {setting: given[flag] for flag, setting in _SETTINGS.items() if given.get(flag) is not None}
    if given.get("early_lang") is not None:
        overrides.setdefault("app_lang", given["early_lang"])
    if given.get("speed") is not None:
        overrides["replay_speed" if given.get("market") == "replay" else "demo_speed"] = given["speed"]
    if given.get("file") is not None and given.get("market") is None:
        overrides["market"] = "replay"
    loaded = load_settings(overrides, env_file=Path(given["env"]) if given.get("env") else None)
    apply_language(loaded)
    keep_errors_in(loaded.settings.data_dir)
    return loaded
