"""Answers as plain text, aligned for a fixed-width font: for the command line, the console and chat."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.service.answers import Answer

_HOMES: Final = {
    "market": ("Pong", "Price", "Movers", "Signals"),
    "forecast": ("Prediction",),
    "book": ("Positions", "Orders", "Trades", "Balance", "Risk", "Locks"),
    "charts": ("Chart", "EquityCurve", "Depth"),
    "results": ("Profit", "Performance", "Stats", "Scoreboard"),
    "house": ("Status", "Health", "Logs", "Symbols", "Config"),
    "models": ("Models", "ModelCard"),
    "people": ("Help", "WhoAmI", "Version", "Audit", "Roles", "Reloaded"),
    "alerts": ("Notify", "PriceAlerts", "Watching"),
    "acts": ("Done", "Flattened", "BackupMade"),
}
_TOPICS: Final = {name: topic for topic, names in _HOMES.items() for name in names}


def render(answer: Answer) -> str:
    """The text of an answer, in the language of the moment."""
    name = type(answer).__name__
    topic = import_module(f"engine.service.text.{_TOPICS[name]}")
    shown: Callable[[Answer], str] = topic.RENDERERS[name]
    return shown(answer)
