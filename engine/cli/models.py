"""``models list | show SYMBOL | rollback SYMBOL``: what was trained, checked file by file."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any, Final

from engine.cli.agree import require_agreement
from engine.cli.flags import add_market_flag, settings_of
from engine.cli.language import tell
from engine.core.errors import ExitCode, InvalidInput, Refused
from engine.core.wording import error_text
from locales import t

if TYPE_CHECKING:
    from engine.forecast.registry import ModelRegistry, Version
    from engine.settings import Settings

ACTS: Final = ("list", "show", "rollback", "promote", "compare", "expire", "export", "import")
_LATER: Final = ACTS[3:]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which pair."""
    parser.add_argument("act", nargs="?", choices=ACTS, default="list", help=t("cli-help-models-act"))
    parser.add_argument("symbol", nargs="?", metavar=t("cli-symbol-word"), help=t("param-symbol"))
    parser.add_argument("--to", metavar="VERSION", dest="version", help=t("cli-help-models-version"))
    add_market_flag(parser, "demo", "exchange")
    parser.add_argument("--json", action="store_true", help=t("cli-help-json"))
    parser.add_argument("--yes", action="store_true", help=t("cli-help-yes"))


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from engine.forecast.registry import ModelRegistry

    if arguments.act in _LATER:
        raise Refused("err-not-built-yet", name=f"models {arguments.act}")
    settings = settings_of(arguments).settings
    registry = ModelRegistry(settings.models_dir)
    if arguments.act == "list":
        return _list(registry, arguments)
    if arguments.symbol is None:
        raise InvalidInput("err-parameter-missing", name="symbol")
    return {"show": _show, "rollback": _rollback}[arguments.act](registry, settings, arguments)


def _list(registry: ModelRegistry, arguments: argparse.Namespace) -> int:
    from engine.service.text.layout import table
    from locales.formats import date_time, probability

    versions = registry.versions()
    if arguments.json:
        print(json.dumps([_facts(version) for version in versions], ensure_ascii=False, indent=2, default=str))
        return int(ExitCode.DONE)
    if not versions:
        tell(t("cli-empty-models"))
        return int(ExitCode.DONE)
    rows = [
        [
            one.key.source, one.key.symbol_name, str(one.key.timeframe), str(one.key.horizon), one.version,
            t("model-status-champion") if one.champion else "",
            "" if one.manifest is None else date_time(one.manifest.trained_at),
            "" if one.manifest is None else probability(one.manifest.metrics.get("accuracy")),
            "" if one.error is None else error_text(one.error),
        ]
        for one in versions
    ]  # fmt: skip
    headings = (
        "cli-source", "tui-symbol", "cli-timeframe", "cli-horizon", "cli-version", "cli-state", "cli-trained",
        "cli-accuracy", "cli-result",
    )  # fmt: skip
    print(table([t(heading) for heading in headings], rows, right=(7,)))
    return int(ExitCode.DONE)


def _show(registry: ModelRegistry, settings: Settings, arguments: argparse.Namespace) -> int:
    from engine.core.symbols import Symbol
    from engine.forecast.manifest import verify
    from engine.service.text.layout import pairs
    from locales.formats import date_time

    model = registry.load(settings.source, Symbol(arguments.symbol), settings.timeframe, settings.horizon)
    if model is None:
        raise InvalidInput("err-no-model-of", symbol=Symbol(arguments.symbol), source=settings.source)
    manifest, _ = verify(model.manifest.key.folder(settings.models_dir) / model.version)
    if arguments.json:
        print(json.dumps(json.loads(manifest.render()), ensure_ascii=False, indent=2))
        return int(ExitCode.DONE)
    facts: list[tuple[str, str]] = [
        (t("tui-symbol"), manifest.symbol),
        (t("cli-source"), manifest.source),
        (t("cli-timeframe"), manifest.timeframe),
        (t("cli-horizon"), manifest.horizon),
        (t("cli-version"), manifest.version),
        (t("cli-trained"), date_time(manifest.trained_at)),
        *((f"{name}", f"{date_time(span[0])} – {date_time(span[-1])}") for name, span in manifest.ranges.items()),
        *((name, _plain(value)) for name, value in manifest.metrics.items()),
        *((name, f"SHA-256 {seal}") for name, seal in manifest.files.items()),
    ]
    print(pairs(facts))
    tell(t("cli-model-whole"))
    return int(ExitCode.DONE)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _rollback(registry: ModelRegistry, settings: Settings, arguments: argparse.Namespace) -> int:
    from engine.core.symbols import Symbol

    symbol = Symbol(arguments.symbol)
    require_agreement(f"models rollback {symbol}", t("cmd-rollback"), agreed=arguments.yes)
    # A running engine sees the pointer file change and takes the older version in by itself: no lock is needed.
    version = registry.rollback(settings.source, symbol, settings.timeframe, settings.horizon, arguments.version)
    tell(t("done-rollback", symbol=symbol, version=version))
    return int(ExitCode.DONE)


def _facts(one: Version) -> dict[str, Any]:
    return {
        "source": one.key.source,
        "symbol": one.key.symbol_name,
        "timeframe": str(one.key.timeframe),
        "horizon": str(one.key.horizon),
        "version": one.version,
        "champion": one.champion,
        "trained_at": None if one.manifest is None else one.manifest.trained_at,
        "metrics": {} if one.manifest is None else dict(one.manifest.metrics),
        "error": None if one.error is None else one.error.key,
    }
