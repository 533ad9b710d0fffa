"""Answers as everybody in a chat may read them: what is said, not what is held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from engine.core.events import Event, EventKind
from engine.service.answers import Chart, ChartLevel, Prediction, SignalRow, Signals, Why

if TYPE_CHECKING:
    from engine.service.answers import Answer

UNTOLD: Final = "why-told-alone"
"""In the place of why a signal was traded or not, which would tell of positions, losses and limits."""


def for_all(answer: Answer) -> Answer:
    """``answer`` without what tells of the book."""
    if isinstance(answer, Chart):
        return chart_for_all(answer, None)
    if isinstance(answer, Prediction) and answer.spoken:
        return replace(answer, traded=False, reason=Why(UNTOLD))
    if isinstance(answer, Signals):
        return replace(answer, rows=tuple(map(_row, answer.rows)))
    return answer


def chart_for_all(chart: Chart, forecast: Prediction | None) -> Chart:
    """What was said, not what was bought; the levels are those of the forecast."""
    marks = tuple(replace(mark, traded=None, note=None) for mark in chart.marks if mark.kind == "signal")
    return replace(chart, marks=marks, levels=_levels(forecast))


def event_for_all(event: Event) -> Event:
    """A signal as a whole chat may hear it; everything else about money only comes where it was switched on."""
    if event.kind is not EventKind.SIGNAL:
        return event
    return replace(event, data={**event.data, "trades": False, "reason": UNTOLD, "reason_params": {}})


def _row(row: SignalRow) -> SignalRow:
    return replace(row, traded=False, reason=Why(UNTOLD)) if row.spoken else row


def _levels(forecast: Prediction | None) -> tuple[ChartLevel, ...]:
    if forecast is None or not forecast.spoken:
        return ()
    prices = (("stop", forecast.stop_loss), ("target", forecast.take_profit))
    return tuple(ChartLevel(kind, price, forecast.made_at) for kind, price in prices if price is not None)
