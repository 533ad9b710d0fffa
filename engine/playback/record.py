"""What a recording holds beside its rows: its run, its moments, its rules, and when each happening became known."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, TypeVar

from engine.core.errors import InvalidInput
from engine.core.events import EventKind
from engine.core.modes import Mode
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.forecast.layout import POOLED
from engine.playback.deposits import Deposits, read_deposits
from engine.playback.late import Booked, Deal, deals_of, late_of, read_booked
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.instruments import Instrument
    from engine.store.store import Store

T = TypeVar("T")
_TOLD: Final = (
    EventKind.STATE_CHANGED,
    EventKind.CONNECTION_CHANGED,
    EventKind.SYMBOLS_CHANGED,
    EventKind.ENGINE_STARTED,
    EventKind.ENTRY_FILLED,
    EventKind.EXIT_FILLED,
)
"""Events whose facts are needed to know how things stood."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact of the record and the moment from which it held."""

    at: int
    name: str
    facts: dict[str, Any] = field(default_factory=dict)
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One recorded run. ``moments`` are the closes it judged, ``judged`` how many candles and forecasts up to each;
    events stand in the order in which they were known."""

    source: str
    mode: Mode
    moments: array[int]
    judged: tuple[tuple[int, int], ...]
    rules: tuple[tuple[int, Rules], ...]
    tape: tuple[Dated, ...]
    told: tuple[Dated, ...]
    event_moments: array[int]
    event_ids: array[int]
    late: tuple[tuple[Booked, int | None], ...]
    deals: tuple[Deal, ...]
    deposits: Deposits
    instruments: Callable[[Symbol], Instrument]

    def rules_at(self, at: int) -> Rules:
        """The rules in force; those of the first start before it."""
        return (newest(self.rules, at, key=lambda row: row[0]) or self.rules[0])[1]

    def close_at(self, at: int) -> int:
        """The newest close that had been judged; 0 before the first."""
        place = bisect_right(self.moments, at)
        return self.moments[place - 1] if place else 0

    def counts(self, since: int, at: int) -> tuple[int, int]:
        """Candles judged and forecasts decided on from ``since`` until ``at``."""
        first, last = bisect_left(self.moments, since), bisect_right(self.moments, at)
        before, until = (self.judged[place - 1] if place else (0, 0) for place in (first, last))
        return until[0] - before[0], until[1] - before[1]

    def step(self, at: int, count: int) -> int:
        """The close that lies so many judged closes after ``at``, or before it; the ends stay the ends."""
        place = bisect_right(self.moments, at) - 1
        if count < 0 and place >= 0 and self.moments[place] < at:
            place += 1  # in the middle of a candle, the first step back goes to its beginning
        return self.moments[min(max(place + count, 0), len(self.moments) - 1)]

    def symbols_at(self, at: int) -> tuple[Symbol, ...]:
        """Watched pairs, in the order they were opened."""
        opened = dict.fromkeys(one.symbol for one in self.tape if one.name == "open" and one.at <= at and one.symbol)
        removed: dict[str | None, bool] = {}
        for one in self.told:
            if one.name == EventKind.SYMBOLS_CHANGED and one.at <= at:
                removed[one.symbol] = one.facts.get("key") == "log-symbol-removed"
        return tuple(Symbol(name) for name in opened if not removed.get(name))

    def newest_told(self, kind: EventKind, at: int) -> Dated | None:
        """The newest event of a kind."""
        return newest([one for one in self.told if one.name == kind], at, key=lambda one: one.at)

    def version_at(self, symbol: str, at: int) -> str | None:
        """The version of the model that served a pair."""
        served = [one for one in self.tape if one.name == "models" and one.symbol in (symbol, POOLED)]
        found = newest(served, at, key=lambda one: one.at)
        return str(found.facts["version"]) if found is not None else None

    def locks_at(self, at: int) -> list[Dated]:
        """Locks in force, oldest first: what people locked and had not unlocked."""
        held: dict[str, Dated] = {}
        for one in self.tape:
            scope = one.facts.get("symbol")
            if one.at <= at and one.name == "lock" and scope is not None:
                held.setdefault(scope, one)
            elif one.at <= at and one.name == "unlock":
                held = {} if scope is None else {name: lock for name, lock in held.items() if name != scope}
        return list(held.values())

    def newest_events(self, at: int, count: int) -> list[int]:
        """Numbers of the newest events, oldest first; silence is not among them."""
        place = bisect_right(self.event_moments, at)
        return list(self.event_ids[max(0, place - count) : place])


def newest(rows: Sequence[T], at: int, *, key: Callable[[T], int]) -> T | None:
    """The last of ``rows``, which are in order, that is no later than ``at``."""
    place = bisect_right(rows, at, key=key)
    return rows[place - 1] if place else None


def read_record(store: Store, source: str, mode: Mode) -> Record:
    """Read what must be at hand; raises InvalidInput when nothing was decided in this run."""
    from engine.instruments import KeptInstruments

    def work(conn: Connection) -> Record:
        moments, judged = _moments(conn, source, mode)
        tape = _tape(conn, source, mode)
        rules = tuple((one.at, Rules.of_facts(one.facts)) for one in tape if one.name == "rules")
        if not moments or not rules:
            raise InvalidInput("err-playback-empty", source=source, mode=mode.value)
        told, events = _events(conn, source, mode)
        lengths = [(at, each.timeframe.ms) for at, each in rules]
        booked = read_booked(conn, source, mode, lengths)
        late = late_of(booked, {one.facts["fill_id"]: one.facts["event_id"] for one in told if "fill_id" in one.facts})
        known = {number: one.known for one, number in late if number is not None}
        events = sorted((known.get(number, moment), number) for moment, number in events)
        return Record(
            source,
            mode,
            moments,
            judged,
            rules,
            tape,
            tuple(one for one in told if one.name not in (EventKind.ENTRY_FILLED, EventKind.EXIT_FILLED)),
            array("q", (moment for moment, _ in events)),
            array("q", (number for _, number in events)),
            tuple(late),
            tuple(deals_of(booked)),
            read_deposits(conn, source, mode),
            KeptInstruments(store, source, mode.value),
        )

    return store.read(work)


def _moments(conn: Connection, source: str, mode: Mode) -> tuple[array[int], tuple[tuple[int, int], ...]]:
    query = (
        "SELECT created_at, COUNT(*), COUNT(prediction_id) FROM decisions WHERE source = ? AND mode = ? "
        "GROUP BY created_at ORDER BY created_at"
    )
    rows = run(conn, query, (source, mode.value)).all()
    totals = zip(accumulate(int(row[1]) for row in rows), accumulate(int(row[2]) for row in rows), strict=True)
    return array("q", (int(row[0]) for row in rows)), tuple(totals)


def _tape(conn: Connection, source: str, mode: Mode) -> tuple[Dated, ...]:
    """What the tape tells beside candles and prices: rules, pairs, models and people's locks."""
    query = (
        "SELECT timestamp, kind, payload, symbol FROM tape WHERE source = ? AND mode = ? "
        "AND kind IN ('rules', 'open', 'models', 'command') ORDER BY timestamp, id"
    )
    found = []
    for at, kind, payload, symbol in run(conn, query, (source, mode.value)):
        facts = json.loads(payload) if payload else {}
        name = facts["id"] if kind == "command" else kind
        found.append(Dated(int(at), name, facts["arguments"] if kind == "command" else facts, symbol))
    return tuple(found)


def _events(conn: Connection, source: str, mode: Mode) -> tuple[tuple[Dated, ...], list[tuple[int, int]]]:
    """The events that tell how things stood, and moment and number of all that a screen shows."""
    marks = ", ".join("?" * len(_TOLD))
    query = (
        f"SELECT id, timestamp, kind, symbol, CASE WHEN kind IN ({marks}) THEN data END FROM events "
        "WHERE source = ? AND kind <> ? ORDER BY timestamp, id"
    )
    told, events = [], []
    for number, at, kind, symbol, data in run(conn, query, (*_TOLD, source, EventKind.SILENCE.value)):
        facts = json.loads(data) if data else {}
        if facts.get("mode", mode.value) == mode.value:
            events.append((int(at), int(number)))
            if data:
                told.append(Dated(int(at), kind, {**facts, "event_id": int(number)}, symbol))
    return tuple(told), events
