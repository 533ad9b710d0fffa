"""chart, equity, depth: what the picture shows, in a few words and figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Grid, Said
from bots.common.cards.parts import ASSET, MARKET, PURSE, arrow, empty, facts, joined, money_tone, points, stamped
from engine.service.answers import Chart, ChartMark, Depth, DepthRow, EquityCurve, EquityPoint
from engine.service.text import words
from locales import t
from locales.formats import compact, date_time, money, percent, price, quantity

_LAST_MARKS: Final = 4
"""More of them are in the picture."""
_LEVELS: Final = {"entry": "tui-entry", "stop": "tui-stop", "target": "tui-target"}
_AVERAGES: Final = (("sma_20", "chart-sma-20"), ("sma_50", "chart-sma-50"))


def chart(answer: Chart) -> Card:
    """The price, the last candle, the levels of an open position, the indicators, and what happened last."""
    timeframe = words.word("timeframe", answer.timeframe)
    title = t("chart-title", symbol=answer.symbol, timeframe=timeframe)
    if not answer.candles:
        return empty(answer.stamp, title, t("chart-empty", timeframe=timeframe), "📈")
    first, last = answer.candles[0], answer.candles[-1]
    span = t("chart-span-facts", count=len(answer.candles), **{"from": _short(first.at), "to": _short(last.at)})
    shape = {name: price(getattr(last, name)) for name in ("open", "high", "low", "close")}
    body = t("card-candle", volume=compact(last.volume), **shape)
    levels = ((t(_LEVELS[level.kind]), _level(level.price, answer.price)) for level in answer.levels)
    shown = facts((t("card-last-candle"), body), *levels, *_indicators(answer), (t("chart-span"), span))
    footer = words.data_age_long(answer.stamp)
    now = Said(price(answer.price), strong=True)
    return stamped(answer.stamp, title, now, shown, _marks(answer), mark="📈", footer=footer)


def _level(level: float, now: float | None) -> str:
    return f"{price(level)} ({percent(level / now - 1)})" if now else price(level)


def _indicators(answer: Chart) -> list[tuple[str, str]]:
    newest = {line.name: line.values[-1] if line.values else None for line in answer.lines}
    found = [(t(key), price(newest[name])) for name, key in _AVERAGES if newest.get(name) is not None]
    low, high = newest.get("bb_lower"), newest.get("bb_upper")
    return found if low is None or high is None else [*found, (t("chart-bands"), f"{price(low)} – {price(high)}")]


def _marks(answer: Chart) -> Facts | None:
    return facts(*map(_mark, reversed(answer.marks[-_LAST_MARKS:])))


def _mark(mark: ChartMark) -> tuple[str, str]:
    side = words.word("side", mark.side)
    why = None if mark.note is None else words.why(mark.note)
    if mark.kind != "signal":
        return _short(mark.at), joined(f"{words.word('leg', mark.kind)} ({side}) {price(mark.price)}", why)
    direction = "UP" if mark.side == "BUY" else "DOWN"
    lean = f" {words.short_lean(direction, mark.confidence)}" if mark.confidence is not None else ""
    return _short(mark.at), joined(f"{t('chart-signal', side=side)}{lean}", price(mark.price), why)


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
        Said(f"{money(last.equity, ASSET)}{change}", strong=True),
        facts(
            (t("cli-start-cash"), money(answer.start_cash, ASSET)),
            (t("curve-peak"), _at(money(peak.equity, ASSET), peak)),
            (t("cli-drawdown"), points(last.drawdown_pct)),
            (t("cli-max-drawdown"), _at(points(deepest.drawdown_pct), deepest)),
        ),
        tone=money_tone(answer.stamp, last.equity - start),
        mark=PURSE,
    )


def _at(value: str, point: EquityPoint) -> str:
    return t("curve-at", value=value, at=date_time(point.at))


def depth(answer: Depth) -> Card:
    """As phones show a book: sellers above, buyers below, the best prices where the two meet."""
    title = t("depth-title", symbol=answer.symbol)
    if not answer.has_book:
        return empty(answer.stamp, title, t("depth-none"), MARKET)
    if not (answer.bids or answer.asks):
        return empty(answer.stamp, title, t("depth-empty"), MARKET)
    asks, bids = _waiting("depth-ask", tuple(reversed(answer.asks))), _waiting("depth-bid", answer.bids)
    footer = words.data_age_long(answer.stamp)
    return stamped(answer.stamp, title, asks, _spread(answer), bids, mark=MARKET, footer=footer)


def _waiting(heading: str, rows: tuple[DepthRow, ...]) -> Grid | None:
    if not rows:
        return None
    cells = tuple((price(row.price), quantity(row.amount)) for row in rows)
    return Grid((t(heading), t("tui-amount")), cells, frozenset((0, 1)))


def _spread(answer: Depth) -> Facts | None:
    if not (answer.bids and answer.asks):
        return None
    best, least = answer.bids[0].price, answer.asks[0].price
    share = percent(least / best - 1, decimals=3, sign=False)
    return Facts(((t("depth-spread"), f"{quantity(least - best)} ({share})"),))


def _short(moment: int) -> str:
    return date_time(moment, show_zone=False)


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Chart: chart,
    EquityCurve: equity,
    Depth: depth,
}
