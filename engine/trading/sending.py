"""Orders on their way: sent once, asked about when in doubt, never blindly repeated."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from typing import TypeVar

from engine.core.errors import HaiDangError, InvalidInput, Refused, new_incident_id
from engine.core.events import EventKind
from engine.core.orders import IntentState, Leg, OrderIntent, OrderState
from engine.trading import journal
from engine.trading.acts import Act
from engine.trading.book import Working
from engine.trading.broker import Answer, OrderReport, Outcome
from engine.trading.context import Context
from engine.trading.states import entries_allowed

T = TypeVar("T")


class Sender:
    """Brings intents to the broker and its answers into the books. The caller holds the desk's turn.

    ``now`` None means that nobody knows the time yet: a question without a date does not count as proof of absence.
    """

    def __init__(self, context: Context) -> None:
        self._c = context
        # How often, and since when, the venue has said that it does not know an order.
        self._absent: dict[str, tuple[int, int]] = {}

    async def send(self, intent: OrderIntent, now: int | None) -> Answer:
        """Send an intent that is committed as NEW. An order that is under way or over is left alone."""
        found = self._c.store.read(lambda conn: journal.find(conn, intent.client_order_id))
        if found is None:
            raise InvalidInput("err-intent-unknown", order=intent.client_order_id)
        state = found[1]
        if state is IntentState.NEW:
            self._c.book.orders[intent.client_order_id] = Working(intent, state)
            return await self._submit(intent, now, ask=True)
        if state is IntentState.UNKNOWN:
            return await self.ask(Working(intent, state), now)
        return Answer(Outcome.REJECTED if state is IntentState.REJECTED else Outcome.CONFIRMED)

    async def ask(self, working: Working, now: int | None, *, again: bool = True) -> Answer:
        """Ask the venue about an order: adopt what it knows; what it surely does not know is sent again (same id)."""
        intent = working.intent
        try:
            report = await self._c.broker.fetch(intent.client_order_id, intent.symbol)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            return _doubt(error)
        if report is not None:
            self._absent.pop(intent.client_order_id, None)
            await self._adopt(intent, report)
            return Answer(Outcome.REJECTED if report.state is OrderState.REJECTED else Outcome.CONFIRMED, report.key)
        if not self._surely_absent(intent, now):
            return Answer(Outcome.UNKNOWN, "err-order-outcome-unknown", {"symbol": intent.symbol})
        if working.state is IntentState.SENT or not self._wanted(intent, now):
            await self._c.act(lambda act: act.end(intent, IntentState.CANCELED))
            return Answer(Outcome.REJECTED, "err-order-vanished", {"symbol": intent.symbol})
        if not again:
            return Answer(Outcome.UNKNOWN, "err-order-outcome-unknown", {"symbol": intent.symbol})
        return await self._submit(intent, now, ask=False)

    async def cancel(self, working: Working) -> Answer:
        """Take an order back, and book what it had been filled before."""
        intent = working.intent
        answer = await _attempt(self._c.broker.cancel(intent.client_order_id, intent.symbol))
        if answer.outcome is not Outcome.CONFIRMED:
            return answer
        try:
            report = await self._c.broker.fetch(intent.client_order_id, intent.symbol)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            return _doubt(error)
        if report is not None:
            await self._adopt(intent, report)
        if intent.client_order_id in self._c.book.orders and (report is None or report.state is OrderState.CANCELED):
            await self._c.act(lambda act: act.end(intent, IntentState.CANCELED))
        return answer

    async def resume(self, now: int | None) -> None:
        """Ask about every order without an end, oldest first. One that fails does not keep the others waiting."""
        for working in sorted(
            self._c.book.orders.values(), key=lambda w: (w.intent.created_at, w.intent.client_order_id)
        ):
            await self.ask(working, now)

    async def _submit(self, intent: OrderIntent, now: int | None, *, ask: bool) -> Answer:
        answer = await _attempt(self._c.broker.submit(intent))
        facts = {"key": answer.key, "params": dict(answer.params), "incident": answer.incident}

        def write(act: Act) -> None:
            if answer.outcome is Outcome.CONFIRMED:
                act.sent(intent, answer.venue_order_id)
                act.tell(EventKind.ORDER_SENT, intent, {})
            elif answer.outcome is Outcome.REJECTED:
                act.end(intent, IntentState.REJECTED, answer.key, {**answer.params, "incident": answer.incident})
            else:
                act.unknown(intent)
                act.tell(EventKind.ERROR, intent, facts)

        await self._c.act(write)
        if answer.outcome is Outcome.UNKNOWN and ask:
            asked = await self.ask(Working(intent, IntentState.UNKNOWN), now)
            return answer if asked.outcome is Outcome.UNKNOWN else asked
        return answer

    async def _adopt(self, intent: OrderIntent, report: OrderReport) -> None:
        working = self._c.book.orders.get(intent.client_order_id)
        at_rest = report.state in (OrderState.OPEN, OrderState.PARTIAL) and not report.fills
        if working is not None and working.state is IntentState.SENT and at_rest:
            return

        def write(act: Act) -> None:
            for fill in report.fills:
                act.fill(fill)
            found = journal.find(act.conn, intent.client_order_id)
            if found is None or found[1] not in journal.OPEN_STATES:
                return
            if report.state is OrderState.REJECTED:
                act.end(intent, IntentState.REJECTED, report.key)
            elif report.state is OrderState.CANCELED:
                act.end(intent, IntentState.CANCELED)
            else:
                # Also FILLED while its trades are not told yet: it stays under way until the fills are in the books.
                act.sent(intent, report.venue_order_id)

        await self._c.act(write)

    def _surely_absent(self, intent: OrderIntent, now: int | None) -> bool:
        proof = self._c.broker.abilities
        if now is None:
            return proof.questions <= 1 and proof.aged_ms <= 0
        count, since = self._absent.get(intent.client_order_id, (0, now))
        self._absent[intent.client_order_id] = (count + 1, since)
        sure = count + 1 >= proof.questions and now - since >= proof.aged_ms
        if sure:
            del self._absent[intent.client_order_id]
        return sure

    def _wanted(self, intent: OrderIntent, now: int | None) -> bool:
        if intent.leg is Leg.EXIT:
            position = self._c.book.position(intent.symbol)
            return position is not None and position.id == intent.position_id
        life = self._c.broker.abilities.entry_life_ms
        if life is not None and now is not None and now - intent.created_at > life:
            return False
        return entries_allowed(self._c.book.record.state) or intent.cause.startswith(journal.COMMAND)


async def _attempt(call: Awaitable[Answer]) -> Answer:
    """Only what the venue refused for certain counts as rejected; every other error leaves the outcome unknown."""
    try:
        answer = await call
    except asyncio.CancelledError:
        raise
    except (InvalidInput, Refused) as error:
        return Answer(Outcome.REJECTED, error.key, error.params, incident=error.incident)
    except Exception as error:
        return _doubt(error)
    if answer.outcome is Outcome.CONFIRMED or answer.incident is not None:
        return answer
    return Answer(answer.outcome, answer.key, answer.params, answer.venue_order_id, new_incident_id())


def _doubt(error: Exception) -> Answer:
    if isinstance(error, HaiDangError):
        return Answer(Outcome.UNKNOWN, error.key, error.params, incident=error.incident)
    facts: Mapping[str, object] = {"detail": f"{type(error).__name__}: {error}"}
    return Answer(Outcome.UNKNOWN, "err-order-venue-fault", facts, incident=new_incident_id())
