"""profit, performance, stats, scoreboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Lines, Said
from bots.common.cards.parts import PURSE, arrow, empty, facts, gain, head, joined, money_tone, result, stamped
from engine.service.answers import BandRow, Performance, PerformanceRow, Profit, ProfitRow, Scoreboard, ScoreRow, Stats
from engine.service.text import words
from engine.service.text.results import best_and_worst, group_name
from locales import t
from locales.formats import date, date_time, duration, money, number, price

_TROPHY: Final = "🎯"
RIGHT, WRONG = "✔", "✖"


def profit(answer: Profit) -> Card:
    """A line for each day, week or month."""
    title = t(f"cli-profit-{answer.period}")
    if not answer.rows:
        return empty(answer.stamp, title, t("cli-empty-trades"), PURSE)
    total = sum(row.pnl for row in answer.rows)
    return stamped(
        answer.stamp,
        title,
        Said(t("card-together", result=result(total)), strong=True),
        Facts(tuple(map(_period, answer.rows))),
        tone=money_tone(answer.stamp, total),
        mark=PURSE,
    )


def _period(row: ProfitRow) -> tuple[str, str]:
    won = t("card-won", wins=row.wins, trades=row.trades)
    return head(date(row.start_at), arrow(row.pnl)), joined(gain(row.pnl), won, t("card-fee", fee=money(row.fees)))


def performance(answer: Performance) -> Card:
    """Two lines for each pair, tier or way out."""
    title = t(f"cli-performance-{answer.by}")
    if not answer.rows:
        return empty(answer.stamp, title, t("cli-empty-trades"), PURSE)
    rows = [_group(answer.by, row) for row in answer.rows]
    return stamped(answer.stamp, title, *rows, tone=money_tone(answer.stamp), mark=PURSE)


def _group(by: str, row: PerformanceRow) -> Facts:
    mean = t("card-mean", mean=words.points(row.mean_pct, sign=True))
    won = t("card-win-rate", share=words.share(row.win_rate))
    return Facts(
        (
            (head(group_name(by, row), arrow(row.pnl)), joined(gain(row.pnl), mean)),
            (t("card-trades", count=row.trades), won),
        )
    )


def stats(answer: Stats) -> Card:
    """The whole record."""
    counts = t("cli-forecast-counts", made=answer.forecasts, spoken=answer.spoken, scored=answer.scored)
    return stamped(
        answer.stamp,
        t("cli-stats"),
        facts(
            (t("cli-forecasts"), counts),
            (t("cli-hit-rate"), words.share(answer.hit_rate)),
        ),
        facts(
            (t("cli-trade-count"), str(answer.trades)),
            (t("cli-win-rate"), words.share(answer.win_rate)),
            (t("tui-result"), result(answer.pnl)),
            (t("cli-fees"), money(answer.fees)),
            (t("cli-profit-factor"), number(answer.profit_factor, decimals=2)),
            (t("cli-best-worst"), best_and_worst(answer)),
            (t("cli-holding"), duration(answer.mean_holding_ms)),
            (t("cli-max-drawdown"), words.points(answer.max_drawdown_pct)),
        ),
        tone=money_tone(answer.stamp, answer.pnl),
        mark=_TROPHY,
    )


def scoreboard(answer: Scoreboard) -> Card:
    """Every spoken signal, by band and one by one, and the head of the chain that proves it."""
    head = () if answer.chain_head is None else (Said(t("card-chain-head")), Lines(answer.chain_head))
    if not answer.rows:
        return stamped(answer.stamp, t("cli-scoreboard"), Said(t("cli-empty-scoreboard")), *head, mark=_TROPHY)
    return stamped(
        answer.stamp,
        t("cli-scoreboard"),
        Said(t("cli-scoreboard-total", share=words.share(answer.total)), strong=True),
        facts(*map(_band, answer.bands)),
        Facts(tuple(map(_score, answer.rows))),
        *head,
        mark=_TROPHY,
    )


def _band(row: BandRow) -> tuple[str, str]:
    return words.band(row.low, row.high), words.share(row.record)


def _score(row: ScoreRow) -> tuple[str, str]:
    moved = f"{price(row.price)} → {price(row.actual_price)}"
    name = f"{row.symbol} {words.short_lean(row.direction, row.confidence)}"
    return name, joined(_verdict(row.correct), moved, date_time(row.at, show_zone=False))


def _verdict(correct: bool | None) -> str:
    said = words.mark(correct)
    if correct is None:
        return said
    return f"{RIGHT if correct else WRONG} {said}"


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Profit: profit,
    Performance: performance,
    Stats: stats,
    Scoreboard: scoreboard,
}
