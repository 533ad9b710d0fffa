"""What happened lately, as rows: newest first, repetition counted rather than listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.style import Style

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from console.text.words import brief, sentence
from engine.service.answers import Why
from engine.service.snapshots import Happening
from locales import t
from locales.catalogue import has
from locales.formats import clock, money, percent, price, probability, quantity

_LINES: Final = 60
_HIDDEN: Final = {"silence", "order_sent"}
_BOLD: Final = {"entry_filled", "exit_filled", "flattened", "state_changed", "role_changed"}
WAITED_FOR: Final = {"signal", "price_alert"}
_WARNING: Final = {"knock", "protection"}
_ALARMING: Final = {"error", "model_refused", "order_rejected"}
_IN_SHORT: Final = {"knock", "role_changed", "price_alert", "protection"}
"""What has a full sentence in the logs, with what to do about it, and a few words here."""


@dataclass(slots=True)
class _Line:
    event: Happening
    detail: str
    times: int = 1


def happening_columns() -> tuple[Column, ...]:
    """When, what, which pair, and what there is to say."""
    return (
        Column("at", t("tui-at"), width=8, rank=2, sortable=False),
        Column("kind", t("tui-what"), width=11, sortable=False),
        Column("symbol", t("tui-symbol"), width=4, sortable=False, rank=1),
        Column("detail", "", flex=8, sortable=False),
    )


def happening_rows(events: Sequence[Happening], look: Look) -> list[Row]:
    """The newest events; that silence was kept is told by the market panel, candle by candle."""
    lines = _counted([event for event in events if event.kind not in _HIDDEN])[::-1][:_LINES]
    return [
        Row(
            str(line.event.id),
            (
                Cell(clock(line.event.at, seconds=True), look.muted),
                _kind(line.event, look),
                Cell((line.event.symbol or "").split("/")[0], look.text),
                _detail(line, look),
            ),
        )
        for line in lines
    ]


def _counted(events: Sequence[Happening]) -> list[_Line]:
    """Oldest first. A signal that says the same as the one before it on its pair renews that line and counts it."""
    lines: list[_Line] = []
    last: dict[tuple[str, str | None], tuple[object, _Line]] = {}
    for event in events:
        same = event.data.get("advice") if event.kind == "signal" else event.data.get("correct")
        before = last.get((event.kind, event.symbol))
        if event.kind in ("signal", "forecast_scored") and before is not None and before[0] == same:
            line = before[1]
            lines.remove(line)
            line.event, line.detail, line.times = event, detail_of(event), line.times + 1
        else:
            line = _Line(event, detail_of(event))
        lines.append(line)
        last[event.kind, event.symbol] = (same, line)
    return lines


def _kind(event: Happening, look: Look) -> Cell:
    return Cell(kind_of(event), tone_of(event, look))


def kind_of(event: Happening) -> str:
    """What kind of event, in words."""
    return sentence(f"happening-{event.kind.replace('_', '-')}", {})


def is_alarming(event: Happening) -> bool:
    """Whether something went wrong."""
    return event.kind in _ALARMING or (event.kind == "bot_changed" and not event.data.get("up"))


def tone_of(event: Happening, look: Look) -> Style:
    """How loudly an event is told."""
    if is_alarming(event):
        return look.bad
    if event.kind in _WARNING:
        return look.warn
    if event.kind in WAITED_FOR:
        return look.signal
    return look.strong if event.kind in _BOLD else look.muted


def _detail(line: _Line, look: Look) -> Cell:
    data, said = line.event.data, line.detail
    if line.event.kind in _IN_SHORT and data.get("key"):
        said = _short(str(data["key"]), dict(data.get("params") or {}))
    shown = f"{said} ×{line.times}" if line.times > 1 else said
    if line.event.kind == "signal" and data.get("reason"):
        # Said is not traded: the reason tells which it was.
        shown = f"{shown} · {brief(Why(str(data['reason']), dict(data.get('reason_params') or {})))}"
    style = look.bad if is_alarming(line.event) else look.text
    if line.event.kind == "exit_filled" and data.get("pnl") is not None:
        style = look.direction(float(data["pnl"]))
    return Cell(shown, style)


def _short(key: str, params: Mapping[str, Any]) -> str:
    shortened = f"short-{key}"
    return sentence(shortened, params) if has(shortened) else brief(Why(key, dict(params)))


def detail_of(event: Happening) -> str:
    """What there is to say beyond the kind and the pair."""
    data: Mapping[str, Any] = event.data
    if event.kind == "signal":
        return f"{t('advice-' + str(data['advice']).lower())} {probability(float(data['confidence']))}"
    if event.kind == "entry_filled":
        return f"{quantity(data['amount'])} @ {price(data['price'])}"
    if event.kind == "exit_filled":
        return _exit(event, data)
    if event.kind == "forecast_scored":
        return t("outcome-right") if data.get("correct") else t("outcome-wrong")
    if event.kind == "state_changed":
        return f"{t('state-' + str(data['state']).lower())} · {data.get('actor') or '-'}"
    if event.kind == "flattened":
        done = sum(bool(row["done"]) for row in data.get("rows", ()))
        return t("tui-flattened", done=done, count=len(data.get("rows", ())))
    if event.kind == "model_loaded":
        return str(data.get("version", ""))
    if event.kind == "bot_changed" and not data.get("key"):
        surface = str(data.get("surface", "")).capitalize()
        return f"{surface} · {t('bot-connected')}" if data.get("up") else surface
    if not data.get("key"):
        return ""
    said = sentence(str(data["key"]), data.get("params") or {})
    incident = data.get("incident") or (data.get("params") or {}).get("incident")
    # First, so that it is never what is cut off.
    return f"[{incident}] {said}" if incident and str(incident) not in said else said


def _exit(event: Happening, data: Mapping[str, Any]) -> str:
    why = sentence(f"exit-{str(data.get('exit_reason', 'end')).replace('_', '-')}", {})
    if data.get("pnl") is None:
        return f"{why} · {quantity(data['amount'])} @ {price(data['price'])}"
    quote = (event.symbol or "").partition("/")[2] or None
    share = percent(float(data.get("pnl_pct", 0.0)), points=True)
    return f"{why} · {money(data['pnl'], quote, sign=True)} ({share})"
