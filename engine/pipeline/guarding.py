"""Tells when a guard begins to hold: once, with the moment's point on the equity curve, and again only after it rested.

It looks at what decisions look at and changes nothing that they see, so a replay decides the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from engine.core.decisions import Reason
from engine.core.events import Event, EventKind
from engine.core.modes import Mode
from engine.core.orders import Portfolio
from engine.core.symbols import Symbol
from engine.decision.guards import holding
from engine.decision.rules import Rules
from engine.store.events import append_event
from engine.store.state import get_state, set_state

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NAME: Final = "pipeline.guards"
_REST_CANDLES: Final = 8
"""A guard that lets go and holds again so soon has been told already: an equity at its limit goes to and fro."""


class GuardWatch:
    """Which guards were told, and when each held last."""

    def __init__(self, source: str, mode: Mode, rules: Rules) -> None:
        self._source, self._mode, self._rules = source, mode, rules
        self._held: dict[str, int] = {}

    def load(self, conn: Connection, now: int) -> None:
        """Remember what was told; it counts as holding until a moment says otherwise."""
        told: list[str] = get_state(conn, self._source, self._mode, _NAME, [])
        self._held = dict.fromkeys(told, now)

    def look(self, portfolio: Portfolio, now: int) -> Callable[[Connection], None] | None:
        """What is to be written because of the moment ``now``; None when nothing changed."""
        found = holding(portfolio, now, self._rules)
        if not found and not self._held:
            return None
        before = set(self._held)
        rested = now - _REST_CANDLES * self._rules.timeframe.ms
        self._held = {name: at for name, at in self._held.items() if at > rested} | dict.fromkeys(found, now)
        new = [(name, *found[name]) for name in found if name not in before]
        if set(self._held) == before:
            return None
        told, events = sorted(self._held), [self._event(name, symbol, why, now) for name, symbol, why in new]

        def write(conn: Connection) -> None:
            for event in events:
                append_event(conn, event)
            set_state(conn, self._source, self._mode, _NAME, told)

        return write

    def _event(self, name: str, symbol: Symbol | None, why: Reason, now: int) -> Event:
        about = None if symbol is None else str(symbol)
        facts = {"mode": self._mode.value, "guard": name, "key": why.key, "params": dict(why.params)}
        return Event(EventKind.PROTECTION, now, self._source, about, facts)
