"""What the engine may do by itself, and how one state becomes another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.core.errors import Refused
from engine.core.events import Event, EventKind
from engine.core.modes import EngineState, ExitReason, Mode
from engine.store.events import append_event
from engine.store.state import get_state, set_state

NAME: Final = "trading.state"
ENGINE: Final = "engine"
"""The actor when the engine itself changes its state (a breaker)."""

_S = EngineState
# A halt is left by resuming or by reducing. "Pause" would silently allow more than a halt does, so it is refused.
_ALLOWED: Final = {
    _S.RUNNING: frozenset({_S.PAUSED, _S.REDUCING, _S.HALTED}),
    _S.PAUSED: frozenset({_S.RUNNING, _S.REDUCING, _S.HALTED}),
    _S.REDUCING: frozenset({_S.RUNNING, _S.PAUSED, _S.HALTED}),
    _S.HALTED: frozenset({_S.RUNNING, _S.REDUCING}),
}
_STRICTNESS: Final = (_S.RUNNING, _S.PAUSED, _S.REDUCING, _S.HALTED)
_PROTECTIVE: Final = frozenset({ExitReason.STOP_LOSS, ExitReason.TRAILING})


@dataclass(frozen=True, slots=True)
class StateRecord:
    """The state, since when (market time), by whom and why."""

    state: EngineState = EngineState.RUNNING
    since: int = 0
    actor: str = ""
    cause: str = ""


def entries_allowed(state: EngineState) -> bool:
    """Whether the engine may open positions by itself."""
    return state is EngineState.RUNNING


def own_exits_allowed(state: EngineState) -> bool:
    """Whether targets, time limits and exit signals act."""
    return state is not EngineState.HALTED


def protective_stops_allowed(state: EngineState) -> bool:
    """Always: no state takes the stops off."""
    return True


def exit_allowed(state: EngineState, reason: ExitReason) -> bool:
    """Whether the engine may leave a position by itself for ``reason``."""
    return protective_stops_allowed(state) if reason in _PROTECTIVE else own_exits_allowed(state)


def change_allowed(current: EngineState, target: EngineState, actor: str) -> bool:
    """Whether ``actor`` may bring the engine from ``current`` to ``target``; by itself it only becomes stricter."""
    if target is current:
        return True
    if actor == ENGINE and _STRICTNESS.index(target) < _STRICTNESS.index(current):
        return False
    return target in _ALLOWED[current]


def require_change(current: EngineState, target: EngineState, actor: str) -> None:
    """Raises Refused (``err-state-change``) where :func:`change_allowed` says no."""
    if not change_allowed(current, target, actor):
        raise Refused("err-state-change", current=current.value, target=target.value)


def read_record(conn: sa.Connection, source: str, mode: Mode) -> StateRecord:
    """The stored state; RUNNING where none was ever set."""
    found: dict[str, Any] | None = get_state(conn, source, mode, NAME)
    if found is None:
        return StateRecord()
    return StateRecord(EngineState(found["state"]), found["since"], found["actor"], found["cause"])


def write_record(conn: sa.Connection, source: str, mode: Mode, before: EngineState, record: StateRecord) -> None:
    """Store the new state together with the event that tells of it."""
    facts = {"state": record.state.value, "since": record.since, "actor": record.actor, "cause": record.cause}
    set_state(conn, source, mode, NAME, facts)
    data = {"before": before.value, "mode": mode.value, **facts}
    append_event(conn, Event(EventKind.STATE_CHANGED, record.since, source, None, data))
