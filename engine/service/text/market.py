"""ping, price, movers, signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Lean, Mover, Movers, Pong, Price, SignalRow, Signals
from engine.service.text import words
from engine.service.text.layout import lines, table
from locales import t
from locales.formats import DASH, compact, date_time, latency, price, vnd

_ID_LETTERS: Final = 8


def pong(answer: Pong) -> str:
    """``Pong! 2 ms``."""
    return t("cli-pong", latency=latency(answer.engine_ms))


def price_now(answer: Price) -> str:
    """One line as short as can be, and below it what else is known."""
    quote = answer.symbol.partition("/")[2]
    change = "" if answer.change_pct is None else f"  {words.points(answer.change_pct, sign=True)}"
    place = f"({words.venue(answer.stamp)}, {words.data_age(answer.stamp)})"
    first = f"{answer.symbol}  {price(answer.price, asset=quote)}{change}  {place}"
    more = " · ".join(part for part in (dong(answer), day(answer)) if part)
    return lines(first, more, leaning(answer.lean), t(f"mode-{answer.stamp.mode}"))


def dong(answer: Price) -> str:
    """The price in dong and whose rate that is; empty where it is not known."""
    if answer.price_vnd is None:
        return ""
    source = words.word("cli-rate", answer.vnd_rate_source or "unknown")
    rate = source if answer.vnd_rate_at is None else f"{source}, {date_time(answer.vnd_rate_at)}"
    return f"≈ {vnd(answer.price_vnd)} ({rate})"


def day(answer: Price) -> str:
    """Between which prices it moved in a day, and how much was dealt."""
    parts = []
    if answer.high is not None and answer.low is not None:
        parts.append(t("cli-high-low", high=price(answer.high), low=price(answer.low)))
    if answer.quote_volume is not None:
        quote = answer.symbol.partition("/")[2]
        parts.append(t("cli-volume", volume=compact(answer.quote_volume, asset=quote)))
    return " · ".join(parts)


def leaning(lean: Lean | None) -> str:
    """Where the forecast leans; empty where there is none."""
    if lean is None:
        return ""
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
    cells = [[row.symbol, price(row.price), words.points(row.change_pct, sign=True)] for row in rows]
    return table([t(heading), t("tui-price"), t("tui-change")], cells, right=(1, 2))


def signals(answer: Signals) -> str:
    """What was said or kept silent, why it was or was not traded, what became of it, and its decision's id."""
    title = words.titled(answer.stamp, signals_title(answer))
    if not answer.rows:
        return lines(title, no_signals(answer))
    rows = [
        [
            date_time(row.at, show_zone=False), row.symbol, words.short_lean(row.direction, row.confidence),
            price(row.price), DASH if row.weight is None else f"{row.weight:.0f}",
            DASH if row.tier is None else words.word("tier", row.tier), words.yes_no(row.spoken),
            words.yes_no(row.traded), words.mark(row.correct), short_id(row), words.why(row.reason),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = (
        "cli-time", "tui-symbol", "tui-forecast", "tui-price", "tui-weight", "cli-tier", "signals-said", "cli-traded",
        "cli-outcome", "cli-id", "tui-why",
    )  # fmt: skip
    return lines(title, table([t(heading) for heading in headings], rows, right=(3, 4)))


def signals_title(answer: Signals) -> str:
    """Which signals these are."""
    return t("cli-signals" if answer.which == "spoken" else f"signals-{answer.which}")


def no_signals(answer: Signals) -> str:
    """That there are none of them."""
    return t("cli-empty-signals" if answer.which == "spoken" else f"signals-empty-{answer.which}")


def short_id(row: SignalRow) -> str:
    """So much of the decision's id that ``explain`` finds it."""
    return row.decision_id[:_ID_LETTERS]


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Pong": pong,
    "Price": price_now,
    "Movers": movers,
    "Signals": signals,
}
