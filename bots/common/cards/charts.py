"""chart, equity, depth: what the picture shows, in a few words and figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Grid, Said
from bots.common.cards.parts import MARKET, PURSE, arrow, empty, facts, joined, money_tone, stamped
from engine.service.answers import Chart, ChartMark, Depth, DepthRow, EquityCurve
from engine.service.text import words
from engine.service.text.charts import LEVELS, curve_point, indicators, mark_name, short_time, span, spread
from locales import t
from locales.formats import compact, money, percent, price, quantity

_LAST_MARKS: Final = 4
"""More of them are in the picture."""


def chart(answer: Chart) -> Card:
    """The price, the last candle, the levels of an open position, the indicators, and what happened last."""
    timeframe = words.word("timeframe", answer.timeframe)
    title = t("chart-title", symbol=answer.symbol, timeframe=timeframe)
    if not answer.candles:
        return empty(answer.stamp, title, t("chart-empty", timeframe=timeframe), "📈")
    last = answer.candles[-1]
    shape = {name: price(getattr(last, name)) for name in ("open", "high", "low", "close")}
    body = t("card-candle", volume=compact(last.volume), **shape)
    levels = ((t(LEVELS[one.kind]), words.level(one.price, answer.price)) for one in answer.levels)
    shown = facts((t("card-last-candle"), body), *levels, *indicators(answer), (t("chart-span"), span(answer)))
    footer = words.data_age_long(answer.stamp)
    now = Said(price(answer.price), strong=True)
    return stamped(answer.stamp, title, now, shown, _marks(answer), mark="📈", footer=footer)


def _marks(answer: Chart) -> Facts | None:
    return facts(*map(_mark, reversed(answer.marks[-_LAST_MARKS:])))


def _mark(mark: ChartMark) -> tuple[str, str]:
    why = None if mark.note is None else words.why(mark.note)
    said = joined(mark_name(mark), price(mark.price), why)
    return short_time(mark.at), said


def equity(answer: EquityCurve) -> Card:
    """Where it stands, from where, how high between, and how deep."""
    if not answer.points:
        return empty(answer.stamp, t("curve-title"), t("curve-empty"), PURSE)
    start, last = float(answer.start_cash), answer.points[-1]
    change = f"  {arrow(last.equity - start)} {percent(last.equity / start - 1)}" if start else ""
    peak = max(answer.points, key=lambda point: point.equity)
    deepest = max(answer.points, key=lambda point: point.drawdown_pct)
    return stamped(
        answer.stamp,
        t("curve-title"),
        Said(f"{money(last.equity)}{change}", strong=True),
        facts(
            (t("cli-start-cash"), money(answer.start_cash)),
            (t("curve-peak"), curve_point(money(peak.equity), peak)),
            (t("cli-drawdown"), words.points(last.drawdown_pct)),
            (t("cli-max-drawdown"), curve_point(words.points(deepest.drawdown_pct), deepest)),
        ),
        tone=money_tone(answer.stamp, last.equity - start),
        mark=PURSE,
    )


def depth(answer: Depth) -> Card:
    """As phones show a book: sellers above, buyers below, the best prices where the two meet."""
    title = t("depth-title", symbol=answer.symbol)
    if not answer.has_book:
        return empty(answer.stamp, title, t("depth-none"), MARKET)
    if not (answer.bids or answer.asks):
        return empty(answer.stamp, title, t("depth-empty"), MARKET)
    asks, bids = _waiting("depth-ask", tuple(reversed(answer.asks))), _waiting("depth-bid", answer.bids)
    footer = words.data_age_long(answer.stamp)
    return stamped(answer.stamp, title, asks, facts(spread(answer)), bids, mark=MARKET, footer=footer)


def _waiting(heading: str, rows: tuple[DepthRow, ...]) -> Grid | None:
    if not rows:
        return None
    cells = tuple((price(row.price), quantity(row.amount)) for row in rows)
    return Grid((t(heading), t("tui-amount")), cells, frozenset((0, 1)))


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Chart: chart,
    EquityCurve: equity,
    Depth: depth,
}
