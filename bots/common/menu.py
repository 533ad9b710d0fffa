"""The menu: everything that can be asked without typing, by what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bots.common.actions import Action, Verb, written
from bots.common.card import Card, Said
from bots.common.house_facts import is_open
from bots.common.reply import Button, Look, Reply
from engine.core.modes import Danger, Role
from engine.core.symbols import Symbol
from engine.service.registry import registry
from locales import t

ROOT: Final = "root"
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "market": ("movers", "signals", "scoreboard", "models"),
    "book": ("positions", "balance", "equity", "orders", "trades", "profit", "performance", "risk"),
    "control": ("pause", "resume", "reduce", "halt", "flatten", "enter", "locks", "retrain"),
    "alerts": ("notify", "alert", "watch", "lang"),
    "house": ("status", "health", "stats", "logs", "config", "role", "audit", "backup", "whoami", "version"),
}
_FORMS: Final = frozenset({"enter", "alert"})
"""Commands whose parameters are asked for before anything happens."""
_COINS: Final = 10
_A_ROW: Final = 2
_COINS_A_ROW: Final = 5


def menu(part: str, role: Role, available: frozenset[str], symbols: Sequence[str], *, edits: bool) -> Reply:
    """A part of the menu; an unknown part is the beginning."""
    if part not in _PARTS:
        return _root(role, available, edits=edits)
    buttons = [button for name in _PARTS[part] if (button := _command(name, role, available)) is not None]
    rows = _rows(buttons, _A_ROW)
    if part == "market":
        rows = (*_rows([_coin(symbol) for symbol in symbols[:_COINS]], _COINS_A_ROW), *rows)
    text = t("bots-menu-choose") if rows else t("bots-menu-nothing")
    back = Button(t("bots-button-back"), _written(Verb.MENU, ROOT))
    return Reply(Card(t(f"bots-menu-{part}"), (Said(text),)), (*rows, (back,)), edits=edits)


def _root(role: Role, available: frozenset[str], *, edits: bool) -> Reply:
    parts = [
        Button(t(f"bots-menu-{part}"), _written(Verb.MENU, part))
        for part, names in _PARTS.items()
        if any(is_open(registry().get(name), role, available) for name in names)
    ]
    help_button = Button(t("bots-button-help"), _written(Verb.OPEN, "help"))
    card = Card(
        t("bots-welcome-title"),
        (Said(t("bots-welcome")), Said(t("bots-welcome-role", role=t(f"role-{role.value}")))),
        footer=t("not-advice"),
    )
    return Reply(card, _rows([*parts, help_button], _A_ROW), edits=edits)


def _command(name: str, role: Role, available: frozenset[str]) -> Button | None:
    spec = registry().get(name)
    if not is_open(spec, role, available):
        return None
    verb = Verb.FORM if name in _FORMS else Verb.OPEN
    look = Look.PLAIN if spec.danger is Danger.NONE else Look.DANGER
    return Button(t(f"bots-button-{name}"), _written(verb, name), look)


def _coin(symbol: str) -> Button:
    return Button(Symbol(symbol).base, _written(Verb.OPEN, f"price {symbol}"), Look.CHIEF)


def _written(verb: Verb, subject: str) -> str:
    action = written(Action(verb, subject))
    if action is None:
        raise ValueError(f"a button cannot carry {subject!r}")
    return action


def _rows(buttons: Sequence[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide))
