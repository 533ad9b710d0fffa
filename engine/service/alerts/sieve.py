"""Damps what repeats: one alert for a fault that goes on, none for a connection that flutters, and one for a signal
that is said again of each candle.

Pure: times are those at which events were written, so that a look that is repeated after a crash decides the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from engine.core.events import Event, EventKind
from engine.service.alerts.kinds import is_bad_connection

REPEAT_MS: Final = 15 * 60_000
"""The same fault is told again after this long at the earliest, with how often it came meanwhile."""
CALM_MS: Final = 10 * 60_000
"""A connection that breaks again so soon is told when it stays broken."""
REPEATS: Final = "repeats"
"""The fact of an event that stands for others like it."""
_MOST: Final = 200
_MOST_PAIRS: Final = 1_000
_REPEATING: Final = frozenset({EventKind.ERROR, EventKind.ORDER_REJECTED, EventKind.MODEL_REFUSED})


@dataclass(frozen=True, slots=True)
class Repeat:
    """A fault that was told, until when it is only counted, how often it came since, and its newest occurrence."""

    until: int
    count: int = 0
    symbol: str | None = None
    data: Mapping[str, object] | None = None


@dataclass(slots=True)
class Sieve:
    """``feed_bad`` is what was told of the connection last, ``feed_at`` when, ``feed_id`` a change that waits.

    ``signals``: by pair, where the last signal that was told pointed, and when its horizon ends by the market's clock.
    """

    repeats: dict[str, Repeat]
    feed_bad: bool = False
    feed_at: int = -CALM_MS
    feed_id: int | None = None
    signals: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Sieve:
        """As it was kept."""
        facts = dict(kept or {})
        repeats = {name: Repeat(*values) for name, values in facts.pop("repeats", {}).items()}
        return cls(repeats, **facts)

    def copy(self) -> Sieve:
        """Another one that knows the same: what it learns counts when it is committed."""
        return replace(self, repeats=dict(self.repeats), signals=dict(self.signals))

    def kept(self) -> dict[str, Any]:
        """To be kept, as JSON."""
        repeats = {name: [one.until, one.count, one.symbol, one.data] for name, one in self.repeats.items()}
        feed = {"feed_bad": self.feed_bad, "feed_at": self.feed_at, "feed_id": self.feed_id}
        return {"repeats": repeats, "signals": self.signals, **feed}

    def admits(self, event: Event, at: int) -> bool:
        """Whether to tell ``event``, which was written ``at``, now."""
        if event.kind is EventKind.ENGINE_STARTED:  # a connection that is well from the start does not say so
            self.feed_bad, self.feed_id = False, None
        if event.kind is EventKind.CONNECTION_CHANGED:
            return self._feed(event, at)
        if event.kind is EventKind.SIGNAL:
            return self._signal(event)
        if event.kind not in _REPEATING or REPEATS in event.data:
            return True
        return self._first(_name(event), event, at)

    def due(self, at: int) -> list[Event]:
        """Events to be written because faults went on while they were only counted."""
        found = []
        for name, one in list(self.repeats.items()):
            if at < one.until:
                continue
            if not one.count:
                del self.repeats[name]
                continue
            kind = EventKind(name.partition(":")[0])
            found.append(Event(kind, at, "", one.symbol, {**(one.data or {}), REPEATS: one.count}))
            self.repeats[name] = Repeat(at + REPEAT_MS)
        return found

    def due_change(self, at: int) -> int | None:
        """The change of the connection that was held back and has lasted; its event is told now."""
        waiting = self.feed_id
        if waiting is None or at < self.feed_at + CALM_MS:
            return None
        self.feed_bad, self.feed_at, self.feed_id = not self.feed_bad, at, None
        return waiting

    def _signal(self, event: Event) -> bool:
        """Told when it is news: another direction, a trade, or the last one's horizon has passed."""
        symbol, direction, due = event.symbol or "", event.data.get("direction"), event.data.get("due_at")
        if not isinstance(due, int):
            return True
        told = self.signals.get(symbol)
        if told is not None and told[0] == direction and event.timestamp < told[1] and not event.data.get("trades"):
            return False
        if len(self.signals) >= _MOST_PAIRS:
            self.signals.pop(next(iter(self.signals)))
        self.signals.pop(symbol, None)
        self.signals[symbol] = [direction, due]
        return True

    def _first(self, name: str, event: Event, at: int) -> bool:
        known = self.repeats.get(name)
        if known is not None and (at < known.until or known.count):
            self.repeats[name] = replace(known, count=known.count + 1, symbol=event.symbol, data=dict(event.data))
            return False
        if len(self.repeats) >= _MOST:
            self.repeats.pop(next(iter(self.repeats)))
        self.repeats[name] = Repeat(at + REPEAT_MS)
        return True

    def _feed(self, event: Event, at: int) -> bool:
        bad = is_bad_connection(event)
        if bad == self.feed_bad:
            self.feed_id = None
            return False
        # That prices can be trusted again is told at once; that they cannot, again, only when it lasts.
        if bad and at < self.feed_at + CALM_MS:
            self.feed_id = event.id
            return False
        self.feed_bad, self.feed_at, self.feed_id = bad, at, None
        return True


def _name(event: Event) -> str:
    """What makes two faults the same one. (Strangers are counted where they knock.)"""
    about = "" if event.kind is EventKind.ERROR else event.symbol or ""
    return f"{event.kind}:{event.data.get('key', '')}:{about}"
