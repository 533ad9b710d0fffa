"""notify, alert, watch: what somebody is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Said
from bots.common.cards.parts import GOOD, head, joined, stamped
from engine.service.answers import Notify, NotifyRow, PriceAlertRow, PriceAlerts, Watching
from engine.service.text import words
from engine.service.text.alerts import alert_done, distance, quiet_line, side_mark, watch_done, watched_line
from locales import t
from locales.formats import date_time, price

_BELL: Final = "🔔"
_BELLS: Final = {"on": _BELL, "silent": "🔕", "off": "✖"}


def notify(answer: Notify) -> Card:
    """Each kind of alert and how it comes, then the quiet hours and the pairs it is limited to."""
    blocks = (
        Said(t(f"notify-{answer.audience}"), strong=True),
        Facts(tuple(map(_kind, answer.rows))),
        Said(quiet_line(answer)),
        Said(watched_line(answer.watched)),
    )
    changed = (Said(t("notify-changed")),) if answer.changed else ()
    return Card(t("card-notify"), (*changed, *blocks), mark=GOOD if answer.changed else _BELL)


def _kind(row: NotifyRow) -> tuple[str, str]:
    volume = words.word("volume", row.volume)
    default = None if row.chosen else t("notify-default")
    return f"{_BELLS.get(row.volume, _BELL)} {words.word('alert-kind', row.kind)}", joined(volume, default)


def price_alerts(answer: PriceAlerts) -> Card:
    """What was added or removed, then all that is waited for."""
    done = alert_done(answer)
    rows = tuple(map(_waited, answer.rows)) or (Said(t("alert-none")),)
    said = None if done is None else Said(done, strong=True)
    mark = _BELL if done is None else GOOD
    footer = words.data_age_long(answer.stamp) if answer.rows else ""
    return stamped(answer.stamp, t("alert-title"), said, *rows, mark=mark, footer=footer)


def _waited(row: PriceAlertRow) -> Facts:
    now = t("card-event-at", price=price(row.price_now))
    return Facts(
        (
            (head(row.symbol), joined(f"{side_mark(row)} {price(row.price)}", distance(row))),
            (t("alert-since"), joined(date_time(row.created_at), now)),
        )
    )


def watching(answer: Watching) -> Card:
    """What changed, then the pairs."""
    done = watch_done(answer)
    said = () if done is None else (Said(done, strong=True),)
    lines = (Said(watched_line(answer.symbols)), Said(t("watch-scope")))
    return Card(t("card-watching"), (*said, *lines), mark="👀" if done is None else GOOD)


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Notify: notify,
    PriceAlerts: price_alerts,
    Watching: watching,
}
