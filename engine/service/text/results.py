"""profit, performance, stats, scoreboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Performance, PerformanceRow, Profit, Scoreboard, Stats
from engine.service.text import words
from engine.service.text.layout import lines, pairs, table
from locales import t
from locales.formats import date, date_time, duration, money, number, price

_IN_WORDS: Final = frozenset({"tier", "exit"})
"""What performance groups by, where a group is a word of the vocabulary."""


def profit(answer: Profit) -> str:
    """A line for each day, week or month."""
    title = words.titled(answer.stamp, t(f"cli-profit-{answer.period}"))
    if not answer.rows:
        return lines(title, t("cli-empty-trades"))
    rows = [
        [date(row.start_at), str(row.trades), str(row.wins), money(row.pnl, sign=True), money(row.fees)]
        for row in answer.rows
    ]
    headings = ("cli-from", "cli-trade-count", "cli-wins", "tui-result", "cli-fees")
    return lines(title, table([t(heading) for heading in headings], rows, right=range(1, 5)))


def performance(answer: Performance) -> str:
    """A line for each pair, tier or way out."""
    title = words.titled(answer.stamp, t(f"cli-performance-{answer.by}"))
    if not answer.rows:
        return lines(title, t("cli-empty-trades"))
    rows = [
        [
            group_name(answer.by, row), str(row.trades), money(row.pnl, sign=True),
            words.points(row.mean_pct, sign=True), words.share(row.win_rate),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = ("cli-group", "cli-trade-count", "tui-result", "cli-mean", "cli-win-rate")
    return lines(title, table([t(heading) for heading in headings], rows, right=(1, 2, 3)))


def group_name(by: str, row: PerformanceRow) -> str:
    """A group as people call it: the pair, the tier or the way out."""
    return words.word(by, row.group) if by in _IN_WORDS else row.group


def stats(answer: Stats) -> str:
    """The whole record."""
    counts = t("cli-forecast-counts", made=answer.forecasts, spoken=answer.spoken, scored=answer.scored)
    facts = [
        (t("cli-forecasts"), counts),
        (t("cli-hit-rate"), words.share(answer.hit_rate)),
        (t("cli-trade-count"), str(answer.trades)),
        (t("cli-win-rate"), words.share(answer.win_rate)),
        (t("tui-result"), money(answer.pnl, sign=True)),
        (t("cli-fees"), money(answer.fees)),
        (t("cli-profit-factor"), number(answer.profit_factor, decimals=2)),
        (t("cli-best-worst"), best_and_worst(answer)),
        (t("cli-holding"), duration(answer.mean_holding_ms)),
        (t("cli-max-drawdown"), words.points(answer.max_drawdown_pct)),
    ]
    return lines(words.titled(answer.stamp, t("cli-stats")), pairs(facts))


def best_and_worst(answer: Stats) -> str:
    """What the best trade brought, and what the worst one cost."""
    return f"{words.points(answer.best_pct, sign=True)} / {words.points(answer.worst_pct, sign=True)}"


def scoreboard(answer: Scoreboard) -> str:
    """Every spoken signal, by band and one by one, and the head of the chain that proves it."""
    title = words.titled(answer.stamp, t("cli-scoreboard"))
    head = None if answer.chain_head is None else t("cli-chain-head", head=answer.chain_head)
    if not answer.rows:
        return lines(title, t("cli-empty-scoreboard"), head)
    bands = [[words.band(one.low, one.high), words.share(one.record)] for one in answer.bands]
    rows = [
        [
            date_time(row.at, show_zone=False), row.symbol, words.short_lean(row.direction, row.confidence),
            price(row.price), price(row.actual_price), words.mark(row.correct),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = ("cli-time", "tui-symbol", "tui-forecast", "tui-price", "cli-actual", "cli-outcome")
    return lines(
        title,
        t("cli-scoreboard-total", share=words.share(answer.total)),
        table([t("cli-band"), t("cli-record")], bands) if bands else None,
        table([t(heading) for heading in headings], rows, right=(3, 4)),
        head,
    )


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Profit": profit,
    "Performance": performance,
    "Stats": stats,
    "Scoreboard": scoreboard,
}
