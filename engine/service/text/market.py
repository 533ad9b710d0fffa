"""ping, price, movers, signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Lean, Mover, Movers, Pong, Price, Signals
from engine.service.text import words
from engine.service.text.layout import lines, table
from locales import t
from locales.formats import DASH, compact, date_time, latency, percent, price, vnd

_ID_LETTERS: Final = 8
"""Of a decision's id: enough for ``explain`` to find it."""


def pong(answer: Pong) -> str:
    """``Pong! 2 ms``."""
    return t("cli-pong", latency=latency(answer.engine_ms))


def price_now(answer: Price) -> str:
    """One line as short as can be, and below it what else is known."""
    quote = answer.symbol.partition("/")[2]
    change = "" if answer.change_pct is None else f"  {percent(answer.change_pct, points=True)}"
    place = f"({words.venue(answer.stamp)}, {words.data_age(answer.stamp)})"
    first = f"{answer.symbol}  {price(answer.price, asset=quote)}{change}  {place}"
    return lines(first, _day(answer, quote), _leaning(answer.lean), t(f"mode-{answer.stamp.mode}"))


def _day(answer: Price, quote: str) -> str:
    parts = []
    if answer.price_vnd is not None:
        parts.append(f"≈ {vnd(answer.price_vnd)} ({_rate(answer)})")
    if answer.high is not None and answer.low is not None:
        parts.append(t("cli-high-low", high=price(answer.high), low=price(answer.low)))
    if answer.quote_volume is not None:
        parts.append(t("cli-volume", volume=compact(answer.quote_volume, asset=quote)))
    return " · ".join(parts)


def _rate(answer: Price) -> str:
    source = words.word("cli-rate", answer.vnd_rate_source or "unknown")
    if answer.vnd_rate_at is None:
        return source
    return f"{source}, {date_time(answer.vnd_rate_at)}"


def _leaning(lean: Lean | None) -> str | None:
    if lean is None:
        return None
    facts = {
        "horizon": words.word("timeframe", lean.horizon),
        "lean": words.lean(lean.direction, lean.confidence),
    }
    return t("cli-lean-spoken" if lean.spoken else "cli-lean-silent", **facts)


def movers(answer: Movers) -> str:
    """Gainers, then losers."""
    title = words.titled(answer.stamp, t("cli-movers"))
    if not (answer.gainers or answer.losers):
        return lines(title, t("cli-empty-movers"))
    return lines(title, _moves("cli-gainers", answer.gainers), _moves("cli-losers", answer.losers))


def _moves(heading: str, rows: tuple[Mover, ...]) -> str:
    if not rows:
        return ""
    cells = [[row.symbol, price(row.price), percent(row.change_pct, points=True)] for row in rows]
    return table([t(heading), t("tui-price"), t("tui-change")], cells, right=(1, 2))


def signals(answer: Signals) -> str:
    """What was said or kept silent, why it was or was not traded, what became of it, and its decision's id."""
    kind = "" if answer.which == "spoken" else answer.which
    title = words.titled(answer.stamp, t(f"signals-{kind}") if kind else t("cli-signals"))
    if not answer.rows:
        return lines(title, t(f"signals-empty-{kind}") if kind else t("cli-empty-signals"))
    rows = [
        [
            date_time(row.at, show_zone=False), row.symbol, words.short_lean(row.direction, row.confidence),
            price(row.price), DASH if row.weight is None else f"{row.weight:.0f}",
            DASH if row.tier is None else words.word("tier", row.tier), words.yes_no(row.spoken),
            words.yes_no(row.traded), words.mark(row.correct), row.decision_id[:_ID_LETTERS], words.why(row.reason),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = (
        "cli-time", "tui-symbol", "tui-forecast", "tui-price", "tui-weight", "cli-tier", "signals-said", "cli-traded",
        "cli-outcome", "cli-id", "tui-why",
    )  # fmt: skip
    return lines(title, table([t(heading) for heading in headings], rows, right=(3, 4)))


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Pong": pong,
    "Price": price_now,
    "Movers": movers,
    "Signals": signals,
}
