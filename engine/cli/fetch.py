"""``fetch``: history into the store. What is there is not asked for again, so an interrupted run goes on."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.cli.flags import add_market_flag, settings_of
from engine.cli.language import tell
from engine.cli.place import writing
from engine.cli.progress import ProgressBar
from engine.core.errors import ExitCode, InvalidInput
from locales import t
from locales.formats import number

if TYPE_CHECKING:
    from engine.core.symbols import Symbol
    from engine.core.timeframes import Timeframe
    from engine.market.download import DownloadProgress, DownloadReport
    from engine.market.feed import Feed
    from engine.settings import Settings
    from engine.store.store import Store

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch; times in milliseconds UTC. ``start`` counts back from the market's present when it is negative."""

    symbols: tuple[Symbol, ...]
    timeframe: Timeframe
    start: int
    end: int | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Pairs, candle length, span."""
    parser.add_argument("symbols", nargs="*", metavar=t("cli-symbol-word"), help=t("cli-help-symbols"))
    parser.add_argument("--timeframe", metavar="TF", help=t("param-timeframe"))
    parser.add_argument("--days", type=int, metavar="N", help=t("cli-help-days"))
    parser.add_argument("--from", dest="start", metavar="TIME", help=t("cli-help-fetch-from"))
    parser.add_argument("--to", dest="end", metavar="TIME", help=t("cli-help-fetch-to"))
    add_market_flag(parser, "demo", "exchange")
    parser.add_argument("--json", action="store_true", help=t("cli-help-json"))


def run(arguments: argparse.Namespace) -> int:
    """Fetch, tell, and keep what came even when it is broken off."""
    import asyncio

    settings = settings_of(arguments).settings
    wanted = _wanted(arguments, settings)
    reports: dict[Symbol, DownloadReport] = {}
    with writing(settings) as store:
        try:
            asyncio.run(_fetch(settings, store, wanted, reports, quiet=arguments.json))
        except KeyboardInterrupt:
            tell(t("cli-fetch-interrupted", count=number(sum(report.stored for report in reports.values()))))
            return int(ExitCode.FAILED)
    if arguments.json:
        print(json.dumps([_facts(symbol, wanted, report) for symbol, report in reports.items()], indent=2))
    return int(ExitCode.DONE)


def _wanted(arguments: argparse.Namespace, settings: Settings) -> Wanted:
    from engine.core.moments import moment_of
    from engine.core.symbols import Symbol
    from engine.core.timeframes import Timeframe

    symbols = tuple(dict.fromkeys(map(Symbol, arguments.symbols))) or settings.symbols
    timeframe = Timeframe(arguments.timeframe) if arguments.timeframe else settings.timeframe
    start, end = moment_of(arguments.start), moment_of(arguments.end)
    if arguments.days is not None and arguments.days < 1:
        raise InvalidInput("err-parameter-invalid", name="--days", value=str(arguments.days), expected="1, 2, 3, ...")
    if start is None:
        start = -(arguments.days * DAY_MS if arguments.days else settings.history_candles * timeframe.ms)
        if end is not None:
            start += end
    if end is not None and end <= start:
        raise InvalidInput("err-parameter-invalid", name="--to", value=arguments.end, expected="--from < --to")
    return Wanted(symbols, timeframe, start, end)


async def _fetch(
    settings: Settings, store: Store, wanted: Wanted, reports: dict[Symbol, DownloadReport], *, quiet: bool
) -> None:
    feed = _feed(settings, store)
    await feed.open(wanted.symbols, wanted.timeframe)
    try:
        with ProgressBar(quiet=quiet) as bar:
            for symbol in wanted.symbols:
                report = await _one(feed, store, symbol, wanted, reports, bar)
                bar.clear()
                if not quiet:
                    _tell(symbol, wanted, report)
    finally:
        await feed.close()


def _feed(settings: Settings, store: Store) -> Feed:
    from engine.core.modes import Market

    if settings.market is Market.EXCHANGE:
        from engine.market.exchange import ExchangeFeed

        return ExchangeFeed(settings, live=False)
    from engine.markets import make_feed

    return make_feed(settings, store)


async def _one(
    feed: Feed, store: Store, symbol: Symbol, wanted: Wanted, reports: dict[Symbol, DownloadReport], bar: ProgressBar
) -> DownloadReport:
    from engine.market.download import DownloadReport, download, ranges_of
    from engine.store.candles import save_candles
    from engine.store.sql import run as run_sql

    query = "SELECT timestamp FROM candle_cache WHERE source = ? AND symbol = ? AND timeframe = ? ORDER BY timestamp"
    identity = (feed.source, str(symbol), str(wanted.timeframe))
    stored = store.read(lambda conn: [int(row[0]) for row in run_sql(conn, query, identity)])
    kept = reports[symbol] = DownloadReport()
    label = f"{symbol} {wanted.timeframe}"

    def show(at: DownloadProgress) -> None:
        kept.stored = at.stored
        left = None if at.seconds_left is None else at.seconds_left * 1000
        bar.show(label, at.done, at.total, t("cli-rate-candles", rate=number(at.rate, decimals=0)), left)

    start = wanted.start if wanted.start >= 0 else feed.now() + wanted.start
    have = ranges_of(stored, wanted.timeframe)
    reports[symbol] = await download(
        feed,
        lambda page: store.write_sync(lambda conn: save_candles(conn, page)),
        symbol,
        wanted.timeframe,
        start,
        wanted.end,
        have,
        show,
    )
    return reports[symbol]


def _tell(symbol: Symbol, wanted: Wanted, report: DownloadReport) -> None:
    name = f"{symbol} {wanted.timeframe}"
    if not report.asked:
        tell(t("cli-fetch-nothing", name=name))
        return
    tell(t("cli-fetch-done", name=name, stored=number(report.stored), asked=number(report.asked)))
    if report.refused:
        tell(t("cli-fetch-refused", name=name, count=number(report.refused)))
    if report.absent:
        gone = sum(last - first for first, last in report.absent) // wanted.timeframe.ms
        tell(t("cli-fetch-absent", name=name, count=number(gone)))


def _facts(symbol: Symbol, wanted: Wanted, report: DownloadReport) -> dict[str, Any]:
    return {
        "symbol": str(symbol),
        "timeframe": str(wanted.timeframe),
        "asked": report.asked,
        "stored": report.stored,
        "refused": report.refused,
        "absent": [list(one) for one in report.absent],
    }
