"""Flatten: halt, cancel, close each position on its own, verify by asking again, report each.

On paper a position is closed at once at its last price when that price is fresh (the prices are on the tape with the
command, so a replay closes alike); otherwise at the next price of its symbol, and the report says that it waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from engine.core.errors import HaiDangError, new_incident_id
from engine.core.events import Event, EventKind
from engine.core.modes import EngineState, ExitReason
from engine.core.orders import IntentState, Leg, OrderIntent
from engine.core.symbols import Symbol
from engine.store.events import append_event
from engine.store.state import drop_state, get_state, set_state
from engine.trading import journal
from engine.trading.acts import Act
from engine.trading.broker import Answer, Outcome
from engine.trading.context import Context
from engine.trading.control import Control
from engine.trading.exact import plain
from engine.trading.states import StateRecord

NAME: Final = "trading.flatten"


@dataclass(frozen=True, slots=True)
class FlattenRow:
    """What became of one position. ``waiting``: the exit is on its way and has no price yet."""

    symbol: Symbol
    amount: Decimal
    done: bool = False
    waiting: bool = False
    price: Decimal | None = None
    error_key: str | None = None
    error_params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    incident: str | None = None
    client_order_id: str | None = None


@dataclass(frozen=True, slots=True)
class FlattenReport:
    """Each position on its own. ``verified``: asked again, nothing is open any more."""

    timestamp: int
    rows: tuple[FlattenRow, ...]
    canceled: int
    verified: bool


class Flattener:
    """Carries a flatten through, also over a crash in its middle. The caller holds the desk's turn."""

    def __init__(self, context: Context, control: Control) -> None:
        self._c = context
        self._control = control

    async def flatten(self, actor: str, now: int, prices: Mapping[Symbol, Decimal] | None = None) -> FlattenReport:
        """Close everything and stay halted."""
        c = self._c
        if prices is None:
            prices = {symbol: self._control.fresh_price(symbol, now) for symbol in sorted(c.book.watches)}
        plan = {"actor": actor, "prices": {str(symbol): plain(price) for symbol, price in prices.items()}}

        def begin(act: Act) -> None:
            if c.book.record.state is not EngineState.HALTED:
                act.state(StateRecord(EngineState.HALTED, now, actor, "flatten"))
            act.tape_command("flatten", now, plan)
            set_state(act.conn, c.source, c.mode, NAME, {**plan, "now": now})

        await c.act(begin)
        return await self._carry_on({**plan, "now": now})

    async def resume(self) -> FlattenReport | None:
        """Finish a flatten that a crash has cut off."""
        plan = self._c.store.read(lambda conn: get_state(conn, self._c.source, self._c.mode, NAME))
        return await self._carry_on(plan) if plan is not None else None

    async def verify(self, report: FlattenReport) -> FlattenReport:
        """Ask again: the book for each position, the broker for orders that are still open."""
        rows = tuple(self._row_now(row) for row in report.rows)
        try:
            unfinished = len(await self._c.broker.open_orders())
        except asyncio.CancelledError:
            raise
        except Exception:
            unfinished = 1
        clean = not unfinished and not self._c.book.watches and not self._c.book.orders
        return replace(report, rows=rows, verified=clean and all(row.done for row in rows))

    async def _carry_on(self, plan: Mapping[str, Any]) -> FlattenReport:
        c, now = self._c, int(plan["now"])
        entries = [w for w in c.book.orders.values() if w.intent.leg is Leg.ENTRY]
        await self._control.withdraw_entries()
        canceled = sum(w.intent.client_order_id not in c.book.orders for w in entries)
        rows = [await self._close(symbol, plan, now) for symbol in sorted(c.book.watches)]
        report = await self.verify(FlattenReport(now, tuple(rows), canceled, False))

        def finish(act: Act) -> None:
            drop_state(act.conn, c.source, c.mode, NAME)
            append_event(act.conn, Event(EventKind.FLATTENED, now, c.source, None, self._facts(report, plan["actor"])))

        await c.act(finish)
        return report

    async def _close(self, symbol: Symbol, plan: Mapping[str, Any], now: int) -> FlattenRow:
        c = self._c
        position = c.book.position(symbol)
        if position is None:
            return FlattenRow(symbol, Decimal(0), done=True)
        row = FlattenRow(symbol, position.amount)
        try:
            intent = await self._exit_of(symbol, plan, now)
            row = replace(row, client_order_id=intent.client_order_id)
            answer = await self._control.send_exit(intent, now)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            # One position that fails must not keep the others open.
            if c.stale:
                raise
            return _failed(row, error)
        return row if answer.outcome is Outcome.CONFIRMED else _doubtful(row, answer)

    async def _exit_of(self, symbol: Symbol, plan: Mapping[str, Any], now: int) -> OrderIntent:
        leaving = self._c.book.unfinished(symbol, Leg.EXIT)
        if leaving:
            return leaving[0].intent
        position = self._c.book.watches[symbol].position
        cause = f"{journal.COMMAND}flatten:{now}:{position.id}"
        price = Decimal(plan["prices"].get(str(symbol), "0"))
        made: list[OrderIntent] = []
        await self._c.act(lambda act: made.append(act.new_exit(position, ExitReason.FLATTEN, cause, now, price)))
        return made[0]

    def _row_now(self, row: FlattenRow) -> FlattenRow:
        c = self._c
        position = c.book.position(row.symbol)
        if position is None:
            price = next((t.exit_price for t in reversed(c.book.trades) if t.symbol == row.symbol), None)
            return FlattenRow(row.symbol, row.amount, True, False, price, client_order_id=row.client_order_id)
        working = c.book.orders.get(row.client_order_id or "")
        if working is not None and working.state is IntentState.SENT:
            return replace(row, done=False, waiting=True)
        return row if row.error_key is not None else _doubtful(row, Answer(Outcome.UNKNOWN))

    def _facts(self, report: FlattenReport, actor: object) -> dict[str, object]:
        return {
            "actor": actor,
            "mode": self._c.mode.value,
            "canceled": report.canceled,
            "verified": report.verified,
            "rows": [
                {
                    "symbol": str(row.symbol), "done": row.done, "waiting": row.waiting, "amount": plain(row.amount),
                    "price": plain(row.price) if row.price is not None else None, "error": row.error_key,
                    "incident": row.incident,
                }
                for row in report.rows
            ],
        }  # fmt: skip


def _doubtful(row: FlattenRow, answer: Answer) -> FlattenRow:
    return replace(
        row,
        error_key=answer.key or "err-order-outcome-unknown",
        error_params={"symbol": row.symbol, **answer.params},
        incident=answer.incident or new_incident_id(),
    )


def _failed(row: FlattenRow, error: Exception) -> FlattenRow:
    if isinstance(error, HaiDangError):
        return replace(row, error_key=error.key, error_params=dict(error.params), incident=error.incident)
    detail = f"{type(error).__name__}: {error}"
    return replace(row, error_key="err-order-venue-fault", error_params={"detail": detail}, incident=new_incident_id())
