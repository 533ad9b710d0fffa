"""notify, watch, alert."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Notify, PriceAlertRow, PriceAlerts, Watching
from engine.service.text import words
from engine.service.text.layout import lines, table
from locales import t
from locales.formats import date_time, percent, price


def notify(answer: Notify) -> str:
    """What is told here and how, the quiet hours, and the pairs it is limited to."""
    rows = [
        [words.word("alert-kind", row.kind), words.word("volume", row.volume), _chosen(row.chosen)]
        for row in answer.rows
    ]
    return lines(
        t("notify-changed") if answer.changed else None,
        t(f"notify-{answer.audience}"),
        table([t("notify-kind"), t("notify-volume"), ""], rows),
        quiet_line(answer),
        watched_line(answer.watched),
    )


def _chosen(chosen: bool) -> str:
    return "" if chosen else t("notify-default")


def quiet_line(answer: Notify) -> str:
    """The hours in which nothing rings."""
    if answer.quiet is None:
        return t("notify-no-quiet")
    start, _, end = answer.quiet.partition("-")
    return t("notify-quiet", start=start, end=end, zone=answer.zone)


def watched_line(symbols: tuple[str, ...]) -> str:
    """The pairs that signals are told of."""
    return t("watch-some", symbols=", ".join(symbols)) if symbols else t("watch-all")


def price_alerts(answer: PriceAlerts) -> str:
    """What was added or removed, then all that is waited for."""
    title = words.titled(answer.stamp, t("alert-title"))
    if not answer.rows:
        return lines(title, alert_done(answer), t("alert-none"))
    rows = [
        [row.symbol, side_mark(row), price(row.price), price(row.price_now), distance(row), date_time(row.created_at)]
        for row in answer.rows
    ]
    headings = ("tui-symbol", "alert-when", "alert-price", "alert-now", "alert-distance", "alert-since")
    return lines(title, alert_done(answer), table([t(heading) for heading in headings], rows, right=(2, 3, 4)))


def alert_done(answer: PriceAlerts) -> str | None:
    """What the command did."""
    if answer.added is not None:
        one = answer.added
        return t(f"alert-added-{one.side}", symbol=one.symbol, price=price(one.price), now=price(one.price_now))
    return None if answer.removed is None else t("alert-removed", count=answer.removed)


def side_mark(row: PriceAlertRow) -> str:
    """``▲ từ`` or ``▼ từ``: the way the market has to go."""
    return f"{words.ARROWS['UP' if row.side == 'above' else 'DOWN']} {t(f'alert-{row.side}')}"


def distance(row: PriceAlertRow) -> str:
    """How far the market still has to go."""
    return percent(None if not row.price_now else float(row.price) / row.price_now - 1)


def watching(answer: Watching) -> str:
    """What changed, then the pairs."""
    return lines(watch_done(answer), watched_line(answer.symbols), t("watch-scope"))


def watch_done(answer: Watching) -> str | None:
    """What the command did."""
    if answer.added is not None:
        return t("watch-added", symbol=answer.added)
    return None if answer.removed is None else t("watch-removed", symbol=answer.removed)


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Notify": notify,
    "PriceAlerts": price_alerts,
    "Watching": watching,
}
