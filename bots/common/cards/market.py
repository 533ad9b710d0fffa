"""ping, price, movers, signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Grid, Said, Tone
from bots.common.cards.parts import MARKET, arrow, empty, head, joined, stamped, tone_of
from bots.common.for_all import UNTOLD
from engine.service.answers import Mover, Movers, Pong, Price, SignalRow, Signals
from engine.service.text import words
from engine.service.text.market import day, dong, leaning, no_signals, short_id, signals_title
from locales import t
from locales.formats import date_time, latency, price, probability


def pong(answer: Pong) -> Card:
    """The engine's own part of the way; the platform's is not known here."""
    return Card(t("cli-pong", latency=latency(answer.engine_ms)), (Said(t("card-pong")),), Tone.QUIET, "🏓")


def price_now(answer: Price) -> Card:
    """The price in large, then what it is in dong, then the day, then where the forecast leans."""
    quote = answer.symbol.partition("/")[2]
    moved = answer.change_pct
    change = "" if moved is None else f"  {arrow(moved)} {words.points(moved, sign=True)}"
    lines = [line for line in (dong(answer), day(answer), leaning(answer.lean)) if line]
    return stamped(
        answer.stamp,
        answer.symbol,
        Said(f"{price(answer.price, asset=quote)}{change}", strong=True),
        *(Said(line) for line in lines),
        tone=tone_of(moved),
        mark="💰",
        footer=words.data_age_long(answer.stamp),
    )


def movers(answer: Movers) -> Card:
    """Gainers, then losers."""
    if not (answer.gainers or answer.losers):
        return empty(answer.stamp, t("cli-movers"), t("cli-empty-movers"), MARKET)
    up, down = _moves("cli-gainers", answer.gainers), _moves("cli-losers", answer.losers)
    footer = words.data_age_long(answer.stamp)
    return stamped(answer.stamp, t("cli-movers"), up, down, mark=MARKET, footer=footer)


def _moves(heading: str, rows: tuple[Mover, ...]) -> Grid | None:
    if not rows:
        return None
    cells = tuple(
        (row.symbol, price(row.price), f"{arrow(row.change_pct)} {words.points(row.change_pct, sign=True)}")
        for row in rows
    )
    return Grid((t(heading), t("tui-price"), t("tui-change")), cells, frozenset((1, 2)))


def signals(answer: Signals) -> Card:
    """What was said or kept silent, what became of it, why, and the id with which ``explain`` shows it again."""
    title = signals_title(answer)
    if not answer.rows:
        return empty(answer.stamp, title, no_signals(answer), MARKET)
    return stamped(answer.stamp, title, *map(_signal, answer.rows), mark=MARKET)


def _signal(row: SignalRow) -> Facts:
    fate = "traded" if row.traded else "refused" if row.spoken else "silent"
    fate = "spoken" if row.reason.key == UNTOLD else fate
    weighed = None if row.weight is None else t("card-weight", weight=f"{row.weight:.0f}")
    tier = None if row.tier is None else words.word("tier", row.tier)
    way = words.ARROWS.get(row.direction, "·")
    said = joined(probability(row.confidence), price(row.price), words.mark(row.correct))
    return Facts(
        (
            (head(row.symbol, way), said),
            (t(f"card-signal-{fate}"), words.why(row.reason)),
            (short_id(row), joined(date_time(row.at, show_zone=False), weighed, tier)),
        )
    )


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Pong: pong,
    Price: price_now,
    Movers: movers,
    Signals: signals,
}
