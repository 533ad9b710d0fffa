"""chart, equity, depth: what is drawn elsewhere, in words and figures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Any, Final

from engine.service.answers import Chart, ChartMark, Depth, DepthRow, EquityCurve, EquityPoint
from engine.service.text import words
from engine.service.text.layout import GAP, lines, pairs, table
from locales import t
from locales.formats import DASH, compact, date_time, money, percent, price, quantity

_LAST: Final = 8
LEVELS: Final = {"entry": "tui-entry", "stop": "tui-stop", "target": "tui-target"}
"""Names of the levels of a position."""
_AVERAGES: Final = (("sma_20", "chart-sma-20"), ("sma_50", "chart-sma-50"))


def chart(answer: Chart) -> str:
    """The newest candles, the indicators on the last one, what happened, and the levels of an open position."""
    timeframe = words.word("timeframe", answer.timeframe)
    title = words.titled(answer.stamp, t("chart-title", symbol=answer.symbol, timeframe=timeframe))
    if not answer.candles:
        return lines(title, t("chart-empty", timeframe=timeframe))
    return lines(title, pairs(_facts(answer)), _candles(answer), _marks(answer))


def _facts(answer: Chart) -> list[tuple[str, str]]:
    levels = ((t(LEVELS[one.kind]), words.level(one.price, answer.price)) for one in answer.levels)
    return [(t("tui-price"), price(answer.price)), (t("chart-span"), span(answer)), *indicators(answer), *levels]


def span(answer: Chart) -> str:
    """How many candles, and from when to when."""
    first, last = answer.candles[0], answer.candles[-1]
    ends = {"from": short_time(first.at), "to": short_time(last.at)}
    return t("chart-span-facts", count=len(answer.candles), **ends)


def indicators(answer: Chart) -> list[tuple[str, str]]:
    """The averages and bands at the last candle."""
    newest = {line.name: line.values[-1] if line.values else None for line in answer.lines}
    found = [(t(key), price(newest[name])) for name, key in _AVERAGES if newest.get(name) is not None]
    low, high = newest.get("bb_lower"), newest.get("bb_upper")
    return found if low is None or high is None else [*found, (t("chart-bands"), f"{price(low)} – {price(high)}")]


def _candles(answer: Chart) -> str:
    rows = [
        [short_time(row.at), *map(price, (row.open, row.high, row.low, row.close)), compact(row.volume)]
        for row in answer.candles[-_LAST:]
    ]
    headings = ("cli-time", "chart-open", "chart-high", "chart-low", "chart-close", "chart-volume")
    return table([t(heading) for heading in headings], rows, right=range(1, 6))


def _marks(answer: Chart) -> str | None:
    if not answer.marks:
        return None
    rows = [
        [short_time(mark.at), mark_name(mark), price(mark.price), DASH if mark.note is None else words.why(mark.note)]
        for mark in answer.marks[-_LAST:]
    ]
    return table([t("cli-time"), t("chart-mark"), t("tui-price"), t("tui-why")], rows, right=(2,))


def mark_name(mark: ChartMark) -> str:
    """What happened there, and which way."""
    side = words.word("side", mark.side)
    if mark.kind != "signal":
        return f"{words.word('leg', mark.kind)} ({side})"
    direction = "UP" if mark.side == "BUY" else "DOWN"
    lean = f" {words.short_lean(direction, mark.confidence)}" if mark.confidence is not None else ""
    return f"{t('chart-signal', side=side)}{lean}"


def equity(answer: EquityCurve) -> str:
    """From where to where, how high between, and how deep."""
    title = words.titled(answer.stamp, t("curve-title"))
    if not answer.points:
        return lines(title, t("curve-empty"))
    start, last = float(answer.start_cash), answer.points[-1]
    peak = max(answer.points, key=lambda point: point.equity)
    deepest = max(answer.points, key=lambda point: point.drawdown_pct)
    change = f"{GAP}{percent(last.equity / start - 1)}" if start else ""
    facts = [
        (t("tui-equity"), f"{money(last.equity)}{change}"),
        (t("cli-start-cash"), money(answer.start_cash)),
        (t("curve-peak"), curve_point(money(peak.equity), peak)),
        (t("cli-drawdown"), words.points(last.drawdown_pct)),
        (t("cli-max-drawdown"), curve_point(words.points(deepest.drawdown_pct), deepest)),
    ]
    return lines(title, pairs(facts))


def curve_point(value: str, point: EquityPoint) -> str:
    """What the curve had reached, and when."""
    return t("curve-at", value=value, at=date_time(point.at))


def depth(answer: Depth) -> str:
    """Buyers at the left, sellers at the right, best prices first."""
    title = words.titled(answer.stamp, t("depth-title", symbol=answer.symbol))
    if not answer.has_book:
        return lines(title, t("depth-none"))
    if not (answer.bids or answer.asks):
        return lines(title, t("depth-empty"))
    rows = [[*_bid(bid), *reversed(_bid(ask))] for bid, ask in zip_longest(answer.bids, answer.asks)]
    headings = [t("tui-amount"), t("depth-bid"), t("depth-ask"), t("tui-amount")]
    gap = [] if (known := spread(answer)) is None else [known]
    return lines(title, table(headings, rows, right=range(4)), pairs(gap))


def _bid(row: DepthRow | None) -> list[str]:
    return [DASH, DASH] if row is None else [quantity(row.amount), price(row.price)]


def spread(answer: Depth) -> tuple[str, str] | None:
    """How far the best prices are apart; None where a side is empty."""
    if not (answer.bids and answer.asks):
        return None
    best, least = answer.bids[0].price, answer.asks[0].price
    share = percent(least / best - 1, decimals=3, sign=False)
    return t("depth-spread"), f"{quantity(least - best)} ({share})"


def short_time(moment: int) -> str:
    """A moment without its zone."""
    return date_time(moment, show_zone=False)


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Chart": chart,
    "EquityCurve": equity,
    "Depth": depth,
}
