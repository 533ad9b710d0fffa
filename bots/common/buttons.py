"""Which questions naturally follow an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bots.common.actions import Action, Verb, written
from bots.common.house_facts import is_open
from bots.common.reply import Button, Look
from engine.core.modes import Role
from engine.service.registry import registry
from locales import t

_FOLLOWING: Final[Mapping[str, tuple[str, ...]]] = {
    "price": ("predict", "chart"),
    "predict": ("chart", "explain", "scoreboard"),
    "explain": ("predict", "chart", "models"),
    "chart": ("predict", "price"),
    "movers": ("signals", "status"),
    "signals": ("scoreboard", "movers"),
    "scoreboard": ("signals", "models"),
    "positions": ("balance", "trades", "equity"),
    "balance": ("positions", "equity", "profit"),
    "equity": ("balance", "profit"),
    "profit": ("performance", "trades"),
    "performance": ("profit", "stats"),
    "trades": ("profit", "positions"),
    "status": ("health", "positions", "models"),
    "health": ("status", "logs"),
    "models": ("scoreboard", "health"),
    "risk": ("positions", "locks"),
}
_REFRESHED: Final = frozenset({*_FOLLOWING, "depth", "orders", "locks", "logs", "stats", "symbols"}) - {"explain"}
_A_ROW: Final = 3


def buttons_after(
    command: str, arguments: Mapping[str, Any], line: str, role: Role, available: frozenset[str]
) -> tuple[tuple[Button, ...], ...]:
    """Buttons under the answer to ``line``: what usually comes next, and the same anew."""
    names = (name for name in _FOLLOWING.get(command, ()) if is_open(registry().get(name), role, available))
    found = [_next_button(name, arguments) for name in names]
    fresh = written(Action(Verb.FRESH, line)) if command in _REFRESHED else None
    if fresh is not None:
        found.append(Button(t("bots-button-fresh"), fresh))
    shown = [button for button in found if button is not None]
    return tuple(tuple(shown[start : start + _A_ROW]) for start in range(0, len(shown), _A_ROW))


def _next_button(command: str, arguments: Mapping[str, Any]) -> Button | None:
    spec = registry().get(command)
    symbol = arguments.get("symbol")
    about = any(param.name == "symbol" for param in spec.params) and symbol is not None
    if not about and any(param.required for param in spec.params):
        return None
    action = written(Action(Verb.OPEN, f"{command} {symbol}" if about else command))
    return None if action is None else Button(t(f"bots-button-{command}"), action, Look.PLAIN)
