"""Everything that a screen shows, as it was known at one moment: read once, then only looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from engine.core.events import EventKind
from engine.core.modes import Connection as Link
from engine.core.modes import EngineState
from engine.core.orders import Portfolio
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.features.basic import LEAST
from engine.playback.books import day_start
from engine.playback.record import Record
from engine.service.answers import Why
from engine.service.handlers.facts import why
from engine.service.snapshots import Happening
from engine.store.sql import from_json, run
from engine.store.tables import purses
from engine.trading.exact import plus, times
from engine.trading.rows import open_positions
from engine.trading.states import StateRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection

DAY_MS: Final = 86_400_000
HAPPENINGS: Final = 60
_NEWEST: Final = (
    "SELECT d.timestamp, d.spoken, d.weight, d.reason, d.reason_params, p.prediction, p.confidence, p.recommendation, "
    "p.horizon FROM decisions d LEFT JOIN direction_predictions p ON p.id = d.prediction_id "
    "WHERE d.source = ? AND d.symbol = ? AND d.mode = ? AND d.timeframe = ? ORDER BY d.timestamp DESC LIMIT 1"
)
_PAIR: Final = "FROM candle_cache WHERE source = ? AND symbol = ? AND timeframe = ?"
_CLOSES: Final = f"SELECT timestamp, close {_PAIR} ORDER BY timestamp DESC LIMIT {LEAST}"
_DAY_OPEN: Final = f"SELECT open {_PAIR} AND timestamp >= ? ORDER BY timestamp LIMIT 1"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The newest decision on a pair; without a forecast only its reason."""

    direction: str | None
    confidence: float | None
    spoken: bool
    weight: float | None
    tier: str | None
    reason: Why
    horizon: str | None


@dataclass(frozen=True, slots=True)
class PairKnown:
    """A pair: its last closes without a hole between them, oldest first, and what was decided on the last one."""

    symbol: Symbol
    closes: tuple[float, ...]
    closed_at: int | None
    change_pct: float | None
    verdict: Verdict | None

    @property
    def price(self) -> float | None:
        """The last close."""
        return self.closes[-1] if self.closes else None


@dataclass(frozen=True, slots=True)
class Known:
    """The house at a moment."""

    at: int
    rules: Rules
    pairs: Mapping[Symbol, PairKnown]
    portfolio: Portfolio
    start_cash: Decimal
    state: StateRecord
    link: Link
    link_detail: Why
    started_at: int
    happenings: tuple[Happening, ...]


def read_known(conn: Connection, record: Record, at: int) -> Known:
    """Ask the tables, which show ``at`` already."""
    rules = record.rules_at(at)
    pairs = {symbol: _pair(conn, record, symbol, rules, at) for symbol in record.symbols_at(at)}
    state = record.newest_told(EventKind.STATE_CHANGED, at)
    link = record.newest_told(EventKind.CONNECTION_CHANGED, at)
    started = record.newest_told(EventKind.ENGINE_STARTED, at)
    portfolio, start = _portfolio(conn, record, pairs, at)
    return Known(
        at=at,
        rules=rules,
        pairs=pairs,
        portfolio=portfolio,
        start_cash=start,
        state=_state(state.facts) if state is not None else StateRecord(),
        link=Link(link.facts["connection"]) if link is not None else Link.OK,
        link_detail=why(link.facts["key"], link.facts["params"]) if link is not None else Why("feed-ok"),
        started_at=max(started.at if started is not None else 0, record.moments[0]),
        happenings=_happenings(conn, record.newest_events(at, HAPPENINGS)),
    )


def _state(facts: Mapping[str, Any]) -> StateRecord:
    return StateRecord(EngineState(facts["state"]), facts["since"], facts["actor"], facts["cause"])


def _pair(conn: Connection, record: Record, symbol: Symbol, rules: Rules, at: int) -> PairKnown:
    timeframe = rules.timeframe
    mine = (record.source, str(symbol), str(timeframe))
    rows = run(conn, _CLOSES, mine).all()
    closes = _without_holes(rows, timeframe.ms)
    day_open = run(conn, _DAY_OPEN, (*mine, at - DAY_MS)).scalar()
    change = 100.0 * (closes[-1] / day_open - 1.0) if closes and day_open else None
    found = run(conn, _NEWEST, (*mine[:2], record.mode.value, mine[2])).first()
    return PairKnown(
        symbol,
        closes,
        int(rows[0][0]) + timeframe.ms if rows else None,
        change,
        _verdict(*found[1:]) if found is not None else None,
    )


def _without_holes(rows: Sequence[Any], length: int) -> tuple[float, ...]:
    """The closes after the last hole; ``rows`` are moment and close, newest first."""
    kept: list[float] = []
    for place, (moment, close) in enumerate(rows):
        if moment != rows[0][0] - place * length:
            break
        kept.append(float(close))
    return tuple(reversed(kept))


def _verdict(
    spoken: object, weight: float | None, reason: str, params: str, direction: str | None, confidence: float | None,
    tier: str | None, horizon: str | None,
) -> Verdict:  # fmt: skip
    return Verdict(direction, confidence, bool(spoken), weight, tier, why(reason, params), horizon)


def _portfolio(
    conn: Connection, record: Record, pairs: Mapping[Symbol, PairKnown], at: int
) -> tuple[Portfolio, Decimal]:
    """The book at the last known closes, and the starting cash."""
    source, mode = record.source, record.mode
    positions = open_positions(conn, source, mode)
    row = conn.execute(purses.select().where(purses.c.source == source, purses.c.mode == mode.value)).first()
    exact = (row.cash, row.start_cash, row.equity_peak) if row is not None else (0, 0, 0)
    cash, start, peak = (Decimal(part) for part in exact)
    prices = {symbol: pair.price for symbol, pair in pairs.items() if pair.price is not None}
    equity = cash
    for position in positions:
        price = prices.get(position.symbol)
        value = times(position.amount, position.entry_price if price is None else Decimal(repr(price)))
        equity = plus(equity, value if position.side.value == "BUY" else -value)
    found = Portfolio(
        source=source,
        mode=mode,
        cash=cash,
        positions=tuple(positions),
        pending=(),
        prices=prices,
        equity=equity,
        equity_peak=max(peak, equity),
        day_start_equity=day_start(conn, record, at, equity),
        recent_trades=(),  # only decisions ask for them
        timestamp=at,
    )
    return found, start


def _happenings(conn: Connection, numbers: Sequence[int]) -> tuple[Happening, ...]:
    if not numbers:
        return ()
    marks = ", ".join("?" * len(numbers))
    query = f"SELECT id, timestamp, kind, symbol, data FROM events WHERE id IN ({marks})"
    rows = {row[0]: row for row in run(conn, query, tuple(numbers))}
    kept = [rows[number] for number in numbers if number in rows]  # old events may have been pruned meanwhile
    return tuple(Happening(row[0], row[1], row[2], row[3], from_json(row[4])) for row in kept)
