"""The equity curve in words: its labels and its title."""

from __future__ import annotations

from typing import Final

from console.widgets.curve import Manner, Points
from engine.service.answers import EquityCurve
from locales import t
from locales.formats import clock, date, money, percent

_DAY_MS: Final = 86_400_000
_EXACT_BELOW: Final = 50.0
"""A purse that moved less than this is labelled with cents."""


def equity_points(curve: EquityCurve) -> Points:
    """What is drawn."""
    return Points([point.at for point in curve.points], [point.equity for point in curve.points])


def equity_manner(curve: EquityCurve | None) -> Manner:
    """Clock times within two days, dates beyond; a line where the purse began."""
    points = curve.points if curve is not None else ()
    long = bool(points) and points[-1].at - points[0].at > 2 * _DAY_MS
    spread = max((p.equity for p in points), default=0.0) - min((p.equity for p in points), default=0.0)
    decimals = 2 if spread < _EXACT_BELOW else 0
    return Manner(
        value_label=lambda value: money(value, None, decimals=decimals),
        time_label=lambda at: date(round(at)) if long else clock(round(at), seconds=False),
        baseline=float(curve.start_cash) if curve is not None else None,
        drawdown=True,
    )


def equity_facts(curve: EquityCurve) -> str:
    """Since the start, and how far below the peak now and at worst."""
    if not curve.points:
        return ""
    last = curve.points[-1]
    change = 100 * (last.equity / float(curve.start_cash) - 1) if curve.start_cash else 0.0
    return t(
        "positions-equity-facts",
        change=percent(change, points=True),
        now=percent(last.drawdown_pct, points=True, sign=False, decimals=1),
        worst=percent(max(point.drawdown_pct for point in curve.points), points=True, sign=False, decimals=1),
    )
