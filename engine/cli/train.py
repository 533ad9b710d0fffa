"""``train``: models on the stored candles, in a process of its own, counted as "training 2/15"."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.cli.flags import add_market_flag, settings_of
from engine.cli.language import tell
from engine.cli.place import reading
from engine.cli.progress import ProgressBar
from engine.core.errors import CheckFailed, ExitCode, Operational
from engine.core.wording import sentence
from locales import t
from locales.formats import duration, probability

if TYPE_CHECKING:
    from engine.core.symbols import Symbol
    from engine.jobs.model import Job
    from engine.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which pairs; without any, those whose model is missing or due."""
    parser.add_argument("symbols", nargs="*", metavar=t("cli-symbol-word"), help=t("cli-help-train-symbols"))
    parser.add_argument("--all", action="store_true", help=t("cli-help-train-all"))
    add_market_flag(parser, "demo", "exchange")
    parser.add_argument("--json", action="store_true", help=t("cli-help-json"))


def run(arguments: argparse.Namespace) -> int:
    """Plan, train, tell."""
    import asyncio

    from engine.core.symbols import Symbol

    settings = settings_of(arguments).settings
    named = tuple(dict.fromkeys(map(Symbol, arguments.symbols)))
    symbols = named or (settings.symbols if arguments.all else _due(settings))
    if not symbols:
        tell(t("cli-train-nothing"))
        if arguments.json:
            print("[]")
        return int(ExitCode.DONE)
    _require_candles(settings, symbols)
    job = asyncio.run(_train(settings, symbols, quiet=arguments.json))
    return _ended(job, as_json=arguments.json)


def _due(settings: Settings) -> tuple[Symbol, ...]:
    """What the plan asks for; a pooled model learns from all pairs at once."""
    from engine.core.clocks import WallClock
    from engine.learning.plan import plan_training, standing_on_disk

    plan = plan_training(
        settings.source,
        settings.symbols,
        settings.timeframe,
        settings.horizon,
        lambda key: standing_on_disk(settings.models_dir, key),
        WallClock().now(),
    )
    if not plan.items:
        return ()
    return plan.symbols if plan.pooled else tuple(i.key.symbol for i in plan.items if i.key.symbol is not None)


def _require_candles(settings: Settings, symbols: tuple[Symbol, ...]) -> None:

    from engine.store.candles import count

    try:
        with reading(settings) as store:
            for symbol in symbols:
                if store.read(lambda conn, s=symbol: count(conn, settings.source, s, settings.timeframe)):  # type: ignore[misc]
                    return
    except Operational as error:
        if error.key not in ("err-store-missing", "err-store-empty"):
            raise
    names = " ".join(symbol.base for symbol in symbols)
    raise CheckFailed("err-no-candles-stored", source=settings.source, timeframe=str(settings.timeframe), names=names)


async def _train(settings: Settings, symbols: tuple[Symbol, ...], *, quiet: bool) -> Job:
    from engine.core.clocks import WallClock
    from engine.jobs.model import JobKind
    from engine.jobs.runner import JobRunner
    from engine.learning.plan import OWN_MODELS_AT_MOST
    from engine.store.address import database_of

    kind = JobKind("training", "engine.learning.worker")
    with ProgressBar(quiet=quiet) as bar:
        told = _Teller(bar, quiet=quiet)
        runner = JobRunner(WallClock(), [kind], on_change=told.hear)
        request: dict[str, object] = {
            "source": settings.source,
            "symbols": [str(symbol) for symbol in symbols],
            "timeframe": str(settings.timeframe),
            "horizon": str(settings.horizon),
            "models_dir": str(settings.models_dir),
            "database": database_of(settings),
            "last": settings.history_candles,
            "pooled": len(symbols) > OWN_MODELS_AT_MOST,
            "promote": "always",
        }
        try:
            return await runner.wait(runner.start(kind.name, request).id)
        finally:
            await runner.close()


class _Teller:
    """Draws progress, and tells each model and each refusal once."""

    def __init__(self, bar: ProgressBar, *, quiet: bool) -> None:
        self._bar, self._quiet, self._told = bar, quiet, 0

    def hear(self, job: Job) -> None:
        """A new picture of the job."""
        for item in job.items[self._told :]:
            self._told += 1
            self._bar.clear()
            if not self._quiet:
                tell(_item_line(item))
        if not job.state.over:
            self._bar.show(sentence(job.key, job.params), job.fraction, 1.0)


def _item_line(item: Mapping[str, Any]) -> str:
    if item.get("event") == "trained":
        share = probability(item.get("metrics", {}).get("accuracy"))
        seconds = duration(1000 * float(item.get("seconds", 0)))
        return t("cli-trained-one", symbol=str(item["symbol"]), version=str(item["version"]), share=share, span=seconds)
    why = sentence(str(item.get("key", "")), item.get("params") or {})
    return t("cli-trained-not", symbol=str(item.get("symbol", "-")), why=why)


def _ended(job: Job, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([dict(item) for item in job.items], ensure_ascii=False, indent=2, default=str))
    if job.error is None:
        return int(ExitCode.DONE)
    if job.error.tail:
        tell(job.error.tail.rstrip())
    raise Operational(job.error.key, **dict(job.error.params))
